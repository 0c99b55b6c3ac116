// expect: attribute_name_is_not_known(
// expect: on_template_line<2>
#include "check.hpp"

auto made = solder::html("<ul>\n<li calss=\"row\">one</li></ul>");

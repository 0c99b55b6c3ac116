// expect: attribute_takes_text(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class=\"a {}\">one</b>", solder::view());

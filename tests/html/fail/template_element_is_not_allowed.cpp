// expect: template_element_is_not_allowed(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div><template><b>one</b></template></div>");

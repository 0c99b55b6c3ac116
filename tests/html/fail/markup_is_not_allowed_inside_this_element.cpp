// expect: markup_is_not_allowed_inside_this_element(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<textarea><b>one</b></textarea>");

// expect: spaces_around_equals_sign_are_not_allowed(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class = {}>one</b>", "x");

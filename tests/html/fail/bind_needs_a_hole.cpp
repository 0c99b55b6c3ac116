// expect: bind_needs_a_hole(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<input bind=\"x\">");

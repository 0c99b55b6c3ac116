// expect: attribute_hole_needs_a_name(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b {}>one</b>", "class");

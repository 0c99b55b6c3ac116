// expect: attribute_hole_is_the_whole_value(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<iframe srcdoc=\"a {}\"></iframe>", "y");

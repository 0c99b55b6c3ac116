// expect: property_needs_a_hole(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<input .value=\"x\">");

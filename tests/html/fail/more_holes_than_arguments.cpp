// expect: more_holes_than_arguments(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b class={}>{}</b>", "x");

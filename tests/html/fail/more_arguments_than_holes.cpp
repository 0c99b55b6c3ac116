// expect: more_arguments_than_holes(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b>{}</b>", 1, 2);

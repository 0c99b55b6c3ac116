// expect: only_void_and_svg_elements_end_with_a_slash(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div/>");

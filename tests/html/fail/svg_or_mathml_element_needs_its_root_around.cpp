// expect: svg_or_mathml_element_needs_its_root_around(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div><path d=\"M0 0\"></path></div>");

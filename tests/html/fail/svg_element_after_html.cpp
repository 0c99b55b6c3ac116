// expect: svg_or_mathml_element_needs_its_root_around(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<p></p><circle/>");

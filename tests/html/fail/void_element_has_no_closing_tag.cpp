// expect: void_element_has_no_closing_tag(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<p>one<br></br></p>");

// expect: block_element_would_close_the_paragraph(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<p>one<span><div>two</div></span></p>");

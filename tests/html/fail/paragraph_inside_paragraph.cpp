// expect: paragraph_inside_paragraph(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<p>one<p>two</p></p>");

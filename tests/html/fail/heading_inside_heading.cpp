// expect: heading_inside_heading(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<h1>one<h2>two</h2></h1>");

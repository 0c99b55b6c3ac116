// expect: table_row_needs_tbody_around(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div><tr><td>one</td></tr></div>");

// expect: table_cell_needs_row_around(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<table><tbody><td>one</td></tbody></table>");

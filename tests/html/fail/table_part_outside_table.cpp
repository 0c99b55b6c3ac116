// expect: table_part_outside_table(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<div><tbody></tbody></div>");

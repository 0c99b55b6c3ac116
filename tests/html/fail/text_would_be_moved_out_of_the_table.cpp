// expect: text_would_be_moved_out_of_the_table(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<table>one<tbody></tbody></table>");

// expect: content_would_be_moved_out_of_the_table(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<tr><svg></svg></tr>");

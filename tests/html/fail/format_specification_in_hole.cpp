// expect: one_brace_is_written_twice(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b>{0}</b>", 1);

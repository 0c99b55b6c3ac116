// expect: text_is_not_allowed_in_select(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<select>{}</select>", "one");

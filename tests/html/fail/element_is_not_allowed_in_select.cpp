// expect: element_is_not_allowed_in_select(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<select><div>one</div></select>");

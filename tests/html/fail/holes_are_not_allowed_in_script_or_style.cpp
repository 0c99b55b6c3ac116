// expect: holes_are_not_allowed_in_script_or_style(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<style>b {{ color: {} }}</style>", "red");

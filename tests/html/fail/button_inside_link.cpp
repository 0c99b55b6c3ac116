// expect: control_inside_link_or_button(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<a href=\"/\"><button></button></a>");

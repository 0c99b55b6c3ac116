// expect: value_of_select_and_textarea_is_no_attribute(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<textarea value=\"x\"></textarea>");

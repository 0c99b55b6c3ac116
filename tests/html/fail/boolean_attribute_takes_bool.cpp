// expect: boolean_attribute_takes_bool(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<input disabled={}>", "false");

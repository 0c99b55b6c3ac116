// expect: property_takes_a_value(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<input .value={}>", [] {});

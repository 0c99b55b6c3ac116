// expect: attribute_names_are_lower_case(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<button onClick={}></button>", [] {});

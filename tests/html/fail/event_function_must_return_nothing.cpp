// expect: event_function_must_return_nothing(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b onclick={}>one</b>", [] { return 1; });

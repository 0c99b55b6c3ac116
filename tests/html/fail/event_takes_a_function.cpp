// expect: event_takes_a_function(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b onclick={}>one</b>", "alert(1)");

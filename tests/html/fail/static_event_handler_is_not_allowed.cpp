// expect: static_event_handler_is_not_allowed(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b onclick=\"alert(1)\">one</b>");

// expect: event_handler_is_set_by_attribute_not_by_property(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<b .onclick={}>one</b>", [] {});

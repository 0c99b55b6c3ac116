// expect: attribute_takes_text_and_event_a_function(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<star-rating onrated={}></star-rating>", [](int, int) {});

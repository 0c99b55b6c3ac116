// expect: attribute_takes_text_not_bool(
// expect: on_template_line
#include "check.hpp"

auto made = solder::html("<p translate={}></p>", true);

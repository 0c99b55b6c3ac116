// expect: bind_needs_a_field_checkbox_radio_textarea_or_select(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<p bind={}></p>", solder::create_signal(std::string()));

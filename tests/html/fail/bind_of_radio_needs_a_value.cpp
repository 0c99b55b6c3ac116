// expect: bind_of_radio_needs_a_value(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<input bind={} type=\"radio\">", solder::create_signal(std::string()));

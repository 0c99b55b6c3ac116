// expect: bind_of_number_takes_a_signal_of_number(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<input type=\"number\" bind={}>", solder::create_signal(true));

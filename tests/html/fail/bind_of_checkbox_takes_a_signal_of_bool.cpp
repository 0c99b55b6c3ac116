// expect: bind_of_checkbox_takes_a_signal_of_bool(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<input bind={} type=\"checkbox\">", solder::create_signal(std::string()));

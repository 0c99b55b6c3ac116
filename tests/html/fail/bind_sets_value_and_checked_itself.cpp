// expect: bind_sets_value_and_checked_itself(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<input bind={} .value={}>", solder::create_signal(std::string()), "x");

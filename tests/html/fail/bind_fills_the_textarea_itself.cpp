// expect: bind_fills_the_textarea_itself(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<textarea bind={}>x</textarea>", solder::create_signal(std::string()));

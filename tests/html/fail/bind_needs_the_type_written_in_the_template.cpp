// expect: bind_needs_the_type_written_in_the_template(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<input bind={} type={}>", solder::create_signal(std::string()), "text");

// expect: bind_takes_one_choice_not_multiple(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<select multiple bind={}></select>", solder::create_signal(std::string()));

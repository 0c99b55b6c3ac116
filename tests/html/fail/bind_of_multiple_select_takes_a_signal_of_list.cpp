// expect: bind_of_multiple_select_takes_a_signal_of_list(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<select multiple bind={}></select>", solder::create_signal(std::string()));

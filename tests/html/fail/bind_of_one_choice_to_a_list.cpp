// expect: bind_of_text_or_choice_takes_a_signal_of_string(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made = solder::html("<select bind={}></select>", solder::create_signal(std::vector<std::string>()));

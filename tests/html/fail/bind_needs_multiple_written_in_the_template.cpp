// expect: bind_needs_multiple_written_in_the_template(
// expect: on_template_line
#include "check.hpp"
#include <solder/reactive/signal.hpp>

auto made =
    solder::html("<select multiple={} bind={}></select>", true, solder::create_signal(std::vector<std::string>()));

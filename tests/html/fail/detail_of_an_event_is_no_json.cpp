// expect: the detail of an event is read from JSON
#include <solder/html.hpp>

auto made = solder::html("<my-list onpicked={}></my-list>", [](const solder::custom_event<const char*>&) {});

// expect: a view is placed once: hand it over with std::move
#include <solder/html/html.hpp>

solder::view twice(solder::view part) { return solder::html("<p>{}</p><p>{}</p>", part, std::move(part)); }
solder::view perhaps(std::optional<solder::view> part) { return solder::html("<p>{}</p>", part); }

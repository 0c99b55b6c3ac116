// expect: the fallback of a Suspense is a function
#include <solder/html.hpp>

auto made = solder::Suspense("Loading", [] { return solder::html("<p></p>"); });

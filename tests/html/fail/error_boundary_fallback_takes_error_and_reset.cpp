// expect: the fallback of an ErrorBoundary is a function
#include <solder/html.hpp>

auto made = solder::ErrorBoundary([] { return solder::html("<p></p>"); }, [] { return solder::html("<p></p>"); });

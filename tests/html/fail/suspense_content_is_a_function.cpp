// expect: the content of a Suspense is a function
#include <solder/html.hpp>

auto made = solder::Suspense([] { return solder::html("<p></p>"); }, solder::html("<p></p>"));

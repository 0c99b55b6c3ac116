// expect: what a condition shows is a function
#include <solder/html.hpp>

auto made = solder::Show([] { return true; }, solder::html("<p></p>"));

// expect: what a condition shows is a view
#include <solder/html.hpp>

auto made = solder::Show([] { return true; }, [] { return "text"; });

// expect: what is shown otherwise is a function
#include <solder/html.hpp>

auto made = solder::Show([] { return true; }, [] { return solder::html("<p></p>"); }, solder::html("<p></p>"));

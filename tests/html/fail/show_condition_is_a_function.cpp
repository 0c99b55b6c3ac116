// expect: a condition is a function, a signal or a memo
#include <solder/html.hpp>

auto made = solder::Show(true, [] { return solder::html("<p></p>"); });

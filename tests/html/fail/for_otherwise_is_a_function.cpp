// expect: what is shown for an empty list is a function
#include <solder/html.hpp>

auto made = solder::For([] { return std::vector<int>(); }, [](const int&) { return solder::html("<li></li>"); },
                        solder::html("<li>none</li>"));

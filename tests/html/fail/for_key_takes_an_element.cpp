// expect: what tells elements apart is a member or takes an element
#include <solder/html.hpp>

auto made = solder::For([] { return std::vector<int>(); }, [](const int&) { return solder::html("<li></li>"); },
                        [] { return 1; });

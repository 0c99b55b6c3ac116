// expect: what a row shows is a view
#include <solder/html.hpp>

auto made = solder::For([] { return std::vector<int>(); }, [](const int&) { return "text"; });

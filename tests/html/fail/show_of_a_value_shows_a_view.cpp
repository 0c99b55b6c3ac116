// expect: what a condition shows is a view
#include <solder/html.hpp>

auto made = solder::Show([] { return std::optional<int>(1); }, [](const int&) { return "text"; });

// expect: the list of a For or Index is a signal, a memo or a function
#include <solder/html.hpp>

auto made = solder::For(std::vector<int>{1, 2}, [](const int& i) { return solder::html("<li>{}</li>", i); });

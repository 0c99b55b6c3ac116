#include <solder/query.hpp>
// expect: a change takes the value by reference, (T& value): one that gets a copy changes nothing
const auto get = solder::query("q", [](int n) { return std::vector<int>{n}; });
auto laid = get.entry(1).layer([](std::vector<int> all) { all.push_back(2); });

#include <solder/reactive/store.hpp>
#include <unordered_map>
struct holder {
    int id;
    std::unordered_map<int, int> values;
};
// expect: an unordered container has no order to compare by: use std::map
auto values = solder::create_store(holder{});

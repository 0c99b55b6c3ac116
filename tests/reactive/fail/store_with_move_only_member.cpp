#include <solder/reactive/store.hpp>
struct holder {
    int id;
    std::unique_ptr<int> value;
};
// expect: a store hands out copies: no references, no const and no move-only members
auto values = solder::create_store(holder{});

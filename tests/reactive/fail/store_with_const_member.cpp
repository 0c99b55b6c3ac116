#include <solder/reactive/store.hpp>
struct fixed {
    const int id;
    int value;
};
// expect: a store hands out copies: no references, no const and no move-only members
auto values = solder::create_store(fixed{1, 2});

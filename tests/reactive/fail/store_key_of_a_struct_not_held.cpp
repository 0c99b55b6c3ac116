#include <solder/reactive/store.hpp>
struct task {
    int number;
};
struct other {
    int number;
};
auto tasks = solder::create_store(std::vector<task>{});
// expect: this key is a member of a struct that the store does not hold
void touch() { tasks.reconcile({}, {.key = &other::number}); }

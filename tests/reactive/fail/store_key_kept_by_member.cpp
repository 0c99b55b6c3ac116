#include <solder/reactive/store.hpp>
struct task_id {
    int number;
};
struct task {
    task_id id;
};
// expect: a key is compared as one value: mark its struct with `store_leaf`
auto tasks = solder::create_store(std::vector<task>{});

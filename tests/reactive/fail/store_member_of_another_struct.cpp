#include <solder/reactive/store.hpp>
struct project {
    int id;
};
struct task {
    int number;
};
auto projects = solder::create_store(project{});
void touch() {
    // expect: this member pointer names a member of another struct than the store's
    projects[&task::number];
}

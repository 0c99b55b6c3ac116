#include <solder/reactive/store.hpp>
struct project {
    int id;
    int twice() const { return 2 * id; }
};
auto projects = solder::create_store(project{});
void touch() {
    // expect: a store has the members that are data: this one is a function
    projects[&project::twice];
}

#include <solder/reactive/store.hpp>
class task_id {
public:
    explicit task_id(int number) : number_(number) {}
    bool operator==(const task_id&) const = default;

private:
    int number_;
};
struct task {
    task_id id;
};
// expect: a key must have a hash: text, numbers, enums, structs and ranges of these, or a std::hash of its own
auto tasks = solder::create_store(std::vector<task>{});

#include <solder/core/when_all.hpp>

namespace solder::detail {

task<void> all_of(std::vector<group_child> children) {
    task_group group(children, task_group::goal::all);
    co_await group;
}

}  // namespace solder::detail

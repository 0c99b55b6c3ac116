#include <solder/core/start.hpp>

namespace solder::detail {

running_base::ended::ended(running_base& running) : keep_(&running) {
    turn::moves_to(nullptr);
    running.task.reset();
}

void tell_of_lost_failure(const error& why) {
    if (why.response || why.kind == error_kind::cancelled) return;
    report_to_log(("a task that nobody waits for failed: " + why.message).c_str());
}

}  // namespace solder::detail

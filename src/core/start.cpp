#include <solder/core/start.hpp>

namespace solder::detail {

running_base::ended::ended(running_base& running) : keep_(&running) {
    turn::moves_to(nullptr);
    running.task.reset();
}

}  // namespace solder::detail

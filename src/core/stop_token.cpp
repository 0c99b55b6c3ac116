#include <solder/core/stop_token.hpp>

namespace solder::detail {

bool stop_state::request() {
    if (std::exchange(requested, true)) return false;
    ref<stop_state> keep(this);
    listeners.tell_all();
    return true;
}

}  // namespace solder::detail

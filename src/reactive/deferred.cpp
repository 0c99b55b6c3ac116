#include <algorithm>
#include <solder/reactive/deferred.hpp>

namespace solder::detail {

using std::chrono::milliseconds;

void deferral::source_changed() {
    // Without a quiet time the first change sets the turn: later ones would only push it back.
    if (waits_ && options_.after <= milliseconds{0}) return;
    auto wait = next_wait();
    waits_ = true;
    timer_.emplace(wait, [this] { follow_now(); });
}

milliseconds deferral::next_wait() {
    if (!options_.timeout || options_.after <= milliseconds{0}) return options_.after;
    auto now = current_clock().now();
    if (!waits_) latest_ = now + std::min(*options_.timeout, milliseconds::max() - now);
    return std::clamp(latest_ - now, milliseconds{0}, options_.after);
}

void deferral::follow_now() {
    ref<deferral> keep(this);  // what reads the value may end the owner
    waits_ = false;
    follow();
}

}  // namespace solder::detail

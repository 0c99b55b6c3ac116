#include "browser_environment.hpp"
#include <algorithm>
#include <solder/client/host.hpp>

namespace solder::detail {

namespace {

/// 24 days: browsers take the milliseconds as 32 bits, and ring at once for more.
constexpr std::chrono::milliseconds longest_delay{0x7fffffff};

constinit browser_environment* last_to_post = nullptr;

}  // namespace

std::chrono::milliseconds browser_environment::now() const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(solder_host_now()));
}

browser_environment* browser_environment::with_timers() { return last_to_post; }

timer_id browser_environment::post_after(std::chrono::milliseconds delay, callback<void()> work) {
    last_to_post = this;
    if (free_.empty()) {
        free_.push_back(static_cast<std::uint32_t>(places_.size()));
        places_.emplace_back();
    }
    const auto id = free_.back();
    free_.pop_back();
    places_[id] = {std::move(work), next_order_, true};
    solder_host_timer(id, static_cast<double>(std::min(delay, longest_delay).count()));
    return {id, next_order_++};
}

void browser_environment::withdraw(timer_id id) {
    auto& at = places_[static_cast<std::size_t>(id.due)];
    if (at.order == id.order) auto dropped = std::exchange(at.work, {});
}

void browser_environment::run(std::uint32_t id) {
    if (id >= places_.size() || !std::exchange(places_[id].rings, false)) return;
    auto work = std::exchange(places_[id].work, {});
    free_.push_back(id);
    if (work) work();
}

}  // namespace solder::detail

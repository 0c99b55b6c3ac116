#include "browser_environment.hpp"
#include <solder/client/host.hpp>

namespace solder::detail {

std::chrono::milliseconds browser_environment::now() const {
    return std::chrono::milliseconds(static_cast<std::int64_t>(solder_host_now()));
}

void browser_environment::post_after(std::chrono::milliseconds delay, callback<void()> work) {
    std::size_t id = 0;
    while (id < work_.size() && work_[id]) ++id;
    if (id == work_.size()) work_.emplace_back();
    work_[id] = std::move(work);
    solder_host_timer(static_cast<std::uint32_t>(id), static_cast<double>(delay.count()));
}

void browser_environment::run(std::uint32_t id) {
    if (id >= work_.size()) return;
    if (auto work = std::exchange(work_[id], {})) work();
}

}  // namespace solder::detail

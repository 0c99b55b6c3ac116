#include <algorithm>
#include <solder/core/make_value.hpp>
#include <solder/reactive/transition.hpp>
#include <solder/router/router.hpp>

namespace solder {

void leave_event::retry(bool force) const {
    auto router = data_->router.lock();
    if (!router || !*router || data_->leaves_browser) return;
    if (data_->delta != 0) return (*router)->step(data_->delta, force);
    (void)(*router)->move({data_->to, data_->options.state}, data_->options, force);
}

void router_state::add_guard(leave_guard guard) {
    auto added = detail::make_value<leave_guard>(std::move(guard));
    guards_.push_back(added);
    on_cleanup([added = std::weak_ptr(added), router = std::weak_ptr(self_)] {
        auto self = router.lock();
        if (auto gone = added.lock(); self && *self) std::erase((*self)->guards_, gone);
    });
}

bool router_state::is_let_go(leave_event_data of) {
    if (guards_.empty()) return true;
    of.from = shown_.value;
    of.router = self_;
    auto data = detail::make_value<leave_event_data>(std::move(of));
    const leave_event event(data);
    // A guard may end others, and itself.
    for (const auto& guard : std::vector(guards_))
        if (std::ranges::find(guards_, guard) != guards_.end()) (*guard)(event);
    return !data->prevented;
}

bool router_state::is_held_back() {
    return !untrack([&] { return is_let_go({.from = {}, .leaves_browser = true}); });
}

void use_before_leave(leave_guard guard) {
    if (detail::graph::current().renders_once) return;
    detail::when_shown(
        [&router = use_router(), guard = std::move(guard)]() mutable { router.add_guard(std::move(guard)); });
}

}  // namespace solder

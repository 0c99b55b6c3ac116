#include "suspense_list.hpp"
#include <algorithm>
#include <solder/core/make_value.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {

void suspense_list::add(const ref<suspense_scope>& member) {
    places_.push_back({member});
    on_cleanup([this, scope = member.get()] {
        std::erase_if(places_, [&](const place& each) { return each.scope.get() == scope; });
        allow_writes others_follow;
        world_scope both(world::outside);
        gone_.update([](std::uint32_t& n) { ++n; });
    });
}

void suspense_list::set_kept(const suspense_scope& member, bool is_kept) {
    for (auto& each : places_)
        if (each.scope.get() == &member) each.is_kept = is_kept;
}

bool suspense_list::holds_back(const suspense_scope& member) const {
    const auto here = std::ranges::find_if(places_, [&](const place& each) { return each.scope.get() == &member; });
    const auto waits = [&](const place& each) {
        return each.scope.get() != &member &&
               (each.scope->is_pending() || (each.is_kept && order_ != reveal_order::together));
    };
    (void)gone_();
    if (order_ == reveal_order::forwards) return std::any_of(places_.begin(), here, waits);
    if (order_ == reveal_order::backwards) return std::any_of(here, places_.end(), waits);
    return std::ranges::any_of(places_, waits);
}

const context<std::shared_ptr<suspense_list>>& suspense_list_context() {
    static const auto* made = new context<std::shared_ptr<suspense_list>>(nullptr);
    return *made;
}

std::shared_ptr<suspense_list> join_suspense_list(const ref<suspense_scope>& scope, owner& inside) {
    auto list = use_context(suspense_list_context());
    if (!list) return nullptr;
    list->add(scope);
    leave_suspense_list(inside);
    return list;
}

void leave_suspense_list(owner& inside) { provide_context(inside, suspense_list_context(), {}); }

view make_suspense_list_view(reveal_order order, view_maker content) {
    return make_dynamic_view([order, content = detail::make_value<view_maker>(std::move(content))]() -> view_maker {
        return [order, content] {
            auto list = detail::make_value<suspense_list>(order);
            provide_context(suspense_list_context(), list);
            create_effect_anywhere([list] { list->set_filled(); });
            return detail::make_content(*content);
        };
    });
}

}  // namespace solder::detail

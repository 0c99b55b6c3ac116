#include <solder/reactive/bridges.hpp>

namespace solder::detail {

// ---- in

bool callback_link::begin([[maybe_unused]] const call_site& made) {
    auto* around = get_owner();
#ifndef NDEBUG
    if (!around)
        report(mistake::made_without_owner, "from outside of any owner: it never unsubscribes", made, made);
    else if (around->is_disposed())
        report(mistake::made_in_disposed_owner, "from in an owner that has ended: it does not subscribe",
               around->made_at(), made);
#endif
    if (around) around->add_cleanup([link = ref<callback_link>(this)] { link->end(); });
    return !ended_;
}

void callback_link::subscribed(callback<void()> unsubscribe) {
    subscribing_ = false;
    if (!ended_)
        unsubscribe_ = std::move(unsubscribe);
    else if (unsubscribe)
        unsubscribe();
}

void callback_link::end() {
    ended_ = true;
    let_go();  // first: the source may call back while it is unsubscribed
    if (auto unsubscribe = std::exchange(unsubscribe_, {})) unsubscribe();
}

// ---- out

output::output(const call_site& made)
    : scope(make_ref<owner>(ref<owner>(get_owner()), true, made)), ends_with_handles_(!scope->parent()) {
    if (scope->parent() && scope->parent()->is_disposed()) scope->dispose();
}

output::~output() {
    if (ends_with_handles_) scope->dispose();
}

}  // namespace solder::detail

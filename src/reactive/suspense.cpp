#include <algorithm>
#include <solder/reactive/suspense.hpp>

namespace solder {

const context<ref<suspense_scope>>& suspense_context() {
    static const auto* made = new context<ref<suspense_scope>>(nullptr);
    return *made;
}

void pending_source::suspend_reader() {
    ++detail::graph::current().suspended_reads;
    auto scope = use_context(suspense_context());
    if (!scope || scope->shown_) return;
    if (std::ranges::find(waiting_, scope) != waiting_.end()) return;
    waiting_.push_back(scope);
    scope->pending_.update([](int& count) { ++count; });
}

void pending_source::settle() {
    detail::batch_scope together;
    for (auto& scope : std::exchange(waiting_, {})) scope->value_arrived();
}

void suspense_scope::when_settled(callback<void()> tell) {
    if (!is_pending_now()) return tell();
    when_settled_.push_back(std::move(tell));
}

void suspense_scope::value_arrived() {
    pending_.update([](int& count) { --count; });
    if (is_pending_now()) return;
    for (auto& tell : std::exchange(when_settled_, {})) tell();
}

}  // namespace solder

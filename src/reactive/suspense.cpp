#include "branch.hpp"
#include <algorithm>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace {

constinit SOLDER_PER_THREAD int scopes_not_shown = 0;

std::uint32_t transition_around() {
    auto& g = detail::this_graph;
    return g.in_branch() ? g.transition().number() : 0;
}

}  // namespace

const context<ref<suspense_scope>>& suspense_context() {
    static const auto* made = new context<ref<suspense_scope>>(nullptr);
    return *made;
}

const context<ref<suspense_scope>>& first_piece_context() {
    static const auto* made = new context<ref<suspense_scope>>(nullptr);
    return *made;
}

// ---- pending_source

void pending_source::begin(detail::signal_base& read_through) {
    auto number = transition_around();
    if (number == 0) return;
    transition_ = number;
    detail::this_graph.transition().await_value(*this, read_through);
}

void pending_source::suspend_reader() {
    if (auto* run = detail::current_run(); run && run->is_user_effect()) return;
    ++detail::this_graph.suspended_reads;
    auto scope = use_context(suspense_context());
    if (!scope) return;
    ++detail::this_graph.awaited_reads;
    hold(scope);
}

void pending_source::hold(const ref<suspense_scope>& scope) {
    if (scope->shown_ || std::ranges::find(waiting_, scope) != waiting_.end()) return;
    waiting_.push_back(scope);
    scope->count(1);
}

void pending_source::settle() {
    if (waiting_.empty() && transition_ == 0) return;
    detail::batch_scope together;
    auto* held = detail::this_graph.held;
    if (std::exchange(transition_, 0) != 0 && held) held->forget(*this);
    for (auto& scope : std::exchange(waiting_, {})) scope->value_arrived();
}

void pending_source::settle_inside() {
    auto* held = detail::this_graph.held;
    if (!held) return;
    transition_ = held->number();
    held->arrived(*this);
}

// ---- suspense_scope

suspense_scope::suspense_scope(bool is_shown) : made_in_(transition_around()), shown_(is_shown) {
    if (is_shown) return;
    around_ = use_context(suspense_context());
    ++scopes_not_shown;
    detail::graph::keep_first_run = &keep;
}

suspense_scope::~suspense_scope() {
    if (!shown_) has_nothing_to_keep();
    while (!effects_.empty()) effects_.pop();
}

void suspense_scope::has_nothing_to_keep() {
    if (--scopes_not_shown == 0) detail::graph::keep_first_run = nullptr;
}

bool suspense_scope::keep(detail::effect_base& effect) {
    const auto* found = static_cast<ref<suspense_scope>*>(effect.find_context(suspense_context().id()));
    for (auto* at = found ? found->get() : nullptr; at; at = at->around_.get()) {
        if (at->shown_) continue;
        at->effects_.push(effect);
        return true;
    }
    return false;
}

void suspense_scope::content_was_shown() {
    if (std::exchange(shown_, true)) return;
    has_nothing_to_keep();
    detail::batch_scope all_of_them;
    while (!effects_.empty()) detail::queue_when_shown(*effects_.pop());
}

void suspense_scope::when_settled(callback<void()> tell) {
    if (!is_pending_now()) return tell();
    when_settled_.push_back(std::move(tell));
}

/// What is missing is missing on both sides of a transition.
void suspense_scope::count(int by) {
    detail::allow_writes book_keeping;
    detail::world_scope both(detail::world::outside);
    missing_ += by;
    pending_.set(missing_ > 0);
}

void suspense_scope::value_arrived() {
    count(-1);
    if (is_pending_now()) return;
    for (auto& tell : std::exchange(when_settled_, {})) tell();
}

}  // namespace solder

#include <solder/query/action_base.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/submission.hpp>
#include <solder/reactive/transition.hpp>
#include <solder/router/path.hpp>
#include <solder/router/router.hpp>

// How one place is left for another.

namespace solder {
namespace {

/// A location that is no longer shown takes its settled submissions and its failed fetches with it.
void leave_location() {
    if (auto* cache = query_cache::find_made()) cache->begin_load_scope();
    if (auto* list = submission_list::find_made()) list->drop_settled();
}

/// One that was to be left, and stays, keeps them.
void keep_location() {
    if (auto* list = submission_list::find_made()) list->keep_settled();
}

}  // namespace

std::optional<std::string> router_state::resolve(std::string_view to, std::string_view from) const {
    return resolve_path(options_.base, to, from);
}

result<void> router_state::navigate(std::string_view to, const navigate_options& options, std::string_view from) {
    const bool resolves = options.resolve.value_or(!to.empty() && !to.starts_with('?'));
    auto target = resolves ? resolve(to, from) : resolve_path("", to, to.empty() || to.starts_with('?') ? from : "");
    if (!target) return fail(invalid("This leads out of the application: " + std::string(to)));
    return untrack([&] { return move({std::move(*target), options.state}, options, false); });
}

result<void> router_state::move(history_entry target, const navigate_options& options, bool force) {
    // What only may be shown next leads nowhere (P5).
    if (query_cache::intent() == query_intent::preload) return {};
    if (detail::graph::current().renders_once) {
        if (target != shown_) places_.set(target, options.replace, options.scroll);
        return {};
    }
    if (auto parts = parse_location(target.value)) target.value = parts->pathname + parts->search + parts->hash;
    if (pending_ && pending_->target == target) return {};
    if (target == shown_ && !(pending_ && pending_->has_moved)) return give_up(), result<void>();
    if (!force && !is_let_go_for(target, options)) return {};
    if (pending_ && pending_->count >= most_redirects) return fail("Too many redirects");
    pending_navigation next{.target = std::move(target), .replace = options.replace, .scroll = options.scroll};
    if (pending_) next.has_moved = pending_->has_moved;
    if (pending_ && !pending_->is_native) {
        next.replace = pending_->replace;
        next.scroll = pending_->scroll;
        next.count = pending_->count + 1;
    }
    begin(std::move(next));
    return {};
}

/// Guards are asked once of a page that leads on, and not where what is shown stays.
bool router_state::is_let_go_for(const history_entry& target, navigate_options options) {
    const bool leads_on = pending_ && (next_joins_ || detail::graph::current().in_branch());
    if (leads_on || target == shown_) return true;
    options.resolve = false;
    options.state = target.state;
    return is_let_go({.from = {}, .to = target.value, .options = std::move(options)});
}

void router_state::begin(pending_navigation next) {
    const auto number = ++number_;
    const bool is_native = next.is_native;
    pending_ = std::move(next);
    has_routed_ = true;
    if (!is_native) query_cache::set_intent(query_intent::navigate);  // one by the history may be on its way
    {
        detail::world_scope everywhere(detail::world::outside);  // it is on its way for whoever looks
        is_routing_.set(true);
    }
    auto take_place = [number, self = std::weak_ptr(self_)] {
        auto router = self.lock();
        if (!router || !*router || (*router)->number_ != number) return;
        const auto& target = (*router)->pending_->target;
        target == (*router)->shown_ ? keep_location() : leave_location();
        (*router)->show(target);
    };
    const bool joins_now = is_native || (next_joins_ && detail::graph::current().held);
    auto settled = joins_now ? start_transition_now(std::move(take_place)) : start_transition(std::move(take_place));
    if (number != number_) return;  // the page has led on meanwhile, and that is running
    running_ = start(std::move(settled), [this, number](result<void>) { settle(number); });
}

query_intent router_state::intent() const {
    if (pending_ && pending_->is_native) return query_intent::native;
    return has_routed_ ? query_intent::navigate : query_intent::initial;
}

void router_state::give_up() {
    if (pending_) begin({.target = shown_, .is_native = true});
}

void router_state::settle(std::uint32_t number) {
    const bool is_gone = around_ && around_->is_disposed();
    if (number != number_ || !pending_ || is_gone) return;
    // What is written now would be at another entry. Only one waits: a move that never comes does not hold up the rest.
    if (undo_ != 0 && settled_ == 0) return void(settled_ = number);
    auto done = *std::exchange(pending_, std::nullopt);
    shown_ = done.target;
    shown_visit_ = visits_.peek();
    if (!done.is_native) places_.set(done.target, done.replace, done.scroll);
    if (!done.is_native && done.scroll && scrolled_page) scrolled_page->scroll(done.target.value, true);
    query_cache::set_intent(query_intent::navigate);
    is_routing_.set(false);
    const bool is_new_page = std::exchange(shown_path_, pathname_.peek()) != shown_path_;
    places_.arrived({done.is_native, is_new_page, is_new_page && view_transitions});
}

// ---- the history

void router_state::go(int delta) { step(delta, false); }

void router_state::step(int delta, bool force) {
    if (delta == 0) return;
    forced_delta_ = force ? delta : 0;
    places_.go(delta);
}

void router_state::moved_by_history(std::optional<int> delta) {
    const int steps = delta.value_or(0);
    if (undo_ != 0) return went_while_undoing(steps);
    const bool is_forced = forced_delta_ != 0 && std::exchange(forced_delta_, 0) == steps;
    auto there = places_.get();
    const bool leaves = there != shown_;
    if (!leaves && !pending_) return places_.arrived({.by_history = true});  // another entry of the place: `#` made one
    const bool is_asked = leaves && steps != 0 && !is_forced;
    if (is_asked && !is_let_go({.from = {}, .to = there.value, .delta = steps})) return undo(steps);
    query_cache::set_intent(query_intent::native);
    begin({.target = std::move(there), .is_native = true, .has_moved = leaves});
}

/// Goes back to the entry of what is shown, which is `away` entries back.
void router_state::undo(int away) {
    away_ = away;
    undo_ = -away;
    places_.go(undo_);
}

/// Our own move, or one of the visitor that came before it.
void router_state::went_while_undoing(int steps) {
    away_ += steps;
    if (steps != undo_ && away_ != 0) return;
    undo_ = 0;
    if (away_ != 0) return undo(away_);
    settle(std::exchange(settled_, 0));
}

bool router_state::follow_link(std::string_view link, const navigate_options& options) {
    auto to = place_of_link(link);
    if (!has_route(to)) return false;
    auto raw = options;
    raw.resolve = false;
    if (!navigate(to, raw)) return false;
    // A link to where we are leads to its place on the page once more.
    if (!pending_ && to == shown_.value) places_.scroll(to, false);
    return true;
}

void router_state::go_to(std::string location, bool replace) {
    using kind = detail::answer_target::kind;
    auto target = detail::read_target(location, origin());
    // Only addresses a person could follow leave the page: not javascript: and the like.
    if (target.leads == kind::away) return places_.load_page(target.location);
    if (target.leads != kind::inside) return;
    // A page that is held for an answer is left with that: a turn later it would have been shown without it.
    next_joins_ = true;
    (void)navigate(target.location, {.resolve = false, .replace = replace});
    next_joins_ = false;
}

}  // namespace solder

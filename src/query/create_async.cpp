#include "query_entry.hpp"
#include <solder/core/platform.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/response.hpp>

namespace solder::detail {
namespace {

bool leads_elsewhere(const error& e) { return e.response && !e.response->location().empty(); }

/// All of a page that a server renders sees of a failure what the browser will see. Unused in the browser build.
[[maybe_unused]] void hide_private_failure(const ref<shared_work>& fetch) {
    fetch->when_settled([around = ref<owner>(get_owner()), fetch = fetch.get()] {
        auto& outcome = *fetch->outcome;
        if (outcome || outcome.error().is_public) return;
        auto* shipped = run_with_owner(around.get(), [] { return shipped_data_of_request(); });
        if (shipped) outcome.error() = shipped->error_to_show("a part of a page", outcome.error());
    });
}

}  // namespace

/// What a transition leaves is taken over whole: which fetch is the newest is nothing that readers are told.
class async_state::outcome_signal final : public signal_state<outcome> {
public:
    using signal_state::signal_state;

private:
    ref<signal_base> make_fork() const override { return make_ref<outcome_signal>(value); }
    bool adopt_value(signal_base& fork) override {
        auto& next = static_cast<outcome_signal&>(fork).value;
        bool differs = !(value == next);
        std::swap(value, next);
        return differs;
    }
};

async_state::async_state(call_site made)
    : computed_base(made),
      shown_(make_signal<outcome_signal>(made, outcome())),
      is_ahead_(query_cache::intent() == query_intent::preload) {
#ifndef NDEBUG
    if (!get_owner()) report_without_owner(made);
#endif
}

void async_state::begin_with(const erased_value& initial) { shown_.set({kept(nullptr, initial), {}, {}, false}); }

void async_state::hold_first_piece() {
    const auto scope = use_context(first_piece_context());
    if (scope && (waits_for_inputs_ || shown_.peek().fetch)) missing_.hold(scope);
}

// ---- fetching

/// A server runs it once more for each time it met a missing value.
bool async_state::run() {
    auto& graph = graph::current();
    auto reads_before = graph.suspended_reads;
    auto work = ask();
    waits_for_inputs_ = false;
    if constexpr (!in_browser) {
        auto scope = use_context(suspense_context());
        if (graph.renders_once && graph.suspended_reads != reads_before && scope) {
            waits_for_inputs_ = true;
            scope->when_settled([self = ref<async_state>(this), around = ref<owner>(get_owner())] {
                if (!around->is_disposed()) run_with_owner(around.get(), [&] { self->run(); });
            });
            return false;
        }
    }
    work ? take(work) : keep();
    return false;
}

void async_state::take(const ref<shared_work>& fetch) {
    if constexpr (!in_browser)
        if (graph::current().renders_once) hide_private_failure(fetch);
    batch_scope together;
    set_newest(fetch);
    if (graph::current().in_branch()) take_along(fetch);
    if (fetch->outcome) {
        in_each_world([&] { settled(fetch); });
        return settle_missing();
    }
    {
        world_scope everywhere(world::outside);
        tell_fetching(true);  // what is shown says at once that it is fetched for a transition
    }
    missing_.begin(shown_.node());
    fetch->when_settled([self = ref<async_state>(this), fetch = fetch.get()] {
        if (self->stopped_) return;
        batch_scope together;
        in_each_world([&] { self->settled(ref<shared_work>(fetch)); });
        self->settle_missing();
    });
}

/// What is shown now waits for an older answer to the same question, which is out of date: it waits for this one too.
void async_state::take_along(const ref<shared_work>& fetch) {
    world_scope shown(world::shown_only);
    const auto* awaited = shown_.peek().fetch.get();
    while (awaited && awaited != fetch.get()) awaited = awaited->newer.get();
    if (awaited) set_newest(fetch);
}

void async_state::keep() {
    batch_scope together;
    set_newest(nullptr);
    tell_fetching(false);
    settle_missing();
}

void async_state::stop() {
    stopped_ = true;
    allow_writes of_its_own;
    {
        world_scope everywhere(world::outside);
        set_newest(nullptr);
        tell_fetching(false);
    }
    missing_.settle();
}

/// Also gives a transition that fetches its own version of what it gets.
void async_state::set_newest(const ref<shared_work>& fetch) {
    shown_.update([&](outcome& shown) {
        auto superseded = std::exchange(shown.fetch, fetch);
        return false;
    });
}

/// A fetch has its answer. What is shown now and what a transition will show may wait for different ones.
void async_state::settled(const ref<shared_work>& fetch) {
    if (shown_.peek().fetch != fetch) return;
    // An entry has followed its own.
    const bool is_followed_here = !fetch->failed_of && !is_ahead_ && !graph::current().renders_once;
    if (is_followed_here && !*fetch->outcome) follow_location(fetch->outcome->error());
    shown_.update([&](outcome& shown) {
        if (shown.fetch != fetch) return false;
        auto next = after(shown, *fetch);
        bool differs = !(next == shown);
        shown = std::move(next);
        return differs;
    });
    if (!is_fetching_inside()) tell_fetching(false);
}

void async_state::settle_missing() {
    if (is_fetching_inside()) return;
    is_fetching() ? missing_.settle_inside() : missing_.settle();
}

/// For what a transition will show, if one is held.
bool async_state::is_fetching_inside() const {
    world_scope inside(graph::current().held ? world::inside : graph::current().now);
    return shown_.peek().fetch != nullptr;
}

/// For what is shown, or for what a transition will show.
bool async_state::is_fetching() const {
    bool any = false;
    in_each_world([&] { any |= shown_.peek().fetch != nullptr; });
    return any;
}

void async_state::tell_fetching(bool now) {
    if (fetches_) signal<bool>(fetches_).set(now);
}

async_state::outcome async_state::after(const outcome& before, const shared_work& fetch) {
    const auto& answer = *fetch.outcome;
    if (answer) return {kept(before.value, *answer), {}, {}, true};
    // The page goes there. On a server nobody goes anywhere: the page fails with the answer, and so redirects.
    if (leads_elsewhere(answer.error()) && !graph::current().renders_once) return {{}, {}, {}, true};
    // It stays until a later fetch succeeds, so that a boundary does not flicker while one is under way.
    auto* entry = static_cast<query_entry*>(fetch.failed_of.get());
    auto now = entry ? entry->shown_value() : nullptr;  // layers may have gone since what was shown before
    return {now ? kept(before.value, now) : before.value, before.fetch, {}, before.is_answer};  // `fetch` is that one
}

erased_value keep_equal(const erased_value& before, const erased_value& answer,
                        bool (*same)(const void*, const void*)) {
    // An equal value keeps its identity: what shows it is not touched.
    bool is_same = before && answer && same(before.get(), answer.get());
    return is_same ? before : answer;
}

// ---- reading

erased_value async_state::previous() const {
    const auto& shown = shown_.peek();
    return shown.is_answer && !shown.failed ? shown.value : nullptr;
}

erased_value async_state::read() {
    outcome shown = shown_();
    if (waits_for_inputs_) {
        ++graph::current().suspended_reads;
        ++graph::current().awaited_reads;
        return nullptr;
    }
    if (shown.fetch && !shown.failed) missing_.suspend_reader();
    if (!shown.failed) return shown.value;
    raise_error({shown.why(), [self = ref<async_state>(this)] { return self->still_failing(); }});
    return nullptr;
}

bool async_state::still_failing() const {
    const auto& failed = shown_().failed;
    if (!failed || !stopped_) return static_cast<bool>(failed);
    // What showed it has gone: only the query knows whether it is asked again.
    return !failed->failed_of || static_cast<query_entry&>(*failed->failed_of).has_failure_of(*failed);
}

erased_value async_state::read_latest() {
    outcome shown = shown_();
    if (!shown.value && !shown.failed && shown.fetch) missing_.suspend_reader();
    return shown.value;
}

bool async_state::read_pending() const {
    if (!fetches_) fetches_ = make_ref<signal_state<bool>>(is_fetching());
    return signal<bool>(fetches_)();
}

std::optional<error> async_state::read_error() const {
    const auto& shown = shown_();
    return shown.failed ? std::optional(shown.why()) : std::nullopt;
}

data_state async_state::read_state() const {
    const auto& shown = shown_();
    if (read_pending()) return shown.value ? data_state::refreshing : data_state::pending;
    if (shown.failed) return data_state::errored;
    return shown.value || shown.is_answer ? data_state::ready : data_state::unresolved;
}

}  // namespace solder::detail

#include "query_entry.hpp"
#include <solder/core/platform.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/response.hpp>

namespace solder::detail {
namespace {

bool leads_elsewhere(const error& e) { return e.response && !e.response->location().empty(); }

}  // namespace

void async_state::stop() {
    stopped_ = true;
    fetch_.set(nullptr);
    missing_.settle();
}

void async_state::take(ref<shared_work> fetch) {
    batch_scope together;
    waits_for_inputs_ = false;
    fetch_.set(fetch);
    shown_.update([](outcome&) { return false; });  // a transition that fetches has its own version of what it gets
    if (graph::current().in_branch()) take_along(fetch);
    if (fetch->outcome) {
        in_each_world([&] { settled(fetch); });
        return settle_missing();
    }
    pending_.set(true);
    {
        world_scope everywhere(world::outside);
        fetches_.set(true);
    }
    missing_.begin(shown_.node());
    fetch->when_settled([weak = weak_from_this(), fetch = fetch.get()] {
        auto self = weak.lock();
        if (!self || self->stopped_) return;
        batch_scope together;
        in_each_world([&] {
            if (self->pending_.peek()) self->settled(ref<shared_work>(fetch));
        });
        self->settle_missing();
    });
}

/// What is shown now waits for an older answer to the same question, which is out of date: it waits for this one too.
void async_state::take_along(const ref<shared_work>& fetch) {
    world_scope shown(world::shown_only);
    auto awaited = fetch_.peek();
    if (awaited && awaited->newer == fetch) fetch_.set(fetch);
}

void async_state::keep() {
    batch_scope together;
    waits_for_inputs_ = false;
    fetch_.set(nullptr);
    pending_.set(false);
    fetches_.set(false);
    settle_missing();
}

void async_state::begin_with(erased_value initial) {
    initial_ = std::move(initial);
    shown_.set({initial_, nullptr});
}

erased_value async_state::previous() const {
    const auto& shown = shown_.peek();
    return shown.failed || shown.value == initial_ ? nullptr : shown.value;
}

/// A fetch has its answer. What is shown now and what a transition will show may wait for different ones.
void async_state::settled(const ref<shared_work>& fetch) {
    if (fetch_.peek() != fetch) return;
    shown_.set(after(shown_.peek(), fetch));
    pending_.set(false);
    if (!is_pending_inside()) fetches_.set(false);
    fetch_.set(nullptr);  // nothing of it is needed any more
}

/// Whether a transition, if one is held, still waits.
bool async_state::is_pending_inside() const {
    world_scope inside(graph::current().held ? world::inside : graph::current().now);
    return pending_.peek();
}

void async_state::settle_missing() {
    if (is_pending_inside()) return;
    bool is_missing = false;
    in_each_world([&] { is_missing |= pending_.peek(); });
    is_missing ? missing_.settle_inside() : missing_.settle();
}

async_state::outcome async_state::after(const outcome& before, const ref<shared_work>& fetch) const {
    const auto& answer = *fetch->outcome;
    if (answer) {
        // An equal value keeps its identity: what shows it is not touched.
        bool is_same = before.value && *answer && same_(before.value.get(), answer->get());
        return {is_same ? before.value : *answer, nullptr};
    }
    // The cache went there. On a server nobody goes anywhere: the page fails with the answer, and so redirects.
    if (leads_elsewhere(answer.error()) && !graph::current().renders_once) return {};
    // It stays until a later fetch succeeds, so that a boundary does not flicker while one is under way.
    return {before.value, fetch};
}

erased_value async_state::read() {
    outcome shown = shown_();
    if (waits_for_inputs_) return ++graph::current().suspended_reads, nullptr;
    if (pending_.peek() && !shown.failed) missing_.suspend_reader();
    if (!shown.failed) return shown.value;
    raise_error({shown.why(), [self = shared_from_this()] { return self->still_failing(); }});
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
    if (!shown.value && !shown.failed && pending_.peek()) missing_.suspend_reader();
    return shown.value;
}

std::optional<error> async_state::read_error() const {
    const auto& shown = shown_();
    return shown.failed ? std::optional(shown.why()) : std::nullopt;
}

namespace {

/// A server runs it once more for each time it met a missing value.
void run_fetch(const std::shared_ptr<async_state>& state) {
    auto& graph = graph::current();
    auto reads_before = graph.suspended_reads;
    auto work = state->fetch();
    if constexpr (!in_browser) {
        auto scope = use_context(suspense_context());
        if (graph.renders_once && graph.suspended_reads != reads_before && scope) {
            state->wait_for_inputs();
            return scope->when_settled([state, around = ref<owner>(get_owner())] {
                if (!around->is_disposed()) run_with_owner(around.get(), [&] { run_fetch(state); });
            });
        }
    }
    work ? state->take(std::move(work)) : state->keep();
}

}  // namespace

void keep_fetching(std::shared_ptr<async_state> state, callback<ref<shared_work>()> fetch, call_site made) {
    state->fetch = std::move(fetch);
    on_cleanup([state] { state->stop(); }, made);
    create_computed([state] { run_fetch(state); }, made);
}

}  // namespace solder::detail

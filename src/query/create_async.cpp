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
    if (fetch->outcome) {
        settled(fetch);
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

void async_state::keep() {
    batch_scope together;
    waits_for_inputs_ = false;
    fetch_.set(nullptr);
    pending_.set(false);
    fetches_.set(false);
    settle_missing();
}

void async_state::begin_with(erased_value initial) { shown_.set({kept(nullptr, initial), nullptr}); }

erased_value async_state::previous() const {
    const auto& shown = shown_.peek();
    return shown.is_answer && !shown.failed ? shown.value : nullptr;
}

/// A fetch has its answer. What is shown now and what a transition will show may wait for different ones.
void async_state::settled(const ref<shared_work>& fetch) {
    if (fetch_.peek() != fetch) return;
    shown_.set(after(shown_.peek(), fetch));
    pending_.set(false);
    fetches_.set(false);
    fetch_.set(nullptr);  // nothing of it is needed any more
}

void async_state::settle_missing() {
    bool missing = false;
    in_each_world([&] { missing |= pending_.peek(); });
    if (!missing) missing_.settle();
}

async_state::outcome async_state::after(const outcome& before, const ref<shared_work>& fetch) {
    const auto& answer = *fetch->outcome;
    if (answer) return {kept(before.value, *answer), nullptr, true};
    // The cache went there. On a server nobody goes anywhere: the page fails with the answer, and so redirects.
    if (leads_elsewhere(answer.error()) && !graph::current().renders_once) return {nullptr, nullptr, true};
    // It stays until a later fetch succeeds, so that a boundary does not flicker while one is under way.
    return {before.value, fetch, before.is_answer};
}

erased_value async_value_state::kept(const erased_value& before, const erased_value& answer) {
    // An equal value keeps its identity: what shows it is not touched.
    bool is_same = before && answer && same_(before.get(), answer.get());
    return is_same ? before : answer;
}

erased_value async_state::read() {
    outcome shown = shown_();
    if (waits_for_inputs_) return ++graph::current().suspended_reads, nullptr;
    if (pending_.peek() && !shown.failed) missing_.suspend_reader();
    if (!shown.failed) return shown.value;
    raise_error({shown.why(), [self = shared_from_this()] { return self->still_failing(); }});
    return nullptr;
}

bool async_state::still_failing() const { return static_cast<bool>(shown_().failed); }

erased_value async_state::read_latest() {
    outcome shown = shown_();
    if (!shown.value && !shown.failed && pending_.peek()) missing_.suspend_reader();
    return shown.value;
}

std::optional<error> async_state::read_error() const {
    const auto& shown = shown_();
    return shown.failed ? std::optional(shown.why()) : std::nullopt;
}

data_state async_state::read_state() const {
    const auto& shown = shown_();
    if (fetches_()) return shown.value ? data_state::refreshing : data_state::pending;
    if (shown.failed) return data_state::errored;
    return shown.value || shown.is_answer ? data_state::ready : data_state::unresolved;
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

void keep_fetching(const std::shared_ptr<async_state>& state, callback<ref<shared_work>()> fetch, call_site made) {
    state->fetch = std::move(fetch);
    on_cleanup([state] { state->stop(); }, made);
    create_computed([state] { run_fetch(state); }, made);
}

}  // namespace solder::detail

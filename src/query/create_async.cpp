#include <solder/core/platform.hpp>
#include <solder/query/create_async.hpp>

namespace solder::detail {

void async_state::stop() {
    ++run_;
    fetch_ = {};
    missing_.settle();
}

void async_state::take(ref<shared_work> fetch) {
    auto run = ++run_;
    waits_for_inputs_ = false;
    fetch_ = std::move(fetch);
    if (fetch_->outcome) return settle();
    pending_.set(true);
    fetch_->when_settled([weak = weak_from_this(), run] {
        auto self = weak.lock();
        if (self && self->run_ == run) self->settle();
    });
}

void async_state::settle() {
    batch_scope together;
    const auto& outcome = *fetch_->outcome;
    bool was_failed = std::exchange(failed_, std::nullopt).has_value();
    if (!outcome) {
        // It stays until a later fetch succeeds, so that a boundary does not flicker while one is under way.
        failed_ = outcome.error();
    } else if (!value_ || !same_(value_.get(), outcome->get())) {
        value_ = *outcome;
    } else if (!was_failed) {
        // An equal value keeps its identity: what shows it is not touched.
        pending_.set(false);
        return missing_.settle();
    }
    changes_.update([](std::uint64_t& n) { ++n; });
    pending_.set(false);
    missing_.settle();
}

erased_value async_state::read() {
    changes_();
    if (waits_for_inputs_) return ++graph::current().suspended_reads, nullptr;
    if (pending_.peek() && !failed_) missing_.suspend_reader();
    if (!failed_) return value_;
    raise_error({*failed_, [self = shared_from_this()] { return self->still_failing(); }});
    return nullptr;
}

bool async_state::still_failing() const {
    changes_();
    return failed_.has_value();
}

erased_value async_state::read_latest() {
    changes_();
    if (!value_ && !failed_ && pending_.peek()) missing_.suspend_reader();
    return value_;
}

std::optional<error> async_state::read_error() const {
    changes_();
    return failed_;
}

void run_fetch(std::shared_ptr<async_state> state, std::shared_ptr<callback<ref<shared_work>()>> fetch) {
    auto& graph = graph::current();
    auto reads_before = graph.suspended_reads;
    auto work = (*fetch)();
    if constexpr (!in_browser) {
        auto scope = use_context(suspense_context());
        if (graph.renders_once && graph.suspended_reads != reads_before && scope) {
            state->wait_for_inputs();
            return scope->when_settled([state, fetch, around = ref<owner>(get_owner())] {
                if (!around->is_disposed()) run_with_owner(around.get(), [&] { run_fetch(state, fetch); });
            });
        }
    }
    state->take(std::move(work));
}

}  // namespace solder::detail

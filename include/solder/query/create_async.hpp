#ifndef SOLDER_QUERY_CREATE_ASYNC_HPP
#define SOLDER_QUERY_CREATE_ASYNC_HPP
#include <memory>
#include <optional>
#include <solder/core/shared_task.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/wire/same.hpp>

namespace solder {
namespace detail {

/// What an accessor shows: the newest outcome of a computation that fetches.
template <class T>
class async_state : public std::enable_shared_from_this<async_state<T>> {
public:
    /// The accessor is disposed: outcomes that come later are nobody's.
    void stop() {
        ++run_;
        fetch_ = {};
        missing_.settle();
    }

    /// The computation ran and asked for this. Older fetches are forgotten, whenever they end (C10).
    void take(shared_task<T> fetch) {
        auto run = ++run_;
        waits_for_inputs_ = false;
        fetch_ = std::move(fetch);
        if (fetch_.is_settled()) return settle();
        pending_.set(true);
        fetch_.when_settled([weak = this->weak_from_this(), run] {
            auto self = weak.lock();
            if (self && self->run_ == run) self->settle();
        });
    }

    /// On a server: a value that the computation reads is missing; it will run again when that is there.
    void wait_for_inputs() { waits_for_inputs_ = true; }

    std::shared_ptr<const T> read() {
        changes_();
        if (waits_for_inputs_) return ++graph::current().suspended_reads, nullptr;
        if (pending_.peek() && !failed_) missing_.suspend_reader();
        if (!failed_) return value_;
        raise_error({*failed_, [self = this->shared_from_this()] {
                         self->changes_();
                         return self->failed_.has_value();
                     }});
        return nullptr;
    }
    std::shared_ptr<const T> read_latest() {
        changes_();
        if (!value_ && !failed_ && pending_.peek()) missing_.suspend_reader();
        return value_;
    }
    bool read_pending() const { return pending_(); }
    std::optional<error> read_error() const {
        changes_();
        return failed_;
    }

private:
    void settle() {
        // A failure stays until a later fetch succeeds, so that a boundary does not flicker while one is under way.
        batch_scope together;
        auto outcome = fetch_.outcome();
        if (!outcome) {
            failed_ = outcome.error();
            changed();
        } else {
            bool is_new = failed_ || !value_ || !wire::same(*value_, **outcome);
            failed_.reset();
            if (is_new) {
                // An equal value keeps its identity: what shows it is not touched.
                if (!value_ || !wire::same(*value_, **outcome)) value_ = *outcome;
                changed();
            }
        }
        pending_.set(false);
        missing_.settle();
    }
    void changed() {
        changes_.update([](std::uint64_t& n) { ++n; });
    }

    shared_task<T> fetch_;
    std::shared_ptr<const T> value_;
    std::optional<error> failed_;
    signal<std::uint64_t> changes_{0};
    signal<bool> pending_{false};
    pending_source missing_;
    std::uint64_t run_ = 0;
    bool waits_for_inputs_ = false;
};

template <class T>
shared_task<T> to_shared_task(shared_task<T> given) {
    return given;
}
template <class T>
shared_task<T> to_shared_task(task<T> given) {
    return shared_task<T>::run(std::move(given));
}
template <class T>
shared_task<T> to_shared_task(T given) {
    return shared_task<T>::settled(std::make_shared<const T>(std::move(given)));
}
template <class Fn>
using fetched_by = typename decltype(to_shared_task(std::declval<std::invoke_result_t<Fn&>>()))::value_type;

/// Runs `fn` for `state`. A server runs it once more for each time it met a missing value.
template <class T, class Fn>
void run_fetch(std::shared_ptr<async_state<T>> state, std::shared_ptr<Fn> fn) {
    auto& graph = graph::current();
    auto reads_before = graph.suspended_reads;
    auto fetch = to_shared_task((*fn)());
    auto scope = use_context(suspense_context());
    if (!graph.renders_once || graph.suspended_reads == reads_before || !scope) return state->take(std::move(fetch));
    state->wait_for_inputs();
    scope->when_settled([state, fn, around = ref<owner>(get_owner())] {
        if (!around->is_disposed()) run_with_owner(around.get(), [&] { run_fetch(state, fn); });
    });
}

}  // namespace detail

/// A value that is fetched: read it like a signal. A handle; copies are the same value.
template <class T>
class async_value {
public:
    using value_type = T;
    explicit async_value(std::shared_ptr<detail::async_state<T>> state) : state_(std::move(state)) {}

    /// The value, or null while there is none. Reading a missing value makes the nearest `Suspense` around wait;
    /// reading a failed one hands the error to the nearest `ErrorBoundary` around the reader and gives null.
    std::shared_ptr<const T> operator()() const { return state_->read(); }
    /// The last value there was, also while it is being fetched again or after that failed; null if there never was
    /// one.
    std::shared_ptr<const T> latest() const { return state_->read_latest(); }
    /// Tracked: whether a fetch is under way.
    bool pending() const { return state_->read_pending(); }
    /// Tracked: why the last fetch failed. Does not involve boundaries.
    std::optional<solder::error> error() const { return state_->read_error(); }

private:
    std::shared_ptr<detail::async_state<T>> state_;
};

/// Runs `fn` now, and again whenever something changes that it read before its first suspension: a signal, or a query
/// that is revalidated. Only the newest answer is ever shown.
/// @param fn  gives `task<T>`, what a query call gives, or a plain `T`
template <class Fn>
[[nodiscard]] auto create_async(Fn fn) {
    using value = detail::fetched_by<Fn>;
    auto state = std::make_shared<detail::async_state<value>>();
    on_cleanup([state] { state->stop(); });
    create_render_effect(
        [state, fn = std::make_shared<Fn>(std::move(fn))] { detail::run_fetch(state, fn); });
    return async_value<value>(state);
}

}  // namespace solder
#endif

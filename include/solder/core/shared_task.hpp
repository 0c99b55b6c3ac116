#ifndef SOLDER_CORE_SHARED_TASK_HPP
#define SOLDER_CORE_SHARED_TASK_HPP
#include <memory>
#include <solder/core/await_callback.hpp>
#include <solder/core/start.hpp>
#include <vector>

namespace solder {
namespace detail {

template <class T>
struct shared_outcome : ref_counted {
    /// The value lives in a shared pointer so that readers keep it without copying.
    std::optional<result<std::shared_ptr<const T>>> outcome;
    std::vector<callback<void()>> listeners;
    operation running;

    void settle(result<std::shared_ptr<const T>> how) {
        if (outcome) return;
        ref<shared_outcome> keep(this);
        outcome.emplace(std::move(how));
        for (auto& listener : std::exchange(listeners, {})) listener();
    }
};

}  // namespace detail

/// One piece of work with many consumers: what a query call returns. Copyable; every consumer sees the same outcome.
/// Started when made. The work is cancelled when the last handle goes.
template <class T>
class shared_task {
public:
    using value_type = T;

    shared_task() = default;

    /// Starts `work` now.
    static shared_task run(task<T> work) {
        shared_task made(make_ref<detail::shared_outcome<T>>());
        // A plain pointer: the state owns the operation, so a counted one would be a ring.
        auto* state = made.state_.get();
        state->running = start(std::move(work), [state](result<T> how) {
            if (how)
                state->settle(std::make_shared<const T>(std::move(*how)));
            else
                state->settle(std::unexpected(std::move(how.error())));
        });
        return made;
    }
    /// Work that is done already.
    static shared_task settled(result<std::shared_ptr<const T>> how) {
        shared_task made(make_ref<detail::shared_outcome<T>>());
        made.state_->outcome.emplace(std::move(how));
        return made;
    }

    explicit operator bool() const { return static_cast<bool>(state_); }
    [[nodiscard]] bool is_settled() const { return state_->outcome.has_value(); }
    /// The value, or why there is none. Only when settled.
    [[nodiscard]] const result<std::shared_ptr<const T>>& outcome() const { return *state_->outcome; }

    /// Calls `listener` once when settled; at once when it is already.
    void when_settled(callback<void()> listener) const {
        if (is_settled()) return listener();
        state_->listeners.push_back(std::move(listener));
    }
    friend bool operator==(const shared_task&, const shared_task&) = default;

    /// For `co_await`: a copy of the value, or the shared failure.
    task<T> as_task() const { return wait_for(*this); }

private:
    explicit shared_task(ref<detail::shared_outcome<T>> state) : state_(std::move(state)) {}

    static task<T> wait_for(shared_task self) {
        if (!self.is_settled())
            co_await await_callback<void>([&](resolver<void> done) { self.when_settled([done] { done({}); }); });
        if (!self.outcome()) co_return fail(self.outcome().error());
        co_return T(**self.outcome());
    }

    ref<detail::shared_outcome<T>> state_;
};

template <class T>
[[nodiscard]] auto as_result(const shared_task<T>& awaited) {
    return as_result(awaited.as_task());
}

namespace detail {

template <class T>
struct run_state : ref_counted {
    std::optional<result<T>> outcome;
    callback<void()> when_done;
};

template <class T>
task<T> outcome_of(ref<run_state<T>> state) {
    if (!state->outcome)
        co_await await_callback<void>(
            [&](resolver<void> done) { state->when_done = [done] { done({}); }; });
    if (!*state->outcome) co_await fail(std::move(state->outcome->error()));
    if constexpr (!std::is_void_v<T>) co_return std::move(**state->outcome);
}

}  // namespace detail

/// Starts `work` now and lets it run to its end. The task given back tells how it ended; it may be dropped.
template <class T>
task<T> run_now(task<T> work) {
    auto state = make_ref<detail::run_state<T>>();
    auto running = make_ref<detail::running<T>>(std::move(work), nullptr);
    running->done = [state, keep = running](result<T> how) {
        state->outcome.emplace(std::move(how));
        if (auto tell = std::exchange(state->when_done, {})) tell();
    };
    running->begin();
    return detail::outcome_of(state);
}

}  // namespace solder
#endif

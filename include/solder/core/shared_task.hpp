#ifndef SOLDER_CORE_SHARED_TASK_HPP
#define SOLDER_CORE_SHARED_TASK_HPP
#include <memory>
#include <solder/core/assert.hpp>
#include <solder/core/await_callback.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/start.hpp>

namespace solder {
namespace detail {

/// A value whose type only its maker and its readers know; null: none.
using erased_value = std::shared_ptr<const void>;

/// Waits until a list is told, unless `is_over`; a task that is cancelled leaves the list.
class told_awaiter final : public task_awaitable {
public:
    told_awaiter(once_list& list, bool is_over) : list_(list), is_over_(is_over) {}
    bool await_ready() const { return is_over_; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> self) {
        waiter_.promise = &self.promise();
        list_.add(waiter_);
    }
    void await_resume() const {
        if (waiter_.promise) waiter_.promise->enter();
    }

private:
    once_list& list_;
    bool is_over_;
    suspension waiter_;
};

/// Shared work without its type: one body of code for all queries.
class shared_work : public ref_counted {
public:
    /// Starts `work` now.
    static ref<shared_work> run(task<erased_value> work);
    static ref<shared_work> settled(result<erased_value> outcome);

    std::optional<result<erased_value>> outcome;
    /// The same was asked for again since: what comes of this is out of date.
    ref<shared_work> newer;
    /// What has this as its outcome, when it failed.
    ref<ref_counted> failed_of;
    /// Told when settled, those of `when_settled` included, in the order they came.
    once_list listeners;
    void when_settled(callback<void()> listener);

private:
    void settle(result<erased_value> how);

    operation running_;
};

task<erased_value> outcome_of(ref<shared_work> work);
/// Done when `work` has settled, or a turn after it was given up: who waits for its end does not keep it going.
task<void> end_of(ref<shared_work> work);

/// `work` with its value made an untyped one by `erase`, which is given the work when it is done.
task<erased_value> erase_with(owned_task work, erased_value (*erase)(const owned_task& done));

template <class T>
task<erased_value> erase(task<T> work) {
    return erase_with(std::move(work).release(), [](const owned_task& done) -> erased_value {
        if constexpr (std::is_void_v<T>)
            return nullptr;
        else
            return detail::make_value<const T>(take_value<T>(done));
    });
}

/// Waits for shared work that gives a `T`.
template <class T>
struct shared_awaiter : task_awaiter<erased_value> {
    T await_resume() {
        auto value = task_awaiter<erased_value>::await_resume();
        if constexpr (!std::is_void_v<T>) return *static_cast<const T*>(value.get());
    }
};

}  // namespace detail

/// One piece of work with many consumers: what a query call returns. Copyable; every consumer sees the same outcome.
/// Started when made. The work is cancelled when the last handle goes; a consumer that waits has one.
template <class T>
class shared_task {
public:
    using value_type = T;

    shared_task() = default;
    /// Untyped work that is known to give a `T`.
    explicit shared_task(ref<detail::shared_work> work) : work_(std::move(work)) {}

    /// Starts `work` now.
    static shared_task run(task<T> work) {
        return shared_task(detail::shared_work::run(detail::erase(std::move(work))));
    }
    /// Work that is done already; a `shared_task<void>` takes no value.
    static shared_task settled(detail::stored<T> value) {
        return shared_task(detail::shared_work::settled(detail::make_value<const detail::stored<T>>(std::move(value))));
    }
    static shared_task settled()
        requires std::is_void_v<T>
    {
        return settled(std::monostate());
    }
    /// Work that failed already.
    static shared_task failed(error reason) {
        return shared_task(detail::shared_work::settled(std::unexpected(std::move(reason))));
    }

    explicit operator bool() const { return static_cast<bool>(work_); }
    [[nodiscard]] bool is_settled() const { return some_work().outcome.has_value(); }
    /// The value; null while there is none and after a failure.
    [[nodiscard]] std::shared_ptr<const T> value() const
        requires(!std::is_void_v<T>)
    {
        if (!is_settled() || !*work_->outcome) return nullptr;
        return std::static_pointer_cast<const T>(**work_->outcome);
    }
    /// Why there will be no value; null while it is not known, and after success.
    [[nodiscard]] const error* failure() const {
        return is_settled() && !*work_->outcome ? &work_->outcome->error() : nullptr;
    }

    /// Calls `listener` once when settled; at once when it is already; never when the last handle goes before that.
    void when_settled(callback<void()> listener) const { some_work().when_settled(std::move(listener)); }
    friend bool operator==(const shared_task&, const shared_task&) = default;

    /// A copy of the value, or the shared failure. Dropping the task drops only this consumer.
    task<T> as_task() const { return wait_for(*this); }
    /// The same without a task of its own, for `co_await`.
    [[nodiscard]] auto awaiter() const {
        return detail::shared_awaiter<T>{{{detail::awaiting(detail::outcome_of(ref(&some_work())).release())}}};
    }
    [[nodiscard]] const ref<detail::shared_work>& work() const { return work_; }

private:
    [[nodiscard]] detail::shared_work& some_work() const {
        SOLDER_ASSERT(work_, "a shared_task made by default is of no work: nothing settles it");
        return *work_;
    }
    static task<T> wait_for(shared_task of) { co_return co_await of; }

    ref<detail::shared_work> work_;
};

template <class T>
[[nodiscard]] auto as_result(const shared_task<T>& awaited) {
    return as_result(awaited.as_task());
}

namespace detail {

template <class T>
struct run_state : ref_counted {
    std::optional<result<T>> outcome;
    once_list listeners;
};

template <class T>
task<T> outcome_of(ref<run_state<T>> state) {
    told_awaiter over(state->listeners, state->outcome.has_value());
    co_await over;
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
        state->listeners.tell_all();
    };
    running->begin();
    return detail::outcome_of(state);
}

/// Calls `fn`, which gives a task, runs that to its end, and keeps `fn` until then.
template <detail::makes_task Fn>
auto run_now(Fn fn) {
    return run_now(co_invoke(std::move(fn)));
}

}  // namespace solder
#endif

#ifndef SOLDER_CORE_TASK_HPP
#define SOLDER_CORE_TASK_HPP
#include <concepts>
#include <solder/core/callback.hpp>
#include <solder/core/task_frame.hpp>
#include <variant>

namespace solder {

template <class T>
class task;

namespace detail {

/// What `co_await current_stop_token()` takes.
struct token_of_this_task {};

template <class T>
using stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
result<T> to_result(stored<T>&& value) {
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(value);
}

/// Base of what may be awaited in a task besides tasks: it goes on with the coroutine that waits through a
/// `suspension`, and calls `enter` first thing when it went on after one.
struct task_awaitable {};

struct initial_awaiter {
    task_promise_base& promise;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const { promise.enter_first(); }
};

struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) const noexcept {
        task_promise_base& promise = self.promise();
        if (promise.failed)
            return promise.fail(std::move(*promise.failed));  // it goes on saying that there is no value
        return promise.waiter->value_ready();
    }
    void await_resume() const noexcept {}
};

struct fail_awaiter {
    error reason;
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        return self.promise().fail(std::move(reason));
    }
    [[noreturn]] void await_resume() const { std::unreachable(); }
};

/// Awaits an object where it is. g++ 12 would copy what `await_transform` returns by reference.
template <class Awaitable>
struct borrowed_awaiter {
    Awaitable& inner;
    bool await_ready() const { return inner.await_ready(); }
    template <class Promise>
    auto await_suspend(std::coroutine_handle<Promise> self) const {
        return inner.await_suspend(self);
    }
    decltype(auto) await_resume() const { return inner.await_resume(); }
};

struct token_awaiter {
    stop_token token;
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    stop_token await_resume() { return std::move(token); }
};

/// A coroutine waits for a task, and fails along with it.
struct awaiting final : task_waiter {
    explicit awaiting(owned_task awaited) : task_waiter(std::move(awaited)) { fails_along = true; }
    std::coroutine_handle<> value_ready() override { return parent->self; }
    [[noreturn]] std::coroutine_handle<> take_failure(error) override { std::unreachable(); }
};

/// A coroutine waits for a task, and goes on when it failed.
struct awaiting_result final : task_waiter {
    std::optional<error> failure;

    explicit awaiting_result(owned_task awaited) : task_waiter(std::move(awaited)) {}
    std::coroutine_handle<> value_ready() override { return parent->self; }
    std::coroutine_handle<> take_failure(error reason) override;
};

template <class Waiter>
struct awaiter_of {
    Waiter waiter;
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        waiter.parent = &self.promise();
        return waiter.begin();
    }
};

template <class T>
struct task_awaiter : awaiter_of<awaiting> {
    T await_resume();
};
template <class T>
struct task_result_awaiter : awaiter_of<awaiting_result> {
    result<T> await_resume();
};
/// Gives the task itself once it has its value.
struct done_awaiter : awaiter_of<awaiting> {
    owned_task await_resume() {
        waiter.parent->enter();
        return std::move(waiter.task);
    }
};

template <class T>
struct as_result_of {
    task<T> awaited;
};

/// What `co_await` takes inside a task: a task, `as_result(task)`, `fail(...)`, `current_stop_token()`, something with
/// `as_task()`, or a `task_awaitable`, of which `await_callback` is the one for everybody.
struct task_promise_common : task_promise_base {
    initial_awaiter initial_suspend() noexcept { return {*this}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { catch_exception(); }

    template <class U>
    auto await_transform(task<U> awaited) {
        return task_awaiter<U>{{awaiting(std::move(awaited).release())}};
    }
    auto await_transform(owned_task awaited) { return done_awaiter{{awaiting(std::move(awaited))}}; }
    template <class U>
    auto await_transform(as_result_of<U> awaited) {
        return task_result_awaiter<U>{{awaiting_result(std::move(awaited.awaited).release())}};
    }
    auto await_transform(failure reason) { return fail_awaiter{std::move(reason.reason)}; }
    auto await_transform(token_of_this_task) { return token_awaiter{token()}; }
    template <class Awaitable>
        requires std::derived_from<std::remove_reference_t<Awaitable>, task_awaitable>
    auto await_transform(Awaitable&& awaitable) {
        return borrowed_awaiter<std::remove_reference_t<Awaitable>>{awaitable};
    }
    template <class Source>
        requires requires(const Source& s) { s.as_task(); }
    auto await_transform(const Source& source) {
        if constexpr (requires { source.awaiter(); })
            return source.awaiter();
        else
            return await_transform(source.as_task());
    }
};

template <class T>
struct task_promise : task_promise_common {
    std::optional<stored<T>> value;

    task<T> get_return_object();

    template <class Value>
        requires std::is_convertible_v<Value&&, T>
    void return_value(Value&& result) {
        value.emplace(std::forward<Value>(result));
    }
    void return_value(failure&& reason) { failed = std::move(reason.reason); }
    void return_value(result<T>&& outcome) {
        if (outcome)
            value.emplace(std::move(*outcome));
        else
            failed = std::move(outcome.error());
    }
};

template <>
struct task_promise<void> : task_promise_common {
    std::optional<std::monostate> value;

    task<void> get_return_object();
    void return_void() { value.emplace(); }
};

/// The value of a task that has one and is known to give a `T`.
template <class T>
stored<T> take_value(const owned_task& done) {
    return std::move(*static_cast<task_promise<T>&>(*done).value);
}

}  // namespace detail

/// Work that will give a `T` or fail. Lazy: nothing runs before it is awaited, started or detached. One consumer.
///
/// A failure ends every task that awaits it: locals are destroyed, the code after `co_await` does not run. To look at
/// a failure instead, await `as_result(t)`. Destroying a task that waits cancels it, and what it waits for.
/// Thread: the one that made it.
template <class T>
class task {
public:
    using promise_type = detail::task_promise<T>;
    using value_type = T;

    task() = default;

    /// False for a default-made or moved-from task.
    explicit operator bool() const { return static_cast<bool>(frame_); }

    /// For awaiters: the frame, without its type.
    detail::owned_task release() && { return std::move(frame_); }

private:
    friend promise_type;
    explicit task(promise_type* promise) : frame_(promise) {}
    detail::owned_task frame_;
};

/// `co_await current_stop_token()` gives a token that is stopped when the running task ends without a value: it is
/// destroyed, by `operation::cancel()` for instance or with a task that awaits it, or it fails. For what works for the
/// task and is no coroutine: a request on its way, a thread. Callbacks find the locals of the task still there.
[[nodiscard]] inline detail::token_of_this_task current_stop_token() { return {}; }

/// `co_await as_result(t)` gives a `result<T>`: the awaiting coroutine goes on when `t` failed.
template <class T>
[[nodiscard]] detail::as_result_of<T> as_result(task<T> awaited) {
    return {std::move(awaited)};
}

namespace detail {

template <class T>
task<T> task_promise<T>::get_return_object() {
    self = std::coroutine_handle<task_promise>::from_promise(*this);
    return task<T>(this);
}
inline task<void> task_promise<void>::get_return_object() {
    self = std::coroutine_handle<task_promise>::from_promise(*this);
    return task<void>(this);
}

template <class T>
T task_awaiter<T>::await_resume() {
    waiter.parent->enter();
    if constexpr (!std::is_void_v<T>) return take_value<T>(waiter.task);
}

template <class T>
result<T> task_result_awaiter<T>::await_resume() {
    waiter.parent->enter();
    if (waiter.failure) return std::unexpected(std::move(*waiter.failure));
    return to_result<T>(take_value<T>(waiter.task));
}

}  // namespace detail
}  // namespace solder
#endif

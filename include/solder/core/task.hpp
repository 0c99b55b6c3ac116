#ifndef SOLDER_CORE_TASK_HPP
#define SOLDER_CORE_TASK_HPP
#include <coroutine>
#include <optional>
#include <solder/core/ambient.hpp>
#include <solder/core/callback.hpp>
#include <solder/core/error.hpp>
#include <variant>

namespace solder {

template <class T>
class task;

namespace detail {

struct task_promise_base;

/// Who is told how one running task ended.
class task_waiter {
public:
    /// The task has its value. Returns the coroutine to go on with.
    virtual std::coroutine_handle<> value_ready() = 0;
    /// The coroutine that waits and would fail along, or null when this waiter takes failures itself.
    virtual task_promise_base* fails_along() = 0;
    /// Takes the failure; called only when `fails_along()` is null. Returns the coroutine to go on with.
    virtual std::coroutine_handle<> take_failure(error reason) = 0;
    /// Destroys the frame of the task.
    virtual void drop_task() = 0;

protected:
    ~task_waiter() = default;
};

template <class T>
using stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
result<T> to_result(stored<T>&& value) {
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(value);
}

/// What all task coroutines have, whatever they return.
struct task_promise_base {
    task_waiter* waiter = nullptr;
    ref<solder::ambient> surroundings{current_ambient};
    std::optional<error> failed;

    /// Ends this coroutine, which is suspended, with `reason`: its frame and those of all tasks that fail along are
    /// destroyed. Returns the coroutine to go on with. Iterative: a chain of any depth unwinds in constant stack.
    std::coroutine_handle<> fail(error reason);

    /// Called first thing after every suspension.
    void enter() {
        current_ambient = surroundings.get();
        current_observer = nullptr;
    }
    void catch_exception() noexcept;
};

/// Resumes from outside of any coroutine: an event loop, a reply. Restores what surrounded the caller.
void resume_from_outside(std::coroutine_handle<> next);

struct initial_awaiter {
    task_promise_base& promise;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    void await_resume() const { current_ambient = promise.surroundings.get(); }  // the observer stays: C2
};

struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) const noexcept {
        Promise& promise = self.promise();
        if (promise.failed) return promise.fail(std::move(*promise.failed));
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

/// Awaits a task inside a coroutine; the coroutine fails along with it.
template <class T>
class task_awaiter final : task_waiter {
public:
    explicit task_awaiter(task<T> awaited) : task_(std::move(awaited)) {}
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        parent_ = &self.promise();
        handle_ = self;
        return task_.begin(*this);
    }
    T await_resume() {
        parent_->enter();
        if constexpr (!std::is_void_v<T>) return task_.take_value();
    }

private:
    std::coroutine_handle<> value_ready() override { return handle_; }
    task_promise_base* fails_along() override { return parent_; }
    std::coroutine_handle<> take_failure(error) override { std::unreachable(); }
    void drop_task() override { task_ = {}; }

    task<T> task_;
    task_promise_base* parent_ = nullptr;
    std::coroutine_handle<> handle_;
};

/// Awaits a task inside a coroutine and yields its result, failed or not.
template <class T>
class task_result_awaiter final : task_waiter {
public:
    explicit task_result_awaiter(task<T> awaited) : task_(std::move(awaited)) {}
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        parent_ = &self.promise();
        handle_ = self;
        return task_.begin(*this);
    }
    result<T> await_resume() {
        parent_->enter();
        if (failure_) return std::unexpected(std::move(*failure_));
        return to_result<T>(task_.take_value());
    }

private:
    std::coroutine_handle<> value_ready() override { return handle_; }
    task_promise_base* fails_along() override { return nullptr; }
    std::coroutine_handle<> take_failure(error reason) override {
        failure_ = std::move(reason);
        task_ = {};
        return handle_;
    }
    void drop_task() override { task_ = {}; }

    task<T> task_;
    std::optional<error> failure_;
    task_promise_base* parent_ = nullptr;
    std::coroutine_handle<> handle_;
};

/// Gives an awaitable of another kind back its surroundings after the suspension.
template <class Awaitable>
struct restoring_awaiter {
    Awaitable inner;
    task_promise_base& promise;
    bool await_ready() { return inner.await_ready(); }
    template <class Promise>
    auto await_suspend(std::coroutine_handle<Promise> self) {
        return inner.await_suspend(self);
    }
    decltype(auto) await_resume() {
        promise.enter();
        return inner.await_resume();
    }
};

template <class T>
struct as_result_of {
    task<T> awaited;
};

/// What `co_await` takes inside a task: a task, `as_result(task)`, `fail(...)`, something with `as_task()`, or any
/// plain awaitable.
struct task_promise_common : task_promise_base {
    initial_awaiter initial_suspend() noexcept { return {*this}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { catch_exception(); }

    template <class U>
    auto await_transform(task<U> awaited) {
        return task_awaiter<U>(std::move(awaited));
    }
    template <class U>
    auto await_transform(as_result_of<U> awaited) {
        return task_result_awaiter<U>(std::move(awaited.awaited));
    }
    auto await_transform(failure reason) { return fail_awaiter{std::move(reason.reason)}; }
    template <class Awaitable>
        requires requires(Awaitable a) { a.await_ready(); }
    auto await_transform(Awaitable awaitable) {
        return restoring_awaiter<Awaitable>{std::move(awaitable), *this};
    }
    template <class Source>
        requires requires(Source s) { s.as_task(); }
    auto await_transform(const Source& source) {
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
    task(task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    task& operator=(task&& other) noexcept {
        auto old = std::exchange(handle_, std::exchange(other.handle_, nullptr));
        if (old) old.destroy();
        return *this;
    }
    ~task() {
        if (handle_) handle_.destroy();
    }

    /// False for a default-made or moved-from task.
    explicit operator bool() const { return static_cast<bool>(handle_); }

    /// For awaiters: sets who is told, and gives the coroutine to run.
    std::coroutine_handle<> begin(detail::task_waiter& waiter) {
        handle_.promise().waiter = &waiter;
        return handle_;
    }
    detail::stored<T> take_value() { return std::move(*handle_.promise().value); }

private:
    friend promise_type;
    explicit task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
    std::coroutine_handle<promise_type> handle_;
};

template <class T>
task<T> detail::task_promise<T>::get_return_object() {
    return task<T>(std::coroutine_handle<task_promise>::from_promise(*this));
}
inline task<void> detail::task_promise<void>::get_return_object() {
    return task<void>(std::coroutine_handle<task_promise>::from_promise(*this));
}

/// `co_await as_result(t)` gives a `result<T>`: the awaiting coroutine goes on when `t` failed.
template <class T>
[[nodiscard]] detail::as_result_of<T> as_result(task<T> awaited) {
    return {std::move(awaited)};
}

}  // namespace solder
#endif

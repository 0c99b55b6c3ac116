#ifndef SOLDER_CORE_AWAIT_CALLBACK_HPP
#define SOLDER_CORE_AWAIT_CALLBACK_HPP
#include <chrono>
#include <solder/core/environment.hpp>
#include <solder/core/task.hpp>

namespace solder {
namespace detail {

template <class T>
struct awaited_state : ref_counted {
    std::optional<result<T>> outcome;
    task_promise_base* promise = nullptr;  // set while a coroutine is suspended here
    std::coroutine_handle<> waiting;
    bool abandoned = false;

    void wake() {
        auto handle = std::exchange(waiting, nullptr);
        if (!handle) return;
        if (*outcome) return resume_from_outside(handle);
        resume_from_outside(promise->fail(std::move(outcome->error())));
    }
};

}  // namespace detail

/// Gives the outcome to the coroutine that waits; the first call counts, later ones do nothing. Copyable.
template <class T>
class resolver {
public:
    explicit resolver(ref<detail::awaited_state<T>> state) : state_(std::move(state)) {}
    void operator()(result<T> outcome) const {
        if (state_->outcome || state_->abandoned) return;
        auto keep = state_;
        keep->outcome.emplace(std::move(outcome));
        keep->wake();
    }

private:
    ref<detail::awaited_state<T>> state_;
};

/// `co_await await_callback<T>(begin)` calls `begin(resolver)` and waits until the resolver is called, on this thread.
/// `begin` returns what to do when nobody waits any more (cancel the request), or nothing.
template <class T>
class [[nodiscard]] await_callback {
public:
    template <class Begin>
    explicit await_callback(Begin begin) {
        if constexpr (std::is_void_v<std::invoke_result_t<Begin&, resolver<T>>>)
            begin(resolver<T>(state_));
        else
            cancel_ = begin(resolver<T>(state_));
    }
    await_callback(await_callback&& other) noexcept = default;
    ~await_callback() {
        if (!state_) return;
        state_->waiting = nullptr;
        state_->abandoned = true;
        if (!state_->outcome && cancel_) cancel_();
    }

    bool await_ready() const { return state_->outcome && state_->outcome->has_value(); }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        if (state_->outcome) return self.promise().fail(std::move(state_->outcome->error()));
        state_->promise = &self.promise();
        state_->waiting = self;
        return std::noop_coroutine();
    }
    T await_resume() {
        if constexpr (!std::is_void_v<T>) return std::move(**state_->outcome);
    }

private:
    ref<detail::awaited_state<T>> state_ = make_ref<detail::awaited_state<T>>();
    callback<void()> cancel_;
};

/// Waits at least `delay` on the task queue of this thread.
inline task<void> sleep_for(std::chrono::milliseconds delay) {
    co_await await_callback<void>(
        [=](resolver<void> done) { current_task_queue().post_after(delay, [done] { done({}); }); });
}

}  // namespace solder
#endif

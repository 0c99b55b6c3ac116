#ifndef SOLDER_CORE_AWAIT_CALLBACK_HPP
#define SOLDER_CORE_AWAIT_CALLBACK_HPP
#include <solder/core/assert.hpp>
#include <solder/core/task.hpp>
#include <solder/core/timer.hpp>

namespace solder {
namespace detail {

template <class T>
struct awaited_state : ref_counted {
    std::optional<result<T>> outcome;
    suspension* waiting = nullptr;  // set while a coroutine is suspended here
    bool abandoned = false;
#ifdef NDEBUG
    static bool is_on_its_thread() { return true; }
#else
    bool is_on_its_thread() const { return thread == &current_observer; }
    const void* thread = &current_observer;  // each thread has one of its own
#endif
};

}  // namespace detail

/// Gives the outcome to the coroutine that waits; the first call counts, later ones do nothing. Copyable. For another
/// thread there is `at_home`.
template <class T>
class resolver {
public:
    explicit resolver(ref<detail::awaited_state<T>> state) : state_(std::move(state)) {}
    void operator()(result<T> outcome) const {
        SOLDER_ASSERT(state_->is_on_its_thread(),
                      "a resolver is called on another thread, where its coroutine would go on: give it to at_home");
        if (state_->outcome || state_->abandoned) return;
        auto keep = state_;
        keep->outcome.emplace(std::move(outcome));
        if (auto* waiter = std::exchange(keep->waiting, nullptr)) {
            if (!*keep->outcome) waiter->failure = &keep->outcome->error();
            waiter->told();
        }
    }

private:
    ref<detail::awaited_state<T>> state_;
};

/// `co_await await_callback<T>(begin)` calls `begin(resolver)` and waits until the resolver is called, on this thread;
/// when it never is, until the task is cancelled. `begin` returns what to do when nobody waits any more (cancel the
/// request), or nothing.
template <class T>
class [[nodiscard]] await_callback : public detail::task_awaitable {
public:
    template <class Begin>
    explicit await_callback(Begin begin) {
        if constexpr (std::is_void_v<std::invoke_result_t<Begin&, resolver<T>>>)
            begin(resolver<T>(state_));
        else
            cancel_ = begin(resolver<T>(state_));
    }
    await_callback(const await_callback&) = delete;
    await_callback& operator=(const await_callback&) = delete;
    ~await_callback() {
        state_->waiting = nullptr;
        state_->abandoned = true;
        if (!state_->outcome && cancel_) cancel_();
    }

    bool await_ready() const { return state_->outcome && state_->outcome->has_value(); }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        waiter_.promise = &self.promise();
        if (state_->outcome) return waiter_.promise->fail(std::move(state_->outcome->error()));
        state_->waiting = &waiter_;
        return std::noop_coroutine();
    }
    T await_resume() {
        if (waiter_.promise) waiter_.promise->enter();
        if constexpr (!std::is_void_v<T>) return std::move(**state_->outcome);
    }

private:
    ref<detail::awaited_state<T>> state_ = make_ref<detail::awaited_state<T>>();
    callback<void()> cancel_;
    detail::suspension waiter_;
};

}  // namespace solder
#endif

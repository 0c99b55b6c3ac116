#ifndef SOLDER_CORE_START_HPP
#define SOLDER_CORE_START_HPP
#include <exception>
#include <solder/core/assert.hpp>
#include <solder/core/co_invoke.hpp>
#include <solder/core/task.hpp>
#include <string>

namespace solder {
namespace detail {

/// What tells an outcome is called by nobody who could take an exception: it is written to the log.
template <class Fn>
void call_to_the_end(Fn&& tell) {
#ifdef __cpp_exceptions
    try {
        tell();
    } catch (const std::exception& e) {
        report_to_log((std::string("an exception left the code that is told how work ended: ") + e.what()).c_str());
    } catch (...) {
        report_to_log("an exception left the code that is told how work ended");
    }
#else
    tell();
#endif
}

/// A task started from code that is no coroutine.
class running_base : public ref_counted, protected task_waiter {
public:
    void begin() { begin_in_turn(*this); }
    void cancel() {
        forget();
        give_up(std::move(task));
    }

protected:
    explicit running_base(owned_task work) : task_waiter(std::move(work)) {}

    /// What surrounds telling the outcome: the frame and what surrounded it are gone, this is still there.
    class ended {
    public:
        explicit ended(running_base& running);

    private:
        ref<running_base> keep_;
        ambient_scope outside_{nullptr};
    };

private:
    virtual void forget() = 0;
};

template <class T>
class running final : public running_base {
public:
    callback<void(result<T>)> done;

    running(solder::task<T> work, callback<void(result<T>)> d)
        : running_base(std::move(work).release()), done(std::move(d)) {}

private:
    std::coroutine_handle<> value_ready() override { return finish(to_result<T>(take_value<T>(task))); }
    std::coroutine_handle<> take_failure(error reason) override { return finish(std::unexpected(std::move(reason))); }
    void forget() override { auto dropped = std::exchange(done, {}); }
    std::coroutine_handle<> finish(result<T> outcome) {
        ended now(*this);
        if (auto tell = std::exchange(done, {})) call_to_the_end([&] { tell(std::move(outcome)); });
        return std::noop_coroutine();
    }
};

}  // namespace detail

/// A started task. Destroying it cancels what still runs: `done` is then never called.
class [[nodiscard]] operation {
public:
    operation() = default;
    explicit operation(ref<detail::running_base> running) : running_(std::move(running)) {}
    operation(operation&& other) noexcept = default;
    operation& operator=(operation&& other) noexcept {
        auto old = std::exchange(running_, std::move(other.running_));
        if (old) old->cancel();
        return *this;
    }
    ~operation() { cancel(); }

    /// Destroys the work. When the work itself asks for it, directly or not, its frames go as soon as it waits again.
    void cancel() {
        if (auto running = std::exchange(running_, {})) running->cancel();
    }

private:
    ref<detail::running_base> running_;
};

/// Starts `work` now and calls `done` with its result once, on this thread; possibly before `start` returns. An
/// exception that leaves `done` is written to the log. Surroundings (owner, observer) of the caller are those of the
/// work up to its first suspension.
template <class T>
operation start(task<T> work, std::type_identity_t<callback<void(result<T>)>> done) {
    auto running = make_ref<detail::running<T>>(std::move(work), std::move(done));
    running->begin();
    return operation(running);
}

/// Calls `fn`, which gives a task, starts that, and keeps `fn` until it ends.
template <detail::makes_task Fn>
operation start(Fn fn, callback<void(result<typename std::invoke_result_t<Fn&>::value_type>)> done) {
    return start(co_invoke(std::move(fn)), std::move(done));
}

namespace detail {
/// Writes it to the log. Not an answer such as a redirect, nor that work was given up.
void tell_of_lost_failure(const error& why);
}  // namespace detail

/// Starts `work` now and lets it run to its end. Nobody waits for it: a failure is written to the log.
template <class T>
void detach(task<T> work) {
    // The running object keeps itself alive through its callback until the end.
    auto running = make_ref<detail::running<T>>(std::move(work), nullptr);
    running->done = [keep = running](result<T> outcome) {
        if (!outcome) detail::tell_of_lost_failure(outcome.error());
    };
    running->begin();
}

/// Calls `fn`, which gives a task, detaches that, and keeps `fn` until it ends.
template <detail::makes_task Fn>
void detach(Fn fn) {
    detach(co_invoke(std::move(fn)));
}

}  // namespace solder
#endif

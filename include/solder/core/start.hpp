#ifndef SOLDER_CORE_START_HPP
#define SOLDER_CORE_START_HPP
#include <solder/core/task.hpp>

namespace solder {
namespace detail {

struct running_base : ref_counted {
    virtual void cancel() = 0;
};

/// A task started from code that is no coroutine.
template <class T>
struct running final : running_base, task_waiter {
    task<T> work;
    callback<void(result<T>)> done;

    running(task<T> w, callback<void(result<T>)> d) : work(std::move(w)), done(std::move(d)) {}

    void begin() {
        ambient_scope restore{ref<solder::ambient>(current_ambient), current_observer};
        work.begin(*this).resume();
    }
    std::coroutine_handle<> value_ready() override {
        finish(to_result<T>(work.take_value()));
        return std::noop_coroutine();
    }
    task_promise_base* fails_along() override { return nullptr; }
    std::coroutine_handle<> take_failure(error reason) override {
        finish(std::unexpected(std::move(reason)));
        return std::noop_coroutine();
    }
    void drop_task() override { work = {}; }
    void cancel() override {
        done = {};
        work = {};
    }
    void finish(result<T> outcome) {
        ref<running> keep(this);
        // What surrounded the coroutine may end with its frame: nobody may find it any more.
        ambient_scope outside{nullptr};
        work = {};
        if (auto tell = std::exchange(done, {})) tell(std::move(outcome));
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
        cancel();
        running_ = std::move(other.running_);
        return *this;
    }
    ~operation() { cancel(); }

    void cancel() {
        if (auto running = std::exchange(running_, {})) running->cancel();
    }

private:
    ref<detail::running_base> running_;
};

/// Starts `work` now and calls `done` with its result once, on this thread; possibly before `start` returns.
/// Surroundings (owner, observer) of the caller are those of the work up to its first suspension.
template <class T>
operation start(task<T> work, std::type_identity_t<callback<void(result<T>)>> done) {
    auto running = make_ref<detail::running<T>>(std::move(work), std::move(done));
    running->begin();
    return operation(running);
}

/// Starts `work` now and lets it run to its end; nobody learns how it ended.
template <class T>
void detach(task<T> work) {
    // The running object keeps itself alive through its callback until the end.
    auto running = make_ref<detail::running<T>>(std::move(work), nullptr);
    running->done = [keep = running](result<T>) {};
    running->begin();
}

}  // namespace solder
#endif

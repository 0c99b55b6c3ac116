#include <solder/core/timer.hpp>

namespace solder {

/// What the queue holds for a timer: it tells the timer when it ran, and when the queue dropped it.
class scoped_timer::entry {
public:
    explicit entry(scoped_timer& timer) : timer_(&timer) {}
    entry(entry&& other) noexcept : timer_(std::exchange(other.timer_, nullptr)) {}
    ~entry() { (void)take(); }
    void operator()() {
        auto work = std::move(take()->work_);  // it may destroy the timer
        work();
    }

private:
    scoped_timer* take() {
        auto* timer = std::exchange(timer_, nullptr);
        if (timer) timer->queue_ = nullptr;
        return timer;
    }
    scoped_timer* timer_;
};

scoped_timer::scoped_timer(std::chrono::milliseconds delay, callback<void()> work)
    : work_(std::move(work)), queue_(&current_task_queue()), id_(queue_->post_after(delay, entry(*this))) {}

scoped_timer::~scoped_timer() {
    if (queue_) queue_->withdraw(id_);
}

namespace {

class sleep_awaiter : public detail::task_awaitable {
public:
    explicit sleep_awaiter(std::chrono::milliseconds delay) : timer_(delay, [this] { waiter_.told(); }) {}
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> self) {
        waiter_.promise = &self.promise();
    }
    void await_resume() const { waiter_.promise->enter(); }

private:
    detail::suspension waiter_;
    scoped_timer timer_;
};

}  // namespace

task<void> sleep_for(std::chrono::milliseconds delay) {
    sleep_awaiter due(delay);
    co_await due;
}

}  // namespace solder

#ifndef SOLDER_CORE_ENVIRONMENT_HPP
#define SOLDER_CORE_ENVIRONMENT_HPP
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <solder/core/callback.hpp>

namespace solder {

class remote_queue;  // solder/core/remote_queue.hpp

/// Where time comes in. Milliseconds since an arbitrary fixed point; never goes backwards.
class clock {
public:
    virtual ~clock() = default;
    virtual std::chrono::milliseconds now() const = 0;
};

/// Which piece of work `task_queue::post_after` took. The queue that gave it out gives the numbers their meaning.
struct timer_id {
    std::int64_t due = 0;
    std::uint64_t order = 0;

    friend auto operator<=>(const timer_id&, const timer_id&) = default;
};

/// Where later work goes: an event loop of one thread.
class task_queue {
public:
    virtual ~task_queue() = default;
    /// Runs `work` on this thread after the current turn, in order of posting.
    virtual void post(callback<void()> work) = 0;
    /// Runs `work` on this thread no earlier than `delay` from now. Any delay is allowed; a page counts one of
    /// more than 24 days as 24 days.
    virtual timer_id post_after(std::chrono::milliseconds delay, callback<void()> work) = 0;
    /// Drops work that `post_after` took, unrun. Does nothing when it ran already.
    virtual void withdraw(timer_id id) = 0;
#ifndef __wasm__  // a page has one thread
    /// A way to here for other threads, which may keep it for longer than this queue is there. The same each time.
    [[nodiscard]] virtual std::shared_ptr<remote_queue> remote() = 0;
#endif
};

/// The clock of this thread. One must be set by an `environment_scope`.
[[nodiscard]] clock& current_clock();
/// The task queue of this thread. One must be set by an `environment_scope`.
[[nodiscard]] task_queue& current_task_queue();

/// Makes `clock` and `queue` those of this thread until destroyed; neither is owned.
class environment_scope {
public:
    environment_scope(clock& clock, task_queue& queue);
    ~environment_scope();
    environment_scope(const environment_scope&) = delete;
    environment_scope& operator=(const environment_scope&) = delete;

private:
    clock* previous_clock_;
    task_queue* previous_queue_;
};

/// A clock and a task queue set by hand: tests advance time instead of sleeping.
class manual_environment final : public clock, public task_queue {
public:
    manual_environment() : scope_(*this, *this) {}
    ~manual_environment() override;

    std::chrono::milliseconds now() const override { return now_; }
    void post(callback<void()> work) override;
    timer_id post_after(std::chrono::milliseconds delay, callback<void()> work) override;
    void withdraw(timer_id id) override;
#ifndef __wasm__
    std::shared_ptr<remote_queue> remote() override;
    /// Waits until another thread has posted something, at most `limit` of real time, then does what `run` does. False
    /// when nothing came.
    bool run_remote(std::chrono::milliseconds limit = std::chrono::seconds(10));
#endif

    /// Runs everything that is due now, including what that posts for now.
    void run();
    /// Moves time forward by `by`, running work in the order of its due time on the way.
    void advance(std::chrono::milliseconds by);
    /// Pieces of work that wait.
    [[nodiscard]] std::size_t waiting() const { return work_.size(); }

private:
    bool run_next(std::chrono::milliseconds until);

    std::chrono::milliseconds now_{0};
    std::uint64_t next_order_ = 0;
    std::map<timer_id, callback<void()>> work_;
    std::shared_ptr<remote_queue> remote_;
    environment_scope scope_;
};

}  // namespace solder
#endif

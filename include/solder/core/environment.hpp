#ifndef SOLDER_CORE_ENVIRONMENT_HPP
#define SOLDER_CORE_ENVIRONMENT_HPP
#include <chrono>
#include <cstdint>
#include <functional>
#include <solder/core/callback.hpp>
#include <vector>

namespace solder {

/// Where time comes in. Milliseconds since an arbitrary fixed point; never goes backwards.
class clock {
public:
    virtual ~clock() = default;
    virtual std::chrono::milliseconds now() const = 0;
};

/// Where later work goes: an event loop of one thread.
class task_queue {
public:
    virtual ~task_queue() = default;
    /// Runs `work` on this thread after the current turn, in order of posting.
    virtual void post(callback<void()> work) = 0;
    /// Runs `work` on this thread no earlier than `delay` from now.
    virtual void post_after(std::chrono::milliseconds delay, callback<void()> work) = 0;
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

    std::chrono::milliseconds now() const override { return now_; }
    void post(callback<void()> work) override;
    void post_after(std::chrono::milliseconds delay, callback<void()> work) override;

    /// Runs everything that is due now, including what that posts for now.
    void run();
    /// Moves time forward by `by`, running work in the order of its due time on the way.
    void advance(std::chrono::milliseconds by);
    /// Pieces of work that wait.
    [[nodiscard]] std::size_t waiting() const { return work_.size(); }

private:
    struct entry {
        std::chrono::milliseconds due;
        std::uint64_t order;
        callback<void()> work;
    };
    bool run_next(std::chrono::milliseconds until);

    std::chrono::milliseconds now_{0};
    std::uint64_t next_order_ = 0;
    std::vector<entry> work_;
    environment_scope scope_;
};

}  // namespace solder
#endif

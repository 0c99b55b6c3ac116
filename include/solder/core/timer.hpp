#ifndef SOLDER_CORE_TIMER_HPP
#define SOLDER_CORE_TIMER_HPP
#include <solder/core/environment.hpp>
#include <solder/core/task.hpp>

namespace solder {

/// Calls `work` once, no earlier than `delay` after it was made, on the task queue of this thread; never after it is
/// destroyed, which takes the timer off the queue. `work` may destroy this. May outlive the queue: then nothing
/// happens.
class [[nodiscard]] scoped_timer {
public:
    scoped_timer(std::chrono::milliseconds delay, callback<void()> work);
    scoped_timer(const scoped_timer&) = delete;
    scoped_timer& operator=(const scoped_timer&) = delete;
    ~scoped_timer();

private:
    class entry;
    callback<void()> work_;
    task_queue* queue_;  // null when there is nothing to take off
    timer_id id_;
};

/// Waits at least `delay` on the task queue of this thread.
[[nodiscard]] task<void> sleep_for(std::chrono::milliseconds delay);

}  // namespace solder
#endif

#ifndef TERMINAL_EVENT_LOOP_HPP
#define TERMINAL_EVENT_LOOP_HPP
#include <chrono>
#include <cstdint>
#include <deque>
#include <solder/core/environment.hpp>
#include <vector>

namespace monitor {

/// The clock and the task queue of a program that waits for files and for time: what solder needs of its surroundings.
/// While it exists it is those of its thread.
class event_loop final : public solder::clock, public solder::task_queue {
public:
    event_loop() : scope_(*this, *this) {}

    std::chrono::milliseconds now() const override;
    void post(solder::callback<void()> work) override;
    void post_after(std::chrono::milliseconds delay, solder::callback<void()> work) override;

    /// Calls `ready` whenever `file` can be read, or has been closed at its other end, for as long as this runs.
    void watch(int file, solder::callback<void()> ready);
    /// Runs what is posted and watched, until `stop`, or until nothing is left that could happen.
    /// An exception that leaves any of it leaves this.
    void run();
    void stop() { stopped_ = true; }

private:
    using time = std::chrono::steady_clock::time_point;
    struct timer {
        time due;
        std::uint64_t order;  // what is due at the same time runs in order of posting
        solder::callback<void()> work;
    };
    struct watched_file {
        int number;
        solder::callback<void()> ready;
    };
    void run_due();
    void wait_for_files();
    [[nodiscard]] int longest_wait_ms() const;
    static bool is_later(const timer& a, const timer& b);

    std::vector<timer> timers_;       // a heap, the next one first
    std::deque<watched_file> files_;  // one may be added while another is called
    std::uint64_t next_order_ = 0;
    bool stopped_ = false;
    solder::environment_scope scope_;
};

}  // namespace monitor
#endif

#ifndef TERMINAL_EVENT_LOOP_HPP
#define TERMINAL_EVENT_LOOP_HPP
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <solder/core/remote_queue.hpp>

namespace monitor {

/// The clock and the task queue of a program that waits for files and for time: what solder needs of its surroundings.
/// While it exists it is those of its thread.
class event_loop final : public solder::clock, public solder::task_queue {
public:
    event_loop() : scope_(*this, *this) {}
    ~event_loop() override;

    std::chrono::milliseconds now() const override;
    void post(solder::callback<void()> work) override;
    solder::timer_id post_after(std::chrono::milliseconds delay, solder::callback<void()> work) override;
    void withdraw(solder::timer_id id) override { timers_.erase(id); }
    /// Once asked for, `run` goes on until `stop`: another thread may always post.
    std::shared_ptr<solder::remote_queue> remote() override;

    /// Calls `ready` whenever `file` can be read, or has been closed at its other end, for as long as this runs.
    void watch(int file, solder::callback<void()> ready);
    /// Runs what is posted and watched, until `stop`, or until nothing is left that could happen.
    /// An exception that leaves any of it leaves this.
    void run();
    void stop() { stopped_ = true; }

private:
    struct watched_file {
        int number;
        solder::callback<void()> ready;
    };
    void run_due();
    void wait_for_files();
    [[nodiscard]] int longest_wait_ms() const;

    std::map<solder::timer_id, solder::callback<void()>> timers_;  // due in nanoseconds of the steady clock
    std::deque<watched_file> files_;                               // one may be added while another is called
    std::uint64_t next_order_ = 0;
    bool stopped_ = false;
    std::shared_ptr<solder::remote_queue> remote_;
    int remote_file_ = -1;  // an eventfd, which can be read when another thread has posted
    solder::environment_scope scope_;
};

}  // namespace monitor
#endif

#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/core/environment.hpp>

namespace solder {
namespace {

constinit thread_local clock* this_clock = nullptr;
constinit thread_local task_queue* this_queue = nullptr;

}  // namespace

clock& current_clock() {
    SOLDER_ASSERT(this_clock, "no clock on this thread: make an environment_scope first");
    return *this_clock;
}

task_queue& current_task_queue() {
    SOLDER_ASSERT(this_queue, "no task queue on this thread: make an environment_scope first");
    return *this_queue;
}

environment_scope::environment_scope(clock& clock, task_queue& queue)
    : previous_clock_(this_clock), previous_queue_(this_queue) {
    this_clock = &clock;
    this_queue = &queue;
}

environment_scope::~environment_scope() {
    this_clock = previous_clock_;
    this_queue = previous_queue_;
}

void manual_environment::post(callback<void()> work) { post_after(std::chrono::milliseconds{0}, std::move(work)); }

void manual_environment::post_after(std::chrono::milliseconds delay, callback<void()> work) {
    work_.push_back({now_ + delay, next_order_++, std::move(work)});
}

bool manual_environment::run_next(std::chrono::milliseconds until) {
    auto next = std::ranges::min_element(work_, {}, [](const entry& e) { return std::pair(e.due, e.order); });
    if (next == work_.end() || next->due > until) return false;
    auto due = std::move(*next);
    work_.erase(next);
    now_ = std::max(now_, due.due);
    due.work();
    return true;
}

void manual_environment::run() { advance(std::chrono::milliseconds{0}); }

void manual_environment::advance(std::chrono::milliseconds by) {
    auto until = now_ + by;
    while (run_next(until)) {
    }
    now_ = until;
}

}  // namespace solder

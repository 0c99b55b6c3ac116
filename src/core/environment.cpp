#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/core/environment.hpp>
#ifndef __wasm__
#include <solder/core/remote_queue.hpp>
#endif

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

manual_environment::~manual_environment() {
#ifndef __wasm__
    if (remote_) remote_->close();
#endif
    // Destroying work may post more work, and needs the environment for that.
    while (!work_.empty()) auto dropped = work_.extract(work_.begin());
}

void manual_environment::post(callback<void()> work) { post_after(std::chrono::milliseconds{0}, std::move(work)); }

timer_id manual_environment::post_after(std::chrono::milliseconds delay, callback<void()> work) {
    const auto due = now_ + std::min(delay, std::chrono::milliseconds::max() - now_);
    const timer_id id{due.count(), next_order_++};
    work_.emplace_hint(work_.end(), id, std::move(work));
    return id;
}

void manual_environment::withdraw(timer_id id) {
    auto dropped = work_.extract(id);  // off the list before destructors run
}

bool manual_environment::run_next(std::chrono::milliseconds until) {
    if (work_.empty() || work_.begin()->first.due > until.count()) return false;
    const auto next = work_.extract(work_.begin());
    now_ = std::max(now_, std::chrono::milliseconds(next.key().due));
    next.mapped()();
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

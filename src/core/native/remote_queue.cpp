#include <solder/core/remote_queue.hpp>

namespace solder {

void remote_queue::post(callback<void()> work) {
    const std::lock_guard lock(guard_);
    if (is_closed_) return;  // `work` ends with the call, after the lock
    posted_.push_back(std::move(work));
    if (posted_.size() > 1) return;
    came_.notify_one();
    wake_();
}

std::vector<callback<void()>> remote_queue::take() {
    const std::lock_guard lock(guard_);
    return std::exchange(posted_, {});
}

bool remote_queue::wait(std::chrono::milliseconds limit) {
    std::unique_lock lock(guard_);
    return came_.wait_for(lock, limit, [this] { return !posted_.empty(); });
}

void remote_queue::close() {
    std::vector<callback<void()>> dropped;  // ends after the lock: what it destroys may post
    const std::lock_guard lock(guard_);
    is_closed_ = true;
    dropped.swap(posted_);
}

std::shared_ptr<remote_queue> manual_environment::remote() {
    if (!remote_) remote_ = std::make_shared<remote_queue>([] {});
    return remote_;
}

bool manual_environment::run_remote(std::chrono::milliseconds limit) {
    const bool came = remote()->wait(limit);
    for (auto& work : remote_->take()) post(std::move(work));
    run();
    return came;
}

}  // namespace solder

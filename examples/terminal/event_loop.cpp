#include "event_loop.hpp"
#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace monitor {

using namespace std::chrono_literals;

namespace {

std::int64_t nanoseconds_now() {
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::chrono::milliseconds event_loop::now() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void event_loop::post(solder::callback<void()> work) { post_after(0ms, std::move(work)); }

solder::timer_id event_loop::post_after(std::chrono::milliseconds delay, solder::callback<void()> work) {
    delay = std::clamp<std::chrono::milliseconds>(delay, 0ms, 24h * 365);
    solder::timer_id id{nanoseconds_now() + std::chrono::nanoseconds(delay).count(), next_order_++};
    timers_.emplace(id, std::move(work));
    return id;
}

std::shared_ptr<solder::remote_queue> event_loop::remote() {
    if (remote_) return remote_;
    remote_file_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (remote_file_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    watch(remote_file_, [this] {
        eventfd_t count = 0;
        ::eventfd_read(remote_file_, &count);
        for (auto& work : remote_->take()) post(std::move(work));
    });
    return remote_ = std::make_shared<solder::remote_queue>([file = remote_file_] { ::eventfd_write(file, 1); });
}

event_loop::~event_loop() {
    if (!remote_) return;
    remote_->close();
    ::close(remote_file_);
}

void event_loop::watch(int file, solder::callback<void()> ready) { files_.push_back({file, std::move(ready)}); }

void event_loop::run() {
    stopped_ = false;
    while (!stopped_ && !(timers_.empty() && files_.empty())) {
        run_due();
        if (!stopped_) wait_for_files();
    }
}

/// One turn: what work posts meanwhile waits for the next, so that files are never kept waiting.
void event_loop::run_due() {
    auto turn = nanoseconds_now();
    auto posted_before = next_order_;
    while (!stopped_ && !timers_.empty()) {
        auto next = timers_.begin();
        if (next->first.due > turn || next->first.order >= posted_before) return;
        auto work = std::move(next->second);
        timers_.erase(next);
        work();
    }
}

int event_loop::longest_wait_ms() const {
    if (timers_.empty()) return -1;
    std::chrono::nanoseconds left(timers_.begin()->first.due - nanoseconds_now());
    auto wait = std::chrono::ceil<std::chrono::milliseconds>(left);
    return static_cast<int>(std::clamp<std::chrono::milliseconds>(wait, 0ms, 1h).count());
}

void event_loop::wait_for_files() {
    std::vector<pollfd> asked;
    for (const auto& file : files_) asked.push_back({file.number, POLLIN, 0});
    if (asked.empty() && timers_.empty()) return;
    int count = ::poll(asked.data(), asked.size(), longest_wait_ms());
    if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
    if (count <= 0) return;
    for (std::size_t i = 0; i < asked.size() && !stopped_; ++i)
        if (asked[i].revents != 0) files_[i].ready();
}

}  // namespace monitor

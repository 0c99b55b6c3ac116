#include "../caught_error.hpp"
#include <algorithm>
#include <condition_variable>
#include <map>
#include <solder/core/thread_pool.hpp>
#include <system_error>
#include <thread>
#include <vector>

namespace solder {
namespace detail {
namespace {

constexpr unsigned most_shared_threads = 64;

void send_home(std::unique_ptr<pool_job> job) {
    const auto home = job->home;
    home->post([job = std::move(job)] { job->tell(); });
}

}  // namespace

void pool_job::run() noexcept {
    try {
        run_work();
    } catch (...) {
        fail(caught_error());
    }
}

class pool_threads : public std::enable_shared_from_this<pool_threads> {
public:
    explicit pool_threads(unsigned most) : most_(std::max(most, 1u)) {}

    /// @return its number
    std::uint64_t add(std::unique_ptr<pool_job> job);
    /// Null when its turn has come.
    std::unique_ptr<pool_job> take_back(std::uint64_t number);
    void wait_until_idle();
    void end();

private:
    static void refuse(std::unique_ptr<pool_job> job);
    void start_thread();
    void work();

    const unsigned most_;
    std::mutex guard_;
    std::condition_variable changed_;
    std::condition_variable became_idle_;
    std::map<std::uint64_t, std::unique_ptr<pool_job>> waiting_;  // in the order in which they came
    std::uint64_t next_number_ = 0;
    std::size_t idle_ = 0;
    std::size_t busy_ = 0;  // with a job
    bool has_ended_ = false;
    std::vector<std::thread> threads_;
};

std::uint64_t pool_threads::add(std::unique_ptr<pool_job> job) {
    const std::lock_guard lock(guard_);
    if (has_ended_) return refuse(std::move(job)), next_number_++;
    if (waiting_.size() >= idle_ && threads_.size() < most_) start_thread();
    waiting_.emplace(next_number_, std::move(job));
    changed_.notify_one();
    return next_number_++;
}

void pool_threads::refuse(std::unique_ptr<pool_job> job) {
    job->fail(error{"the thread pool ended before the turn of this work came", error_kind::cancelled});
    send_home(std::move(job));
}

/// Where the system gives no more threads those that are there have to do; without any, the work fails.
void pool_threads::start_thread() {
    try {
        threads_.emplace_back([self = shared_from_this()] { self->work(); });
    } catch (const std::system_error&) {
        if (threads_.empty()) throw;
    }
}

std::unique_ptr<pool_job> pool_threads::take_back(std::uint64_t number) {
    const std::lock_guard lock(guard_);
    const auto job = waiting_.extract(number);
    if (busy_ == 0 && waiting_.empty()) became_idle_.notify_all();
    return job ? std::move(job.mapped()) : nullptr;
}

void pool_threads::work() {
    std::unique_lock lock(guard_);
    for (;;) {
        ++idle_;
        changed_.wait(lock, [this] { return has_ended_ || !waiting_.empty(); });
        --idle_;
        if (has_ended_) return;
        auto job = std::move(waiting_.extract(waiting_.begin()).mapped());
        ++busy_;
        lock.unlock();
        job->run();
        send_home(std::move(job));
        lock.lock();
        if (--busy_ == 0 && waiting_.empty()) became_idle_.notify_all();
    }
}

void pool_threads::wait_until_idle() {
    std::unique_lock lock(guard_);
    became_idle_.wait(lock, [this] { return busy_ == 0 && waiting_.empty(); });
}

void pool_threads::end() {
    {
        const std::lock_guard lock(guard_);
        has_ended_ = true;
        changed_.notify_all();
    }
    for (auto& thread : threads_) {
        if (thread.get_id() == std::this_thread::get_id())
            thread.detach();  // its work had the last hold of what has the pool
        else
            thread.join();
    }
    for (auto& [number, job] : std::exchange(waiting_, {})) refuse(std::move(job));
}

callback<void()> submit(const std::shared_ptr<pool_threads>& to, std::unique_ptr<pool_job> job) {
    const auto stop = job->stop;
    const auto number = to->add(std::move(job));
    return [to, number, stop]() mutable {
        stop.request_stop();
        (void)to->take_back(number);
    };
}

}  // namespace detail

thread_pool::thread_pool(unsigned threads) : threads_(std::make_shared<detail::pool_threads>(threads)) {}
thread_pool::~thread_pool() { threads_->end(); }
void thread_pool::wait_until_idle() const { threads_->wait_until_idle(); }

const thread_pool& shared_thread_pool() {
    static const thread_pool shared(detail::most_shared_threads);
    return shared;
}

}  // namespace solder

#include "asio_environment.hpp"
#include "time_from_now.hpp"
#include <boost/asio/post.hpp>
#include <utility>

namespace solder::detail {

using std::chrono::steady_clock;

std::chrono::milliseconds asio_environment::now() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch());
}

void asio_environment::post(callback<void()> work) {
    ready_.push_back(std::move(work));
    if (std::exchange(scheduled_, true)) return;
    boost::asio::post(io_, [this] { run_ready(); });
}

void asio_environment::run_ready() {
    // What runs may post again: that is for the next turn, so that sockets get theirs. Should one of them throw, the
    // rest still runs.
    struct rest {
        asio_environment& env;
        std::vector<callback<void()>> work;
        std::size_t done = 0;
        ~rest() {
            env.scheduled_ = false;
            if (done == work.size() && env.ready_.empty()) return;
            std::vector<callback<void()>> again(std::make_move_iterator(work.begin() + static_cast<long>(done)),
                                                std::make_move_iterator(work.end()));
            for (auto& w : env.ready_) again.push_back(std::move(w));
            env.ready_ = std::move(again);
            env.scheduled_ = true;
            boost::asio::post(env.io_, [&env = env] { env.run_ready(); });
        }
    } now{*this, std::exchange(ready_, {})};
    while (now.done < now.work.size()) {
        const callback<void()> work = std::move(now.work[now.done++]);
        work();
    }
}

timer_id asio_environment::post_after(std::chrono::milliseconds delay, callback<void()> work) {
    const auto at = time_from_now(delay);
    const auto [added, is_new] = later_.try_emplace({at.time_since_epoch().count(), next_order_++}, std::move(work));
    const auto id = added->first;
    if (added == later_.begin()) arm();
    return id;
}

void asio_environment::withdraw(timer_id id) {
    // Off the list before destructors run. The timer of the thread stays as it is: it may ring for nothing once.
    auto dropped = later_.extract(id);
    if (dropped.empty()) dropped = due_.extract(id);
}

void asio_environment::arm() {
    if (later_.empty()) return;
    timer_.expires_at(steady_clock::time_point(steady_clock::duration(later_.begin()->first.due)));
    timer_.async_wait([this](const boost::system::error_code& ec) {
        if (!ec) move_due();
    });
}

void asio_environment::move_due() {
    const auto now = steady_clock::now().time_since_epoch().count();
    while (!later_.empty() && later_.begin()->first.due <= now) {
        due_.insert(later_.extract(later_.begin()));
        post([this] { run_first_due(); });
    }
    arm();
}

void asio_environment::run_first_due() {
    if (due_.empty()) return;
    const auto first = due_.extract(due_.begin());
    first.mapped()();
}

std::shared_ptr<remote_queue> asio_environment::remote() {
    if (!remote_) {
        remote_ = std::make_shared<remote_queue>([this] {
            boost::asio::post(io_, [this] {
                for (auto& work : remote_->take()) post(std::move(work));
            });
        });
    }
    return remote_;
}

void asio_environment::clear() {
    if (remote_) remote_->close();
    // Destroying work may post more work.
    while (!ready_.empty() || !later_.empty() || !due_.empty()) {
        std::exchange(ready_, {}).clear();
        std::exchange(later_, {}).clear();
        std::exchange(due_, {}).clear();
    }
}

}  // namespace solder::detail

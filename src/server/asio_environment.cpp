#include "asio_environment.hpp"
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

void asio_environment::post_after(std::chrono::milliseconds delay, callback<void()> work) {
    const auto at = later_.emplace(steady_clock::now() + delay, std::move(work));
    if (at == later_.begin()) arm();
}

void asio_environment::arm() {
    if (later_.empty()) return;
    timer_.expires_at(later_.begin()->first);
    timer_.async_wait([this](const boost::system::error_code& ec) {
        if (!ec) run_due();
    });
}

void asio_environment::run_due() {
    const auto now = steady_clock::now();
    while (!later_.empty() && later_.begin()->first <= now) {
        post(std::move(later_.begin()->second));
        later_.erase(later_.begin());
    }
    arm();
}

void asio_environment::clear() {
    // Destroying work may post more work.
    while (!ready_.empty() || !later_.empty()) {
        std::exchange(ready_, {}).clear();
        std::exchange(later_, {}).clear();
    }
}

}  // namespace solder::detail

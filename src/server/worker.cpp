#include "worker.hpp"
#include "connection.hpp"
#include "response_head.hpp"
#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <exception>
#include <thread>

namespace solder::detail {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr auto short_turn = 100us;
constexpr auto awake_time = 50us;

/// Deadlines are looked at by one timer per thread, not one per connection: setting one costs nothing. They may be late
/// by an eighth of the shortest limit, at most a quarter of a second.
std::chrono::milliseconds sweep_interval(const http_limits& l) {
    return std::clamp(std::min({l.header_time, l.body_time, l.idle_time, l.write_time}) / 8, 5ms, 250ms);
}

}  // namespace

worker::worker(server_state& shared) : shared_(shared), sweep_interval_(sweep_interval(shared.options.limits)) {}
worker::~worker() = default;

void worker::run() {
    const environment_scope scope(environment_, environment_);
    {
        const std::lock_guard lock(shared_.making_handler);
        handler_ = shared_.make_handler();
    }
    run_loop();
    stopping_ = true;
    while (!connections_.empty()) std::shared_ptr(connections_.back())->close();
    environment_.clear();
    handler_ = nullptr;
}

void worker::run_loop() {
    const auto guard = boost::asio::make_work_guard(io_);
    while (!io_.stopped()) {
        try {
            run_turns();
        } catch (const std::exception& e) {  // work posted by the application; requests have their own border
            std::fprintf(stderr, "solder: an exception left a posted task: %s\n", e.what());
        } catch (...) {
            std::fprintf(stderr, "solder: an exception of unknown type left a posted task\n");
        }
    }
}

/// To be woken takes a thread longer than a small request does: of a turn as short as this most was that. Who asks
/// again so soon, mostly a program on the same machine, is waited for awake.
void worker::run_turns() {
    for (;;) {
        const auto begun = clock::now();
        if (io_.run_one() == 0) return;
        io_.poll();
        if (has_few_clients() && clock::now() - begun < short_turn) stay_awake();
    }
}

/// One thread of a server does so at a time: with all of them awake the client may have no processor.
void worker::stay_awake() {
    static const bool leaves_one_to_the_client = std::thread::hardware_concurrency() > 1;
    if (!leaves_one_to_the_client || shared_.is_one_awake.exchange(true)) return;
    struct other_may {
        std::atomic<bool>& taken;
        ~other_may() { taken = false; }
    } const at_the_end{shared_.is_one_awake};
    for (auto until = clock::now() + awake_time; has_few_clients() && clock::now() < until;)
        if (io_.poll() > 0) until = clock::now() + awake_time;
}

/// With more of them there is mostly something to do, and threads that are awake keep others from it.
bool worker::has_few_clients() const { return !connections_.empty() && shared_.open_connections <= 2; }

void worker::post_stop() {
    boost::asio::post(io_, [this] { stop(); });
}

void worker::stop() {
    if (std::exchange(stopping_, true)) return;
    for (std::size_t i = connections_.size(); i-- > 0;) {  // backwards: closing takes one out
        if (const auto c = connections_[i]; c->idle()) c->close();
    }
    if (connections_.empty()) return io_.stop();
    stop_timer_.expires_at(time_from_now(limits().stop_time));
    stop_timer_.async_wait([this](const boost::system::error_code&) { io_.stop(); });
}

void worker::adopt(boost::asio::ip::tcp::socket socket) {
    const auto made = std::make_shared<connection>(*this, std::move(socket));
    made->set_slot(connections_.size());
    connections_.push_back(made);
    arm_sweep();
    made->start();
}

void worker::remove(connection& gone) {
    const std::size_t slot = gone.slot();
    std::swap(connections_[slot], connections_.back());
    connections_[slot]->set_slot(slot);
    connections_.pop_back();  // callers hold the connection themselves
    --shared_.open_connections;
    if (stopping_ && connections_.empty()) io_.stop();
}

void worker::arm_sweep() {
    if (connections_.empty() || std::exchange(sweeping_, true)) return;
    sweep_timer_.expires_after(sweep_interval_);
    sweep_timer_.async_wait([this](const boost::system::error_code& ec) {
        sweeping_ = false;
        if (!ec) sweep();
    });
}

void worker::sweep() {
    const auto now = clock::now();
    for (std::size_t i = connections_.size(); i-- > 0;) {
        const auto c = connections_[i];
        if (c->deadline() <= now)
            c->expire();
        else if (c->has_lost_client())
            c->close();
    }
    arm_sweep();
}

std::string_view worker::date() {
    if (const std::time_t now = std::time(nullptr); now != date_second_) {
        date_second_ = now;
        date_ = http_date(now);
    }
    return date_;
}

}  // namespace solder::detail

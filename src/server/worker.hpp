#ifndef SOLDER_SRC_SERVER_WORKER_HPP
#define SOLDER_SRC_SERVER_WORKER_HPP
#include "asio_environment.hpp"
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <ctime>
#include <memory>
#include <mutex>
#include <solder/server/serve.hpp>
#include <string>
#include <vector>

namespace solder::detail {

class connection;

/// What all threads of a server share.
struct server_state {
    serve_options options;
    http_handler_factory make_handler;
    http_body_rule choose_body;
    std::mutex making_handler;
    std::atomic<std::size_t> open_connections = 0;
    std::atomic<bool> is_one_awake = false;  // waits for more to do without sleeping
};

/// One thread: its event loop, its handler, its connections. All members run on that thread, but for `io`, `post_stop`.
class worker {
public:
    explicit worker(server_state& shared);
    ~worker();
    worker(const worker&) = delete;
    worker& operator=(const worker&) = delete;

    boost::asio::io_context& io() { return io_; }
    /// Runs the loop until `post_stop` has taken effect.
    void run();
    /// From any thread.
    void post_stop();

    void adopt(boost::asio::ip::tcp::socket socket);
    void remove(connection& gone);

    [[nodiscard]] const serve_options& options() const { return shared_.options; }
    [[nodiscard]] const http_limits& limits() const { return shared_.options.limits; }
    [[nodiscard]] const http_handler& handler() const { return handler_; }
    [[nodiscard]] body_choice choose_body(http_request& head) const {
        return shared_.choose_body ? shared_.choose_body(head) : body_choice{};
    }
    [[nodiscard]] bool stopping() const { return stopping_; }
    /// The value of a `Date` header; made once per second.
    [[nodiscard]] std::string_view date();

private:
    void run_loop();
    void run_turns();
    void stay_awake();
    [[nodiscard]] bool has_few_clients() const;
    void stop();
    void sweep();
    void arm_sweep();

    server_state& shared_;
    boost::asio::io_context io_{1};
    asio_environment environment_{io_};
    boost::asio::steady_timer sweep_timer_{io_};
    boost::asio::steady_timer stop_timer_{io_};
    std::chrono::milliseconds sweep_interval_;
    http_handler handler_;
    std::vector<std::shared_ptr<connection>> connections_;
    std::time_t date_second_ = 0;
    std::string date_;
    bool sweeping_ = false;
    bool stopping_ = false;
};

}  // namespace solder::detail
#endif

#ifndef SOLDER_TESTS_SERVER_RUNNING_SERVER_HPP
#define SOLDER_TESTS_SERVER_RUNNING_SERVER_HPP
#include "socket_client.hpp"
#include <functional>
#include <solder/server/serve.hpp>

namespace solder::test {

/// A server on a free port, on threads of its own.
class running_server {
public:
    /// Each thread of the server has a copy.
    using handler = std::function<std::unique_ptr<pending_reply>(http_request, http_reply)>;

    explicit running_server(handler answer, http_limits limits = {}, unsigned threads = 2)
        : server_(http_server::listen({.port = 0, .threads = threads, .stop_on_signals = false, .limits = limits},
                                      [answer] { return http_handler(answer); })
                      .value()),
          thread_([this] { server_->run(); }) {}
    ~running_server() { stop(); }

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    void ask_to_stop() { server_->stop(); }
    /// @return how long that took
    std::chrono::milliseconds stop() {
        const auto start = std::chrono::steady_clock::now();
        server_->stop();
        if (thread_.joinable()) thread_.join();
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    }

private:
    std::unique_ptr<http_server> server_;
    std::thread thread_;
};

}  // namespace solder::test
#endif

#ifndef SOLDER_SERVER_SERVE_HPP
#define SOLDER_SERVER_SERVE_HPP
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <solder/core/callback.hpp>
#include <solder/core/error.hpp>
#include <solder/server/http.hpp>
#include <string>

namespace solder {

/// What a client may ask of the listener. Past these it gets an answer that says so, and the connection is closed.
struct http_limits {
    std::size_t header_bytes = 16 * 1024;           ///< request line and headers; 414 or 431 beyond
    std::size_t body_bytes = 1024 * 1024;           ///< 413 beyond
    std::size_t connections = 10'000;               ///< at a time, all threads together; 503 beyond
    std::chrono::milliseconds header_time{10'000};  ///< from the first byte of a request to its last header; 408
    std::chrono::milliseconds body_time{30'000};    ///< from the last header to the end of the body; 408
    /// The same for bodies that a `body_sink` takes, whose `body_time` is that without any progress.
    std::chrono::milliseconds streamed_body_time{600'000};
    /// Between requests, and before the first. Longer than proxies keep a connection to us (60 s by default in nginx
    /// and others): who closes first must not be the one that the next request is sent to.
    std::chrono::milliseconds idle_time{75'000};
    std::chrono::milliseconds write_time{30'000};  ///< without any progress in sending a response
    std::chrono::milliseconds stop_time{1'000};    ///< for running requests, once told to stop
};

struct serve_options {
    std::string address = "127.0.0.1";  ///< numeric, IPv4 or IPv6; `0.0.0.0` or `::` for all interfaces
    std::uint16_t port = 8080;          ///< 0: any free one, see `http_server::port`
    unsigned threads = 0;               ///< 0: one per processor
    bool stop_on_signals = true;        ///< SIGINT and SIGTERM stop the server
    /// A proxy of ours stands in front and sets `X-Forwarded-For` and `X-Forwarded-Proto`. Without one, anybody could.
    bool behind_proxy = false;
    http_limits limits = {};
};

/// Makes the handler of one thread; called once on each, one after the other, with clock and task queue already set.
/// What the handlers share must stand calls from several threads.
using http_handler_factory = callback<http_handler()>;

/// An HTTP/1.1 listener. A request stays on one thread from start to end.
class http_server {
public:
    /// Binds and listens: clients may connect from here on, and are answered once `run` is called.
    /// @param choose_body  empty: all bodies are kept in memory. Must not throw, and stand calls from several threads
    /// Errors: the address is not one, or the port is taken; the message names it.
    [[nodiscard]] static result<std::unique_ptr<http_server>> listen(serve_options options,
                                                                     http_handler_factory make_handler,
                                                                     http_body_rule choose_body = {});
    ~http_server();
    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Serves until stopped. Blocks; this thread is one of those that work. Once only.
    void run();
    /// Takes no more connections, closes idle ones, gives running requests `stop_time`; then `run` returns. From any
    /// thread; a second call does nothing.
    void stop();

private:
    struct impl;  // src/server/serve.cpp
    explicit http_server(std::unique_ptr<impl> impl);
    std::unique_ptr<impl> impl_;
};

}  // namespace solder
#endif

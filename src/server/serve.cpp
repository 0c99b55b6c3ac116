#include "worker.hpp"
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <deque>
#include <exception>
#include <netinet/tcp.h>
#include <solder/server/serve.hpp>
#include <sys/socket.h>
#include <thread>
#include <utility>
#include <vector>

namespace solder {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using namespace std::chrono_literals;

constexpr std::string_view full =
    "HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

error cannot_listen(const serve_options& options, const error_code& ec) {
    const std::string port = std::to_string(options.port);
    std::string message = "Cannot listen on " + options.address + ": ";
    if (ec == asio::error::address_in_use) {
        message += "port " + port + " is already in use by another program.";
    } else {
        message += "port " + port + ": " + ec.message() + ".";
    }
    return {std::move(message), error_kind::unreachable};
}

/// Connections have this from the socket that they came by. A client whose end was never told (its power, its network
/// went) is noticed after two minutes, whatever its request waits for.
void find_lost_clients(tcp::acceptor& acceptor) {
    const auto set = [at = acceptor.native_handle()](int level, int option, int value) {
        (void)::setsockopt(at, level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 15);
    set(IPPROTO_TCP, TCP_KEEPCNT, 4);
}

error_code open(tcp::acceptor& acceptor, const tcp::endpoint& at) {
    error_code ec;
    acceptor.open(at.protocol(), ec);
    if (!ec) find_lost_clients(acceptor);
    // Not SO_REUSEPORT: with it two servers could share a port unknowingly, and the kernel spreads few connections
    // unevenly over the threads.
    if (!ec) acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor.bind(at, ec);
    if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
    return ec;
}

std::deque<detail::worker> make_workers(detail::server_state& shared) {
    unsigned count = shared.options.threads;
    if (count == 0) count = std::max(1u, std::thread::hardware_concurrency());
    std::deque<detail::worker> workers;
    for (unsigned i = 0; i < count; ++i) workers.emplace_back(shared);
    return workers;
}

}  // namespace

struct http_server::impl {
    impl(serve_options options, http_handler_factory make_handler, http_body_rule choose_body)
        : shared{.options = std::move(options),
                 .make_handler = std::move(make_handler),
                 .choose_body = std::move(choose_body),
                 .making_handler = {}} {}

    void accept_next();
    void accepted(const error_code& ec, tcp::socket socket, detail::worker& to);
    void accept_later(const error_code& reason);
    void hand_over(tcp::socket socket, detail::worker& to);
    void wait_for_signals();
    void run_door();
    void stop();

    detail::server_state shared;
    std::deque<detail::worker> workers = make_workers(shared);
    // Of a thread of its own: a request that blocks its thread keeps nobody from coming in, nor the server from
    // hearing that it is to stop.
    asio::io_context door{1};
    tcp::acceptor acceptor{door};
    asio::signal_set signals{door};
    asio::steady_timer pause{door};
    error_code last_fault;  // of accepting; none: it succeeded
    std::size_t next_worker = 0;
    std::uint16_t port = 0;
};

// The connections are handed out in turn.
void http_server::impl::accept_next() {
    detail::worker& to = workers[next_worker++ % workers.size()];
    acceptor.async_accept(
        to.io(), [this, &to](const error_code& ec, tcp::socket socket) { accepted(ec, std::move(socket), to); });
}

void http_server::impl::accepted(const error_code& ec, tcp::socket socket, detail::worker& to) {
    if (!acceptor.is_open()) return;
    if (ec) return accept_later(ec);
    last_fault = {};
    accept_next();
    hand_over(std::move(socket), to);
}

/// Mostly there are no more file descriptors. To try again at once would only keep a processor busy.
void http_server::impl::accept_later(const error_code& reason) {
    if (std::exchange(last_fault, reason) != reason)
        std::fprintf(stderr, "solder: connections cannot be accepted now: %s\n", reason.message().c_str());
    pause.expires_after(100ms);
    pause.async_wait([this](const error_code& stopped) {
        if (!stopped && acceptor.is_open()) accept_next();
    });
}

void http_server::impl::hand_over(tcp::socket socket, detail::worker& to) {
    if (++shared.open_connections <= shared.options.limits.connections)
        return asio::post(to.io(), [&to, socket = std::move(socket)]() mutable { to.adopt(std::move(socket)); });
    --shared.open_connections;
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(full), ignored);
}

void http_server::impl::wait_for_signals() {
    if (!shared.options.stop_on_signals) return;
    signals.add(SIGINT);
    signals.add(SIGTERM);
    signals.async_wait([this](const error_code& ec, int) {
        if (!ec) stop();
    });
}

void http_server::impl::run_door() {
    accept_next();
    while (!door.stopped()) {
        try {
            door.run();
        } catch (const std::exception& e) {
            std::fprintf(stderr, "solder: a connection could not be taken: %s\n", e.what());
        }
    }
}

/// A second signal has the effect that it has on any program: a request that blocks its thread holds up the stop.
void http_server::impl::stop() {
    asio::post(door, [this] {
        error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
        signals.cancel(ignored);
        signals.clear(ignored);
        for (detail::worker& w : workers) w.post_stop();
    });
}

http_server::http_server(std::unique_ptr<impl> impl) : impl_(std::move(impl)) {}
http_server::~http_server() = default;

result<std::unique_ptr<http_server>> http_server::listen(serve_options options, http_handler_factory make_handler,
                                                         http_body_rule choose_body) {
    error_code ec;
    const auto address = asio::ip::make_address(options.address, ec);
    if (ec) return fail(error{"Cannot listen on " + options.address + ": it is not a numeric address."});
    auto made = std::make_unique<impl>(std::move(options), std::move(make_handler), std::move(choose_body));
    if ((ec = open(made->acceptor, {address, made->shared.options.port}))) {
        return fail(cannot_listen(made->shared.options, ec));
    }
    made->port = made->acceptor.local_endpoint(ec).port();
    return std::unique_ptr<http_server>(new http_server(std::move(made)));
}

std::uint16_t http_server::port() const { return impl_->port; }

void http_server::run() {
    impl_->wait_for_signals();
    std::vector<std::thread> threads;
    threads.emplace_back([impl = impl_.get()] { impl->run_door(); });
    for (std::size_t i = 1; i < impl_->workers.size(); ++i)
        threads.emplace_back([&worker = impl_->workers[i]] { worker.run(); });
    impl_->workers.front().run();
    for (std::thread& thread : threads) thread.join();
}

void http_server::stop() { impl_->stop(); }

}  // namespace solder

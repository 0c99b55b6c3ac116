#include "worker.hpp"
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <deque>
#include <solder/server/serve.hpp>
#include <thread>
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

error_code open(tcp::acceptor& acceptor, const tcp::endpoint& at) {
    error_code ec;
    acceptor.open(at.protocol(), ec);
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
    void stop();

    detail::server_state shared;
    std::deque<detail::worker> workers = make_workers(shared);
    tcp::acceptor acceptor{workers.front().io()};
    asio::signal_set signals{workers.front().io()};
    asio::steady_timer pause{workers.front().io()};
    std::size_t next_worker = 0;
    std::uint16_t port = 0;
};

// One thread accepts and hands the connections out in turn.
void http_server::impl::accept_next() {
    detail::worker& to = workers[next_worker++ % workers.size()];
    acceptor.async_accept(
        to.io(), [this, &to](const error_code& ec, tcp::socket socket) { accepted(ec, std::move(socket), to); });
}

void http_server::impl::accepted(const error_code& ec, tcp::socket socket, detail::worker& to) {
    if (!acceptor.is_open()) return;
    if (ec == asio::error::no_descriptors || ec == asio::error::no_buffer_space || ec == asio::error::no_memory) {
        pause.expires_after(100ms);
        return pause.async_wait([this](const error_code& stopped) {
            if (!stopped && acceptor.is_open()) accept_next();
        });
    }
    if (!ec && ++shared.open_connections > shared.options.limits.connections) {
        --shared.open_connections;
        error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(full), ignored);
    } else if (!ec) {
        asio::post(to.io(), [&to, socket = std::move(socket)]() mutable { to.adopt(std::move(socket)); });
    }
    accept_next();
}

void http_server::impl::stop() {
    asio::post(workers.front().io(), [this] {
        error_code ignored;
        acceptor.close(ignored);
        signals.cancel(ignored);
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
    if (impl_->shared.options.stop_on_signals) {
        impl_->signals.add(SIGINT);
        impl_->signals.add(SIGTERM);
        impl_->signals.async_wait([this](const error_code& ec, int) {
            if (!ec) impl_->stop();
        });
    }
    impl_->accept_next();
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < impl_->workers.size(); ++i) {
        threads.emplace_back([&worker = impl_->workers[i]] { worker.run(); });
    }
    impl_->workers.front().run();
    for (std::thread& thread : threads) thread.join();
}

void http_server::stop() { impl_->stop(); }

}  // namespace solder

#ifndef SOLDER_TESTS_SERVER_SOCKET_CLIENT_HPP
#define SOLDER_TESTS_SERVER_SOCKET_CLIENT_HPP
#include <arpa/inet.h>
#include <chrono>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace solder::test {

/// Polls `condition` until it holds; false after five seconds.
template <class Condition>
bool soon(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

/// A client on a real socket. No call waits longer than five seconds.
class client {
public:
    explicit client(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
    }
    ~client() { hang_up(); }
    client(const client&) = delete;
    client& operator=(const client&) = delete;

    client& send(std::string_view text) {
        while (!text.empty()) {
            const auto sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return *this;
    }
    /// Reads until `text` has come; hands out everything up to its end.
    std::string until(std::string_view text) {
        while (!held_.contains(text) && read_more()) {
        }
        const auto at = held_.find(text);
        const std::string out = held_.substr(0, at == std::string::npos ? at : at + text.size());
        held_.erase(0, out.size());
        return out;
    }
    /// Reads to the end of the connection.
    std::string rest() {
        while (read_more()) {
        }
        return std::exchange(held_, {});
    }
    [[nodiscard]] bool was_reset() const { return reset_; }
    void hang_up() {
        if (fd_ >= 0) close(std::exchange(fd_, -1));
    }

private:
    bool read_more() {
        pollfd p{fd_, POLLIN, 0};
        if (poll(&p, 1, 5000) <= 0) {
            ADD_FAILURE() << "nothing came for five seconds, after: " << held_.substr(0, 200);
            return false;
        }
        char buffer[65536];
        const auto got = recv(fd_, buffer, sizeof buffer, 0);
        reset_ = got < 0;
        if (got > 0) held_.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }

    int fd_;
    std::string held_;
    bool reset_ = false;
};

}  // namespace solder::test
#endif

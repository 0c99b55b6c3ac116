// The addresses of paths_test.cpp over sockets, where the framing matters, and those that only a socket can carry.
#include "path_application.hpp"
#include "socket_client.hpp"
#include <filesystem>
#include <fstream>
#include <solder/server/serve.hpp>

namespace solder::test {
namespace {

/// A folder with one file, gone afterwards.
class bundle_folder {
public:
    bundle_folder() : path_(std::filesystem::path(testing::TempDir()) / ("solder_paths_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(path_);
        std::ofstream(path_ / "hello.txt") << "hello";
    }
    ~bundle_folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] static_files load() const { return static_files::load(path_).value(); }

private:
    std::filesystem::path path_;
};

/// The application behind a listener of its own.
class paths_over_sockets : public ::testing::Test {
protected:
    paths_over_sockets()
        : server_(http_server::listen({.port = 0, .threads = 1, .stop_on_signals = false},
                                      [this] {
                                          return http_handler([this](http_request request, http_reply reply) {
                                              place_to_go_to = "/projects/2";
                                              return app_.handle(std::move(request), std::move(reply));
                                          });
                                      })
                      .value()),
          thread_([this] { server_->run(); }) {}
    ~paths_over_sockets() override {
        server_->stop();
        thread_.join();
    }

    static std::string request(std::string_view method, std::string_view target, std::string_view more = "") {
        return std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: here\r\n" + std::string(more) +
               "\r\n";
    }
    [[nodiscard]] std::string ask(std::string_view bytes) { return client(server_->port()).send(bytes).rest(); }
    [[nodiscard]] std::string ask_once(std::string_view method, std::string_view target) {
        return ask(request(method, target, "Connection: close\r\n"));
    }
    /// "404" and the like.
    [[nodiscard]] std::string status_of(std::string_view bytes) {
        auto answer = ask(bytes);
        return answer.starts_with("HTTP/1.1 ") ? answer.substr(9, 3) : answer;
    }

    bundle_folder folder_;
    web_application app_{{.root = PathApplication, .title = "App"}, folder_.load()};
    std::unique_ptr<http_server> server_;
    std::thread thread_;
};

/// Without its date, which changes.
std::string head_of(std::string answer) {
    answer.resize(std::min(answer.find("\r\n\r\n"), answer.size()));
    if (const auto at = answer.find("date: "); at != std::string::npos) answer.erase(at, 37);
    return answer;
}

TEST_F(paths_over_sockets, head_is_answered_as_get_is_but_without_a_body) {
    for (const char* target : {"/", "/projects/1", "/projects/1/", "/nowhere", "/%zz", "/go/away", "/go/step",
                               "/go/query", "/hello.txt", "/_solder/x/nothing", "/_server?id=none"}) {
        const auto got = ask_once("GET", target), headed = ask_once("HEAD", target);
        EXPECT_EQ(head_of(headed), head_of(got)) << target;
        EXPECT_TRUE(headed.ends_with("\r\n\r\n")) << headed;
        EXPECT_EQ(headed.find("\r\n\r\n") + 4, headed.size()) << target;
        const auto body_bytes = got.size() - got.find("\r\n\r\n") - 4;
        EXPECT_TRUE(got.contains("\r\ncontent-length: " + std::to_string(body_bytes) + "\r\n")) << got;
    }
}

TEST_F(paths_over_sockets, a_connection_goes_on_after_head_redirects_and_refused_addresses) {
    client c(server_->port());
    c.send(request("HEAD", "/projects/1") + request("HEAD", "/go/away") + request("GET", "/%zz") +
           request("GET", "/go/query") + request("PUT", "/", "Content-Length: 3\r\n") + "abc" +
           request("HEAD", "/%00") + request("GET", "/hello.txt"));
    const auto all = c.until("hello");
    std::string statuses;
    for (auto at = all.find("HTTP/1.1 "); at != all.npos; at = all.find("HTTP/1.1 ", at + 9))
        statuses += all.substr(at + 9, 3) + " ";
    EXPECT_EQ(statuses, "200 302 400 302 405 400 200 ");
    EXPECT_EQ(all.find("connection: close"), all.npos);
}

TEST_F(paths_over_sockets, targets_that_are_none_are_refused_and_the_connection_closed) {
    for (const char* target : {"", "x", "*", "/#a", "//#", "http:", "http:///x", "http://a\\b/", "http://u@h/",
                               "http://h:x/", "ftp://h/", "javascript:alert(1)", "h:443", "/\x01", "/\x7F", "/a\tb"})
        EXPECT_EQ(status_of(request("GET", target)), "400") << target;
    EXPECT_EQ(status_of(request("CONNECT", "h:443")), "400");
    EXPECT_EQ(status_of(request("GET", "/a b")), "505") << "after a blank comes the version";
    EXPECT_EQ(status_of(request("HEAD", "/#a")), "400");
    EXPECT_TRUE(ask(request("HEAD", "/#a")).ends_with("\r\n\r\n")) << "no body after HEAD";
    const std::string closing = "Connection: close\r\n";
    EXPECT_EQ(status_of(request("OPTIONS", "*", closing)), "405");
    EXPECT_EQ(status_of(request("BREW", "/", closing)), "405");
    EXPECT_EQ(status_of(request("GET", "/\xff", closing)), "400");
    EXPECT_EQ(status_of(request("GET", "/notes/caf\u00e9", closing)), "200");
    EXPECT_EQ(status_of(request("GET", std::string_view("/\0x", 3), closing)), "400");
}

TEST_F(paths_over_sockets, an_absolute_target_is_its_path) {  // RFC 9112, 3.2.2
    const std::string closing = "Connection: close\r\n";
    EXPECT_TRUE(ask(request("GET", "http://other/projects/1?a", closing)).contains("project 1 with ?a"));
    EXPECT_EQ(status_of(request("GET", "http://other", closing)), "200");
    EXPECT_EQ(status_of(request("GET", "HTTPS://[::1]:8080?x", closing)), "200");
    EXPECT_EQ(status_of(request("GET", "http://here//evil.example/", closing)), "404");
    EXPECT_TRUE(ask(request("GET", "http://evil.example/go/away", closing)).contains("Location: /projects/2\r\n"));
}

TEST_F(paths_over_sockets, a_host_that_is_none_is_refused) {  // RFC 9112, 3.2
    const auto with_host = [&](std::string_view line) {
        return status_of("GET / HTTP/1.1\r\n" + std::string(line) + "Connection: close\r\n\r\n");
    };
    for (const char* host : {"here", "here:80", "here:", "a.b-c_d.example", "127.0.0.1:8080", "[::1]", "[::1]:8080", "",
                             "a%20b", "h!$&'()*+,;=~"})
        EXPECT_EQ(with_host("Host: " + std::string(host) + "\r\n"), "200") << host;
    for (const char* host : {"a b", "a/b", "http://a", "a:b", "a:80:80", "a@b", "[::1", "::1]", "[]", "[::1]x", "[g::]",
                             "<a>", "a\\b", "a?b", "a#b", "a\"b", "caf\u00e9", "a:80 b"})
        EXPECT_EQ(with_host("Host: " + std::string(host) + "\r\n"), "400") << host;
    EXPECT_EQ(with_host(""), "400");
    EXPECT_EQ(with_host("Host: a\r\nHost: a\r\n"), "400");
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), "200");
}

TEST_F(paths_over_sockets, addresses_are_taken_up_to_the_limit) {
    const std::string closing = "Connection: close\r\n";
    const std::string most(15'000, 'a');
    EXPECT_EQ(status_of(request("GET", "/" + most, closing)), "404");
    EXPECT_EQ(status_of(request("GET", "/search?q=" + most, closing)), "200");
    for (const std::size_t bytes : {16'400u, 20'000u, 100'000u}) {
        const std::string path = "/" + std::string(bytes, 'a');
        EXPECT_EQ(status_of(request("GET", path, closing)), "414") << bytes;
        EXPECT_EQ(status_of("GET " + path), "414") << bytes << ", without an end";
    }
    EXPECT_EQ(status_of(request("GET", "/", "X: " + std::string(20'000, 'a') + "\r\n")), "431");
    std::string parameters = "/?";
    while (parameters.size() < 100'000) parameters += "a=&";
    EXPECT_EQ(status_of(request("GET", parameters)), "414");
    EXPECT_EQ(status_of(request("GET", parameters.substr(0, 12'000), closing)), "400");
}

}  // namespace
}  // namespace solder::test

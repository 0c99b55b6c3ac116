// Uploads over real sockets.
#include "socket_client.hpp"
#include "upload_probe.hpp"
#include <atomic>
#include <solder/html.hpp>
#include <solder/query.hpp>
#include <solder/server.hpp>

namespace solder {
namespace {

using namespace std::chrono_literals;
using test::client;
using test::multipart_text;
using test::soon;

struct file_form {
    uploaded_file file;
};
constexpr server_function<"uploads.size", std::uint64_t(file_form), writes> size_of_file;
std::atomic<int> calls_made = 0;

/// A server whose one function takes a file, and tells its size.
class upload_server {
public:
    explicit upload_server(http_limits limits = {}, upload_limits uploads = {})
        : app_({.root = [] { return view(); }}, static_files(), {.uploads = {uploads, folder.path}}),
          server_(http_server::listen(
                      {.port = 0, .threads = 1, .stop_on_signals = false, .limits = limits},
                      [this]() -> http_handler {
                          return [this](http_request request, http_reply reply) {
                              return app_.handle(std::move(request), std::move(reply));
                          };
                      },
                      [this](http_request& head) { return app_.choose_body(head); })
                      .value()),
          thread_([this] { server_->run(); }) {
        static const bool defined = [] {
            size_of_file.define([](const file_form& form) {
                ++calls_made;
                return std::filesystem::file_size(stored_path(form.file)) == form.file.size ? form.file.size : 0;
            });
            return true;
        }();
        (void)defined;
        calls_made = 0;
    }
    ~upload_server() {
        server_->stop();
        thread_.join();
        EXPECT_EQ(folder.files(), 0u) << "files are left";
    }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] std::uintmax_t bytes_on_disk() const {
        std::uintmax_t bytes = 0;
        for (const auto& file : std::filesystem::directory_iterator(folder.path)) {
            std::error_code gone;
            if (const auto size = file.file_size(gone); !gone) bytes += size;
        }
        return bytes;
    }

    const test::test_folder folder;

private:
    web_application app_;
    std::unique_ptr<http_server> server_;
    std::thread thread_;
};

std::string head(std::string_view framing, std::string_view more = "") {
    return "POST /_server?id=uploads.size HTTP/1.1\r\nHost: h\r\nOrigin: http://h\r\nx-solder-build: \r\n"
           "Content-Type: " +
           std::string(test::multipart_type) + "\r\n" + std::string(framing) + "\r\n" + std::string(more) + "\r\n";
}
std::string with_length(std::size_t bytes) { return head("Content-Length: " + std::to_string(bytes)); }
std::string body_of(std::size_t file_bytes) {
    return multipart_text().file("file", "a.bin", std::string(file_bytes, 'x')).whole();
}
/// Status and body of a reply.
std::string told(const std::string& reply) {
    return reply.substr(9, 3) + " " + reply.substr(std::min(reply.find("\r\n\r\n"), reply.size() - 4) + 4);
}
std::string large(std::string_view what, std::string_view fields = "") {
    return "413 {\"kind\":\"invalid\",\"message\":\"" + std::string(what) + "\"" + std::string(fields) + "}";
}

TEST(upload_listener, a_file_larger_than_a_body_may_be_in_memory_arrives_whole) {
    upload_server s({.body_bytes = 1000});
    client c(s.port());
    const auto body = body_of(5'000'000);
    c.send(with_length(body.size())).send(body);
    EXPECT_EQ(told(c.until("5000000")), "200 5000000");
    c.send(with_length(body_of(7).size()) + body_of(7));  // the connection goes on
    EXPECT_EQ(told(c.until("\r\n\r\n7")), "200 7");
    EXPECT_TRUE(soon([&] { return s.folder.files() == 0; }));
}

TEST(upload_listener, bytes_are_on_disk_before_the_body_has_come_whole) {
    upload_server s;
    client c(s.port());
    const auto body = body_of(1'000'000);
    c.send(with_length(body.size())).send(body.substr(0, 900'000));
    EXPECT_TRUE(soon([&] { return s.bytes_on_disk() > 800'000; }));
    EXPECT_EQ(calls_made, 0);
    EXPECT_EQ(told(c.send(body.substr(900'000)).until("1000000")), "200 1000000");
}

TEST(upload_listener, chunks_of_any_size_make_the_same_file) {
    upload_server s;
    const auto body = body_of(300);
    for (const std::size_t chunk_bytes : {std::size_t{1}, std::size_t{7}, body.size()}) {
        client c(s.port());
        c.send(head("Transfer-Encoding: chunked"));
        for (std::size_t at = 0; at < body.size(); at += chunk_bytes) {
            const auto chunk = body.substr(at, chunk_bytes);
            char size[20];
            std::snprintf(size, sizeof size, "%zx\r\n", chunk.size());
            c.send(size + chunk + "\r\n");
        }
        EXPECT_EQ(told(c.send("0\r\n\r\n").until("\r\n\r\n300")), "200 300") << chunk_bytes;
    }
}

TEST(upload_listener, an_aborted_upload_leaves_no_file_and_calls_nothing) {
    upload_server s;
    client c(s.port());
    const auto body = body_of(1'000'000);
    c.send(with_length(body.size())).send(body.substr(0, 500'000));
    EXPECT_TRUE(soon([&] { return s.folder.files() == 1; }));
    c.hang_up();
    EXPECT_TRUE(soon([&] { return s.folder.files() == 0; }));
    EXPECT_EQ(calls_made, 0);
}

TEST(upload_listener, a_slow_upload_has_time_as_long_as_it_goes_on) {
    upload_server s({.body_time = 500ms});
    client c(s.port());
    const auto body = body_of(40);
    c.send(with_length(body.size()));
    for (std::size_t at = 0; at < body.size(); at += 10) {
        std::this_thread::sleep_for(40ms);  // more than 600 ms in all
        c.send(body.substr(at, 10));
    }
    EXPECT_EQ(told(c.until("\r\n\r\n40")), "200 40");
}

TEST(upload_listener, one_that_stops_or_never_ends_is_given_up) {
    {
        upload_server s({.body_time = 60ms});
        client c(s.port());
        c.send(with_length(1000)).send(body_of(40).substr(0, 150));
        EXPECT_TRUE(c.rest().starts_with("HTTP/1.1 408"));
        EXPECT_TRUE(soon([&] { return s.folder.files() == 0; }));
    }
    upload_server s({.body_time = 200ms, .streamed_body_time = 300ms});
    client c(s.port());
    c.send(with_length(100'000)).send(body_of(40).substr(0, 150));
    const auto end = std::chrono::steady_clock::now() + 700ms;
    while (std::chrono::steady_clock::now() < end) {
        c.send("x");
        std::this_thread::sleep_for(10ms);
    }
    EXPECT_TRUE(c.rest().starts_with("HTTP/1.1 408"));
    EXPECT_EQ(calls_made, 0);
}

TEST(upload_listener, a_body_that_says_it_is_too_large_is_not_asked_for) {
    upload_server s({}, {.request_bytes = 10'000});
    const auto told_at_once = large("form: larger than 10000 bytes");
    EXPECT_EQ(told(client(s.port()).send(head("Content-Length: 10001", "Expect: 100-continue\r\n")).rest()),
              told_at_once);
    EXPECT_TRUE(client(s.port())
                    .send(head("Content-Length: 10000", "Expect: 100-continue\r\n"))
                    .until("\r\n\r\n")
                    .starts_with("HTTP/1.1 100"));
}

TEST(upload_listener, a_file_that_turns_out_too_large_is_refused_at_that_byte_and_its_name_told) {
    upload_server s({}, {.file_bytes = 100'000});
    const auto body = body_of(3'000'000);
    const auto too_large = large("file: Larger than 100000 bytes.",
                                 R"(,"fields":[{"field":"file","message":"Larger than 100000 bytes."}])");
    {  // the client learns it while it still sends
        client c(s.port());
        c.send(with_length(body.size())).send(body.substr(0, 200'000));
        EXPECT_EQ(told(c.until("}]}")), too_large);
    }
    client all(s.port());
    all.send(with_length(body.size())).send(body);
    EXPECT_EQ(told(all.rest()), too_large);
    EXPECT_FALSE(all.was_reset()) << "what the client sent was read on";
    EXPECT_EQ(calls_made, 0);
    EXPECT_EQ(s.folder.files(), 0u);
}

TEST(upload_listener, what_has_no_chance_is_refused_before_its_body_comes) {
    upload_server s;
    auto foreign = with_length(1'000'000);
    foreign.replace(foreign.find("http://h"), 8, "http://x");
    EXPECT_TRUE(client(s.port()).send(foreign).until("}").starts_with("HTTP/1.1 403"));
    auto other_build = with_length(1'000'000);
    other_build.replace(other_build.find("build: "), 7, "build: b");
    EXPECT_TRUE(client(s.port()).send(other_build).until("}").starts_with("HTTP/1.1 409"));
    auto unknown = with_length(1'000'000);
    unknown.replace(unknown.find("uploads.size"), 12, "uploads.none");
    EXPECT_TRUE(client(s.port()).send(unknown).until("}").starts_with("HTTP/1.1 404"));
}

TEST(upload_listener, a_server_that_stops_leaves_no_file) {
    auto s = std::make_unique<upload_server>(http_limits{.stop_time = 10ms});
    client c(s->port());
    c.send(with_length(1'000'000)).send(body_of(1000));
    EXPECT_TRUE(soon([&] { return s->folder.files() == 1; }));
    s.reset();  // looks for files that are left
}

}  // namespace
}  // namespace solder

#include "running_server.hpp"
#include "web_fixture.hpp"
#include <filesystem>
#include <fstream>

namespace solder::test {
namespace {

/// A file that ends with the test.
class kept_file {
public:
    explicit kept_file(std::string_view name, std::string_view content)
        : path_(std::filesystem::path(::testing::TempDir()) / (std::to_string(::getpid()) + std::string(name))) {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~kept_file() { std::filesystem::remove(path_); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class file_response_test : public ::testing::Test {
protected:
    http_response answer(const std::filesystem::path& path, http_headers headers = {}, file_options options = {}) {
        const http_request request{.target = "/f", .path = "/f", .headers = std::move(headers)};
        std::optional<result<http_response>> seen;
        auto work = start(file_response(request, path, std::move(options)),
                          [&](result<http_response> reply) { seen = std::move(reply); });
        while (!seen && time_.run_remote()) {
        }
        failure_ = *seen ? error{"none"} : seen->error();
        return *seen ? std::move(**seen) : http_response{.status = 0};
    }
    /// All pieces of the body; what was said of its size is right.
    std::string body(http_response& reply) {
        auto& stream = *std::get<std::unique_ptr<body_stream>>(reply.body);
        std::string all;
        for (bool is_last = false; !is_last;) {
            std::optional<body_piece> came;
            stream.next([&](result<body_piece> piece) { came = std::move(*piece); });
            while (!came && time_.run_remote()) {
            }
            all += came->text;
            is_last = came->last;
        }
        EXPECT_EQ(stream.size(), all.size());
        return all;
    }
    static std::string header(const http_response& reply, std::string_view name) {
        return std::string(reply.headers.find(name).value_or("(none)"));
    }
    static http_headers headers(std::string_view name, std::string_view value) {
        http_headers all;
        all.set(name, value);
        return all;
    }

    manual_environment time_;
    error failure_;
};

TEST_F(file_response_test, sends_a_file_in_pieces_with_its_type_and_size) {
    std::string content;
    for (int i = 0; i < 30'000; ++i) content += std::to_string(i);
    const kept_file file("a.png", content);
    auto reply = answer(file.path());
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(header(reply, "Content-Type"), "image/png");
    EXPECT_EQ(header(reply, "Cache-Control"), "private, no-cache");
    EXPECT_EQ(header(reply, "Content-Security-Policy"), "(none)");
    EXPECT_EQ(body(reply), content);
    auto again = answer(file.path(), headers("If-None-Match", header(reply, "ETag")));
    EXPECT_EQ(again.status, 304u);
}

TEST_F(file_response_test, sends_the_part_that_is_asked_for) {
    const kept_file file("b.mp4", "0123456789");
    auto part = answer(file.path(), headers("Range", "bytes=3-5"));
    EXPECT_EQ(part.status, 206u);
    EXPECT_EQ(header(part, "Content-Range"), "bytes 3-5/10");
    EXPECT_EQ(body(part), "345");
    auto none = answer(file.path(), headers("Range", "bytes=10-"));
    EXPECT_EQ(none.status, 416u);
    EXPECT_EQ(header(none, "Content-Range"), "bytes */10");
}

TEST_F(file_response_test, an_empty_file_is_an_answer_too) {
    const kept_file file("c.txt", "");
    auto reply = answer(file.path());
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(body(reply), "");
}

TEST_F(file_response_test, what_is_no_file_is_not_found) {
    for (const std::filesystem::path path : {std::string("/nowhere/at/all"), ::testing::TempDir(),
                                             std::string(5000, 'x'), std::string("/etc/passwd\0.png", 16)}) {
        EXPECT_EQ(answer(path).status, 0u) << path;
        EXPECT_EQ(failure_.kind, error_kind::not_found) << path;
        EXPECT_TRUE(failure_.is_public);
    }
}

TEST_F(file_response_test, what_could_run_script_is_kept_from_it_and_names_are_encoded) {
    for (const char* name : {"d.html", "d.svg", "d.xml"}) {
        const kept_file file(name, "<script>alert(1)</script>");
        EXPECT_EQ(header(answer(file.path()), "Content-Security-Policy"), "sandbox") << name;
    }
    const kept_file file("e", "x");
    for (const char* type : {"Text/HTML", "image/SVG+XML; charset=utf-8", " text/html", "text/xsl",
                             "application/xhtml+xml", "multipart/x-mixed-replace", "x", ""})
        EXPECT_EQ(header(answer(file.path(), {}, {.content_type = type}), "Content-Security-Policy"),
                  *type ? "sandbox" : "(none)")
            << type;
    for (const char* type : {"Image/PNG", "text/plain; charset=utf-8", "video/mp4", "application/pdf"})
        EXPECT_EQ(header(answer(file.path(), {}, {.content_type = type}), "Content-Security-Policy"), "(none)") << type;
    EXPECT_EQ(header(answer(file.path(), {}, {.content_type = "a\r\nb"}), "Content-Type"), "application/octet-stream");
    auto reply = answer(file.path(), {}, {.content_type = "text/plain", .download_as = "a\"b\r\n\xC3\xBC.txt"});
    EXPECT_EQ(header(reply, "Content-Type"), "text/plain");
    EXPECT_EQ(header(reply, "Content-Disposition"), "attachment; filename*=UTF-8''a%22b%0D%0A%C3%BC.txt");
}

/// Promises more than it makes.
class short_body final : public body_stream {
public:
    void next(callback<void(result<body_piece>)> done) override { done(body_piece{"half", true}); }
    [[nodiscard]] std::optional<std::uint64_t> size() const override { return 8; }
};

struct running_work final : pending_reply {
    http_request request;
    operation running;
};
/// The file, and at `/short` a body that breaks its promise.
std::unique_ptr<pending_reply> answer(const std::filesystem::path& path, http_request asked, http_reply reply) {
    if (asked.path == "/short") return reply({.body = std::make_unique<short_body>()}), nullptr;
    auto work = std::make_unique<running_work>();
    work->request = std::move(asked);
    work->running = start(file_response(work->request, path),
                          [reply = std::move(reply)](result<http_response> made) mutable { reply(std::move(*made)); });
    return work;
}

class file_server : public running_server {
public:
    explicit file_server(std::filesystem::path path)
        : running_server([path](http_request asked, http_reply reply) {
              return answer(path, std::move(asked), std::move(reply));
          }) {}
};

TEST(file_response_listener, says_the_length_and_keeps_the_connection) {
    const kept_file file("g.txt", std::string(200'000, 'x') + "end");
    file_server server(file.path());
    client c(server.port());
    for (int i = 0; i < 2; ++i) {
        const auto reply = c.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").until("end");
        EXPECT_TRUE(reply.contains("content-length: 200003\r\n"));
        EXPECT_FALSE(reply.contains("transfer-encoding"));
        EXPECT_EQ(reply.size() - reply.find("\r\n\r\n") - 4, 200'003u);
    }
    const auto head = c.send("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").rest();
    EXPECT_TRUE(head.contains("content-length: 200003\r\n"));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(file_response_listener, a_body_of_another_size_than_it_said_cuts_the_connection) {
    const kept_file file("h.txt", "x");
    file_server server(file.path());
    client c(server.port());
    const auto reply = c.send("GET /short HTTP/1.1\r\nHost: h\r\n\r\n").rest();
    EXPECT_FALSE(reply.contains("half"));
    EXPECT_TRUE(c.was_reset());
}

}  // namespace
}  // namespace solder::test

// What an application does to every request and response: `on_request` and `on_response`.
#include "web_fixture.hpp"
#include <filesystem>
#include <fstream>
#include <solder/core/timer.hpp>
#include <solder/wire/reply.hpp>
#include <unistd.h>

namespace solder::test {
namespace {

constexpr server_function<"middleware.write", int(int), writes> write_body;
constexpr server_function<"middleware.read", int()> read_body;
const auto get_value = query("middleware", read_body);

void define_once() {
    static const bool done = [] {
        write_body.define([](int value) { return value; });
        read_body.define([]() -> task<int> {
            co_await sleep_for(30ms);
            co_return 7;
        });
        return true;
    }();
    (void)done;
}

view App() {
    auto value = create_async([] { return get_value(); });
    return Suspense([] { return html("<i>wait</i>"); },
                    [value] { return html("<b>{}</b>", [value] { return value() ? *value() : 0; }); });
}

std::vector<std::string> seen;

web_application_options with_hooks() {
    web_application_options options;
    options.on_request = [](const http_request& request) -> std::optional<http_response> {
        if (request.path == "/closed") return text_response(503, "Back at noon.\n");
        if (request.path == "/broken") throw std::runtime_error("the password is 1234");
        return std::nullopt;
    };
    options.on_response = [](const outgoing_response& sent) {
        seen.push_back(std::string(to_string(sent.request.method)) + " " + sent.request.target + " " +
                       std::to_string(sent.response.status) + " " + std::to_string(sent.took.count()) + " ms");
        sent.response.headers.set("X-Seen", "yes");
        sent.response.headers.remove("X-Frame-Options");
        if (sent.request.path == "/bad") throw 1;
    };
    options.endpoints = {{http_method::get, "/feed", [](const endpoint_call&) { return text_response(200, "feed"); }}};
    options.allowed_hosts = {"here"};
    return options;
}

/// A bundle with a program, so that pages can be streamed.
static_files bundle() {
    const auto folder = std::filesystem::path(::testing::TempDir()) / ("middleware" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    for (const auto* name : {"app.css", "solder.js", "app.wasm", "stream.js"}) std::ofstream(folder / name) << name;
    auto files = static_files::load(folder);
    std::filesystem::remove_all(folder);
    return std::move(files.value());
}

class middleware : public web_fixture {
protected:
    middleware() : web_fixture(App, with_hooks(), bundle()) {
        define_once();
        seen.clear();
    }
};

TEST_F(middleware, every_response_is_looked_at_at_last) {
    EXPECT_EQ(header(get("/app.css"), "X-Seen"), "yes");
    EXPECT_EQ(header(get("/feed"), "X-Seen"), "yes");
    EXPECT_EQ(header(call("/_server?id=middleware.write", "[1]"), "X-Seen"), "yes");
    EXPECT_EQ(header(get("/%"), "X-Seen"), "yes");
    http_request elsewhere{.method = http_method::put, .target = "/"};
    elsewhere.headers.set("Host", "there");
    EXPECT_EQ(header(ask(std::move(elsewhere)), "X-Seen"), "yes");
    EXPECT_EQ(seen, (std::vector<std::string>{"GET /app.css 200 0 ms", "GET /feed 200 0 ms",
                                              "POST /_server?id=middleware.write 200 0 ms", "GET /% 400 0 ms",
                                              "PUT / 421 0 ms"}));
}

TEST_F(middleware, a_page_is_looked_at_when_its_head_is_sent) {
    const auto whole = get("/page?a=b");
    EXPECT_EQ(header(whole, "X-Seen"), "yes");
    EXPECT_FALSE(whole.headers.contains("X-Frame-Options"));
    EXPECT_EQ(seen, std::vector<std::string>{"GET /page?a=b 200 30 ms"});
    http_request streamed{.target = "/"};
    streamed.headers.set("Host", "here");
    streamed.headers.set("Accept", "text/html");
    EXPECT_TRUE(std::holds_alternative<std::unique_ptr<body_stream>>(ask(std::move(streamed)).body));
    EXPECT_EQ(seen.back(), "GET / 200 0 ms");
}

TEST_F(middleware, a_request_may_be_answered_before_anything_else) {
    const auto closed = get("/closed");
    EXPECT_EQ(closed.status, 503u);
    EXPECT_EQ(text(closed), "Back at noon.\n");
    EXPECT_EQ(header(closed, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(seen, std::vector<std::string>{"GET /closed 503 0 ms"});
}

TEST_F(middleware, a_page_that_may_not_be_read_is_not_read_by_a_call_either) {
    const auto brought = [&](std::string_view page) {
        auto request = post_request("/_server?id=middleware.write", "application/json", "[1]");
        request.headers.set(single_flight_header, page);
        return text(ask(std::move(request)));
    };
    EXPECT_EQ(brought("/page"), R"({"value":1,"answers":{"middleware[]":7}})");
    EXPECT_EQ(brought("/closed"), "1");
    ::testing::internal::CaptureStderr();
    EXPECT_EQ(brought("/broken"), "1");
    EXPECT_TRUE(::testing::internal::GetCapturedStderr().contains("1234"));
}

TEST_F(middleware, code_that_throws_is_in_the_log_and_the_browser_learns_no_more_than_that) {
    ::testing::internal::CaptureStderr();
    const auto broken = get("/broken");
    const auto bad = get("/bad");
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(broken.status, 500u);
    EXPECT_FALSE(text(broken).contains("1234"));
    EXPECT_TRUE(log.contains("on_request: internal: the password is 1234")) << log;
    EXPECT_EQ(bad.status, 200u);
    EXPECT_EQ(header(bad, "X-Seen"), "yes") << "as that left it";
    EXPECT_TRUE(log.contains("on_response: ")) << log;
}

}  // namespace
}  // namespace solder::test

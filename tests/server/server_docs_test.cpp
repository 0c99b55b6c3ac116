// The code about sessions, error pages, endpoints and middleware in docs/server.md.
#include "web_fixture.hpp"
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace {

using solder::html;

// In a header of both sides:
inline constexpr solder::server_function<"visitor.greet", std::string(std::string), solder::writes> greet;

// In a source of the server:
struct visitor {
    std::string name;
    std::optional<std::int64_t> visits;
};

void define_greeting() {
    greet.define([](const std::string& name) -> solder::result<std::string> {
        auto session = solder::use_session<visitor>("visitor");
        auto kept = session.update([&](visitor& v) {
            v.name = name;
            v.visits = v.visits.value_or(0) + 1;
        });
        if (!kept) return std::unexpected(kept.error());
        return "Hello " + name + ", visit " + std::to_string(*session.data().visits);
    });
}

class server_docs : public solder::test::web_fixture {
protected:
    server_docs() : web_fixture([] { return solder::view(); }) {}
};

TEST_F(server_docs, a_session_counts_visits) {
    define_greeting();
    auto first = call("/_server?id=visitor.greet", "[\"Ann\"]");
    EXPECT_EQ(text(first), "\"Hello Ann, visit 1\"");
    EXPECT_EQ(text(call("/_server?id=visitor.greet", "[\"Ann\"]", cookie_pair(first, "visitor"))),
              "\"Hello Ann, visit 2\"");
}

solder::view ErrorPage(const solder::page_failure& of) {
    const bool is_ours = of.status >= 500;
    return html(R"({}<main><h1>{}</h1><p>{}</p><a href="/">To the start</a></main>)",
                solder::Title("Error " + std::to_string(of.status)),
                is_ours ? "That was our fault" : "This did not work", of.what.message);
}

class error_page_docs : public solder::test::web_fixture {
protected:
    error_page_docs()
        : web_fixture([]() -> solder::view { throw std::runtime_error("a defect"); }, {.error_page = ErrorPage}) {}
};

TEST_F(error_page_docs, the_application_writes_the_page_of_its_failures) {
    const auto reply = get("/");
    EXPECT_EQ(reply.status, 500u);
    EXPECT_TRUE(text(reply).contains("<title>Error 500</title>"));
    EXPECT_TRUE(text(reply).contains("<h1>That was our fault</h1><p>Something went wrong on the server. ("));
}

struct kept_picture {
    std::string stored_at, name;
};
constexpr solder::server_function<"pictures.find", kept_picture(std::string)> find_picture;

solder::task<solder::http_response> picture(const solder::endpoint_call& call) {
    auto found = co_await find_picture(call.params.decoded("id"));  // a server function, which asks who is logged in
    auto sending = solder::file_response(call.request, found.stored_at, {.download_as = found.name});
    co_return co_await std::move(sending);  // not in one line: g++ 12 would end the options twice
}

class endpoint_docs : public solder::test::web_fixture {
protected:
    endpoint_docs()
        : web_fixture([] { return solder::view(); },
                      {.endpoints = {{solder::http_method::get, "/pictures/:id", picture}}}) {}
};

TEST_F(endpoint_docs, a_picture_is_sent) {
    const auto file = std::filesystem::path(::testing::TempDir()) / ("picture" + std::to_string(::getpid()));
    std::ofstream(file) << "the bytes of a picture";
    find_picture.define(
        [file](const std::string& id) { return kept_picture{file.string(), "a rather long name " + id}; });
    std::optional<solder::http_response> reply;
    auto work = begin({.target = "/pictures/7"}, [&](solder::http_response made) { reply = std::move(made); });
    while (!reply && time_.run_remote()) {
    }
    std::filesystem::remove(file);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200u);
    EXPECT_EQ(header(*reply, "Content-Disposition"), "attachment; filename*=UTF-8''a%20rather%20long%20name%207");
}

std::optional<solder::http_response> to_one_host(const solder::http_request& request) {
    if (request.headers.find("host") != "www.example.org") return std::nullopt;
    solder::http_response moved{.status = 308};
    moved.headers.set("Location", "https://example.org" + request.target);
    return moved;
}

void log_response(const solder::outgoing_response& sent) {
    std::ostringstream line;
    line << sent.request.peer << ' ' << to_string(sent.request.method) << ' ' << sent.request.target << ' '
         << sent.response.status << ' ' << sent.took.count() << " ms\n";
    std::clog << line.str();  // in one go: other threads write too
    sent.response.headers.set("Strict-Transport-Security", "max-age=31536000");
}

class middleware_docs : public solder::test::web_fixture {
protected:
    middleware_docs()
        : web_fixture([] { return html("<p>here</p>"); }, {.on_request = to_one_host, .on_response = log_response}) {}
};

TEST_F(middleware_docs, there_is_one_host_and_a_line_for_each_response) {
    solder::http_request request{.target = "/a?b", .peer = "10.0.0.1"};
    request.headers.set("Host", "www.example.org");
    ::testing::internal::CaptureStderr();
    const auto moved = ask(std::move(request));
    EXPECT_EQ(moved.status, 308u);
    EXPECT_EQ(header(moved, "Location"), "https://example.org/a?b");
    EXPECT_EQ(header(moved, "Strict-Transport-Security"), "max-age=31536000");
    EXPECT_EQ(get("/").status, 200u);
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "10.0.0.1 GET /a?b 308 0 ms\n GET / 200 0 ms\n");
}

}  // namespace

// The code about sessions and endpoints in docs/server.md.
#include "web_fixture.hpp"
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

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

}  // namespace

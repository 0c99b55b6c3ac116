#include "src/server/page_watch.hpp"
#include <gtest/gtest.h>

namespace solder::detail {
namespace {

/// What became of a request: nothing of it was taken, it waits, or it has this reply.
struct asked {
    bool is_taken = false;
    std::unique_ptr<pending_reply> waits;
    std::optional<http_response> reply;
};

asked ask(const page_watch& watch, const std::string& target) {
    asked seen;
    http_request request{.target = target};
    const auto [path, query] = split_target(request.target);
    request.path = path;
    request.query = query;
    http_reply reply = [&seen](http_response response) { seen.reply = std::move(response); };
    if (auto taken = watch.take(request, reply)) {
        seen.is_taken = true;
        seen.waits = std::move(*taken);
    }
    return seen;
}

std::string script_of(const page_watch& watch) {
    application app;
    watch.add_to(app);
    return "/" + app.scripts.at(0);
}

TEST(page_watch, gives_pages_a_script_that_knows_its_start) {
    const page_watch one, other;
    const auto script = script_of(one);
    EXPECT_TRUE(script.starts_with("/_solder/watch.js?")) << script;
    EXPECT_NE(script, script_of(other));
    const auto got = ask(one, script);
    ASSERT_TRUE(got.reply);
    EXPECT_EQ(got.reply->headers.find("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(got.reply->headers.find("cache-control"), "no-store");
}

TEST(page_watch, answers_pages_of_another_start_and_lets_its_own_wait) {
    const page_watch one, other;
    const auto start = script_of(one).substr(script_of(one).find('?'));
    const auto own = ask(one, "/_solder/start" + start);
    EXPECT_TRUE(own.waits);
    EXPECT_FALSE(own.reply);
    const auto foreign = ask(other, "/_solder/start" + start);
    EXPECT_FALSE(foreign.waits);
    ASSERT_TRUE(foreign.reply);
    EXPECT_EQ(foreign.reply->status, 200u);
}

TEST(page_watch, leaves_all_else) {
    const page_watch watch;
    for (const auto* target : {"/", "/_solder/solder.js", "/_solder/start/more"})
        EXPECT_FALSE(ask(watch, target).is_taken) << target;
}

}  // namespace
}  // namespace solder::detail

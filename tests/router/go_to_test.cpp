#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/submission.hpp>
#include <solder/router/router.hpp>

namespace solder {
namespace {

class go_to : public ::testing::Test {
protected:
    go_to() {
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
        set_page_navigator(&router_);
    }
    ~go_to() override {
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
        set_page_navigator(nullptr);
    }
    static route_branches places() {
        const std::vector<route_pattern_node> nodes{{{"/"}, {}, {}, nullptr}, {{"/*rest"}, {}, {}, nullptr}};
        return *create_branches(nodes);
    }
    /// Where that leads: "here /path", or "away url"; the history entry is replaced.
    std::string after(std::string location) {
        history_.left_for.clear();
        router_.go_to(std::move(location), true);
        time_.run();
        return history_.left_for.empty() ? "here " + history_.get().value : "away " + history_.left_for;
    }

    manual_environment time_;
    query_cache cache_;
    submission_list submissions_;
    memory_history history_;
    route_branches branches_ = places();
    router_state router_{branches_, history_};
};

TEST_F(go_to, Q26_addresses_of_the_own_origin_stay_inside_and_others_leave) {
    history_.origin = "https://here.test";
    EXPECT_EQ(router_.origin(), "https://here.test");
    EXPECT_EQ(after("/a?b#c"), "here /a?b#c");
    EXPECT_EQ(after("https://here.test/d?e"), "here /d?e");
    EXPECT_EQ(after("HTTPS://Here.Test"), "here /");
    EXPECT_EQ(after("//here.test/f"), "here /f");
    EXPECT_EQ(after("//there.test/f"), "away //there.test/f");
    EXPECT_EQ(after("https://here.test.evil/"), "away https://here.test.evil/");
    EXPECT_EQ(after("https://here.test:8080/"), "away https://here.test:8080/");
    EXPECT_EQ(after("http://here.test/"), "away http://here.test/");
    EXPECT_EQ(after("/g"), "here /g");
    for (auto* refused : {"javascript:alert(1)", "mailto:a@b", "data:text/html,x", "", "/\\there.test"})
        EXPECT_EQ(after(refused), "here /g") << refused;
    EXPECT_EQ(after("/mailto:x"), "here /mailto:x");
}

TEST_F(go_to, Q26_without_a_known_origin_every_absolute_address_leaves) {
    EXPECT_EQ(after("https://here.test/d"), "away https://here.test/d");
    EXPECT_EQ(after("//here.test/d"), "away //here.test/d");
}

TEST_F(go_to, Q26_a_query_that_redirects_to_its_own_origin_navigates_softly) {
    history_.origin = "https://here.test";
    auto gone = query("gone", []() -> task<int> { co_return fail(redirect("https://here.test/login")); });
    scoped_root page;
    page.run([&] { auto value = create_async([=] { return gone(); }); });
    time_.run();
    EXPECT_EQ(router_.pathname(), "/login");
    EXPECT_EQ(history_.left_for, "");
}

}  // namespace
}  // namespace solder

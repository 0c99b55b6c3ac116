#include "navigation_fixture.hpp"

// Statements of the specification about places: what a router reads from its history, and how that is told of changes.

namespace solder::test {
namespace {

using places = navigation_fixture;

TEST_F(places, N3_what_begins_with_a_slash_is_a_path_of_ours) {
    auto shown = [&](const char* raw) {
        memory_history place(history_entry{raw, {}});
        const router_state router(branches_, place);
        return router.pathname() + " " + router.search() + " " + router.hash();
    };
    EXPECT_EQ(shown("//menu"), "//menu  ");
    EXPECT_EQ(shown("///a/../b?x"), "///b ?x ");
    EXPECT_EQ(shown("tea/./x"), "/tea/x  ") << "read from the root of a site";
    EXPECT_EQ(shown("https://there.test/menu#h"), "/menu  #h");
}

TEST_F(places, N13_a_number_is_a_move_in_the_history) {
    start_at("/a");
    auto navigate = root_.run([] { return use_navigate(); });
    EXPECT_TRUE(navigate("/b"));
    turn();
    EXPECT_TRUE(navigate("/c"));
    turn();
    navigate(-2);
    turn();
    EXPECT_EQ(router().pathname(), "/a");
    navigate(0);
    EXPECT_FALSE(router().is_routing());
    navigate(1);
    turn();
    EXPECT_EQ(router().pathname(), "/b");
    EXPECT_EQ(take_log(), (words{"push /b", "push /c"})) << "moves are not written";
}

/// A place that keeps one value and no history.
struct setting final : history {
    history_entry get() const override { return now; }
    void set(const history_entry& entry, bool, bool) override {
        now = entry;
        ++writes;
    }
    history_entry now{"/a", {}};
    int writes = 0;
};

TEST_F(places, N13_a_place_without_a_history_says_so) {
    setting place;
    ::testing::internal::CaptureStderr();
    place.go(-1);
    place.load_page("https://there.test/");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(),
              "solder: this history keeps no entries to go back or forward to\n"
              "solder: this history cannot leave the application for https://there.test/\n");
}

TEST_F(places, T4_a_place_that_tells_of_a_change_is_followed_and_not_written) {
    setting place;
    std::optional<router_state> router;
    scoped_root root;
    root.run([&] { router.emplace(branches_, place); });
    auto change = [&](history_entry to) {
        place.now = std::move(to);
        place.on_change(std::nullopt);
        turn();
        return router->pathname() + " " + router->state() + " " + std::to_string(router->visits());
    };
    EXPECT_EQ(change({"/b", "1"}), "/b 1 1");
    EXPECT_EQ(change({"/b", "1"}), "/b 1 1") << "equal in value and state";
    EXPECT_EQ(change({"/b", "2"}), "/b 2 2");
    EXPECT_EQ(change({"/c", "2"}), "/c 2 3");
    EXPECT_FALSE(router->is_routing());
    EXPECT_EQ(place.writes, 0);
    router->navigate("/d");
    turn();
    EXPECT_EQ(place.writes, 1);
    EXPECT_EQ(place.now, (history_entry{"/d", ""}));
}

TEST_F(places, T7_T14_a_state_is_shown_as_it_was_passed_and_comes_back) {
    start_at("/a");
    const words states{R"({"_depth": 7, "n":9007199254740993})", "3", "\"text\"", "null", "[1, 2]", ""};
    for (const auto& state : states) {
        router().navigate("/b", {.state = state});
        turn();
        EXPECT_EQ(router().state(), state);
        router().navigate("/c");
        turn();
        EXPECT_EQ(router().state(), "");
        router().go(-1);
        turn();
        EXPECT_EQ(router().state(), state);
        EXPECT_EQ(router().pathname(), "/b");
    }
}

}  // namespace
}  // namespace solder::test

#include "navigation_fixture.hpp"
#include <solder/query/action.hpp>

namespace solder::test {
namespace {

using navigation = navigation_fixture;

TEST_F(navigation, N15_N22_the_location_changes_in_the_next_turn_and_the_history_when_that_has_settled) {
    start_at("/a");
    words seen;
    root_.run([&] {
        create_effect([&] {
            seen.push_back(router().pathname() + (router().is_routing() ? " routing" : "") + " at " +
                           places_.get().value);
        });
    });
    EXPECT_TRUE(router().navigate("/slow/1"));
    EXPECT_TRUE(router().is_routing());
    EXPECT_EQ(router().pathname(), "/a");
    turn();
    EXPECT_EQ(router().pathname(), "/a") << "held until its data is there (W8)";
    EXPECT_EQ(take_log(), words());
    time_.advance(10ms);
    EXPECT_EQ(router().pathname(), "/slow/1");
    EXPECT_FALSE(router().is_routing());
    EXPECT_EQ(take_log(), words{"push /slow/1"});
    EXPECT_EQ(shown_, words{"/slow/1: data of /slow/1"});
    EXPECT_EQ(seen.front(), "/a at /a");
    EXPECT_EQ(seen.back(), "/slow/1 at /slow/1") << "with the flag both have their new value";
    EXPECT_EQ(std::ranges::count(seen, "/slow/1 routing at /a"), seen.size() == 4 ? 1 : 0);
}

TEST_F(navigation, N16_of_several_the_last_wins_in_the_manner_of_the_first) {
    start_at("/a");
    router().navigate("/p/1", {.replace = true});
    router().navigate("/p/2");
    turn();
    EXPECT_EQ(take_log(), words{"replace /p/2"});
    router().navigate("/k");
    router().navigate("/k");
    turn();
    EXPECT_EQ(take_log(), words{"push /k"});
    router().navigate("/slow/1", {.scroll = false, .state = "1"});
    turn();
    router().navigate("/b", {.replace = true, .state = "2"});
    time_.advance(20ms);
    EXPECT_EQ(take_log(), words{"push /b 2 keep"});
    EXPECT_EQ(shown_.back(), "/b: data of /b");
    EXPECT_EQ(std::ranges::count(shown_, "/slow/1: data of /slow/1"), 0);
}

TEST_F(navigation, N16_a_page_that_leads_on_while_it_is_made_is_one_entry) {
    start_at("/a");
    root_.run([&] {
        create_computed([&] {
            if (router().pathname() == "/old") router().navigate("/b", {.replace = true});
        });
    });
    router().navigate("/old", {.scroll = false});
    turn();
    turn();
    EXPECT_EQ(take_log(), words{"push /b keep"});
    EXPECT_EQ(router().pathname(), "/b");
}

TEST_F(navigation, N19_what_is_given_up_after_a_held_move_in_the_history_leaves_page_and_address_alike) {
    start_at("/slow/1");
    router().navigate("/b");
    turn();
    take_log();
    cache_.revalidate(nullptr, true, nullptr);
    router().go(-1);
    router().navigate("/slow/2");
    turn();
    EXPECT_EQ(places_.get().value + " shows " + router().pathname(), "/slow/1 shows /b");
    router().navigate("/b");
    time_.advance(20ms);
    EXPECT_EQ(places_.get().value + " shows " + router().pathname(), "/b shows /b");
    EXPECT_EQ(take_log(), words{"push /b"});
    EXPECT_FALSE(router().is_routing());
}

TEST_F(navigation, N19_a_place_is_the_same_however_it_is_written) {
    start_at("/a%20b?c=%22");
    router().navigate("/a b?c=\"");
    turn();
    EXPECT_EQ(take_log(), words());
    router().navigate("/é");
    turn();
    EXPECT_EQ(take_log(), words{"push /%C3%A9"});
    router().navigate("/%C3%A9");
    turn();
    EXPECT_EQ(take_log(), words());
}

TEST_F(navigation, N11_a_target_outside_of_the_application_fails_and_changes_nothing) {
    start_at("/a");
    for (const char* to : {"https://elsewhere.test/", "//elsewhere.test", "mailto:a@b.c", "javascript:alert(1)"}) {
        auto refused = router().navigate(to);
        ASSERT_FALSE(refused) << to;
        EXPECT_EQ(refused.error().kind, error_kind::invalid);
    }
    turn();
    EXPECT_EQ(take_log(), words());
    EXPECT_FALSE(router().is_routing());
}

TEST_F(navigation, N12_the_same_place_is_no_navigation_and_another_state_is_one) {
    start_at("/a?b#c");
    router().navigate("/a?b#c");
    EXPECT_FALSE(router().is_routing());
    turn();
    EXPECT_EQ(take_log(), words());
    router().navigate("/a?b#c", {.state = "[1]"});
    turn();
    EXPECT_EQ(take_log(), words{"push /a?b#c [1]"});
    EXPECT_EQ(router().state(), "[1]");
    router().navigate("/a?b#c", {.state = "[1]"});
    EXPECT_FALSE(router().is_routing());
}

TEST_F(navigation, N19_to_go_where_we_are_gives_up_what_is_on_its_way) {
    start_at("/a");
    router().navigate("/slow/1");
    turn();
    router().navigate("/a");
    time_.advance(20ms);
    EXPECT_FALSE(router().is_routing());
    EXPECT_EQ(router().pathname(), "/a");
    EXPECT_EQ(take_log(), words());
    router().navigate("/b", {.replace = true});
    turn();
    EXPECT_EQ(take_log(), words{"replace /b"}) << "the manners of what was given up are gone";
}

TEST_F(navigation, N14_navigating_tracks_nothing) {
    start_at("/a");
    int runs = 0;
    root_.run([&] {
        create_effect([&] {
            ++runs;
            router().navigate("/b");
        });
    });
    turn();
    router().navigate("/c");
    turn();
    EXPECT_EQ(runs, 1);
}

TEST_F(navigation, N8_N9_targets_are_resolved_against_the_route_or_not_at_all) {
    start_at("/app/org/7/team/2?z=1#q", {.base = "/app"});
    auto goes = [&](std::string_view to, std::optional<bool> resolve) {
        router().navigate(to, {.resolve = resolve}, "/app/org/7/team/2");
        turn();
        auto went = places_.get().value;
        router().navigate("/app/org/7/team/2?z=1#q", {.resolve = false});
        turn();
        return went;
    };
    const std::vector<std::array<std::string, 3>> rows{
        {"x", "/app/org/7/team/2/x", "/x"},
        {"/x", "/app/x", "/x"},
        {"?a=1", "/app/org/7/team/2?a=1", "/app/org/7/team/2?a=1"},
        {"", "/app/org/7/team/2", "/app/org/7/team/2"},
        {"#h", "/app/org/7/team/2#h", "/#h"},
        {"/?k=1", "/app?k=1", "/?k=1"},
    };
    for (const auto& [to, by_default, raw] : rows) {
        EXPECT_EQ(goes(to, std::nullopt), by_default) << to;
        EXPECT_EQ(goes(to, false), raw) << to;
    }
}

TEST_F(navigation, N17_a_circle_of_redirects_ends) {
    start_at("/a");
    result<void> last;
    for (int i = 1; i <= 100; ++i) last = router().navigate("/r/" + std::to_string(i));
    EXPECT_TRUE(last);
    last = router().navigate("/r/101");
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().message, "Too many redirects");
    turn();
    EXPECT_EQ(take_log(), words{"push /r/100"});
    EXPECT_TRUE(router().navigate("/b")) << "the count begins anew";
    turn();
    EXPECT_EQ(take_log(), words{"push /b"});
}

TEST_F(navigation, N20_moves_in_the_history_are_taken_over_and_nothing_is_written_back) {
    start_at("/a");
    router().navigate("/b");
    turn();
    take_log();
    router().go(-1);
    EXPECT_EQ(router().pathname(), "/a");
    EXPECT_EQ(take_log(), words());
    router().go(0);
    router().go(1);
    EXPECT_EQ(router().pathname(), "/b");
    EXPECT_EQ(take_log(), words());
    EXPECT_FALSE(router().is_routing());
}

TEST_F(navigation, N18_a_move_in_the_history_supersedes_a_navigation_with_all_that_is_its_own) {
    start_at("/a");
    router().navigate("/b");
    turn();
    router().navigate("/slow/1", {.replace = true, .scroll = false});
    turn();
    take_log();
    router().go(-1);
    EXPECT_EQ(router().pathname(), "/a");
    time_.advance(20ms);
    EXPECT_EQ(router().pathname(), "/a");
    EXPECT_EQ(take_log(), words());
    router().navigate("/c");
    turn();
    EXPECT_EQ(take_log(), words{"push /c"});
}

TEST_F(navigation, T9_a_move_between_entries_of_one_place_arrives_although_nothing_changes) {
    start_at("/a");
    places_.entries.set({"/a", {}}, false, true);  // as a browser does for `#`
    places_.arrivals.clear();
    router().go(-1);
    turn();
    ASSERT_EQ(places_.arrivals.size(), 1u);
    EXPECT_TRUE(places_.arrivals[0].by_history);
    EXPECT_FALSE(places_.arrivals[0].new_page);
    EXPECT_EQ(take_shown(), words());
    EXPECT_FALSE(router().is_routing());
}

TEST_F(navigation, P2_Q10_going_back_shows_answers_of_any_age) {
    start_at("/a");
    router().navigate("/b");
    turn();
    time_.advance(60'000ms);
    fetched_.clear();
    router().go(-1);
    EXPECT_EQ(fetched_, words());
    time_.advance(60'000ms);
    router().navigate("/b");
    turn();
    EXPECT_EQ(fetched_, words{"/b"});
}

TEST_F(navigation, P2_Q10_a_link_while_going_back_is_on_its_way_asks_again) {
    start_at("/slow/1");
    time_.advance(20ms);
    router().navigate("/a");
    turn();
    time_.advance(3'600'000ms);  // nothing of the first page is kept
    router().navigate("/b");
    turn();
    router().navigate("/a");
    turn();
    time_.advance(60'000ms);
    fetched_.clear();
    router().go(-3);
    EXPECT_TRUE(router().is_routing());
    EXPECT_EQ(std::exchange(fetched_, {}), words{"/slow/1"});
    router().navigate("/b");
    turn();
    EXPECT_EQ(router().pathname(), "/b");
    EXPECT_EQ(fetched_, words{"/b"});
}

TEST_F(navigation, W9_the_fetch_of_a_page_that_is_given_up_is_stopped_unless_somebody_else_waits) {
    start_at("/a");
    auto stopped = std::make_shared<bool>(false);
    auto held = query("held", [stopped](int) -> task<int> {
        auto stop = co_await current_stop_token();
        stop_callback when(stop, [stopped] { *stopped = true; });
        co_await sleep_for(1'000ms);
        co_return 1;
    });
    root_.run([&] {
        auto value = create_async([&]() -> std::optional<shared_task<int>> {
            if (!router().pathname().starts_with("/held")) return std::nullopt;
            return held(1);
        });
        create_render_effect([=] { value(); });
    });
    router().navigate("/held");
    turn();
    EXPECT_FALSE(*stopped);
    router().navigate("/b");
    turn();
    turn();
    EXPECT_EQ(router().pathname(), "/b");
    EXPECT_TRUE(*stopped);
}

TEST_F(navigation, N5_a_place_that_cannot_be_read_leaves_what_is_shown) {
    start_at("/a");
    places_.entries.set({"http://[", {}}, false, true);
    places_.on_change(1);
    EXPECT_EQ(router().pathname(), "/a");
}

TEST_F(navigation, N6_routes_are_matched_with_the_transformed_path_alone) {
    start_at("/de/slow/7", {.transform_url = [](std::string_view path) { return std::string(path.substr(3)); }});
    EXPECT_EQ(router().pathname(), "/de/slow/7");
    EXPECT_EQ(router().matches().front().route->pattern, "/slow/:id");
    EXPECT_EQ(router().matches_at("/fr/slow/8").front().params.get("id"), "8");
}

TEST_F(navigation, N7_the_base_is_normalised_and_taken_where_there_is_no_place) {
    start_at("", {.base = "shop/"});
    EXPECT_EQ(router().base(), "/shop/");
    EXPECT_EQ(take_log(), words{"replace /shop/ keep"});
    EXPECT_EQ(router().pathname(), "/shop/");
}

TEST_F(navigation, T17_a_router_that_is_gone_does_nothing_more) {
    start_at("/a");
    router().navigate("/slow/1");
    turn();
    root_.get()->dispose();
    router_.reset();
    EXPECT_FALSE(places_.on_change);
    time_.advance(20ms);
    EXPECT_EQ(take_log(), words());
}

TEST_F(navigation, A30_N21_a_change_of_place_is_a_visit_and_drops_failures_of_before) {
    start_at("/a");
    auto before = router().visits();
    router().navigate("/a?x");
    turn();
    EXPECT_EQ(router().visits(), before + 1);
}

TEST_F(navigation, A30_N19_one_that_is_given_up_leaves_the_submissions_of_the_page_that_stays) {
    start_at("/a");
    root_.run([&] {
        auto save = action("save", [](int id) -> task<int> { co_return id; });
        auto submission = use_submission(save);
        save.start(7);
        create_computed([&] {
            if (router().pathname() == "/slow/back") router().navigate("/a");
        });
        int made_with = 0;
        create_computed([&, submission] {
            if (router().pathname() == "/slow/1") made_with = submission.result() ? *submission.result() : -1;
        });
        turn();
        for (auto* to : {"/slow/1", "/slow/back"}) {
            router().navigate(to);
            turn();
            EXPECT_EQ(*submission.result(), 7) << to;
            router().navigate("/a");
            time_.advance(20ms);
            ASSERT_TRUE(submission.result()) << to;
            EXPECT_EQ(*submission.result(), 7) << to;
        }
        EXPECT_EQ(made_with, -1) << "the page to come has none of them";
        router().navigate("/slow/1");
        turn();
        router().navigate("/b");
        time_.advance(20ms);
        EXPECT_FALSE(submission.result());
    });
}

}  // namespace
}  // namespace solder::test

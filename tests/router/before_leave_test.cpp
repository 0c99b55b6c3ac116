#include "navigation_fixture.hpp"

namespace solder::test {
namespace {

class before_leave : public navigation_fixture {
protected:
    /// A guard that notes what it is told and stays while `stays_` is set.
    void guard(std::string name) {
        root_.run([&] {
            use_before_leave([this, name](const leave_event& event) {
                asked_.push_back(name + ": " + event->from + " -> " + event->to +
                                 (event->delta ? " by " + std::to_string(event->delta) : "") +
                                 (event->leaves_browser ? " away" : "") +
                                 (event.default_prevented() ? " prevented" : ""));
                if (stays_.contains(name)) event.prevent_default();
                last_.emplace(event);
            });
        });
    }
    words take_asked() { return std::exchange(asked_, {}); }
    std::string here() { return router().pathname() + " at " + places_.get().value; }

    std::set<std::string> stays_;
    words asked_;
    std::optional<leave_event> last_;
};

TEST_F(before_leave, N26_N27_all_guards_are_asked_in_order_also_after_one_has_stayed) {
    start_at("/a?x");
    guard("one");
    guard("two");
    guard("three");
    stays_ = {"two"};
    router().navigate("b", {.replace = true, .state = "[1]"}, "/a");
    EXPECT_EQ(take_asked(), (words{"one: /a?x -> /a/b", "two: /a?x -> /a/b", "three: /a?x -> /a/b prevented"}));
    EXPECT_TRUE(last_->default_prevented());
    EXPECT_EQ((*last_)->options, (navigate_options{.resolve = false, .replace = true, .state = "[1]"}));
}

TEST_F(before_leave, N28_a_page_that_stays_is_as_it_was) {
    start_at("/a");
    guard("one");
    stays_ = {"one"};
    router().navigate("/b");
    EXPECT_FALSE(router().is_routing());
    turn();
    EXPECT_EQ(here(), "/a at /a");
    EXPECT_EQ(take_log(), words());
}

TEST_F(before_leave, N29_N32_a_retry_asks_again_and_a_forced_one_does_not_once) {
    start_at("/a");
    guard("one");
    stays_ = {"one"};
    router().navigate("/b", {.replace = true});
    auto event = *last_;
    event.retry();
    EXPECT_EQ(take_asked(), (words{"one: /a -> /b", "one: /a -> /b"}));
    event.retry(true);
    EXPECT_EQ(take_asked(), words());
    turn();
    EXPECT_EQ(take_log(), words{"replace /b"});
    event.retry(true);  // where we are: nothing, and nothing remembers it
    router().navigate("/c");
    EXPECT_EQ(take_asked(), words{"one: /b -> /c"});
}

TEST_F(before_leave, N30_search_hash_and_state_alone_count) {
    start_at("/a");
    guard("one");
    router().navigate("/a?x");
    turn();
    router().navigate("/a?x#y");
    turn();
    router().navigate("/a?x#y", {.state = "1"});
    turn();
    router().navigate("/a?x#y", {.state = "1"});
    EXPECT_EQ(take_asked(), (words{"one: /a -> /a?x", "one: /a?x -> /a?x#y", "one: /a?x#y -> /a?x#y"}));
}

TEST_F(before_leave, N31_a_guard_goes_with_its_owner_also_while_guards_are_asked) {
    start_at("/a");
    std::optional<scoped_root> part;
    root_.run([&] {
        use_before_leave([&](const leave_event&) { part.reset(); });
        part.emplace();
    });
    part->run([&] { guard("two"); });
    // `guard` runs in the root; this one in the part that ends.
    part->run([&] { use_before_leave([&](const leave_event&) { asked_.push_back("gone"); }); });
    router().navigate("/b");
    EXPECT_EQ(take_asked(), words{"two: /a -> /b"});
    turn();
    EXPECT_EQ(here(), "/b at /b");
}

TEST_F(before_leave, N33_N34_moves_in_the_history_are_undone) {
    start_at("/a");
    for (const char* to : {"/b", "/c"}) {
        router().navigate(to);
        turn();
    }
    take_log();
    guard("one");
    stays_ = {"one"};
    router().go(-2);
    EXPECT_EQ(take_asked(), words{"one: /c -> /a by -2"});
    EXPECT_EQ(here(), "/c at /c");
    EXPECT_FALSE(router().is_routing());
    last_->retry();
    EXPECT_EQ(take_asked(), words{"one: /c -> /a by -2"});
    last_->retry(true);
    EXPECT_EQ(take_asked(), words());
    EXPECT_EQ(here(), "/a at /a");
    stays_.clear();
    router().go(1);
    EXPECT_EQ(take_asked(), words{"one: /a -> /b by 1"});
    EXPECT_EQ(here(), "/b at /b");
    EXPECT_EQ(take_log(), words());
}

TEST_F(before_leave, N33_a_change_of_unknown_distance_is_not_held_up) {
    start_at("/a");
    guard("one");
    stays_ = {"one"};
    places_.entries.set({"/typed", {}}, false, true);
    places_.on_change(std::nullopt);
    EXPECT_EQ(here(), "/typed at /typed");
    EXPECT_EQ(take_asked(), words());
}

TEST_F(before_leave, N33_what_settles_while_a_move_is_undone_is_written_after_that) {
    start_at("/a");
    router().navigate("/b");
    turn();
    take_log();
    guard("one");
    router().navigate("/slow/1");
    turn();
    stays_ = {"one"};
    places_.is_late = true;
    places_.move(-1);
    time_.advance(20ms);
    EXPECT_EQ(here(), "/slow/1 at /a");
    EXPECT_EQ(take_log(), words());
    places_.move(places_.waiting.front());
    EXPECT_EQ(take_log(), words{"push /slow/1"});
    EXPECT_FALSE(router().is_routing());
    stays_.clear();
    places_.move(-1);
    EXPECT_EQ(here(), "/b at /b");
}

TEST_F(before_leave, N28_N33_a_guard_that_stays_may_lead_elsewhere) {
    start_at("/a");
    router().navigate("/b");
    turn();
    take_log();
    root_.run([&] {
        use_before_leave([&](const leave_event& event) {
            if (event->to != "/a") return;
            event.prevent_default();
            router().navigate("/saved");
        });
    });
    places_.is_late = true;
    places_.move(-1);
    turn();
    places_.move(places_.waiting.front());
    EXPECT_EQ(here(), "/saved at /saved");
    EXPECT_EQ(take_log(), words{"push /saved"});
    places_.move(-1);
    EXPECT_EQ(here(), "/b at /b");
}

TEST_F(before_leave, N33_a_move_of_ours_that_never_comes_holds_up_one_navigation_not_all) {
    start_at("/a");
    router().navigate("/b");
    turn();
    take_log();
    guard("one");
    stays_ = {"one"};
    places_.is_late = true;
    places_.move(-1);
    stays_.clear();
    for (const char* to : {"/c", "/d", "/e"}) {
        router().navigate(to);
        turn();
    }
    EXPECT_EQ(take_log(), (words{"push /d", "push /e"}));
    EXPECT_FALSE(router().is_routing());
}

TEST_F(before_leave, N26_who_comes_back_to_what_is_shown_has_not_left_it) {
    start_at("/slow/1");
    router().navigate("/b");
    turn();
    take_log();
    cache_.revalidate(nullptr, true, nullptr);
    guard("one");
    router().go(-1);
    EXPECT_EQ(here(), "/b at /slow/1") << "held";
    EXPECT_EQ(take_asked(), words{"one: /b -> /slow/1 by -1"});
    stays_ = {"one"};
    router().go(1);
    EXPECT_EQ(here(), "/b at /b");
    stays_.clear();
    router().go(-1);
    take_asked();
    stays_ = {"one"};
    router().navigate("/b");
    turn();
    EXPECT_EQ(here(), "/b at /b");
    EXPECT_EQ(take_log(), words{"push /b"});
    EXPECT_EQ(take_asked(), words());
    EXPECT_FALSE(router().is_routing());
}

TEST_F(before_leave, the_page_of_the_browser_is_held_back_too) {
    start_at("/a");
    EXPECT_FALSE(router().is_held_back());
    guard("one");
    EXPECT_FALSE(router().is_held_back());
    stays_ = {"one"};
    EXPECT_TRUE(router().is_held_back());
    EXPECT_EQ(take_asked(), (words{"one: /a ->  away", "one: /a ->  away"}));
    last_->retry(true);
    EXPECT_FALSE(router().is_routing()) << "nobody can do that";
}

TEST_F(before_leave, a_retry_after_the_router_has_gone_does_nothing) {
    start_at("/a");
    guard("one");
    stays_ = {"one"};
    router().navigate("/b");
    root_.get()->dispose();
    router_.reset();
    last_->retry(true);
    EXPECT_EQ(take_log(), words());
}

}  // namespace
}  // namespace solder::test

#include "action_fixture.hpp"
#include <set>
#include <solder/query/action.hpp>
#include <thread>

namespace solder {
namespace {

constexpr server_function<"a b.c", void(int, std::string), writes> remote;
constexpr server_function<"notes.add", std::string(title_form), writes> add_note;

class action_handles : public action_fixture {};

TEST_F(action_handles, A1_defining_an_action_runs_nothing) {
    root_.run([&] {
        int calls = 0, completed = 0;
        auto named = action("count", [&calls] { ++calls; });
        auto with_options =
            action([&calls] { ++calls; }, {.name = "count2", .on_complete = [&](auto&) { ++completed; }});
        auto with_both = action("count3", [&calls] { ++calls; }, {.on_complete = [&](auto&) { ++completed; }});
        EXPECT_EQ(calls, 0);
        with_options.start();
        with_both.start();
        time_.run();
        EXPECT_EQ(calls, 2);
        EXPECT_EQ(completed, 2);
        EXPECT_EQ((words{named.name(), with_options.name(), with_both.name()}), (words{"count", "count2", "count3"}));
    });
}

TEST_F(action_handles, A2_the_url_names_the_action_or_the_function_of_the_server) {
    root_.run([&] {
        EXPECT_EQ(action("save", [] {}).url(), "https://action/save");
        EXPECT_EQ(action("remote", remote).url(), "/_server?id=a%20b.c");
        EXPECT_EQ(std::string_view(action("text", [] {})), "https://action/text");
    });
}

TEST_F(action_handles, A3_the_name_is_the_given_one) { EXPECT_EQ(slow_action("a name").name(), "a name"); }

TEST_F(action_handles, A4_unnamed_actions_are_numbered_in_the_order_of_making) {
    root_.run([&] {
        auto body = [] {};
        auto first = action(body), second = action(body);
        auto number = std::stoi(first.name());
        EXPECT_LT(number, 0);
        EXPECT_EQ(second.name(), std::to_string(number - 1));
        EXPECT_EQ(second.url(), "https://action/" + second.name());
        EXPECT_EQ(action(add_note).url(), "/_server?id=notes.add");
    });
}

TEST(unnamed_actions, of_two_threads_of_a_server_have_different_names) {
    constexpr int count = 20'000;
    words names[2];
    auto make_actions = [](words& to) {
        manual_environment time;
        detail::graph::current().renders_once = true;
        submission_list list;
        scoped_root root;
        root.run([&] {
            for (int i = 0; i < count; ++i) to.push_back(action([] {}).name());
        });
    };
    std::thread one(make_actions, std::ref(names[0])), two(make_actions, std::ref(names[1]));
    one.join();
    two.join();
    std::set<std::string> all(names[0].begin(), names[0].end());
    all.insert(names[1].begin(), names[1].end());
    EXPECT_EQ(all.size(), 2u * count);
}

TEST_F(action_handles, A3_A4_on_a_server_an_unnamed_action_has_no_address) {
    root_.run([&] {
        auto unnamed = action([] {});
        auto of_the_server = action(add_note);
        words raised;
        catch_error(
            [&] {
                detail::graph::current().renders_once = true;
                EXPECT_EQ(unnamed.url(), "");
                EXPECT_EQ(of_the_server.url(), "/_server?id=notes.add");
                detail::graph::current().renders_once = false;
            },
            [&](raised_error e) { raised.push_back(e.reason.message); });
        EXPECT_EQ(raised, words{"an action that a server renders needs a name: action(\"name\", ...)"});
        EXPECT_EQ(unnamed.url(), "https://action/" + unnamed.name());
    });
}

TEST_F(action_handles, A5_names_are_encoded_in_the_url) {
    EXPECT_EQ(slow_action("ship it/now?").url(), "https://action/ship%20it%2Fnow%3F");
}

#ifndef NDEBUG
TEST_F(action_handles, A5_a_second_action_over_one_server_function_is_told_of) {
    root_.run([&] {
        auto first = action("first", server_function<"one address", int(int), writes>());
        EXPECT_TRUE(told_.empty());
        auto second = action("second", server_function<"one address", int(int), writes>());
        ASSERT_EQ(told_.size(), 1u);
        EXPECT_EQ(told_[0].what, mistake::duplicate_name);
        EXPECT_EQ(told_[0].message, "two actions, \"first\" and \"second\", are over one server function, \"" +
                                        second.url() + "\": forms reach the last one made");
    });
}
#endif

TEST_F(action_handles, A5_a_second_action_of_one_name_takes_the_forms_and_is_told_of) {
    root_.run([&] {
        words ran;
        auto first = action("same", [&ran] { ran.push_back("first"); });
        EXPECT_TRUE(told_.empty());
        auto second = action("same", [&ran] { ran.push_back("second"); });
#ifndef NDEBUG
        ASSERT_EQ(told_.size(), 1u);
        EXPECT_EQ(told_[0].what, mistake::duplicate_name);
        EXPECT_EQ(told_[0].message, "two actions have the name \"same\": forms reach the last one made");
        EXPECT_EQ(told_[0].touched.line() - told_[0].made.line(), 2u);
        auto bound = action("bound", [](int) {}).with(1).with();  // binding makes no second action
        EXPECT_EQ(told_.size(), 1u);
#endif
        EXPECT_TRUE(submit_form("https://action/same", {}));
        first.start();
        EXPECT_EQ(ran, (words{"second", "first"}));
    });
}

TEST_F(action_handles, A6_an_action_can_be_reached_until_its_owner_ends) {
    auto owner_of_first = std::make_unique<scoped_root>();
    auto first = owner_of_first->run([] { return action("owned", [] {}); });
    EXPECT_TRUE(submit_form("https://action/owned", {}));
    {
        scoped_root owner_of_second;
        auto second = owner_of_second.run([] { return action("owned", [] {}); });
        owner_of_first.reset();  // the address is no longer its own
        EXPECT_TRUE(submit_form("https://action/owned", {}));
    }
    EXPECT_FALSE(submit_form("https://action/owned", {}));
    static int runs = 0;
    auto owner_of_third = std::make_unique<scoped_root>();
    auto third = owner_of_third->run([] { return action("owned", [] { runs += 10; }); });
    {
        scoped_root owner_of_fourth;
        auto fourth = owner_of_fourth.run([] { return action("owned", [] { runs += 100; }); });
        EXPECT_TRUE(submit_form("https://action/owned", {}));
    }
    EXPECT_TRUE(submit_form("https://action/owned", {}));  // those of a row that stays, when another row has gone
    EXPECT_EQ(std::exchange(runs, 0), 110);
    (void)action("ownerless", [] { ++runs; });
    EXPECT_TRUE(submit_form("https://action/ownerless", {}));
    EXPECT_EQ(runs, 1);
    time_.run();
}

TEST_F(action_handles, A7_A9_A10_the_url_carries_all_bound_arguments_in_order) {
    struct place {
        int z, a;
    };
    root_.run([&] {
        auto ship = action("ship", [](place, std::string, int) {});
        EXPECT_EQ(ship.with(place{1, 2}).url(), "https://action/ship?args=%5B%7B%22z%22%3A1%2C%22a%22%3A2%7D%5D");
        EXPECT_EQ(ship.with(place{1, 2}).url(), ship.with(place{1, 2}).url());
        EXPECT_NE(ship.with(place{1, 2}).url(), ship.with(place{2, 1}).url());
        EXPECT_EQ(ship.with(place{1, 2}).with(std::string("x")).url(), ship.with(place{1, 2}, std::string("x")).url());
        EXPECT_EQ(ship.with(place{1, 2}).base_url(), "https://action/ship");
        EXPECT_EQ(action("remote", remote).with(1).with(std::string("x")).url(),
                  "/_server?id=a%20b.c&args=%5B1%2C%22x%22%5D");
    });
}

TEST_F(action_handles, A8_submissions_list_all_arguments_and_the_base_url) {
    auto save = slow_action();
    auto submission = use_submission(save.with(1));
    save.with(7).start(title_form{"x"});
    EXPECT_EQ(inputs_, words{"7x"});
    EXPECT_EQ(std::get<0>(*submission.input()), 7);
    EXPECT_EQ(std::get<1>(*submission.input()).title, "x");
    EXPECT_EQ(submission.url(), "https://action/save");
    time_.advance(20ms);
}

TEST_F(action_handles, A11_use_action_takes_the_page_where_it_was_called) {
    auto save = slow_action();
    submission_list other_list;
    query_cache other_cache;
    words other_events;
    recording_navigator other_navigator(other_events);
    scoped_root other_page;
    auto run = other_page.run([&] {
        provide_context(submission_list_context(), &other_list);
        provide_context(query_cache_context(), &other_cache);
        provide_context<navigator*>(navigator_context(), &other_navigator);
        return use_action(save);
    });
    outcome_ = fail(redirect("/there")).reason;
    run(1, title_form{"x"});
    EXPECT_TRUE(submissions_.read().empty());
    EXPECT_EQ(other_list.read().size(), 1u);
    time_.advance(20ms);
    EXPECT_EQ(other_events, words{"go /there"});
    EXPECT_TRUE(events_.empty());
}

TEST_F(action_handles, L12_a_form_starts_the_action_that_its_url_names) {
    auto save = slow_action();
    EXPECT_FALSE(submit_form("https://action/unknown", {{"title", "x"}}));
    EXPECT_FALSE(submit_form("https://action/save?args=%5B%22no+number%22%5D", {{"title", "x"}}));
    EXPECT_TRUE(submit_form(save.with(5).url(), {{"title", "x"}}));
    EXPECT_EQ(inputs_, words{"5x"});
    time_.advance(20ms);
}

struct amount_form {
    std::optional<int> amount;
    std::string title;
};

TEST_F(action_handles, a_form_that_does_not_fit_is_a_submission_that_failed) {
    int runs = 0;
    words told;
    auto save =
        action("amount", [&runs](const amount_form&) { return ++runs; }, {.on_complete = [&told](const auto& ended) {
                   if (ended.error()) told.push_back(ended.error()->message);
               }});
    auto sent = use_submission(save);
    std::optional<result<void>> outcome;
    auto running = submit_form(save.url(), {{"amount", "q"}, {"title", "x"}});
    ASSERT_TRUE(running);
    const auto work = start(std::move(*running), [&](result<void> r) { outcome = std::move(r); });
    ASSERT_TRUE(outcome);
    ASSERT_FALSE(*outcome);
    EXPECT_EQ(outcome->error().kind, error_kind::invalid);
    EXPECT_FALSE(sent.pending());
    ASSERT_TRUE(sent.error());
    EXPECT_TRUE(sent.error()->message.starts_with("amount: ")) << sent.error()->message;
    EXPECT_EQ(std::get<0>(*sent.input()).title, "x") << "to be shown again";
    EXPECT_EQ(std::get<0>(*sent.input()).amount, std::nullopt);
    EXPECT_EQ(told.size(), 1u);
    EXPECT_EQ(runs, 0);
    EXPECT_TRUE(submit_form(save.url(), {{"amount", "2"}, {"title", "x"}}));
    EXPECT_EQ(runs, 1);
}

TEST_F(action_handles, arguments_without_a_json_form_are_for_calls_only) {
    root_.run([&] {
        int runs = 0;
        auto touch = action("touch", [](int* count) { ++*count; });
        touch.start(&runs);
        EXPECT_EQ(runs, 1);
        EXPECT_FALSE(submit_form("https://action/touch", {}));
        time_.run();
    });
}

}  // namespace
}  // namespace solder

#include "action_fixture.hpp"
#include <solder/query/route_action.hpp>
#include <solder/query/route_data.hpp>

namespace solder {
namespace {

class route_actions : public action_fixture {
protected:
    /// Route data that counts its fetches.
    auto data(key_pattern key, int& fetches) {
        return create_route_data([&fetches] { return ++fetches; }, {.key = std::move(key)});
    }
    /// A write that waits as many ms as it is told; then ends as `outcome_` says.
    auto waiting() {
        return [this](int ms) -> task<std::string> {
            inputs_.push_back(std::to_string(ms));
            co_await sleep_for(std::chrono::milliseconds(ms));
            if (outcome_) co_return fail(*outcome_);
            co_return std::to_string(ms);
        };
    }
    static std::string shown(const auto& state) {
        auto failed = state.error();
        return std::string(state.pending() ? "pending " : "") + (state.input() ? "in " : "") +
               (state.result() ? *state.result() : "-") + (failed ? " " + failed->message : "");
    }
};

TEST_F(route_actions, A40_A41_a_submit_calls_at_once_sets_the_input_and_clears_the_result) {
    root_.run([&] {
        auto [state, submit] = create_route_action(waiting());
        EXPECT_EQ(shown(state), "-");
        submit(10);
        EXPECT_EQ(inputs_, words{"10"});
        EXPECT_EQ(shown(state), "pending in -");
        time_.advance(10ms);
        EXPECT_EQ(shown(state), "in 10");
        submit(0);  // pending, though its input is a zero
        EXPECT_EQ(shown(state), "pending in -");
        time_.advance(10ms);
        EXPECT_EQ(*state.input(), 0);
    });
}

TEST_F(route_actions, A42_of_submits_that_overlap_the_newest_is_shown_and_each_success_refetches) {
    root_.run([&] {
        int fetches = 0;
        auto all = data({"cars"}, fetches);
        auto [state, submit] = create_route_action(waiting());
        words done(2);
        auto slow = start(submit(20), [&](result<std::optional<std::string>> how) { done[0] = how->value_or("-"); });
        auto quick = start(submit(10), [&](result<std::optional<std::string>> how) { done[1] = how->value_or("-"); });
        time_.advance(10ms);
        EXPECT_EQ(shown(state), "in 10");
        EXPECT_EQ(fetches, 2);
        time_.advance(10ms);
        EXPECT_EQ(shown(state), "in 10");
        EXPECT_EQ(done, (words{"20", "10"}));
        EXPECT_EQ(fetches, 3);
    });
}

TEST_F(route_actions, A43_a_success_refetches_everything_a_key_or_what_a_function_says) {
    root_.run([&] {
        int cars = 0, boats = 0;
        auto all_cars = data({"cars", 1}, cars);
        auto all_boats = data({"boats"}, boats);
        auto refetched_by = [&](route_action_options options) {
            cars = boats = 0;
            create_route_action(waiting(), std::move(options)).submit(0);
            time_.advance(1ms);
            return std::pair(cars, boats);
        };
        EXPECT_EQ(refetched_by({}), std::pair(1, 1));
        EXPECT_EQ(refetched_by({.invalidate = {"cars"}}), std::pair(1, 0));
        EXPECT_EQ(refetched_by({.invalidate_for = [](const response*) { return key_pattern{"boats"}; }}),
                  std::pair(0, 1));
        EXPECT_EQ(refetched_by({.invalidate_for = [](const response*) { return key_pattern{}; }}), std::pair(1, 1));
        outcome_ = fail(reload({.headers = {{"X-Key", "boats"}}})).reason;
        auto by_header = [](const response* answer) { return key_pattern{*answer->header("X-Key")}; };
        EXPECT_EQ(refetched_by({.invalidate_for = by_header}), std::pair(0, 1));
    });
}

TEST_F(route_actions, A43_the_refetch_is_awaited_before_the_result_shows) {
    root_.run([&] {
        auto slow = create_route_data([]() -> task<int> {
            co_await sleep_for(10ms);
            co_return 1;
        });
        time_.advance(10ms);
        auto [state, submit] = create_route_action(waiting());
        submit(5);
        time_.advance(10ms);
        EXPECT_EQ(shown(state), "pending in -");
        time_.advance(5ms);
        EXPECT_EQ(shown(state), "in 5");
    });
}

TEST_F(route_actions, A44_nothing_and_redirects_clear_the_input_and_failures_show) {
    root_.run([&] {
        int fetches = 0;
        auto all = data({"cars"}, fetches);
        auto [state, submit] = create_route_action(waiting());
        outcome_ = fail(redirect("/next")).reason;
        submit(0);
        time_.advance(1ms);
        EXPECT_EQ(shown(state), "-");
        EXPECT_EQ(fetches, 2);
        EXPECT_EQ(events_, words{"go /next"});
        outcome_ = invalid("bad");
        std::string done;
        auto running =
            start(submit(0), [&](result<std::optional<std::string>> how) { done = how && !*how ? "empty" : "?"; });
        time_.advance(1ms);
        EXPECT_EQ(done, "empty");
        EXPECT_EQ(shown(state), "in - bad");
        EXPECT_EQ(fetches, 2);

        auto [of_nothing, submit_nothing] = create_route_action([](int) { return std::optional<std::string>(); });
        submit_nothing(1);
        time_.run();
        EXPECT_FALSE(of_nothing.input());
        EXPECT_EQ(fetches, 3);
    });
}

TEST_F(route_actions, A45_a_redirect_leaves_the_application_stays_in_it_or_goes_home) {
    root_.run([&] {
        auto [state, submit] = create_route_action(waiting());
        for (auto& to : {redirect("/a"), redirect("https://else.test/"), response{302, {}}}) {
            outcome_ = fail(to).reason;
            submit(0);
            time_.advance(1ms);
        }
        EXPECT_EQ(events_, (words{"go /a", "go https://else.test/", "go /"}));
    });
}

TEST_F(route_actions, A46_clear_forgets_and_retry_submits_the_same_again) {
    root_.run([&] {
        auto [state, submit] = create_route_action(waiting());
        std::string done;
        auto none = start(state.retry(), [&](result<std::optional<std::string>> how) { done = how.error().message; });
        EXPECT_EQ(done, "there is no submission to retry");
        outcome_ = invalid("bad");
        submit(5);
        time_.advance(5ms);
        outcome_.reset();
        state.retry();
        EXPECT_EQ(shown(state), "pending in -");
        time_.advance(5ms);
        EXPECT_EQ(shown(state), "in 5");
        EXPECT_EQ(inputs_, (words{"5", "5"}));
        submit(6);
        state.clear();
        EXPECT_EQ(shown(state), "-");
        time_.advance(10ms);
        EXPECT_EQ(shown(state), "-");
    });
}

TEST_F(route_actions, A47_every_submit_of_a_multi_action_is_a_submission_of_its_own) {
    root_.run([&] {
        int fetches = 0;
        auto all_data = data({"cars"}, fetches);
        auto [all, submit] = create_route_multi_action([this](int ms) -> task<std::optional<std::string>> {
            co_await sleep_for(std::chrono::milliseconds(ms));
            if (ms == 10) co_return std::nullopt;
            if (ms == 20) {
                auto failed = outcome_.value_or(invalid("twenty"));
                co_await fail(failed);
            }
            co_return std::to_string(ms);
        });
        auto inputs = [](const auto& list) {
            std::vector<int> found;
            for (const auto& each : list) found.push_back(*each.input());
            return found;
        };
        for (int ms : {30, 20, 10}) submit(ms);
        EXPECT_EQ(inputs(all()), (std::vector{30, 20, 10}));
        EXPECT_EQ(inputs(all.pending()), (std::vector{30, 20, 10}));
        time_.advance(10ms);
        EXPECT_EQ(inputs(all()), (std::vector{30, 20}));  // nothing to show for the third
        time_.advance(10ms);
        EXPECT_EQ(inputs(all.pending()), std::vector{30});
        EXPECT_EQ(all()[1].error()->message, "twenty");
        EXPECT_EQ(fetches, 2);  // none after the failure
        time_.advance(10ms);
        EXPECT_EQ(**all()[0].result(), "30");
        EXPECT_EQ(fetches, 3);
        outcome_ = fail(redirect("/next")).reason;
        all()[1].retry();
        EXPECT_EQ(inputs(all.pending()), std::vector{20});
        time_.advance(20ms);
        EXPECT_EQ(inputs(all()), std::vector{30});
        EXPECT_EQ(events_, words{"go /next"});
        all()[0].clear();
        EXPECT_TRUE(all().empty());
    });
}

TEST_F(route_actions, A48_a_form_posts_to_its_url_and_submits_its_fields) {
    static constexpr server_function<"rename", void(title_form), writes> rename;
    root_.run([&] {
        EXPECT_EQ(create_route_action(rename).submit.url(), "/_server?id=rename");
        auto [state, submit] = create_route_action([](title_form form) { return form.title; });
        EXPECT_FALSE(submit.submit({{"other", "x"}}));
        EXPECT_TRUE(submit.submit({{"title", "x"}}));
        time_.run();
        EXPECT_EQ(*state.result(), "x");
        EXPECT_EQ(state.input()->title, "x");
    });
}

TEST_F(route_actions, A49_what_a_post_without_script_left_is_shown) {
    static constexpr server_function<"rename", void(title_form), writes> rename;
    root_.run([&] {
        auto left = post_flash{"/_server?id=rename", "[]", {{"title", "typed"}}, invalid("refused"), {}};
        submissions_.left_by_post = left;
        auto single = create_route_action(rename);
        EXPECT_EQ(single.state.input()->title, "typed");
        EXPECT_EQ(single.state.error()->message, "refused");
        EXPECT_FALSE(single.state.pending());
        submissions_.left_by_post = left;
        auto multi = create_route_multi_action(rename);
        ASSERT_EQ(multi.submissions().size(), 1u);
        EXPECT_EQ(multi.submissions()[0].error()->message, "refused");
    });
}

TEST_F(route_actions, one_may_end_after_its_page_and_its_owner) {
    auto page = std::make_unique<submission_list>();
    set_page_submissions(page.get());
    auto part = std::make_unique<scoped_root>();
    auto made = part->run([&] {
        auto given = create_route_action(waiting());
        outcome_ = fail(redirect("/next")).reason;
        given.submit(10);
        return given;
    });
    part.reset();
    page.reset();
    time_.advance(20ms);
    EXPECT_TRUE(events_.empty());
    EXPECT_EQ(shown(made.state), "-");
    set_page_submissions(&submissions_);
}

}  // namespace
}  // namespace solder

#include "action_fixture.hpp"
#include <solder/query/submission.hpp>
#include <solder/query/submission_view.hpp>
#include <solder/reactive/map_list.hpp>

namespace solder {
namespace {

struct age_form {
    std::string name;
    int age;
};

class submissions : public action_fixture {
protected:
    /// Counts the runs of what reads `read`.
    template <class Read>
    void count_runs(int& runs, Read read) {
        create_render_effect([&runs, read] {
            read();
            ++runs;
        });
    }
    auto fail_with(error e) {
        outcome_ = std::move(e);
        return outcome_;
    }
};

TEST_F(submissions, S1_the_list_has_those_of_the_action_that_the_filter_lets_through_in_their_order) {
    auto save = slow_action();
    auto other = slow_action("other");
    auto all = use_submissions(save);
    auto odd = use_submissions(save, [](const auto& input) { return std::get<0>(input) % 2 == 1; });
    for (int id : {1, 2, 3}) save.start(id, title_form{});
    other.start(5, title_form{});
    auto ids = [](const auto& list) {
        std::vector<int> found;
        for (auto each : list) found.push_back(std::get<0>(*each.input()));
        return found;
    };
    EXPECT_EQ(ids(all), (std::vector{1, 2, 3}));
    EXPECT_EQ(ids(odd), (std::vector{1, 3}));
    EXPECT_EQ(all.size(), 3u);
    EXPECT_EQ(odd()[1], all[2]);
    time_.advance(20ms);
}

TEST_F(submissions, S1_a_filter_may_read_what_changes) {
    auto save = slow_action();
    root_.run([&] {
        auto wanted = create_signal(1);
        auto shown = use_submissions(save, [=](const auto& input) { return std::get<0>(input) == wanted(); });
        save.start(1, title_form{"one"});
        save.start(2, title_form{"two"});
        EXPECT_EQ(std::get<1>(*shown[0].input()).title, "one");
        wanted.set(2);
        EXPECT_EQ(std::get<1>(*shown[0].input()).title, "two");
        time_.advance(20ms);
    });
}

TEST_F(submissions, S1_two_actions_of_one_address_and_other_types_are_kept_apart) {
    root_.run([&] {
        auto texts = action("clash", [](std::string text) { return text; });
        auto numbers = action("clash", [](int number) { return number; });
        auto of_texts = use_submission(texts);
        auto of_numbers = use_submission(numbers);
        texts.start(std::string("x"));
        numbers.start(1);
        time_.run();
        EXPECT_EQ(*of_texts.result(), "x");
        EXPECT_EQ(*of_numbers.result(), 1);
    });
}

TEST_F(submissions, S2_a_bound_action_lists_those_with_any_bound_arguments) {
    auto save = slow_action();
    auto all = use_submissions(save.with(1));
    save.with(2).start(title_form{});
    save.start(3, title_form{});
    EXPECT_EQ(all.size(), 2u);
    time_.advance(20ms);
}

TEST_F(submissions, S3_pending_is_whether_any_is) {
    root_.run([&] {
        auto act = action("act", [](int ms) -> task<int> {
            co_await sleep_for(std::chrono::milliseconds(ms));
            if (ms == 10) co_return fail(invalid("ten"));
            co_return 0;
        });
        auto all = use_submissions(act);
        EXPECT_FALSE(all.pending());
        act.start(10);
        act.start(20);
        EXPECT_TRUE(all.pending());
        time_.advance(10ms);
        EXPECT_TRUE(all.pending());
        time_.advance(10ms);
        EXPECT_FALSE(all.pending());  // one failed, one gave 0
        EXPECT_EQ(all.size(), 2u);
    });
}

TEST_F(submissions, S4_size_index_and_iteration_run_again_when_one_comes_or_goes) {
    auto save = slow_action();
    root_.run([&] {
        auto all = use_submissions(save);
        int sizes = 0, indexes = 0, loops = 0, empties = 0;
        count_runs(sizes, [=] { return all.size(); });
        count_runs(empties, [=] { return all.empty(); });
        count_runs(indexes, [=] {
            if (!all.empty()) (void)all[0];
        });
        count_runs(loops, [=] {
            for (auto each : all) (void)each.input();
        });
        auto runs = [&] { return std::vector{sizes, empties, indexes, loops}; };
        EXPECT_EQ(runs(), (std::vector{1, 1, 1, 1}));
        save.start(1, title_form{});
        EXPECT_EQ(runs(), (std::vector{2, 2, 2, 2}));
        time_.advance(20ms);  // it settles: the list is the same
        EXPECT_EQ(runs(), (std::vector{2, 2, 2, 2}));
        all[0].clear();
        EXPECT_EQ(runs(), (std::vector{3, 3, 3, 3}));
    });
}

TEST_F(submissions, S4_each_part_is_tracked_on_its_own) {
    auto save = slow_action();
    root_.run([&] {
        auto all = use_submissions(save);
        save.start(1, title_form{"a"});
        save.start(2, title_form{"b"});
        auto first = all[0], second = all[1];
        int pending = 0, result = 0, error = 0, input = 0, of_second = 0;
        count_runs(pending, [=] { return first.pending(); });
        count_runs(result, [=] { return first.result(); });
        count_runs(error, [=] { return first.error(); });
        count_runs(input, [=] { return first.input(); });
        first.clear();
        count_runs(of_second, [=] { return second.pending(); });
        time_.advance(10ms);
        EXPECT_EQ((std::vector{pending, result, error, input}), (std::vector{2, 2, 1, 1}));
        EXPECT_EQ(of_second, 2);
        outcome_ = invalid("bad");
        first.retry();
        EXPECT_EQ((std::vector{pending, result, error, input}), (std::vector{3, 3, 1, 1}));
        time_.advance(10ms);
        EXPECT_EQ((std::vector{pending, result, error, input}), (std::vector{4, 3, 2, 1}));
        EXPECT_EQ(of_second, 2);  // nothing of this was its own
    });
}

TEST_F(submissions, S4_submissions_of_another_action_disturb_nobody) {
    auto save = slow_action();
    auto other = slow_action("other");
    root_.run([&] {
        auto all = use_submissions(save);
        auto last = use_submission(save);
        int lists = 0, lasts = 0;
        count_runs(lists, [=] { return all.size(); });
        count_runs(lasts, [=] { return last.pending(); });
        other.start(1, title_form{});
        time_.advance(20ms);
        EXPECT_EQ((std::vector{lists, lasts}), (std::vector{1, 1}));
    });
}

TEST_F(submissions, S4_rows_stay_with_their_submission) {
    auto save = slow_action();
    root_.run([&] {
        auto all = use_submissions(save);
        words made;
        auto rows = map_list(all, [&](const submission_of<decltype(save)>& each) {
            made.push_back("row " + std::to_string(std::get<0>(*each.input())));
            return each.id;
        });
        save.start(1, title_form{});
        save.start(2, title_form{});
        save.start(3, title_form{});
        EXPECT_EQ(rows().size(), 3u);
        all[1].clear();
        EXPECT_EQ(rows().size(), 2u);
        time_.advance(20ms);
        EXPECT_EQ(rows()[1], all[1].id);
        EXPECT_EQ(made, (words{"row 1", "row 2", "row 3"}));
    });
}

TEST_F(submissions, S5_use_submission_follows_the_newest) {
    auto save = slow_action();
    auto of_two = use_submission(save, [](const auto& input) { return std::get<0>(input) == 2; });
    auto last = use_submission(save);
    save.start(2, title_form{"a"});
    time_.advance(5ms);
    save.start(3, title_form{"b"});
    EXPECT_EQ(std::get<0>(*last.input()), 3);
    time_.advance(5ms);
    EXPECT_EQ(*of_two.result(), "saved a");
    EXPECT_TRUE(last.pending());
    time_.advance(5ms);
    EXPECT_EQ(*last.result(), "saved b");
}

TEST_F(submissions, S6_without_one_reads_are_empty_and_nothing_can_be_done) {
    auto last = use_submission(slow_action());
    EXPECT_FALSE(last.pending());
    EXPECT_FALSE(last.input());
    EXPECT_FALSE(last.result());
    EXPECT_FALSE(last.error());
    EXPECT_EQ(last.url(), "");
    last.clear();
    bool was_told = false;
    auto running = start(last.retry(), [&](result<std::optional<std::string>> how) { was_told = how && !*how; });
    EXPECT_TRUE(was_told);
    EXPECT_TRUE(inputs_.empty());
}

TEST_F(submissions, S7_clear_and_retry_act_once_on_the_last) {
    auto save = slow_action();
    auto last = use_submission(save);
    fail_with(invalid("bad"));
    save.start(1, title_form{});
    save.start(2, title_form{});
    time_.advance(10ms);
    last.retry();
    EXPECT_EQ(inputs_, (words{"1", "2", "2"}));
    time_.advance(10ms);
    last.clear();
    EXPECT_EQ(submissions_.read().size(), 1u);
    EXPECT_EQ(std::get<0>(*last.input()), 1);
}

TEST_F(submissions, S8_a_success_without_a_result_shows_the_older_failure_and_is_told_of_once) {
    root_.run([&] {
        bool fails = true;
        auto act = action("act", [&]() -> result<void> {
            if (fails) return fail(invalid("older"));
            return {};
        });
        auto last = use_submission(act);
        act.start();
        time_.run();
        fails = false;
        act.start();
        time_.run();
        EXPECT_EQ(last.error()->message, "older");
        act.start();
        time_.run();
#ifndef NDEBUG
        ASSERT_EQ(told_.size(), 1u);
        EXPECT_EQ(told_[0].what, mistake::older_failure_shown);
#endif
    });
}

TEST_F(submissions, S9_what_a_post_without_script_left_becomes_a_submission) {
    auto other = slow_action("other");
    auto save = slow_action();
    submissions_.left_by_post = post_flash{save.base_url(), "[4]", {{"title", "typed"}}, invalid("refused"), {}};
    EXPECT_FALSE(use_submission(other).input());
    auto submission = use_submission(save);
    EXPECT_EQ(submission.error()->message, "refused");
    EXPECT_EQ(std::get<1>(*submission.input()).title, "typed");
    EXPECT_EQ(submission.url(), save.base_url());
    EXPECT_FALSE(submission.pending());
    EXPECT_EQ(use_submissions(save).size(), 1u);
    outcome_.reset();
    submission.retry();
    time_.advance(20ms);
    EXPECT_EQ(*submission.result(), "saved typed");
    EXPECT_EQ(inputs_, words{"4typed"});
}

TEST_F(submissions, S9_it_may_be_taken_up_while_a_memo_computes) {
    auto save = slow_action();
    submissions_.left_by_post = post_flash{save.base_url(), "[4]", {{"title", "typed"}}, invalid("refused"), {}};
    root_.run([&] {
        auto before = use_submissions(slow_action("other"));
        auto page = create_memo([&, before] {
            (void)before.size();
            return use_submission(save).error()->message;
        });
        EXPECT_EQ(page(), "refused");
    });
    EXPECT_TRUE(told_.empty());
}

TEST_F(submissions, S9_the_message_is_shown_though_the_input_does_not_decode) {
    auto save = slow_action();
    submissions_.left_by_post =
        post_flash{save.base_url(), "[\"no number\"]", {{"title", "typed"}}, invalid("refused"), {}};
    auto submission = use_submission(save);
    EXPECT_EQ(submission.error()->message, "refused");
    EXPECT_EQ(std::get<0>(*submission.input()), 0);
    EXPECT_FALSE(submissions_.left_by_post);
}

TEST_F(submissions, what_was_typed_comes_back_as_text_also_where_it_does_not_fit) {
    root_.run([&] {
        auto act = action("aged", [](age_form form) { return form.age; });
        const form_fields typed{{"name", "Ann"}, {"age", "old"}, {"name", "Bo"}};
        submissions_.left_by_post = post_flash{act.base_url(), "[]", typed, invalid("refused"), {}};
        auto submission = use_submission(act);
        const auto all_typed = [&] { return submission.typed("name") + " " + submission.typed("age"); };
        EXPECT_EQ(all_typed(), "Ann old");
        EXPECT_EQ(std::get<0>(*submission.input()).name, "Ann");
        EXPECT_EQ(submission.typed("other"), "");
        submission.clear();
        EXPECT_EQ(all_typed(), " ");
        auto posted = submit_form(act.url(), typed);  // by a page with its program
        time_.run();
        EXPECT_TRUE(submission.error());
        EXPECT_EQ(all_typed(), "Ann old");
        act.start(age_form{"Cy", 7});
        time_.run();
        EXPECT_EQ(all_typed(), " ");
        EXPECT_EQ(use_submissions(act)[0].typed("age"), "old");
    });
}

TEST_F(submissions, S9_a_result_is_left_too_and_one_that_does_not_decode_leaves_nothing) {
    static constexpr server_function<"left.count", int(title_form), writes> count;
    root_.run([&] {
        auto act = action("count", count);
        submissions_.left_by_post = post_flash{act.base_url(), "[]", {{"title", "x"}}, std::nullopt, raw_json("0")};
        EXPECT_EQ(*use_submission(act).result(), 0);
        use_submission(act).clear();
        submissions_.left_by_post =
            post_flash{act.base_url(), "[]", {{"title", "x"}}, std::nullopt, raw_json("broken")};
        EXPECT_FALSE(use_submission(act).input());
    });
}

TEST(shipped_data, travels_as_json_that_cannot_end_a_script_and_is_taken_once) {
    shipped_data sent;
    sent.record("a[1]", std::string(R"({"t":"</script>"})"));
    sent.record("b[]", std::unexpected(error{"secret", error_kind::internal, false}));
    sent.set_flash({"/u", "[1]", {{"n", "v"}}, invalid("bad"), {}});
    auto json = sent.to_script_json();
    EXPECT_EQ(json.find('<'), std::string::npos);
    EXPECT_EQ(json.find("secret"), std::string::npos);
    shipped_data taken;
    taken.add_from_json(json);
    EXPECT_EQ(taken.take("a[1]")->value(), R"({"t":"\u003c/script>"})");
    EXPECT_FALSE(taken.take("a[1]"));
    EXPECT_EQ(taken.take("b[]")->error().kind, error_kind::internal);
    EXPECT_EQ(taken.take_flash()->failed->message, "bad");
    for (auto* broken : {"", "{", "[]", "{\"values\":[]}", "{\"flash\":1}", "{\"values\":{\"a\":}}"})
        taken.add_from_json(broken);
}

TEST_F(submissions, what_is_wrong_with_a_field_is_said_of_it_alone) {
    root_.run([&] {
        auto save = slow_action();
        auto last = use_submission(save);
        auto all = use_submissions(save);
        std::vector<std::string> beside;
        create_render_effect([&] { beside.push_back(last.message_for("title")); });
        outcome_ = invalid("Look.", {{"title", "Too short."}, {"title", "Taken."}, {"due", "Is over."}});
        save.start(1, title_form{});
        time_.advance(20ms);
        EXPECT_EQ(beside.back(), "Too short.");
        EXPECT_EQ(all[0].message_for("due"), "Is over.");
        EXPECT_EQ(all[0].message_for("other"), "");
        outcome_ = invalid("Something else.");
        last.retry();
        time_.advance(20ms);
        EXPECT_EQ(beside.back(), "");
    });
}

}  // namespace
}  // namespace solder

#include "action_fixture.hpp"
#include <solder/query/action.hpp>

namespace solder {
namespace {

class action_end : public action_fixture {};

TEST_F(action_end, A25_on_complete_sees_how_it_ended_even_when_that_is_a_failure) {
    root_.run([&] {
        words seen;
        auto save = action("save",
                           [this](int id) -> task<std::string> {
                               co_await sleep_for(10ms);
                               if (outcome_) co_return fail(*outcome_);
                               co_return std::to_string(id);
                           },
                           {.on_complete = [&](const auto& done) {
                               seen.push_back(done.url() + " " + std::to_string(std::get<0>(*done.input())) + " " +
                                              (done.result() ? *done.result() : "none") + " " +
                                              (done.error() ? done.error()->message : "fine"));
                               if (done.error()) done.clear();
                           }});
        save.start(3);
        time_.advance(10ms);
        outcome_ = invalid("bad");
        save.start(4);
        time_.advance(10ms);
        EXPECT_EQ(seen, (words{"https://action/save 3 3 fine", "https://action/save 4 none bad"}));
        EXPECT_EQ(listed(), 1u);
    });
}

TEST_F(action_end, A25_an_exception_from_on_complete_is_raised_and_the_submission_settles) {
    words raised;
    root_.get()->set_error_handler([&](raised_error e) { raised.push_back(e.reason.message); });
    root_.run([&] {
        auto save =
            action("save", [] { return 1; }, {.on_complete = [](const auto&) { throw std::runtime_error("broken"); }});
        save.start();
        time_.run();
        EXPECT_EQ(*use_submission(save).result(), 1);
    });
    EXPECT_EQ(raised, words{"broken"});
}

TEST_F(action_end, A26_a_retry_from_on_complete_is_what_the_task_ends_as) {
    root_.run([&] {
        int calls = 0;
        words shown;
        auto save = action("save",
                           [&]() -> task<std::string> {
                               auto number = ++calls;
                               co_await sleep_for(10ms);
                               if (number < 3) co_return fail(invalid("bad " + std::to_string(number)));
                               co_return "good";
                           },
                           {.on_complete = [](const auto& done) {
                               if (done.error()) done.retry();
                           }});
        auto submission = use_submission(save);
        create_effect([&] {
            if (auto failed = submission.error()) shown.push_back(failed->message);
            if (auto value = submission.result()) shown.push_back(*value);
        });
        std::string done;
        auto running = watch(save.start(), done);
        time_.advance(25ms);
        EXPECT_EQ(done, "pending");
        EXPECT_TRUE(submission.pending());
        time_.advance(5ms);
        EXPECT_EQ(done, "good");
        EXPECT_EQ(shown, words{"good"});  // no failure was ever stored
        EXPECT_EQ(listed(), 1u);
    });
}

TEST_F(action_end, A26_a_retry_that_does_not_wait_is_adopted_too) {
    root_.run([&] {
        int calls = 0;
        auto save = action("save",
                           [&]() -> result<int> {
                               if (++calls < 3) return fail(invalid("bad"));
                               return calls;
                           },
                           {.on_complete = [](const auto& done) {
                               if (done.error()) done.retry();
                           }});
        std::string done;
        auto running = watch(save.start(), done);
        time_.run();
        EXPECT_EQ(done, "3");
    });
}

TEST_F(action_end, A27_retry_runs_again_in_its_place_with_the_same_input) {
    auto save = slow_action();
    auto all = use_submissions(save);
    outcome_ = error{"away", error_kind::unreachable, true};
    save.start(3, title_form{"x"});
    time_.advance(10ms);
    outcome_.reset();
    save.start(4, title_form{"y"});
    time_.advance(10ms);
    EXPECT_TRUE(all[0].error());
    std::string done;
    auto running = watch(all[0].retry(), done);
    EXPECT_TRUE(all[0].pending());
    EXPECT_FALSE(all[0].error());
    time_.advance(10ms);
    EXPECT_EQ(*all[0].result(), "saved x");
    EXPECT_EQ(*all[1].result(), "saved y");
    EXPECT_EQ(done, "saved x");
    EXPECT_EQ(inputs_, (words{"3x", "4y", "3x"}));
}

TEST_F(action_end, A28_what_was_cleared_stays_away_whatever_it_ends_as) {
    auto save = slow_action();
    auto submission = use_submission(save);
    std::string done;
    auto running = watch(save.start(3, title_form{"x"}), done);
    submission.clear();
    EXPECT_FALSE(submission.pending());
    EXPECT_EQ(listed(), 0u);
    time_.advance(20ms);
    EXPECT_EQ(listed(), 0u);
    EXPECT_EQ(done, "saved x");
    outcome_ = invalid("bad");
    save.start(3, title_form{"x"});
    submission.clear();
    time_.advance(20ms);
    EXPECT_EQ(listed(), 0u);
}

TEST_F(action_end, A29_plain_values_and_exceptions_are_as_from_a_task) {
    root_.run([&] {
        auto plain = action("plain", [](int of) { return of + 1; });
        auto throws = action("throws", [](int) -> int { throw std::runtime_error("boom"); });
        auto task_throws = action("task throws", [](int of) -> task<int> {
            if (of) throw std::runtime_error("early boom");
            return {};
        });
        auto of_plain = use_submission(plain);
        auto of_throws = use_submission(throws);
        auto of_task = use_submission(task_throws);
        plain.start(1);
        throws.start(1);
        task_throws.start(1);
        time_.run();
        EXPECT_EQ(*of_plain.result(), 2);
        EXPECT_EQ(of_throws.error()->message, "boom");
        EXPECT_EQ(of_task.error()->message, "early boom");
        EXPECT_FALSE(of_task.pending());
        EXPECT_EQ(listed(), 3u);
    });
}

TEST_F(action_end, A30_a_navigation_drops_what_has_settled_and_keeps_what_is_pending) {
    auto save = slow_action();
    auto submission = use_submission(save);
    save.start(1, title_form{"a"});
    time_.advance(10ms);
    save.start(2, title_form{"b"});
    submissions_.drop_settled();
    EXPECT_EQ(listed(), 1u);
    time_.advance(10ms);
    EXPECT_EQ(*submission.result(), "saved b");
    submissions_.drop_settled();
    EXPECT_EQ(listed(), 0u);
}

TEST_F(action_end, A31_runs_at_once_are_separate_and_stay_in_the_order_they_started) {
    root_.run([&] {
        auto wait = action("wait", [](int ms) -> task<int> {
            co_await sleep_for(std::chrono::milliseconds(ms));
            if (ms == 20) co_return fail(invalid("twenty"));
            co_return ms;
        });
        auto all = use_submissions(wait);
        for (int ms : {30, 20, 10}) wait.start(ms);
        auto shown = [&] {
            words texts;
            for (auto each : all)
                texts.push_back(each.pending() ? "..."
                                : each.error() ? each.error()->message
                                               : std::to_string(*each.result()));
            return texts;
        };
        EXPECT_EQ(shown(), (words{"...", "...", "..."}));
        time_.advance(10ms);
        EXPECT_EQ(shown(), (words{"...", "...", "10"}));
        time_.advance(10ms);
        EXPECT_EQ(shown(), (words{"...", "twenty", "10"}));
        time_.advance(10ms);
        EXPECT_EQ(shown(), (words{"30", "twenty", "10"}));
    });
}

TEST_F(action_end, an_action_may_end_after_its_page) {
    auto save = slow_action();
    std::string done, refused;
    operation running, late;
    auto page = std::make_unique<submission_list>();
    set_page_submissions(page.get());
    auto run = use_action(save);
    auto submission = use_submission(save);
    auto all = use_submissions(save);
    outcome_ = fail(redirect("/there")).reason;
    running = watch(run(1, title_form{"x"}), done);
    auto handle = all[0];
    page.reset();
    set_page_submissions(nullptr);
    set_page_query_cache(nullptr);
    handle.clear();
    time_.advance(20ms);
    EXPECT_EQ(done, "nothing");
    EXPECT_TRUE(events_.empty());
    EXPECT_FALSE(handle.pending());
    late = watch(run(2, title_form{"y"}), refused);
    time_.advance(20ms);
    EXPECT_EQ(refused, "nothing");
    EXPECT_FALSE(submission.pending());
}

TEST_F(action_end, an_action_outlives_the_part_of_the_page_that_started_it) {
    int reads = 0;
    auto number = counted_query("number", reads);
    auto save = slow_action();
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        time_.advance(10ms);
        auto component = std::make_unique<scoped_root>();
        component->run([&] { use_action(save)(1, title_form{"x"}); });
        component.reset();
        time_.advance(20ms);
        EXPECT_EQ(reads, 2);
        EXPECT_EQ(*use_submission(save).result(), "saved x");
    });
    EXPECT_TRUE(told_.empty());
}

TEST_F(action_end, starting_one_in_an_effect_makes_the_effect_depend_on_nothing) {
    root_.run([&] {
        auto input = create_signal(1);
        int runs = 0;
        auto save = action("save", [=] { return input(); });
        create_effect([&, save] {
            ++runs;
            save.start();
        });
        input.set(2);
        time_.run();
        EXPECT_EQ(runs, 1);
    });
}

TEST(error_kind_words, conflict_travels_by_name) {
    EXPECT_EQ(to_string(error_kind::conflict), "conflict");
    EXPECT_EQ(error_kind_from("conflict"), error_kind::conflict);
    EXPECT_EQ(status_of(error_kind::conflict), 409);
    EXPECT_EQ(public_error(conflict("This name is taken.")).message, "This name is taken.");
}

TEST(error_kind_words, unknown_outcome_travels_by_name) {
    EXPECT_EQ(to_string(error_kind::unknown_outcome), "unknown_outcome");
    EXPECT_EQ(error_kind_from("unknown_outcome"), error_kind::unknown_outcome);
    EXPECT_EQ(status_of(error_kind::unknown_outcome), 504);
}

}  // namespace
}  // namespace solder

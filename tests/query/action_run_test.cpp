#include "action_fixture.hpp"
#include <solder/query/action.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace {

class action_run : public action_fixture {
protected:
    /// What a task of an action gave: "pending", "nothing", "error: ..." or the text of the result.
    template <class T>
    auto watch(task<std::optional<T>> work, std::string& to) {
        to = "pending";
        return start(std::move(work), [&to](result<std::optional<T>> how) {
            if (!how)
                to = "error: " + how.error().message;
            else if (!*how)
                to = "nothing";
            else if constexpr (std::is_same_v<T, std::string>)
                to = **how;
            else
                to = std::to_string(**how);
        });
    }
    std::size_t listed() const { return submissions_.read().size(); }
};

TEST_F(action_run, A12_a_start_is_listed_when_it_returns) {
    auto save = slow_action();
    auto submission = use_submission(save);
    use_action(save)(7, title_form{"x"});
    EXPECT_EQ(inputs_, words{"7x"});
    EXPECT_TRUE(submission.pending());
    EXPECT_EQ(submission.url(), save.base_url());
    time_.advance(20ms);
}

TEST_F(action_run, A14_A15_success_reads_everything_again_and_then_settles) {
    int reads = 0, unused_reads = 0;
    auto number = counted_query("number", reads);
    auto unused = counted_query("unused", unused_reads);
    auto save = slow_action();
    root_.run([&] {
        unused(1);
        auto value = create_async([&] { return number(1); });
        auto submission = use_submission(save);
        time_.advance(10ms);
        std::string done;
        auto running = watch(save.start(7, title_form{"x"}), done);
        time_.advance(10ms);
        EXPECT_TRUE(submission.pending());  // the read is under way
        EXPECT_EQ(done, "pending");
        EXPECT_EQ(reads, 2);
        time_.advance(10ms);
        EXPECT_FALSE(submission.pending());
        EXPECT_EQ(*submission.result(), "saved x");
        EXPECT_EQ(done, "saved x");
        EXPECT_EQ(unused_reads, 1);
        unused(1);  // it was invalidated, though nobody used it
        EXPECT_EQ(unused_reads, 2);
        time_.advance(10ms);
    });
}

TEST_F(action_run, A16_a_failure_stays_with_the_submission_and_reads_nothing) {
    int reads = 0;
    auto number = counted_query("number", reads);
    auto save = slow_action();
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        auto submission = use_submission(save);
        time_.advance(10ms);
        outcome_ = invalid("no title");
        std::string done;
        auto running = watch(save.start(7, title_form{""}), done);
        time_.advance(10ms);
        EXPECT_EQ(submission.error(), invalid("no title"));
        EXPECT_FALSE(submission.pending());
        EXPECT_FALSE(submission.result());
        EXPECT_EQ(done, "error: no title");
        EXPECT_EQ(reads, 1);
    });
}

TEST_F(action_run, A17_a_failure_that_says_nothing_is_a_failure) {
    auto save = slow_action();
    auto submission = use_submission(save);
    outcome_ = error{};
    save.start(1, title_form{"x"});
    time_.advance(10ms);
    EXPECT_EQ(submission.error(), error{});
    EXPECT_EQ(listed(), 1u);
}

TEST_F(action_run, A18_nothing_as_a_result_leaves_no_submission_but_zero_does) {
    root_.run([&] {
        std::string done;
        auto none = action("none", [] { return std::optional<int>(); });
        auto running = watch(none.start(), done);
        time_.run();
        EXPECT_EQ(done, "nothing");
        EXPECT_EQ(listed(), 0u);
        action("void", [] {}).start();
        time_.run();
        EXPECT_EQ(listed(), 0u);

        auto zero = action("zero", [] { return std::optional<int>(0); });
        auto no = action("no", [] { return false; });
        auto empty = action("empty", [] { return std::string(); });
        auto of_zero = use_submission(zero);
        auto of_no = use_submission(no);
        auto of_empty = use_submission(empty);
        zero.start();
        no.start();
        empty.start();
        time_.run();
        EXPECT_EQ(**of_zero.result(), 0);
        EXPECT_EQ(*of_no.result(), false);
        EXPECT_EQ(*of_empty.result(), "");
    });
}

TEST_F(action_run, A19_H7_answers_mean_the_same_however_they_are_given) {
    root_.run([&] {
        auto check = [&](auto act) {
            events_.clear();
            std::string done;
            auto submission = use_submission(act);
            auto running = watch(act.start(), done);
            time_.run();
            EXPECT_EQ(done, "5");
            EXPECT_EQ(*submission.result(), 5);
            EXPECT_FALSE(submission.error());
            EXPECT_EQ(events_, words{"go /next"});
            submission.clear();
        };
        response_options there{.headers = {{"location", "/next"}}};
        check(action("returned", [=] { return json(5, there); }));
        check(action("in a result", [=]() -> result<int> { return json(5, there); }));
        check(action("failed with", [=]() -> result<int> { return fail(json(5, there)); }));
        check(action("from a task", [=]() -> task<int> { co_return json(5, there); }));
        check(action("failed in a task", [=]() -> task<int> {
            auto answer = json(5, there);  // g++ 12 destroys temporaries of a `co_await` twice
            co_await fail(answer);
            co_return 0;
        }));
    });
}

TEST_F(action_run, A19_a_value_from_afar_is_decoded_and_one_of_another_type_is_an_error) {
    struct away final : call_transport {
        task<std::string> send(remote_call) override {
            response answer;
            answer.body = body;
            co_return fail(std::move(answer));
        }
        std::string body;
    } transport;
    set_call_transport(&transport);
    static constexpr server_function<"number", int(), writes> number;
    root_.run([&] {
        auto ask = action("ask", number);
        auto submission = use_submission(ask);
        transport.body = "41";
        ask.start();
        time_.run();
        EXPECT_EQ(*submission.result(), 41);
        transport.body = "\"text\"";
        ask.start();
        time_.run();
        ASSERT_TRUE(submission.error());
        EXPECT_EQ(submission.error()->kind, error_kind::bad_reply);

        auto wrong = action("wrong", []() -> result<int> { return fail(json(std::string("text"))); });
        auto of_wrong = use_submission(wrong);
        wrong.start();
        time_.run();
        EXPECT_EQ(of_wrong.error()->message, "the answer of an action has a value of another type than its result");
    });
    set_call_transport(nullptr);
}

TEST_F(action_run, A20_an_answer_names_what_to_read_again_nothing_or_everything) {
    int reads = 0, others = 0;
    auto number = counted_query("number", reads);
    auto other = counted_query("other", others);
    auto save = slow_action();
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        auto second = create_async([&] { return other(1); });
        time_.advance(10ms);
        auto reads_after = [&](response_options options) {
            reads = others = 0;
            outcome_ = fail(reload(std::move(options))).reason;
            save.start(1, title_form{"x"});
            time_.advance(20ms);
            return std::pair(reads, others);
        };
        EXPECT_EQ(reads_after({.revalidate = other.key()}), std::pair(0, 1));
        EXPECT_EQ(reads_after({.revalidate = {other.key_for(1), number.key_for(1)}}), std::pair(1, 1));
        EXPECT_EQ(reads_after({.revalidate = {}}), std::pair(0, 0));
        EXPECT_EQ(reads_after({}), std::pair(1, 1));
        EXPECT_EQ(reads_after({.headers = {{"X-Revalidate", "[\"broken"}}}), std::pair(1, 1));
    });
}

TEST(action_target, A21_absolute_addresses_are_known_by_their_scheme) {
    using kind = detail::answer_target::kind;
    auto read = [](std::string_view location, std::string_view origin = "https://here.test") {
        auto target = detail::read_target(location, origin);
        return std::pair(target.leads, target.location);
    };
    EXPECT_EQ(read(""), std::pair(kind::nowhere, std::string()));
    EXPECT_EQ(read("/a?b#c"), std::pair(kind::inside, std::string("/a?b#c")));
    EXPECT_EQ(read("http-notes"), std::pair(kind::inside, std::string("/http-notes")));
    EXPECT_EQ(read("?q=1"), std::pair(kind::inside, std::string("/?q=1")));
    EXPECT_EQ(read("https://here.test/a?b"), std::pair(kind::inside, std::string("/a?b")));
    EXPECT_EQ(read("HTTPS://HERE.test"), std::pair(kind::inside, std::string("/")));
    EXPECT_EQ(read("https://here.test?q"), std::pair(kind::inside, std::string("/?q")));
    EXPECT_EQ(read("//here.test/a"), std::pair(kind::inside, std::string("/a")));
    EXPECT_EQ(read("//there.test/a"), std::pair(kind::away, std::string("//there.test/a")));
    EXPECT_EQ(read("https://here.test.evil/a"), std::pair(kind::away, std::string("https://here.test.evil/a")));
    EXPECT_EQ(read("https://here.test@evil/a"), std::pair(kind::away, std::string("https://here.test@evil/a")));
    EXPECT_EQ(read("http://here.test/a"), std::pair(kind::away, std::string("http://here.test/a")));
    EXPECT_EQ(read(" HTTP://There.test/a"), std::pair(kind::away, std::string("http://There.test/a")));
    EXPECT_EQ(read("https://here.test/a", ""), std::pair(kind::away, std::string("https://here.test/a")));
    EXPECT_EQ(read("//here.test/a", ""), std::pair(kind::away, std::string("//here.test/a")));
    for (auto* refused : {"javascript:alert(1)", "data:text/html,x", "mailto:a@b", "ftp://x", " JavaScript:x"})
        EXPECT_EQ(read(refused).first, kind::refused) << refused;
}

TEST_F(action_run, A21_a_redirect_goes_there_as_a_new_entry_and_other_schemes_are_an_error) {
    auto save = slow_action();
    auto submission = use_submission(save);
    for (auto* to : {"/there", "https://here.test/x", "https://else.test/y", "javascript:alert(1)"}) {
        outcome_ = fail(redirect(to)).reason;
        save.start(1, title_form{"x"});
        time_.advance(20ms);
    }
    EXPECT_EQ(events_, (words{"go /there", "go /x", "go https://else.test/y"}));
    EXPECT_EQ(submission.error()->message, "an action may lead to http: and https: addresses only");
}

TEST_F(action_run, A22_A25_first_the_navigation_then_reads_then_on_complete_then_the_submission) {
    int reads = 0;
    auto number = counted_query("number", reads);
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        time_.advance(10ms);
        events_.clear();
        auto move = action("move", []() -> result<int> { return json(1, {.headers = {{"Location", "/next"}}}); },
                           {.on_complete = [&](const auto& done) {
                               events_.push_back("complete " + std::to_string(*done.result()));
                               EXPECT_FALSE(done.pending());
                           }});
        auto submission = use_submission(move);
        create_effect([&] {
            if (submission.result()) events_.push_back("shown");
        });
        move.start();
        time_.advance(5ms);
        EXPECT_EQ(events_, (words{"go /next", "read number"}));
        EXPECT_TRUE(submission.pending());
        time_.advance(5ms);
        EXPECT_EQ(events_, (words{"go /next", "read number", "complete 1", "shown"}));
    });
}

TEST_F(action_run, A22_the_place_and_the_data_show_at_once) {
    struct moving final : navigator {
        void go_to(std::string location, bool) override { place.set(location); }
        signal<std::string> place{std::string("/old")};
    } places;
    set_page_navigator(&places);
    int reads = 0;
    auto number = counted_query("number", reads);
    root_.run([&] {
        auto move = action("move", [] { return redirect("/new"); });
        auto boundary = make_ref<suspense_scope>();
        provide_context(suspense_context(), boundary);
        auto value = create_async([&] { return number(1); });
        create_render_effect([&, value] {
            auto now = value();
            events_.push_back(places.place() + (now ? " " + std::to_string(*now) : ""));
        });
        time_.advance(10ms);
        boundary->content_was_shown();
        EXPECT_EQ(events_, (words{"read number", "/old", "/old 2"}));
        events_.clear();
        move.start();
        time_.advance(5ms);
        EXPECT_EQ(places.place.peek(), "/old");
        time_.advance(5ms);
        EXPECT_EQ(events_, (words{"read number", "/new 3"}));
    });
}

TEST_F(action_run, A23_answers_without_a_value_leave_no_submission) {
    root_.run([&] {
        std::string done;
        auto stay = action("stay", []() -> result<int> { return reload(); });
        auto running = watch(stay.start(), done);
        time_.run();
        EXPECT_EQ(done, "nothing");
        action("go", [] { return redirect("/x"); }).start();
        time_.run();
        EXPECT_EQ(listed(), 0u);
        EXPECT_EQ(events_, words{"go /x"});
    });
}

TEST_F(action_run, A25_on_complete_sees_how_it_ended_even_when_that_is_a_failure) {
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

TEST_F(action_run, A25_an_exception_from_on_complete_is_raised_and_the_submission_settles) {
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

TEST_F(action_run, A26_a_retry_from_on_complete_is_what_the_task_ends_as) {
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

TEST_F(action_run, A26_a_retry_that_does_not_wait_is_adopted_too) {
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

TEST_F(action_run, A27_retry_runs_again_in_its_place_with_the_same_input) {
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

TEST_F(action_run, A27_a_submission_retried_twice_shows_how_the_last_one_ends) {
    root_.run([&] {
        words waiting{"slow", "quick"};
        std::size_t calls = 0;
        bool fails = true;
        auto save = action("save", [&]() -> task<std::string> {
            if (fails) co_return fail(invalid("bad"));
            auto name = waiting[calls++];
            co_await sleep_for(name == "slow" ? 20ms : 10ms);
            co_return name;
        });
        auto submission = use_submission(save);
        save.start();
        fails = false;
        std::string first, second;
        auto one = watch(submission.retry(), first);
        auto two = watch(submission.retry(), second);
        EXPECT_EQ(calls, 2u);
        time_.advance(10ms);
        EXPECT_EQ(*submission.result(), "quick");
        time_.advance(10ms);
        EXPECT_EQ(*submission.result(), "quick");  // the older run has no say, though it ends last
        EXPECT_EQ((words{first, second}), (words{"slow", "quick"}));
    });
}

TEST_F(action_run, A28_what_was_cleared_stays_away_whatever_it_ends_as) {
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

TEST_F(action_run, A29_plain_values_and_exceptions_are_as_from_a_task) {
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

TEST_F(action_run, A30_a_navigation_drops_what_has_settled_and_keeps_what_is_pending) {
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

TEST_F(action_run, A31_runs_at_once_are_separate_and_stay_in_the_order_they_started) {
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

TEST_F(action_run, two_actions_that_overlap_each_read_again_after_their_own_write) {
    int value = 0;
    auto number = root_.run([&] {
        return query("value", [&]() -> task<int> {
            auto read = value;
            co_await sleep_for(10ms);
            co_return read;
        });
    });
    root_.run([&] {
        auto shown = create_async([&] { return number(); });
        auto write = action("write", [&](int to, int after) -> task<int> {
            co_await sleep_for(std::chrono::milliseconds(after));
            value = to;
            co_return to;
        });
        time_.advance(10ms);
        write.start(1, 10);
        write.start(2, 15);  // ends while the read after the first is under way
        time_.advance(60ms);
        EXPECT_EQ(*shown(), 2);
        EXPECT_FALSE(use_submissions(write).pending());
    });
}

TEST_F(action_run, an_action_may_end_after_its_page) {
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

TEST_F(action_run, an_action_outlives_the_part_of_the_page_that_started_it) {
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

TEST_F(action_run, starting_one_in_an_effect_makes_the_effect_depend_on_nothing) {
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

/// A server whose replies are lost.
struct lossy_transport final : call_transport {
    task<std::string> send(remote_call) override {
        ++writes;
        co_await sleep_for(10ms);
        co_return fail(failure);
    }
    int writes = 0;
    error failure;
};

TEST_F(action_run, a_reply_lost_after_the_write_is_an_unknown_outcome) {
    static constexpr server_function<"lost", int(), writes> lost;
    lossy_transport transport;
    set_call_transport(&transport);
    root_.run([&] {
        auto act = action("lost", lost);
        auto submission = use_submission(act);
        auto kind_after = [&](error failure) {
            transport.failure = std::move(failure);
            act.start();
            time_.advance(20ms);
            EXPECT_FALSE(submission.pending());
            EXPECT_FALSE(submission.result());
            return submission.error()->kind;
        };
        EXPECT_EQ(kind_after({"late", error_kind::timed_out, false}), error_kind::unknown_outcome);
        EXPECT_EQ(submission.error()->message,
                  "The answer was lost: it is not known whether the change was made. (late)");
        EXPECT_TRUE(submission.error()->is_public);
        EXPECT_EQ(kind_after({"cut", error_kind::bad_reply, false}), error_kind::unknown_outcome);
        EXPECT_EQ(kind_after(unknown_outcome()), error_kind::unknown_outcome);
        EXPECT_EQ(kind_after({"off", error_kind::unreachable, true}), error_kind::unreachable);
        EXPECT_EQ(kind_after(invalid("no")), error_kind::invalid);
    });
    set_call_transport(nullptr);
}

TEST_F(action_run, a_lost_reply_to_a_read_is_no_unknown_outcome) {
    static constexpr server_function<"lost read", int()> lost;
    lossy_transport transport;
    transport.failure = {"late", error_kind::timed_out, false};
    set_call_transport(&transport);
    std::optional<error> failed;
    auto running = start(lost(), [&](result<int> how) { failed = how.error(); });
    time_.advance(10ms);
    EXPECT_EQ(failed->kind, error_kind::timed_out);
    set_call_transport(nullptr);
}

TEST(error_kind_words, unknown_outcome_travels_by_name) {
    EXPECT_EQ(to_string(error_kind::unknown_outcome), "unknown_outcome");
    EXPECT_EQ(error_kind_from("unknown_outcome"), error_kind::unknown_outcome);
    EXPECT_EQ(status_of(error_kind::unknown_outcome), 504);
}

}  // namespace
}  // namespace solder

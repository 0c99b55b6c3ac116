#include "action_fixture.hpp"
#include <solder/query/action.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace {

class action_run : public action_fixture {};

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
        EXPECT_EQ(submission.error()->kind, error_kind::unknown_outcome);

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
    for (auto* refused :
         {"javascript:alert(1)", "data:text/html,x", "mailto:a@b", "ftp://x", " JavaScript:x", "\\evil.test"})
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

}  // namespace
}  // namespace solder

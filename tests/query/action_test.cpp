#include <gtest/gtest.h>
#include <solder/query/action.hpp>
#include <solder/query/create_async.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

struct title_form {
    std::string title;
};

/// Where answers would lead.
struct recording_navigator final : navigator {
    std::vector<std::string> went;
    void go_to(std::string location, bool) override { went.push_back(std::move(location)); }
};

class action_fixture : public ::testing::Test {
protected:
    action_fixture() {
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
        set_page_navigator(&navigator_);
    }
    ~action_fixture() override {
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
        set_page_navigator(nullptr);
    }

    /// Reads after 10 ms; counts.
    auto counted_query(std::string name, int& reads) {
        return query(std::move(name), [&reads](int of) -> task<int> {
            ++reads;
            co_await sleep_for(10ms);
            co_return of + reads;
        });
    }
    /// A write that takes 10 ms and ends as `outcome_` says.
    auto slow_action() {
        return action("save", [this](int id, title_form form) -> task<std::string> {
            inputs_.push_back(std::to_string(id) + form.title);
            co_await sleep_for(10ms);
            if (outcome_) co_return fail(*outcome_);
            co_return "saved " + form.title;
        });
    }

    manual_environment time_;
    query_cache cache_;
    submission_list submissions_;
    recording_navigator navigator_;
    std::vector<std::string> inputs_;
    std::optional<error> outcome_;
    scoped_root root_;
};

TEST_F(action_fixture, A2_A7_the_url_names_the_action_and_its_bound_arguments) {
    auto save = slow_action();
    EXPECT_EQ(save.url(), "https://action/save");
    EXPECT_EQ(save.with(7).url(), "https://action/save?args=%5B7%5D");
    EXPECT_EQ(save.with(7).base_url(), "https://action/save");
    static constexpr server_function<"a b.c", void(int, std::string), writes> remote;
    auto bound = action("remote", remote).with(1).with(std::string("x"));
    EXPECT_EQ(bound.url(), "/_server?id=a%20b.c&args=%5B1%2C%22x%22%5D");  // A10
}

TEST_F(action_fixture, A14_A15_success_reads_what_is_in_use_again_and_then_settles) {
    int reads = 0;
    auto number = counted_query("number", reads);
    auto save = slow_action();
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        auto submission = use_submission(save);
        time_.advance(10ms);
        save.start(7, title_form{"x"});
        EXPECT_TRUE(submission.pending());  // A12
        EXPECT_EQ(std::get<0>(*submission.input()), 7);
        time_.advance(10ms);
        EXPECT_TRUE(submission.pending());  // the read is under way
        EXPECT_EQ(reads, 2);
        time_.advance(10ms);
        EXPECT_FALSE(submission.pending());
        EXPECT_EQ(*submission.result(), "saved x");
    });
}

TEST_F(action_fixture, A16_a_failure_stays_with_the_submission_and_reads_nothing) {
    int reads = 0;
    auto number = counted_query("number", reads);
    auto save = slow_action();
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        auto submission = use_submission(save);
        time_.advance(10ms);
        outcome_ = invalid("no title");
        std::optional<result<std::optional<std::string>>> seen;
        auto running = start(save.start(7, title_form{""}), [&](result<std::optional<std::string>> how) { seen = std::move(how); });
        time_.advance(10ms);
        EXPECT_EQ(submission.error()->message, "no title");
        EXPECT_FALSE(submission.pending());
        EXPECT_EQ(seen->error().message, "no title");
        EXPECT_EQ(reads, 1);
    });
}

TEST_F(action_fixture, A20_an_answer_may_name_what_to_read_again) {
    int reads = 0, others = 0;
    auto number = counted_query("number", reads);
    auto other = counted_query("other", others);
    auto save = slow_action();
    root_.run([&] {
        auto value = create_async([&] { return number(1); });
        auto second = create_async([&] { return other(1); });
        time_.advance(10ms);
        outcome_ = fail(reload({.revalidate = {{other.key()}}})).reason;
        save.start(1, title_form{"x"});
        time_.advance(20ms);
        EXPECT_EQ(reads, 1);
        EXPECT_EQ(others, 2);
        EXPECT_TRUE(submissions_.read().empty());  // A23
    });
}

TEST_F(action_fixture, A21_a_redirect_goes_where_it_says) {
    auto save = slow_action();
    outcome_ = fail(redirect("/there")).reason;
    save.start(1, title_form{"x"});
    time_.advance(20ms);
    EXPECT_EQ(navigator_.went, std::vector<std::string>{"/there"});
}

TEST_F(action_fixture, A27_retry_runs_again_with_the_same_input) {
    auto save = slow_action();
    auto submission = use_submission(save);
    outcome_ = error{"away", error_kind::unreachable, true};
    save.start(3, title_form{"x"});
    time_.advance(10ms);
    outcome_.reset();
    submission.retry();
    EXPECT_TRUE(submission.pending());
    time_.advance(20ms);
    EXPECT_EQ(*submission.result(), "saved x");
    EXPECT_EQ(inputs_, (std::vector<std::string>{"3x", "3x"}));
}

TEST_F(action_fixture, A31_S5_runs_at_once_are_separate_and_the_last_is_shown) {
    auto save = slow_action();
    auto of_two = use_submission(save, [](const auto& input) { return std::get<0>(input) == 2; });
    auto last = use_submission(save);
    save.start(2, title_form{"a"});
    time_.advance(5ms);
    save.start(3, title_form{"b"});
    time_.advance(5ms);
    EXPECT_EQ(*of_two.result(), "saved a");
    EXPECT_TRUE(last.pending());
    time_.advance(5ms);
    EXPECT_EQ(*last.result(), "saved b");
    last.clear();
    EXPECT_EQ(*last.result(), "saved a");  // S8: the older one is the last again
}

TEST_F(action_fixture, L12_a_form_starts_the_action_that_its_url_names) {
    auto save = slow_action();
    EXPECT_FALSE(submit_form("https://action/unknown", {{"title", "x"}}));
    EXPECT_FALSE(submit_form("https://action/save?args=%5B%22no+number%22%5D", {{"title", "x"}}));
    EXPECT_TRUE(submit_form(save.with(5).url(), {{"title", "x"}}));
    EXPECT_EQ(inputs_, std::vector<std::string>{"5x"});
    time_.advance(20ms);
}

TEST_F(action_fixture, S9_what_a_post_without_script_left_becomes_a_submission) {
    auto save = slow_action();
    submissions_.left_by_post = post_flash{save.base_url(), "[4]", {{"title", "typed"}}, invalid("refused")};
    auto submission = use_submission(save);
    EXPECT_EQ(submission.error()->message, "refused");
    EXPECT_EQ(std::get<1>(*submission.input()).title, "typed");
    EXPECT_FALSE(submission.pending());
}

TEST(redirect, H1_H8_refuses_what_cannot_be_a_redirect) {
    EXPECT_EQ(redirect("/x").status, 302);
    EXPECT_EQ(redirect("/x", {.status = 308}).status, 308);
    EXPECT_EQ(redirect("/x", {.status = 200}).status, 302);
    EXPECT_EQ(redirect("/x\r\nSet-Cookie: a=b").location(), "");
}

TEST(shipped_data, travels_as_json_that_cannot_end_a_script_and_is_taken_once) {
    shipped_data sent;
    sent.record("a[1]", std::string(R"({"t":"</script>"})"));
    sent.record("b[]", std::unexpected(error{"secret", error_kind::internal, false}));
    sent.set_flash({"/u", "[1]", {{"n", "v"}}, invalid("bad")});
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

}  // namespace
}  // namespace solder

#include <gtest/gtest.h>
#include <solder/core/start.hpp>
#include <solder/core/timer.hpp>
#include <solder/query/local_transport.hpp>
#include <solder/query/response.hpp>
#include <solder/query/server_function.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

struct note {
    std::int64_t id;
    std::string text;
};
struct note_form {
    std::string text;
    std::int64_t priority = 0;
};
struct order_line {
    std::int64_t copies;
};
struct order_form {
    std::vector<order_line> lines;
    order_line gift;
};
struct picture_form {
    std::string title;
    std::vector<uploaded_file> pictures;
};

constexpr server_function<"local.list", std::vector<note>(std::int64_t)> list_notes;
constexpr server_function<"local.slow", std::int64_t()> count_slowly;
constexpr server_function<"local.add", note(std::int64_t, note_form), writes> add_note;
constexpr server_function<"local.drop", void(), writes> drop_notes;
constexpr server_function<"local.secret", std::int64_t()> fail_inside;
constexpr server_function<"local.lead", void(), writes> lead_away;
constexpr server_function<"local.order", std::int64_t(order_form), writes> place_order;
constexpr server_function<"local.picture", std::string(std::int64_t, picture_form), writes> add_picture;

int dropped = 0;
int slow_ends = 0;

bool define_all() {
    list_notes.define([](std::int64_t above) { return std::vector<note>{{above + 1, "first"}}; });
    count_slowly.define([]() -> task<std::int64_t> {
        co_await sleep_for(10ms);
        ++slow_ends;
        co_return 7;
    });
    add_note.define([](std::int64_t id, const note_form& form) -> result<note> {
        if (form.text.empty()) return fail(invalid("Please write something."));
        return note{id, form.text + std::to_string(form.priority)};
    });
    drop_notes.define([] { ++dropped; });
    fail_inside.define([]() -> result<std::int64_t> { return fail("the key of the safe is 1234"); });
    lead_away.define([]() -> result<void> { return fail(redirect("/notes", 303)); });
    place_order.define(
        [](const order_form& form) { return static_cast<std::int64_t>(form.lines.size()) + form.gift.copies; });
    add_picture.define([](std::int64_t album, const picture_form& form) {
        return std::to_string(album) + form.title + form.pictures.at(0).name;
    });
    return true;
}

class local_transport_test : public ::testing::Test {
protected:
    /// What the transport gives for a call, as soon as it is there.
    void ask(remote_call call) {
        running_ =
            start(transport_.send(std::move(call)), [this](result<std::string> reply) { reply_ = std::move(reply); });
    }
    result<std::string> answer(std::string function, access kind, std::string arguments) {
        ask({.function = std::move(function), .kind = kind, .arguments = std::move(arguments)});
        time_.advance(10ms);
        return reply_.value();
    }
    result<std::string> answer_form(std::string function, std::string bound, form_fields fields) {
        ask({std::move(function), writes, std::move(bound), std::move(fields)});
        time_.run();
        return reply_.value();
    }

    static inline const bool is_defined = define_all();
    const int dropped_before_ = dropped;
    manual_environment time_;
    local_transport transport_;
    std::optional<result<std::string>> reply_;
    std::optional<operation> running_;
};

TEST_F(local_transport_test, gives_the_json_of_what_the_body_gives) {
    EXPECT_EQ(answer("local.list", reads, "[4]"), R"([{"id":5,"text":"first"}])");
    EXPECT_EQ(answer("local.add", writes, R"([3,{"text":"x","priority":2}])"), R"({"id":3,"text":"x2"})");
    EXPECT_EQ(answer("local.drop", writes, "[]"), "null");
    EXPECT_EQ(dropped - dropped_before_, 1);
}

TEST_F(local_transport_test, answers_in_a_later_turn_and_waits_for_a_body_that_waits) {
    ask({"local.drop", writes, "[]"});
    EXPECT_EQ(dropped, dropped_before_) << "the body has not run yet";
    EXPECT_FALSE(reply_);
    time_.run();
    EXPECT_EQ(dropped - dropped_before_, 1);
    EXPECT_TRUE(reply_);

    reply_.reset();
    ask({"local.slow", reads, "[]"});
    time_.advance(9ms);
    EXPECT_FALSE(reply_);
    time_.advance(1ms);
    EXPECT_EQ(reply_, result<std::string>("7"));
}

TEST_F(local_transport_test, a_call_that_nobody_waits_for_any_more_stops_its_body) {
    const int before = slow_ends;
    ask({"local.slow", reads, "[]"});
    time_.advance(5ms);
    running_.reset();
    time_.advance(20ms);
    EXPECT_EQ(slow_ends, before);
}

TEST_F(local_transport_test, arguments_that_do_not_fit_are_refused_by_name_before_the_body_runs) {
    auto why = [this](std::string function, std::string arguments) {
        auto refused = answer(std::move(function), reads, std::move(arguments)).error();
        return std::string(to_string(refused.kind)) + ": " + refused.message;
    };
    EXPECT_EQ(why("local.list", R"(["four"])"),
              "bad_request: argument 1: expected a whole number from -9223372036854775808 to 9223372036854775807");
    EXPECT_EQ(why("local.list", "[]"), "bad_request: expected 1 argument");
    EXPECT_EQ(why("local.list", "[4"), "bad_request: the JSON ends too early");
    EXPECT_EQ(why("local.add", R"([3,{"text":5}])"), R"(bad_request: argument 2: member "text": expected a string)");
}

TEST_F(local_transport_test, public_failures_arrive_as_they_are) {
    EXPECT_EQ(answer("local.add", writes, R"([3,{"text":"","priority":0}])").error(),
              invalid("Please write something."));
    EXPECT_EQ(answer("local.nowhere", reads, "[]").error(), not_found("There is no such function."));
}

TEST_F(local_transport_test, other_failures_go_to_the_log_and_the_caller_gets_neutral_words) {
    ::testing::internal::CaptureStderr();
    auto told = answer("local.secret", reads, "[]");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "solder: local.secret: the key of the safe is 1234\n");
    EXPECT_EQ(told.error(), (error{"Something went wrong.", error_kind::internal, true}));
}

TEST_F(local_transport_test, an_answer_such_as_a_redirect_arrives_whole) {
    auto led = answer("local.lead", writes, "[]");
    ASSERT_EQ(led.error().kind, error_kind::responded);
    EXPECT_EQ(led.error().response->location(), "/notes");
    EXPECT_EQ(led.error().response->status, 303);
}

TEST_F(local_transport_test, a_form_fills_the_last_parameter_and_what_is_typed_wrongly_is_named) {
    EXPECT_EQ(answer_form("local.add", "[3]", {{"text", "x"}, {"priority", "9"}}), R"({"id":3,"text":"x9"})");
    auto refused = answer_form("local.add", "[3]", {{"text", "x"}, {"priority", "high"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, error_kind::invalid);
    EXPECT_TRUE(refused.error().message.starts_with("priority: ")) << refused.error().message;
}

TEST_F(local_transport_test, a_struct_within_the_last_parameter_is_for_calls_only) {
    EXPECT_EQ(answer("local.order", writes, R"([{"lines":[{"copies":2},{"copies":3}],"gift":{"copies":1}}])"), "3");
    EXPECT_EQ(answer_form("local.order", "[]", {{"lines", "1"}}).error(), bad_request("expected 1 argument"));
}

struct nowhere final : detail::file_place {};

TEST_F(local_transport_test, a_body_learns_of_files_what_a_page_knows) {
    auto file =
        std::make_shared<const uploaded_file>(uploaded_file{"me.png", "image/png", 3, std::make_shared<nowhere>()});
    EXPECT_EQ(answer_form("local.picture", "[3]", {{"title", "Me "}, {"pictures", {}, file}}), R"("3Me me.png")");
}

}  // namespace
}  // namespace solder

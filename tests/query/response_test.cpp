#include <gtest/gtest.h>
#include <solder/core/start.hpp>
#include <solder/query/response.hpp>

namespace solder {
namespace {

using headers = std::vector<std::pair<std::string, std::string>>;

struct saved {
    int id;
    std::string title;
    friend bool operator==(const saved&, const saved&) = default;
};

/// What giving the answer comes to.
error given(response answer) { return fail(std::move(answer)).reason; }

TEST(redirect, H1_says_where_with_the_status_given) {
    EXPECT_EQ(redirect("/x"), (response{302, {{"Location", "/x"}}}));
    EXPECT_EQ(redirect("/x", 308), (response{308, {{"Location", "/x"}}}));
    EXPECT_EQ(redirect("/x").body, "");
}

TEST(redirect, H2_keeps_headers_and_sets_the_location_over_one_among_them) {
    EXPECT_EQ(redirect("https://other.test/a?b", {.headers = {{"X-A", "1"}, {"location", "/no"}}}),
              (response{302, {{"X-A", "1"}, {"Location", "https://other.test/a?b"}}}));
    EXPECT_EQ(redirect("/x", {.status = 307}).status, 307);
    EXPECT_EQ(redirect("/x", {.status = 304}).status, 302);  // no "go there"
}

TEST(reload, H3_stays) {
    EXPECT_EQ(reload(), (response{200, {}}));
    EXPECT_EQ(reload({.status = 201, .headers = {{"X-A", "1"}}}), (response{201, {{"X-A", "1"}}}));
}

TEST(json_answer, H4_carries_the_value_and_its_text) {
    auto answer = json(saved{1, "a"}, {.status = 201, .headers = {{"content-type", "text/x"}, {"Location", "/there"}}});
    EXPECT_EQ(answer.answer.status, 201);
    EXPECT_EQ(answer.answer.headers, (headers{{"Location", "/there"}, {"Content-Type", "application/json"}}));
    EXPECT_EQ(answer.answer.body, R"({"id":1,"title":"a"})");
    EXPECT_EQ(*answer.custom_body(), (saved{1, "a"}));
    EXPECT_EQ(json(1).answer.status, 200);
    EXPECT_EQ(json(std::optional<int>()).answer.body, "null");
    EXPECT_FALSE(reload().value);
}

TEST(response_options_test, H5_names_what_to_read_again) {
    auto header_of = [](stale_queries revalidate) {
        auto made = reload({.revalidate = std::move(revalidate)});
        auto* found = made.header("x-revalidate");
        return found ? *found : "absent";
    };
    query_key exact(make_exact_key("cars", 7));
    EXPECT_EQ(header_of("fleet"), "fleet");
    EXPECT_EQ(header_of({"fleet", "cars"}), "fleet,cars");
    EXPECT_EQ(header_of({}), "");
    EXPECT_EQ(header_of(std::vector<query_key>{}), "");
    EXPECT_EQ(header_of(std::nullopt), "absent");
    EXPECT_EQ(header_of(exact), encode_key_list(std::vector{exact}));
    EXPECT_EQ(header_of({exact, query_key("fleet")}), encode_key_list(std::vector{exact, query_key("fleet")}));
    EXPECT_EQ(header_of(key_pattern{"cars", 7}), encode_key_list(std::vector{query_key(key_pattern{"cars", 7})}));
    EXPECT_FALSE(reload().header("X-Revalidate"));
    EXPECT_TRUE(reload({.revalidate = {}}).header("X-Revalidate"));
    EXPECT_EQ(*redirect("/x", {.revalidate = "fleet"}).header("X-Revalidate"), "fleet");
    EXPECT_EQ(*json(1, {.revalidate = "fleet"}).answer.header("X-Revalidate"), "fleet");
}

TEST(response_options_test, H6_are_left_as_they_are) {
    const response_options options{.revalidate = "fleet", .headers = {{"Location", "/a"}}};
    auto first = redirect("/x", options), second = redirect("/x", options);
    (void)json(1, options);
    EXPECT_EQ(first, second);
    EXPECT_EQ(options.headers, (headers{{"Location", "/a"}}));
}

TEST(response, H7_is_a_value_that_any_function_can_give) {
    auto as_result = []() -> result<saved> { return redirect("/x"); };
    auto typed = []() -> result<saved> { return json(saved{1, "a"}); };
    auto as_task = []() -> task<saved> { co_return redirect("/x"); };
    EXPECT_EQ(*as_result().error().response, redirect("/x"));
    EXPECT_EQ(as_result().error().kind, error_kind::responded);
    EXPECT_EQ(typed().error().response->body, R"({"id":1,"title":"a"})");
    std::optional<error> seen;
    auto running = start(as_task(), [&](result<saved> how) { seen = how.error(); });
    EXPECT_EQ(*seen->response, redirect("/x"));
    response untyped = json(1);
    EXPECT_EQ(untyped.body, "1");
}

TEST(redirect, H8_refuses_what_cannot_be_one) {
    EXPECT_FALSE(given(redirect("/x")).message.size());
    for (auto& refused : {redirect("/x", 200), redirect("/x", 404), redirect("/x", 299), redirect("/x", 400),
                          redirect("/x", -1), redirect("/x", 65838), redirect("/x", {.status = 200})})
        EXPECT_EQ(given(refused), error{"a redirect has a status from 300 to 399"});
    for (auto* url : {"/x\r\nSet-Cookie: a=b", "/x\n", "/\x7f", "\t/x"}) {
        EXPECT_EQ(given(redirect(url)), error{"the location of the redirect has a control character in it"}) << url;
        EXPECT_EQ(redirect(url).location(), "");
    }
    EXPECT_EQ(given(redirect(std::string("/x\0y", 4))).kind, error_kind::internal);
    error bad_header{"a header of the answer has a control character in it"};
    EXPECT_EQ(given(redirect("/x", {.headers = {{"X-A", "1\r\nX-B: 2"}}})), bad_header);
    EXPECT_EQ(given(reload({.headers = {{"X-A\n", "1"}}})), bad_header);
    EXPECT_EQ(given(json(1, {.headers = {{"X A", "1"}}})), bad_header);
    EXPECT_EQ(given(reload({.headers = {{"", "1"}}})), bad_header);
}

}  // namespace
}  // namespace solder

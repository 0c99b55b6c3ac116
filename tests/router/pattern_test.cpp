#include <gtest/gtest.h>
#include <solder/router/pattern.hpp>

namespace solder {
namespace {

TEST(parse_pattern, splits_at_the_first_wildcard_M6) {
    const auto pattern = parse_pattern("/Team/:ID/*Rest");
    ASSERT_TRUE(pattern);
    ASSERT_EQ(pattern->segments.size(), 2u);
    EXPECT_EQ(pattern->segments[0].text, "team");
    EXPECT_FALSE(pattern->segments[0].is_parameter);
    EXPECT_EQ(pattern->segments[1].text, "ID");
    EXPECT_TRUE(pattern->segments[1].is_parameter);
    EXPECT_TRUE(pattern->has_wildcard);
    EXPECT_EQ(pattern->wildcard_name, "Rest");

    EXPECT_FALSE(parse_pattern("*rest")->has_wildcard);
    EXPECT_EQ(parse_pattern("/docs/*rest/")->wildcard_name, "rest");
    EXPECT_TRUE(parse_pattern("")->segments.empty());
}

TEST(parse_pattern, refuses_patterns_that_cannot_be_M15) {
    const auto reason = [](const char* pattern) { return parse_pattern(pattern).error().message; };
    EXPECT_EQ(reason("/docs/*rest/edit"), "route pattern \"/docs/*rest/edit\": a wildcard must be the last segment");
    EXPECT_EQ(reason("/a/*b/*c"), "route pattern \"/a/*b/*c\": a wildcard must be the last segment");
    EXPECT_EQ(reason("/a/:x/:x"), "route pattern \"/a/:x/:x\": a parameter name stands twice");
    EXPECT_EQ(reason("/a/:x/*x"), "route pattern \"/a/:x/*x\": a parameter name stands twice");
    EXPECT_EQ(reason("/a/:x?"), "route pattern \"/a/:x?\": an optional parameter must be expanded first");
    EXPECT_TRUE(parse_pattern("/a/:x/:X"));
}

TEST(check_route_path, refuses_a_question_mark_inside_a_segment_M15) {
    EXPECT_EQ(check_route_path("/a/:x?.html").error().message,
              "route pattern \"/a/:x?.html\": a \"?\" must end its segment");
    EXPECT_FALSE(check_route_path("/a?b/c"));
    EXPECT_FALSE(check_route_path("*rest/edit"));
    EXPECT_FALSE(check_route_path("/docs/*/edit/"));
    for (const char* path : {"", "/", "/a/:x?", "/:x?/b", "docs/*rest", "docs/*rest/", "*", "a//b"})
        EXPECT_TRUE(check_route_path(path)) << path;
}

TEST(encode_pattern, shows_plain_segments_as_browsers_do_M19_M20) {
    EXPECT_EQ(encode_pattern("/+x/@y/p=q;r"), "/+x/@y/p=q;r");
    EXPECT_EQ(encode_pattern("/a b/é"), "/a%20b/%C3%A9");
    EXPECT_EQ(encode_pattern("/カ/:キ/*ク"), "/%E3%82%AB/:キ/*ク");
    EXPECT_EQ(encode_pattern("/a%20b/%c3%a9"), "/a%20b/%C3%A9");
    for (const char* kept : {"", "/", "a", "/a/", "//", "/a//b/"}) EXPECT_EQ(encode_pattern(kept), kept);
}

TEST(score_route, counts_depth_before_plain_text_M23) {
    EXPECT_EQ(score_route(""), 0);
    EXPECT_EQ(score_route("/*lost"), -1);
    EXPECT_EQ(score_route("/shop"), 4);
    EXPECT_EQ(score_route("/:any"), 3);
    EXPECT_EQ(score_route("/shop/*"), 3);
    EXPECT_EQ(score_route("/shop/:sku/"), 7);
    EXPECT_EQ(score_route("/shop/cart/pay/*rest"), 11);
}

}  // namespace
}  // namespace solder

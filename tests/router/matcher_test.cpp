#include <gtest/gtest.h>
#include <solder/router/matcher.hpp>

namespace solder {
namespace {

/// `path name=value ...`, or `none`.
std::string shown(const std::optional<path_match>& match) {
    if (!match) return "none";
    std::string out = match->path;
    for (const auto& [name, value] : match->params) out += " " + name + "=" + value;
    return out;
}

std::string found(std::string_view pattern, std::string_view location, match_filters filters = {}) {
    return shown((*create_matcher(pattern, false, std::move(filters)))(location));
}
std::string found_partly(std::string_view pattern, std::string_view location) {
    return shown((*create_matcher(pattern, true))(location));
}

TEST(path_matcher, compares_plain_text_M7_M8_M9_M11) {
    for (const char* location : {"/team/list", "team/list", "/team/list/", "/TEAM/List"})
        EXPECT_EQ(found("/team/list", location), "/team/list") << location;
    for (const char* location :
         {"/team/edit", "/team", "/team/list/9", "/team//list", "//team/list", "/team/list//", "/", ""})
        EXPECT_EQ(found("/team/list", location), "none") << location;
    EXPECT_EQ(found_partly("/team/list", "/team/list/9"), "/team/list");
    EXPECT_EQ(found_partly("/team/list", "/team"), "none");
    EXPECT_EQ(found_partly("/team/list", "/team/list//9"), "none");
}

TEST(path_matcher, takes_an_empty_pattern_for_the_root_M12) {
    for (const char* pattern : {"/", ""}) {
        EXPECT_EQ(found(pattern, "/"), "/");
        EXPECT_EQ(found(pattern, ""), "/");
        EXPECT_EQ(found(pattern, "//"), "none");
        EXPECT_EQ(found(pattern, "/a"), "none");
        EXPECT_EQ(found_partly(pattern, "/a"), "/");
        EXPECT_EQ(found_partly(pattern, "//"), "none");
    }
}

TEST(path_matcher, gives_parameters_raw_and_in_their_own_case_M8_M12) {
    EXPECT_EQ(found("/team/:id", "/team/zoe-7"), "/team/zoe-7 id=zoe-7");
    EXPECT_EQ(found("/team/:id", "/Team/Zoe"), "/team/Zoe id=Zoe");
    EXPECT_EQ(found("/team/:id", "/team"), "none");
    EXPECT_EQ(found("/team/:id", "/team/"), "none");
    EXPECT_EQ(found("/team/:id", "/team/a%20b"), "/team/a%20b id=a%20b");
    EXPECT_EQ(found("/Team/:ID", "/team/AbC"), "/team/AbC ID=AbC");
}

TEST(path_matcher, lets_a_wildcard_take_the_rest_M10_M12) {
    for (const char* location : {"/docs", "/docs/", "/docs/x/y"}) EXPECT_EQ(found("/docs/*", location), "/docs");
    EXPECT_EQ(found("/docs/*rest", "/docs/x/y"), "/docs rest=x/y");
    EXPECT_EQ(found("/docs/*rest", "/docs"), "/docs rest=");
    EXPECT_EQ(found("/docs/*rest", "/docs/"), "/docs rest=");
    EXPECT_EQ(found("/docs/*rest", "/Docs/Xx/Yy/"), "/docs rest=Xx/Yy");
    EXPECT_EQ(found("/docs/*rest", "/docs/x//y"), "none");
    EXPECT_EQ(found("/docs/*", "/docs//"), "none");
    EXPECT_EQ(found("/team/:id/*rest", "/team/5/a/b"), "/team/5 id=5 rest=a/b");
    EXPECT_EQ(found("/*rest", "/a/b"), "/ rest=a/b");
    EXPECT_EQ(found("/*rest", "/"), "/ rest=");
    EXPECT_EQ(found("*rest", "/a"), "none");
}

bool is_three_digits(std::string_view text) {
    return text.size() == 3 && text.find_first_not_of("0123456789") == text.npos;
}

TEST(path_matcher, asks_its_filters_M13) {
    const match_filters digits{{"id", is_three_digits}};
    EXPECT_EQ(found("/team/:id", "/team/123", digits), "/team/123 id=123");
    EXPECT_EQ(found("/team/:id", "/team/12", digits), "none");

    const match_filters colours{{"c", {"red", "blue"}}};
    EXPECT_EQ(found("/pick/:c", "/pick/red", colours), "/pick/red c=red");
    EXPECT_EQ(found("/pick/:c", "/pick/blue", colours), "/pick/blue c=blue");
    EXPECT_EQ(found("/pick/:c", "/pick/Red", colours), "none");
    EXPECT_EQ(found("/pick/:c", "/pick/green", colours), "none");

    const match_filters even{{"n", [](std::string_view n) { return (n.back() - '0') % 2 == 0; }}};
    EXPECT_EQ(found("/y/:n", "/y/10", even), "/y/10 n=10");
    EXPECT_EQ(found("/y/:n", "/y/11", even), "none");

    EXPECT_EQ(found("/y/:n", "/y/1", {{"n", "1"}}), "/y/1 n=1");
    EXPECT_EQ(found("/y/:n", "/y/2", {{"n", "1"}}), "none");
    EXPECT_EQ(found("/y/:n", "/y/1", {{"n", std::vector<std::string>{}}}), "none");
    EXPECT_EQ(found("/y/:n", "/y/1", {{"n", {}}}), "none");
    EXPECT_EQ(found("/y/:n", "/y/1", {{"other", {}}}), "/y/1 n=1");
    EXPECT_EQ(found("/y/:n", "/y/a%20b", {{"n", "a%20b"}}), "/y/a%20b n=a%20b");
}

TEST(path_matcher, asks_the_filter_of_a_wildcard_for_the_rest_even_if_empty_M13) {
    std::vector<std::string> asked;
    const match_filters filters{{"rest", [&](std::string_view rest) {
                                     asked.emplace_back(rest);
                                     return rest == "a/1";
                                 }}};
    EXPECT_EQ(found("/t/*rest", "/t/a/1/", filters), "/t rest=a/1");
    EXPECT_EQ(found("/t/*rest", "/t", filters), "none");
    EXPECT_EQ(found("/t/*rest", "/t/A/1", filters), "none");
    EXPECT_EQ(asked, (std::vector<std::string>{"a/1", "", "A/1"}));
}

TEST(path_matcher, answers_alike_every_time_M14) {
    const auto matcher = create_matcher("/team/:id", false, {{"id", is_three_digits}});
    for (int i = 0; i < 3; ++i) EXPECT_TRUE((*matcher)("/team/123"));
}

TEST(create_matcher, reports_what_cannot_be_matched_M15) {
    EXPECT_FALSE(create_matcher("/docs/*rest/edit"));
    EXPECT_FALSE(create_matcher("/a/:x/:x"));
    EXPECT_FALSE(create_matchers("/a/:x?.html"));
    EXPECT_FALSE(create_matchers("/a/:x?/:x"));
}

TEST(match_first, tries_the_fillings_of_optional_parameters_M31) {
    const auto blog = create_matchers("/:lang?/blog/:slug");
    EXPECT_EQ(shown(match_first(*blog, "/en/blog/s-1")), "/en/blog/s-1 lang=en slug=s-1");
    EXPECT_EQ(shown(match_first(*blog, "/blog/s-1")), "/blog/s-1 slug=s-1");
    EXPECT_EQ(shown(match_first(*create_matchers("/blog/:slug"), "/en/blog/s-1")), "none");
}

TEST(route_params, decode_on_request_M16) {
    const route_params params{{"a", "x%20y"}, {"bad", "50%"}};
    EXPECT_EQ(params.get("a"), "x%20y");
    EXPECT_EQ(params.decoded("a"), "x y");
    EXPECT_EQ(params.decoded("bad"), "50%");
    EXPECT_EQ(params.decoded("absent"), "");
    EXPECT_FALSE(params.contains("absent"));
    EXPECT_EQ(params.find("absent"), nullptr);
}

TEST(route_params, merge_lets_the_deeper_win_M33) {
    route_params params{{"id", "1"}, {"o", "7"}};
    params.merge({{"id", "2"}, {"t", "3"}});
    EXPECT_EQ(params, (route_params{{"id", "2"}, {"o", "7"}, {"t", "3"}}));
}

}  // namespace
}  // namespace solder

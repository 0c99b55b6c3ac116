#include <gtest/gtest.h>
#include <solder/router/search_params.hpp>

namespace solder {
namespace {

TEST(merge_search_string, reads_the_table_X3) {
    EXPECT_EQ(merge_search_string("", {}), "");
    EXPECT_EQ(merge_search_string("", {{"q", "tea"}}), "?q=tea");
    EXPECT_EQ(merge_search_string("?q=tea", {}), "?q=tea");
    EXPECT_EQ(merge_search_string("?q=tea", {{"page", 2}}), "?q=tea&page=2");
    EXPECT_EQ(merge_search_string("?q=tea", {{"q", "mate"}}), "?q=mate");
    EXPECT_EQ(merge_search_string("?q=tea", {{"q", nullptr}}), "");
    EXPECT_EQ(merge_search_string("?q=tea", {{"q", ""}}), "");
    EXPECT_EQ(merge_search_string("?q=tea", {{"q", {}}}), "");
    EXPECT_EQ(merge_search_string("?q=tea", {{"q", std::optional<int>{}}}), "");
    EXPECT_EQ(merge_search_string("?a=1&b=2&c=3", {{"b", "z"}}), "?a=1&b=z&c=3");
    EXPECT_EQ(merge_search_string("?a=1&b=2&a=3", {{"a", "z"}}), "?a=z&b=2");
    EXPECT_EQ(merge_search_string("?a=1&b=2&a=3", {{"a", {"z", "y"}}}), "?b=2&a=z&a=y");
    EXPECT_EQ(merge_search_string("", {{"t", {1, 2}}}), "?t=1&t=2");
    EXPECT_EQ(merge_search_string("?t=9&t=8", {{"t", {"a"}}}), "?t=a");
    EXPECT_EQ(merge_search_string("?t=9&t=8", {{"t", {}}}), "");
    EXPECT_EQ(merge_search_string("", {{"f", false}, {"z", 0}, {"on", true}}), "?f=false&z=0&on=true");
    EXPECT_EQ(merge_search_string("", {{"q", "a b&c=d+é"}}), "?q=a+b%26c%3Dd%2B%C3%A9");
    EXPECT_EQ(merge_search_string("?q=a%20b", {}), "?q=a+b");
    EXPECT_EQ(merge_search_string("?q", {}), "?q=");
    EXPECT_EQ(merge_search_string("q=tea", {{"page", 2}}), "?q=tea&page=2");
}

TEST(merge_search_string, keeps_case_and_order_X4) {
    EXPECT_EQ(merge_search_string("?B=1&a=2&b=3", {{"b", "x"}, {"A", 1}}), "?B=1&a=2&b=x&A=1");
    EXPECT_EQ(merge_search_string("?a=1&b=2", {{"a", {"z"}}}), "?b=2&a=z");  // a list of one is a list
}

TEST(merge_search_string, takes_values_of_many_types) {
    const std::string text = "s";
    const std::vector<std::string> list{"x", "y"};
    EXPECT_EQ(
        merge_search_string("", {{"a", text}, {"b", std::string_view("v")}, {"c", list}, {"d", std::optional(7)}}),
        "?a=s&b=v&c=x&c=y&d=7");
    EXPECT_EQ(merge_search_string("", {{"min", INT64_MIN}, {"max", UINT64_MAX}}),
              "?min=-9223372036854775808&max=18446744073709551615");
}

TEST(merge_search_string, drops_empty_elements_of_a_list_X8) {
    EXPECT_EQ(merge_search_string("", {{"t", {"a", "", nullptr, "b"}}}), "?t=a&t=b");
    EXPECT_EQ(merge_search_string("?t=1", {{"t", {"", nullptr}}}), "");
}

TEST(extract_search_params, reads_the_rows_of_X7) {
    EXPECT_EQ(extract_search_params("?q=tea&page=2"), (search_params{{"q", {"tea"}}, {"page", {"2"}}}));
    EXPECT_EQ(extract_search_params("?t=a&t=b&t=c"), (search_params{{"t", {"a", "b", "c"}}}));
    EXPECT_EQ(extract_search_params("?q"), (search_params{{"q", {""}}}));
    EXPECT_EQ(extract_search_params("?q=a+b%20c"), (search_params{{"q", {"a b c"}}}));
    EXPECT_EQ(extract_search_params("?A=1&a=2"), (search_params{{"A", {"1"}}, {"a", {"2"}}}));
    EXPECT_EQ(extract_search_params("https://e.org/x?q=1#f?q=2"), (search_params{{"q", {"1"}}}));
    EXPECT_TRUE(extract_search_params("/x#f?q=2").empty());
    EXPECT_TRUE(extract_search_params("").empty());
}

TEST(extract_search_params, knows_no_special_names_X8) {
    const auto params = extract_search_params("?toString=1&__proto__=2&__proto__=3");
    EXPECT_EQ(params.get("toString"), "1");
    EXPECT_EQ(params.all("__proto__").size(), 2u);
    EXPECT_FALSE(params.contains("constructor"));
    EXPECT_EQ(params.get("constructor"), "");
    EXPECT_TRUE(params.all("constructor").empty());
}

}  // namespace
}  // namespace solder

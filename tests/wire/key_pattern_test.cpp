#include <gtest/gtest.h>
#include <optional>
#include <solder/wire/key.hpp>

using namespace solder;

namespace {

key_segment object(std::initializer_list<key_member> members) { return members; }

// The shapes that later layers give their functions.
key_pattern refetch_route_data(key_pattern key) { return key; }
struct route_data_options {
    key_pattern key = {};
};
key_pattern create_route_data(int, route_data_options options = {}) { return options.key; }
struct optional_options {
    std::optional<key_pattern> key = std::nullopt;
};
std::optional<key_pattern> create_optional(optional_options options) { return options.key; }

std::string revalidate(query_key key, bool = true) { return "one:" + key.text(); }
std::string revalidate(const std::vector<query_key>& keys, bool = true) {
    std::string out = "list";
    for (const auto& key : keys) out += ":" + key.text();
    return out;
}

}  // namespace

TEST(key_pattern_braces, one_string_is_a_pattern_of_one_segment) {
    const key_pattern k = {"students"};
    ASSERT_EQ(k.segments().size(), 1u);
    EXPECT_EQ(k.segments()[0], key_segment("students"));
    EXPECT_EQ(refetch_route_data({"students"}), k);
    EXPECT_EQ(refetch_route_data("students"), k);
    EXPECT_EQ(key_pattern{std::string("students")}, k);
}

TEST(key_pattern_braces, inner_braces_are_an_object_and_never_a_string) {
    const key_pattern k = {"students", {{"house", "gryffindor"}}};
    ASSERT_EQ(k.segments().size(), 2u);
    ASSERT_TRUE(k.segments()[1].as_object());
    EXPECT_EQ(*k.segments()[1].as_object(), (key_segment::object{key_member("house", "gryffindor")}));
    EXPECT_EQ(refetch_route_data({"students", {{"house", "gryffindor"}}}), k);
    EXPECT_EQ(create_route_data(1, {.key = {"students", {{"house", "gryffindor"}}}}), k);
    EXPECT_EQ(create_optional({.key = key_pattern{"students", {{"house", "gryffindor"}}}}), k);
}

TEST(key_pattern_braces, take_numbers_two_members_nesting_arrays_and_the_empty_object) {
    EXPECT_EQ(refetch_route_data({"cars", 7}).segments()[1], key_segment(7));
    const key_pattern two = {"cars", {{"make", "audi"}, {"year", 2020}}};
    EXPECT_EQ(two.segments()[1], object({{"year", 2020}, {"make", "audi"}}));
    const key_pattern nested = {"cars", {{"a", {{"b", 1}, {"c", nullptr}}}}};
    EXPECT_EQ(nested.segments()[1], object({{"a", object({{"b", 1}, {"c", nullptr}})}}));
    const key_pattern array = {"cars", key_array{1, {{"x", 1}}, "z"}};
    ASSERT_TRUE(array.segments()[1].as_array());
    EXPECT_EQ(array.segments()[1].as_array()->size(), 3u);
    EXPECT_EQ((*array.segments()[1].as_array())[1], object({{"x", 1}}));
    const key_pattern empty_object = {"cars", {}};
    ASSERT_TRUE(empty_object.segments()[1].as_object());
    EXPECT_TRUE(empty_object.segments()[1].as_object()->empty());
    const key_pattern three = {"a", "b", "c"};
    EXPECT_EQ(three.segments().size(), 3u);
    const key_pattern only_object = {{{"house", "gryffindor"}}};
    EXPECT_TRUE(only_object.segments()[0].as_object());
    EXPECT_TRUE(key_pattern{}.empty());
    EXPECT_TRUE(refetch_route_data({}).empty());
    EXPECT_TRUE(create_route_data(1).empty());
}

TEST(key_pattern_braces, copies_stay_copies) {
    const key_pattern k = {"cars", 7};
    const key_pattern copy = k;
    const key_pattern braced{k};
    EXPECT_EQ(copy, k);
    EXPECT_EQ(braced, k);
}

TEST(query_key_braces, are_always_a_list_of_keys) {
    const key_pattern k1 = {"cars"};
    const exact_key k2 = make_exact_key("fleet", 7);
    EXPECT_EQ(revalidate(k1), "one:cars");
    EXPECT_EQ(revalidate(k2), "one:fleet[7]");
    EXPECT_EQ(revalidate("cars"), "one:cars");
    EXPECT_EQ(revalidate({k1, k2}), "list:cars:fleet[7]");
    EXPECT_EQ(revalidate({query_key(k1), query_key(k2)}), "list:cars:fleet[7]");
    EXPECT_EQ(revalidate({"a", "b"}), "list:a:b");
    EXPECT_EQ(revalidate({query_key(k1), query_key(k2)}, false), "list:cars:fleet[7]");
    EXPECT_EQ(revalidate(key_pattern{"cars", {{"make", "audi"}}}), R"(one:["cars",{"make":"audi"}])");
    static_assert(!std::is_constructible_v<query_key, int>);
}

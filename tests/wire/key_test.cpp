#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <solder/wire/key.hpp>

using namespace solder;

namespace {

enum class colour : std::uint8_t { red = 1, blue = 2 };
struct inner_args {
    int d;
    int c;
};
struct outer_args {
    int z;
    inner_args a;
};
struct outer_args_reordered {
    inner_args a;
    int z;
};
struct all_kinds {
    std::optional<int> none;
    std::vector<double> list;
    std::array<bool, 2> flags;
    std::pair<int, std::string> both;
    std::map<std::string, colour> colours;
    std::string text;
};
struct empty_args {};
struct point {
    int x, y;
};
struct no_conversion {
    void (*callable)();
};

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

template <class... Args>
std::string text_of(std::string_view name, const Args&... args) {
    std::string out;
    append_key_text(out, name, args...);
    EXPECT_EQ(out, make_exact_key(name, args...).text()) << "with and without building segments";
    EXPECT_EQ(out, std::string(name) + hash_key(args...));
    return out;
}

}  // namespace

namespace solder {
template <>
struct key_format<no_conversion*> {
    static key_segment segment(no_conversion* const&) { return key_array{"pointer"}; }
};
}  // namespace solder

// K1
TEST(key_segment, is_null_bool_number_string_array_or_object) {
    EXPECT_TRUE(key_segment(nullptr).is_null());
    EXPECT_TRUE(key_segment(std::nullopt).is_null());
    EXPECT_TRUE(key_segment(std::monostate()).is_null());
    EXPECT_TRUE(key_segment(std::optional<int>()).is_null());
    EXPECT_EQ(*key_segment(true).as_bool(), true);
    EXPECT_EQ(*key_segment(7).as_integer(), 7);
    EXPECT_EQ(*key_segment(0.5).as_double(), 0.5);
    EXPECT_EQ(*key_segment(UINT64_MAX).as_large_integer(), UINT64_MAX);
    EXPECT_EQ(*key_segment("text").as_string(), "text");
    EXPECT_EQ(*key_segment(colour::blue).as_integer(), 2);
    EXPECT_EQ(*key_segment(std::vector{1, 2}).as_array(), (key_segment::array{1, 2}));
    EXPECT_EQ(*key_segment(point{1, 2}).as_object(), (key_segment::object{{"x", 1}, {"y", 2}}));
}

// K2
TEST(exact_key, is_the_name_and_then_the_arguments) {
    const auto key = make_exact_key("cars", 7, "x");
    ASSERT_EQ(key.segments().size(), 3u);
    EXPECT_EQ(key.name(), "cars");
    EXPECT_EQ(key.segments()[1], key_segment(7));
    EXPECT_EQ(key.segments()[2], key_segment("x"));
    EXPECT_EQ(make_exact_key("cars").segments().size(), 1u);
}

// K3
TEST(key_text, is_the_name_and_compact_json_with_sorted_members) {
    EXPECT_EQ(text_of("cars"), "cars[]");
    EXPECT_EQ(text_of("cars", 7), "cars[7]");
    EXPECT_EQ(text_of("cars", "7"), R"(cars["7"])");
    EXPECT_EQ(text_of("cars", outer_args{1, {1, 2}}), R"(cars[{"a":{"c":2,"d":1},"z":1}])");
    EXPECT_EQ(text_of("cars", std::vector{3, 1}), "cars[[3,1]]");
    EXPECT_EQ(text_of("cars", nullptr), "cars[null]");
    EXPECT_EQ(text_of("cars", std::vector<bool>{true, false}, std::tuple(1, "a"), empty_args{}),
              R"(cars[[true,false],[1,"a"],{}])");
    EXPECT_EQ(
        text_of("cars", all_kinds{{}, {0.5, 2.0}, {true, false}, {3, "q\"\n"}, {{"b", colour::blue}}, "é"}),
        R"(cars[{"both":[3,"q\"\n"],"colours":{"b":2},"flags":[true,false],"list":[0.5,2],"none":null,"text":"é"}])");
    EXPECT_EQ(text_of("cars", std::vector<int>{}, std::map<std::string, int>{}), "cars[[],{}]");
    EXPECT_EQ(text_of("cars", key_segment{{"b", 1}, {"a", key_array{}}}), R"(cars[{"a":[],"b":1}])");
    EXPECT_EQ(text_of("cars", static_cast<no_conversion*>(nullptr)), R"(cars[["pointer"]])");
}

// K4
TEST(hash_key, is_equal_for_reordered_members_and_differs_for_reordered_elements) {
    EXPECT_EQ(hash_key(outer_args{1, {2, 3}}), hash_key(outer_args_reordered{{2, 3}, 1}));
    EXPECT_EQ(hash_key(key_segment{{"a", 1}, {"b", 2}}), hash_key(key_segment{{"b", 2}, {"a", 1}}));
    EXPECT_NE(hash_key(std::vector{1, 2}), hash_key(std::vector{2, 1}));
    EXPECT_NE(hash_key(1, 2), hash_key(2, 1));
}

// K5
TEST(hash_key, keeps_integers_of_64_bits_exact) {
    EXPECT_EQ(hash_key(INT64_MAX), "[9223372036854775807]");
    EXPECT_EQ(hash_key(INT64_MIN), "[-9223372036854775808]");
    EXPECT_EQ(hash_key(UINT64_MAX), "[18446744073709551615]");
    EXPECT_NE(hash_key(INT64_MAX), hash_key(INT64_MAX - 1));
    EXPECT_EQ(hash_key(9007199254740993), "[9007199254740993]");
}

// K5
TEST(hash_key, takes_one_for_one_point_zero_and_zero_for_minus_zero) {
    EXPECT_EQ(text_of("n", 1.0), "n[1]");
    EXPECT_EQ(text_of("n", -0.0), "n[0]");
    EXPECT_EQ(text_of("n", 1.5F), "n[1.5]");
    EXPECT_EQ(text_of("n", 1e18), "n[1000000000000000000]");
    EXPECT_EQ(text_of("n", 9223372036854775808.0), text_of("n", std::uint64_t{1} << 63));
    EXPECT_EQ(text_of("n", -9223372036854775808.0), text_of("n", INT64_MIN));
    EXPECT_EQ(text_of("n", 1e20), "n[100000000000000000000]");
    EXPECT_EQ(text_of("n", 1e21), "n[1e+21]");
    EXPECT_EQ(text_of("n", 1e-7), "n[1e-7]");
}

// K5
TEST(hash_key, tells_nan_infinities_null_and_escaped_members_apart) {
    EXPECT_EQ(text_of("n", nan_value), R"(n[{"$num":"nan"}])");
    EXPECT_EQ(text_of("n", infinity), R"(n[{"$num":"inf"}])");
    EXPECT_EQ(text_of("n", -infinity), R"(n[{"$num":"-inf"}])");
    EXPECT_EQ(text_of("n", std::map<std::string, std::string>{{"$num", "nan"}}), R"(n[{"$$num":"nan"}])");
    EXPECT_EQ(text_of("n", std::map<std::string, int>{{"$$a", 1}, {"b$", 2}}), R"(n[{"$$$a":1,"b$":2}])");
    EXPECT_NE(hash_key(std::vector<int>{}), hash_key(nullptr));
    EXPECT_NE(hash_key(false), hash_key(0));
    EXPECT_NE(hash_key("1"), hash_key(1));
    EXPECT_NE(hash_key("\xff"), hash_key("\xfe")) << "bytes that are not UTF-8 do not collide";
}

// K5; the message of the compile error is checked by tests/wire/fail
TEST(hash_key, takes_no_type_without_a_conversion) {
    static_assert(keyable<outer_args> && keyable<no_conversion*> && keyable<std::string_view>);
    static_assert(!keyable<no_conversion> && !keyable<void (*)()> && !keyable<int*> && !keyable<char>);
    static_assert(!keyable<key_pattern> && !keyable<exact_key> && !keyable<query_key>);
    static_assert(!keyable<std::vector<no_conversion>> && !keyable<std::map<int, int>>);
}

// K6
TEST(query_key, is_exact_or_a_pattern) {
    EXPECT_TRUE(query_key(make_exact_key("cars")).is_exact());
    EXPECT_FALSE(query_key(key_pattern{"cars"}).is_exact());
    EXPECT_NE(query_key(make_exact_key("cars")), query_key(key_pattern{"cars"}));
    EXPECT_FALSE(query_key("cars").is_exact());
    EXPECT_EQ(query_key(make_exact_key("cars", 7)).name(), "cars");
    EXPECT_EQ(query_key(key_pattern{7}).name(), "");
}

// K7
TEST(query_key, exact_matches_only_the_very_same_call) {
    const query_key one = make_exact_key("q", 1);
    EXPECT_TRUE(one.matches(make_exact_key("q", 1)));
    EXPECT_TRUE(one.matches(make_exact_key("q", 1.0)));
    EXPECT_FALSE(one.matches(make_exact_key("q", 12)));
    EXPECT_FALSE(one.matches(make_exact_key("q", 1, 2)));
    EXPECT_FALSE(one.matches(make_exact_key("q")));
    EXPECT_FALSE(query_key(make_exact_key("q")).matches(make_exact_key("q", 1)));
    const query_key less = make_exact_key("q", key_segment{{"a", 1}});
    EXPECT_FALSE(less.matches(make_exact_key("q", key_segment{{"a", 1}, {"b", 2}})));
}

// K8
TEST(key_pattern_matching, compares_scalars_by_type_and_value) {
    const auto matches = [](const key_segment& key, const key_segment& pattern) {
        return key.partially_equals(pattern);
    };
    EXPECT_TRUE(matches(1, 1.0));
    EXPECT_TRUE(matches(0, -0.0));
    EXPECT_TRUE(matches(nan_value, nan_value));
    EXPECT_TRUE(matches(nullptr, nullptr));
    EXPECT_TRUE(matches("a", std::string("a")));
    EXPECT_FALSE(matches(1, true));
    EXPECT_FALSE(matches("1", 1));
    EXPECT_FALSE(matches(nullptr, 0));
    EXPECT_FALSE(matches(nullptr, false));
    EXPECT_FALSE(matches(nullptr, ""));
    EXPECT_FALSE(matches(INT64_MAX, static_cast<double>(INT64_MAX)));
    EXPECT_FALSE(matches(infinity, -infinity));
    EXPECT_FALSE(matches("ab", "a"));
}

// K8
TEST(key_pattern_matching, takes_arrays_as_prefix_and_objects_as_subset_and_never_mixes_them) {
    const auto matches = [](const key_segment& key, const key_segment& pattern) {
        return key.partially_equals(pattern);
    };
    const key_segment object = {{"0", 1}, {"length", 1}};
    const key_segment no_members = key_segment::from_object({});
    EXPECT_TRUE(matches(key_array{1, 2}, key_array{1}));
    EXPECT_FALSE(matches(key_array{1, 2}, key_array{2}));
    EXPECT_FALSE(matches(key_array{1}, key_array{1, 2}));
    EXPECT_TRUE(matches(key_array{}, key_array{}));
    EXPECT_FALSE(matches(key_array{1}, key_array{}));
    EXPECT_TRUE(matches(object, no_members));
    EXPECT_TRUE(matches(no_members, no_members));
    EXPECT_FALSE(matches(object, key_array{1}));
    EXPECT_FALSE(matches(object, key_array{}));
    EXPECT_FALSE(matches(key_array{1}, no_members));
    EXPECT_FALSE(matches(key_array{}, no_members));
    EXPECT_FALSE(matches(nullptr, no_members));
    EXPECT_FALSE(matches(object, nullptr));
    EXPECT_TRUE(matches(object, key_segment({{"length", 1}})));
    EXPECT_FALSE(matches(object, key_segment({{"length", 2}})));
}

// K9
TEST(key_pattern_matching, empty_pattern_matches_only_a_key_without_segments) {
    EXPECT_FALSE(key_pattern().matches(make_exact_key("cars")));
    EXPECT_TRUE(key_pattern().matches(key_pattern()));
    EXPECT_FALSE(query_key("").matches(make_exact_key("cars")));
}

// K10
TEST(key_pattern_matching, follows_the_table) {
    const auto match = [](const key_pattern& key, const key_pattern& pattern) { return pattern.matches(key); };
    EXPECT_TRUE(match({"cars"}, {"cars"}));
    EXPECT_TRUE(match({"cars", {{"make", "audi"}}}, {"cars"}));
    EXPECT_FALSE(match({"cars"}, {"cars", {{"make", "audi"}}}));
    EXPECT_TRUE(match({"cars", {{"make", "audi"}, {"year", 2020}}}, {"cars", {{"make", "audi"}}}));
    EXPECT_FALSE(match({"cars", {{"make", "audi"}}}, {"cars", {{"make", "bmw"}}}));
    EXPECT_TRUE(match({"cars", {{"make", "audi"}}}, {"cars", {}}));
    EXPECT_TRUE(match({"cars", {{"a", {{"b", 1}, {"c", 2}}}}}, {"cars", {{"a", {{"c", 2}}}}}));
    EXPECT_TRUE(match({"cars", {{"a", key_array{{{"x", 1}, {"y", 2}}, {{"z", 1}}}}}},
                      {"cars", {{"a", key_array{{{"y", 2}}}}}}));
    EXPECT_TRUE(match({"cars", key_array{1, 2}}, {"cars", key_array{1}}));
    EXPECT_FALSE(match({"cars", key_array{1, 2}}, {"cars", key_array{}}));
    EXPECT_TRUE(match({"cars", 3}, {"cars", 3}));
    EXPECT_FALSE(match({"cars", 3}, {"cars", "3"}));
    EXPECT_FALSE(match({"cars", 0}, {"cars", false}));
    EXPECT_TRUE(match({"cars", nullptr}, {"cars", nullptr}));
    EXPECT_FALSE(match({"cars", nullptr}, {"cars", {}}));
    EXPECT_FALSE(match({"carsharing"}, {"cars"}));
    EXPECT_FALSE(match({"fleet", "cars"}, {"cars"}));
    EXPECT_FALSE(match({"cars"}, {}));
}

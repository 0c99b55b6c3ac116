#include <solder/wire/json.hpp>
// first: it includes what it needs
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <solder/wire/same.hpp>

using namespace solder;

namespace {
enum class size_class { small = 1, middle, large };
}  // namespace
template <>
struct solder::enum_range<size_class> {
    static constexpr auto first = size_class::small, last = size_class::large;
};
namespace {

enum class colour : std::uint8_t { red = 1, blue = 200 };
struct project_task {
    std::int64_t id;
    std::string title;
    bool done;
};
struct tree {
    int value;
    std::vector<tree> children;
};
struct everything {
    bool flag;
    std::int8_t i8;
    std::uint8_t u8;
    std::int16_t i16;
    std::uint16_t u16;
    std::int32_t i32;
    std::uint32_t u32;
    std::int64_t i64;
    std::uint64_t u64;
    double d;
    float f;
    std::string text;
    colour paint;
    std::optional<int> maybe;
    std::vector<project_task> tasks;
    std::vector<bool> flags;
    std::array<int, 3> three;
    std::map<std::string, double> scores;
    std::pair<int, std::string> pair;
    std::tuple<bool, std::optional<std::string>> tuple;
    std::monostate nothing;
    raw_json raw;
};
struct date {
    int day;
    int month;
};
struct not_for_json {
    int* p;
};

template <class T>
T read(std::string_view text) {
    auto value = from_json<T>(text);
    EXPECT_TRUE(value) << text << ": " << (value ? "" : value.error().message);
    return value ? *value : T{};
}
template <class T>
std::string why(std::string_view text, json_limits limits = {}) {
    auto value = from_json<T>(text, limits);
    return value ? "no error" : value.error().message;
}
everything sample() {
    return {true,
            -128,
            255,
            INT16_MIN,
            UINT16_MAX,
            INT32_MIN,
            UINT32_MAX,
            INT64_MIN,
            UINT64_MAX,
            0.1,
            0.5F,
            "t\"é\n",
            colour::blue,
            7,
            {{1, "a", true}, {2, "b", false}},
            {true, false},
            {1, 2, 3},
            {{"x", 1.5}},
            {1, "p"},
            {true, "o"},
            {},
            raw_json(R"({"k":[1, 2]})")};
}

}  // namespace

namespace solder {
/// The opt-in of a type of one's own: here an enum by name would look the same.
template <>
struct json_format<date> {
    static void append(std::string& out, const date& value) {
        append_json(out, std::to_string(value.day) + "." + std::to_string(value.month));
    }
    static bool read(json_reader& reader, date& to) {
        std::string text;
        if (!reader.read_string(text)) return false;
        if (text.size() != 3) return reader.expected("a date");
        to = {text[0] - '0', text[2] - '0'};
        return true;
    }
};
}  // namespace solder

TEST(to_json, writes_every_kind_compactly_and_in_order) {
    EXPECT_EQ(to_json(sample()),
              R"({"flag":true,"i8":-128,"u8":255,"i16":-32768,"u16":65535,"i32":-2147483648,"u32":4294967295,)"
              R"("i64":-9223372036854775808,"u64":18446744073709551615,"d":0.1,"f":0.5,"text":"t\"é\n","paint":200,)"
              R"("maybe":7,"tasks":[{"id":1,"title":"a","done":true},{"id":2,"title":"b","done":false}],)"
              R"("flags":[true,false],"three":[1,2,3],"scores":{"x":1.5},"pair":[1,"p"],"tuple":[true,"o"],)"
              R"("nothing":null,"raw":{"k":[1, 2]}})");
    EXPECT_EQ(to_json(std::vector<int>{}), "[]");
    EXPECT_EQ(to_json(std::map<std::string, int>{}), "{}");
    EXPECT_EQ(to_json(std::tuple<>{}), "[]");
    EXPECT_EQ(to_json(std::monostate()), "null");
    EXPECT_EQ(to_json("text"), R"("text")");
    EXPECT_EQ(to_json(std::string_view("text")), R"("text")");
    EXPECT_EQ(to_json(date{1, 2}), R"("1.2")");
}

TEST(json_round_trip, gives_back_an_equal_value) {
    const auto value = sample();
    EXPECT_TRUE(wire::same(read<everything>(to_json(value)), value));
    const tree deep{1, {{2, {{3, {}}}}, {4, {}}}};
    EXPECT_TRUE(wire::same(read<tree>(to_json(deep)), deep));
    EXPECT_TRUE(wire::same(read<std::vector<date>>(R"(["1.2","3.4"])"), std::vector<date>{{1, 2}, {3, 4}}));
}

TEST(json_round_trip, keeps_numbers_that_json_has_none_of) {
    const double inf = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(std::isnan(read<double>(to_json(std::nan("")))));
    EXPECT_EQ(read<double>(to_json(inf)), inf);
    EXPECT_EQ(read<float>(to_json(-inf)), -std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::signbit(read<double>(to_json(-0.0))));
    EXPECT_EQ(why<double>(R"({"$num":"big"})"), "expected a number");
    EXPECT_EQ(why<double>(R"({"$num":"inf","x":1})"), "expected a number");
    EXPECT_EQ(why<double>(R"({})"), "expected a number");
    EXPECT_EQ(why<float>("1e39"), "expected a number that fits a float");
    EXPECT_EQ(why<double>("1e309"), "expected a number that fits a double");
}

TEST(from_json, takes_integers_exactly_in_their_range) {
    EXPECT_EQ(read<std::int64_t>("-9223372036854775808"), INT64_MIN);
    EXPECT_EQ(read<std::int64_t>("9223372036854775807"), INT64_MAX);
    EXPECT_EQ(read<std::uint64_t>("18446744073709551615"), UINT64_MAX);
    EXPECT_EQ(read<std::uint64_t>("-0"), 0u);
    EXPECT_EQ(read<std::int8_t>("-128"), -128);
    EXPECT_EQ(why<std::int8_t>("128"), "expected a whole number from -128 to 127");
    EXPECT_EQ(why<std::uint8_t>("-1"), "expected a whole number from 0 to 255");
    EXPECT_EQ(why<std::uint8_t>("256"), "expected a whole number from 0 to 255");
    for (const char* text : {"9223372036854775808", "-9223372036854775809", "1.0", "1e2", "\"1\"", "null", "true",
                             "99999999999999999999999"})
        EXPECT_EQ(why<std::int64_t>(text), "expected a whole number from -9223372036854775808 to 9223372036854775807");
    EXPECT_EQ(why<std::uint64_t>("18446744073709551616"), "expected a whole number from 0 to 18446744073709551615");
    EXPECT_EQ(why<colour>("256"), "expected a whole number from 0 to 255");
}

TEST(from_json, names_the_place_in_words) {
    EXPECT_EQ(why<project_task>(R"({"id":1,"title":2,"done":true})"), R"(member "title": expected a string)");
    EXPECT_EQ(why<project_task>(R"({"id":1,"done":true})"), R"(member "title": is missing)");
    EXPECT_EQ(why<std::vector<project_task>>(R"([{"id":1,"title":"","done":true},7])"),
              "element 2: expected an object");
    EXPECT_EQ((why<std::map<std::string, std::vector<int>>>(R"({"a":[1],"b":[1,"x"]})")),
              R"(member "b": element 2: expected a whole number from -2147483648 to 2147483647)");
    EXPECT_EQ((why<std::pair<int, int>>("[1]")), "expected 2 elements");
    EXPECT_EQ((why<std::array<int, 1>>("[1,2]")), "expected 1 element");
    const auto arguments = from_json_arguments<std::tuple<int, project_task>>(R"([1,{"id":1,"title":2,"done":true}])");
    EXPECT_EQ(arguments.error().message, R"(argument 2: member "title": expected a string)");
    EXPECT_EQ((from_json_arguments<std::tuple<int, int>>("[1]").error().message), "expected 2 arguments");
    EXPECT_EQ(from_json_arguments<std::tuple<>>("[]"), std::tuple<>());
}

TEST(from_json, carries_the_kind_that_the_caller_chose) {
    EXPECT_EQ(from_json<int>("x").error().kind, error_kind::bad_reply);
    EXPECT_FALSE(from_json<int>("x").error().is_public);
    EXPECT_EQ(from_json<int>("x", {.kind = error_kind::invalid}).error().kind, error_kind::invalid);
    EXPECT_TRUE(from_json<int>("x", {.kind = error_kind::invalid}).error().is_public);
}

TEST(from_json, refuses_numbers_outside_of_the_range_of_an_enum) {
    EXPECT_EQ(read<size_class>("3"), size_class::large);
    for (auto* text : {"0", "4", "-1"}) EXPECT_EQ(why<size_class>(text), "is no value of its enum") << text;
    EXPECT_EQ(read<colour>("77"), static_cast<colour>(77));  // no range is known
}

TEST(from_json, passes_over_unknown_members_and_refuses_two_of_one_name) {
    const auto task =
        read<project_task>(R"( { "new" : {"a":[1,{"b":null}]} , "done":false, "id" : 1 , "title":"a", "x":-1.5e3 } )");
    EXPECT_TRUE(wire::same(task, project_task{1, "a", false}));
    EXPECT_EQ(why<project_task>(R"({"id":1,"title":"a","id":2,"done":true})"), R"(member "id": stands twice)");
    EXPECT_EQ((read<std::map<std::string, int>>(R"({"a":1,"a":2})")), (std::map<std::string, int>{{"a", 2}}));
    EXPECT_EQ(why<project_task>(R"({"new":[1,],"id":1})"), "malformed JSON at byte 10");
}

TEST(from_json, takes_null_and_absence_for_an_empty_optional) {
    struct with_optional {
        std::optional<std::string> note;
        std::optional<std::vector<int>> list;
    };
    EXPECT_TRUE(wire::same(read<with_optional>("{}"), with_optional{}));
    EXPECT_TRUE(wire::same(read<with_optional>(R"({"note":null,"list":[]})"), with_optional{{}, std::vector<int>{}}));
    EXPECT_EQ(why<with_optional>(R"({"note":1})"), R"(member "note": expected a string)");
}

TEST(from_json, decodes_escapes_and_refuses_broken_text) {
    EXPECT_EQ(read<std::string>(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00é")"), "\"\\/\b\f\n\r\tAé€😀é");
    EXPECT_EQ(read<std::string>(R"("\u0000")"), std::string(1, '\0'));
    for (const char* text : {R"("\ud83d")", R"("\ude00")", R"("\ud83d\u0041")", R"("\ud83dx")", R"("\x41")",
                             R"("\u00g0")", R"("\u12)", "\"\n\"", "\"\x1f\"", R"("\)", R"("a)"})
        EXPECT_FALSE(from_json<std::string>(text)) << text;
    for (const char* text :
         {"\"\xff\"", "\"\xc3\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"a\\n\xff\""}) {
        EXPECT_EQ(why<std::string>(text), "not UTF-8");
        EXPECT_EQ(why<raw_json>(text), "not UTF-8");
    }
    EXPECT_EQ(why<project_task>("{\"\xff\":1}"), "not UTF-8");
}

TEST(from_json, refuses_what_json_does_not_have) {
    for (const char* text : {"",
                             " ",
                             "nul",
                             "nulll",
                             "tru",
                             "True",
                             "01",
                             "+1",
                             "1.",
                             ".5",
                             "-",
                             "1e",
                             "1e+",
                             "0x1",
                             "NaN",
                             "Infinity",
                             "[1,]",
                             "[,1]",
                             "[1 2]",
                             "[1",
                             "]",
                             "[1}",
                             "{",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\":1,}",
                             "{a:1}",
                             "{\"a\" 1}",
                             "'a'",
                             "1 2",
                             "[] x",
                             "// c\n1",
                             "{\"a\":1]",
                             "\xEF\xBB\xBF"
                             "1"})
        EXPECT_FALSE(from_json<raw_json>(text)) << text;
    EXPECT_EQ(why<std::vector<int>>("[1] 2"), "malformed JSON at byte 4");
    EXPECT_EQ(why<std::vector<int>>("[1,"), "element 2: the JSON ends too early");
}

TEST(from_json, refuses_text_cut_short_at_every_byte) {
    const auto whole = to_json(sample());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        EXPECT_FALSE(from_json<everything>(whole.substr(0, length))) << length;
        EXPECT_FALSE(from_json<raw_json>(whole.substr(0, length))) << length;
    }
}

TEST(from_json, keeps_to_its_limits) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(from_json<raw_json>(nested(64)));
    EXPECT_EQ(why<raw_json>(nested(65)), "nested deeper than 64");
    EXPECT_EQ(why<raw_json>(std::string(1'000'000, '[')), "nested deeper than 64");
    EXPECT_EQ(why<raw_json>(nested(3), {.max_depth = 2}), "nested deeper than 2");
    std::string deep_tree = "{\"value\":1,\"children\":[";
    std::string text;
    for (int i = 0; i < 40; ++i) text += deep_tree;
    EXPECT_TRUE(why<tree>(text).ends_with("nested deeper than 64"));
    EXPECT_EQ(why<std::string>("\"12345\"", {.max_bytes = 6}), "larger than 6 bytes");
    EXPECT_TRUE(from_json<std::string>("\"1234\"", {.max_bytes = 6}));
    EXPECT_EQ(why<std::string>("\"" + std::string(std::size_t{1} << 20, 'x') + "\""), "larger than 1048576 bytes");
}

TEST(from_json, reads_big_inputs) {
    const std::vector<std::string> many(20'000, "some text of a row");
    EXPECT_EQ(read<std::vector<std::string>>(to_json(many)), many);
}

TEST(encodable, holds_for_what_both_ways_work) {
    static_assert(encodable<everything> && encodable<tree> && encodable<date> && encodable<std::tuple<>>);
    static_assert(!encodable<not_for_json> && !encodable<std::string_view> && !encodable<const char*>);
    static_assert(!encodable<std::map<int, int>> && !encodable<char> && !encodable<std::vector<not_for_json>>);
}

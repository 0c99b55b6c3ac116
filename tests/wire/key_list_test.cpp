#include <gtest/gtest.h>
#include <limits>
#include <solder/wire/key.hpp>

using namespace solder;

namespace {

using keys = std::vector<query_key>;

void expect_round_trip(const keys& list, const std::string& text) {
    const std::string encoded = encode_key_list(list);
    EXPECT_EQ(encoded, text);
    for (const char c : encoded) EXPECT_TRUE(c >= 0x20 && c < 0x7F) << "not fit for a header: " << encoded;
    const auto decoded = read_key_list(encoded);
    ASSERT_TRUE(decoded) << decoded.error().message;
    EXPECT_EQ(*decoded, list);
}

}  // namespace

// K11
TEST(key_from_text, that_ends_in_a_complete_array_is_exact) {
    EXPECT_EQ(query_key("cars[7]"), query_key(make_exact_key("cars", 7)));
    EXPECT_EQ(query_key("cars[]"), query_key(make_exact_key("cars")));
    EXPECT_EQ(query_key(R"(cars[{"a":[1,"]"]},null])"),
              query_key(make_exact_key("cars", key_segment{{"a", key_array{1, "]"}}}, nullptr)));
    EXPECT_EQ(query_key("a[1][2]"), query_key(make_exact_key("a[1]", 2)));
    EXPECT_EQ(query_key(R"(q["[",",","["])"), query_key(make_exact_key("q", "[", ",", "[")));
    EXPECT_EQ(query_key(R"(q["x[1]"])"), query_key(make_exact_key("q", "x[1]")));
}

// K11
TEST(key_from_text, that_does_not_is_a_pattern_of_one_string) {
    for (const char* text : {"cars", "cars[7", "cars7]", "cars[7] ", "cars[01]", "cars[,]", "cars[1,]", "]", "[",
                             R"(cars[{"$num":"big"}])", R"(cars[{"$x":1}])", "cars[1e999]"}) {
        const query_key key = parse_key_text(text);
        EXPECT_FALSE(key.is_exact()) << text;
        ASSERT_EQ(key.segments().size(), 1u) << text;
        EXPECT_EQ(key.name(), text);
        EXPECT_EQ(key.text(), text);
    }
}

// K11
TEST(key_from_text, that_is_empty_matches_nothing) {
    EXPECT_EQ(parse_key_text(""), query_key(key_pattern()));
    EXPECT_FALSE(parse_key_text("").matches(make_exact_key("")));
}

// K3, K5, K11
TEST(key_from_text, gives_back_the_key_whose_text_it_is) {
    struct odd {
        std::string text;
        double number;
        std::vector<std::uint64_t> large;
    };
    for (const double number : {0.1, -1e300, 5e-324, 3.0, std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        const auto key = make_exact_key("na[me", odd{"a\"\\\n\x01é😀", number, {0, UINT64_MAX}}, INT64_MIN);
        EXPECT_EQ(parse_key_text(key.text()), query_key(key)) << key.text();
    }
    const auto escaped = make_exact_key("n", std::map<std::string, std::string>{{"$num", "nan"}, {"$$", ""}});
    EXPECT_EQ(parse_key_text(escaped.text()), query_key(escaped)) << escaped.text();
}

// K11: no text makes the search slow
TEST(key_from_text, reads_long_hostile_texts_quickly) {
    std::string nested(30'000, '[');
    EXPECT_FALSE(parse_key_text(nested + "x]").is_exact());
    std::string quotes;
    for (int i = 0; i < 15'000; ++i) quotes += "[\"";
    EXPECT_FALSE(parse_key_text(quotes + "x]").is_exact());
}

// K12
TEST(query_key, of_just_a_name_means_the_entry_without_arguments_where_one_is_meant) {
    EXPECT_EQ(query_key("cars").single_entry(), make_exact_key("cars"));
    EXPECT_EQ(query_key("cars[7]").single_entry(), make_exact_key("cars", 7));
    EXPECT_EQ(query_key(key_pattern{"cars", 7}).single_entry(), std::nullopt);
    EXPECT_EQ(query_key(key_pattern{7}).single_entry(), std::nullopt);
    EXPECT_EQ(query_key("").single_entry(), std::nullopt);
}

// K13
TEST(key_list, of_plain_names_is_joined_with_commas) {
    expect_round_trip({}, "");
    expect_round_trip({"fleet"}, "fleet");
    expect_round_trip({"fleet", "cars"}, "fleet,cars");
    expect_round_trip({"my fleet", "tasks.list"}, "my fleet,tasks.list");
}

// K13
TEST(key_list, of_other_keys_is_json_in_ascii) {
    expect_round_trip({make_exact_key("cars", 7)}, R"([{"exact":["cars",7]}])");
    expect_round_trip({make_exact_key("cars", 1, "a,b\"c\nd"), "fleet"},
                      R"([{"exact":["cars",1,"a,b\"c\nd"]},"fleet"])");
    expect_round_trip({key_pattern{"cars", {{"make", "audi"}}}}, R"([["cars",{"make":"audi"}]])");
    expect_round_trip({key_pattern{"caf\u00e9"}, key_pattern{"\U0001F600"}}, R"(["caf\u00e9","\ud83d\ude00"])");
    expect_round_trip({key_pattern{"a,b"}}, R"(["a,b"])");
    expect_round_trip({key_pattern{" a"}}, R"([" a"])");
    expect_round_trip({key_pattern{""}}, R"([""])");
    expect_round_trip({key_pattern{}}, R"([[]])");
    expect_round_trip({key_pattern{7}, key_pattern{nullptr}}, R"([[7],[null]])");
    expect_round_trip({key_pattern{"cars[7]"}}, R"(["cars[7]"])");
    expect_round_trip({key_pattern{"\x7f"}}, R"(["\u007f"])");
    expect_round_trip({make_exact_key("$num", key_segment{{"$num", "nan"}, {"exact", 1}})},
                      R"([{"exact":["$num",{"$$num":"nan","exact":1}]}])");
}

// K13
TEST(key_list, without_bracket_is_split_on_commas_and_read_as_texts) {
    EXPECT_EQ(decode_key_list(" fleet , cars[7],,"), (keys{"fleet", make_exact_key("cars", 7)}));
    EXPECT_EQ(decode_key_list("  "), keys());
    EXPECT_EQ(decode_key_list(" [ \"a\" , [\"b\" , 1] ] "), (keys{key_pattern{"a"}, key_pattern{"b", 1}}));
}

TEST(key_list, that_does_not_read_is_an_error_that_names_the_key) {
    for (const char* text : {"[", "[1]", "[{}]", R"([{"exact":[]}])", R"([{"exact":[7]}])",
                             R"([{"exact":["a"],"b":1}])", R"([{"pattern":["a"]}])", R"(["a"]x)", R"(["a",])"}) {
        EXPECT_FALSE(read_key_list(text)) << text;
        EXPECT_EQ(decode_key_list(text), keys()) << text;
    }
    EXPECT_EQ(read_key_list(R"(["a",7])").error().message, "key 2: expected a list");
}

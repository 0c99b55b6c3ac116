#include <solder/wire/raw_json.hpp>
// first: it includes what it needs
#include <gtest/gtest.h>
#include <solder/wire/json.hpp>

using namespace solder;

TEST(raw_json, keeps_its_text_without_the_space_around_it) {
    struct envelope {
        std::string kind;
        raw_json body;
    };
    const auto read = from_json<envelope>(R"({"kind":"a","body" :  {"x": [1, "}"]}  })");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->body.text(), R"({"x": [1, "}"]})");
    EXPECT_EQ(to_json(*read), R"({"kind":"a","body":{"x": [1, "}"]}})");
    for (const char* text : {"1", "-1.5e3", "\"a\\\"b\"", "null", "true", "[]", "{}"})
        EXPECT_EQ(from_json<std::vector<raw_json>>(std::string("[ ") + text + " ,0]")->front().text(), text);
    EXPECT_EQ(to_json(raw_json()), "null");
    EXPECT_FALSE(from_json<raw_json>("[1,}"));
}

TEST(scan_json_object, cuts_out_the_values_and_decodes_the_names) {
    const auto members =
        scan_json_object(R"( { "cars[7]" : [1,{"a":"}"}] , "a\"b":"x,\"]", "n":null,"m": -1 , "" :{} } )");
    ASSERT_TRUE(members) << members.error().message;
    EXPECT_EQ(*members,
              (std::vector<json_slice>{
                  {"cars[7]", R"([1,{"a":"}"}])"}, {"a\"b", R"("x,\"]")"}, {"n", "null"}, {"m", "-1"}, {"", "{}"}}));
    EXPECT_TRUE(scan_json_object("{}")->empty());
}

TEST(scan_json_object, refuses_what_is_no_whole_object) {
    for (const char* text : {"", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\":}",
                             "{a:1}", "{\"a\":[1}", "{} x", "{\"a\":\"", "{\"a\":\"\\", "{\"a\":1 2}", "{\"a\":\"b\"c}",
                             "{\"a\":\"\xff\"}", "{,}", "{\"a\\q\":1}"})
        EXPECT_FALSE(scan_json_object(text)) << text;
    EXPECT_EQ(scan_json_object("{\"a\":").error().message, "the JSON ends too early");
    EXPECT_EQ(scan_json_object("{\"a\" 1}", {.kind = error_kind::invalid}).error().kind, error_kind::invalid);
    EXPECT_FALSE(scan_json_object("{\"a\":1}", {.max_bytes = 6}));
}

TEST(split_json_array, cuts_out_the_elements) {
    EXPECT_EQ(split_json_array(R"([1, "a]" ,[2,3],{"b":[]}, null ])"),
              (std::vector<std::string_view>{"1", R"("a]")", "[2,3]", R"({"b":[]})", "null"}));
    EXPECT_TRUE(split_json_array(" [ ] ")->empty());
    for (const char* text : {"", "{}", "[", "[1", "[1,", "[1,]", "[,]", "[1]]", "[\"a]", "[1 2]", "[[1]"})
        EXPECT_FALSE(split_json_array(text)) << text;
}

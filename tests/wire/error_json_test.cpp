#include <solder/wire/error_json.hpp>
// first: it includes what it needs
#include <gtest/gtest.h>

using namespace solder;

TEST(error_json, brings_kind_message_and_fields_to_the_other_side) {
    const auto sent = invalid("Look.", {{"title", "\"Too\" short."}, {"due", "Is over."}});
    EXPECT_EQ(from_json<error>(to_json(sent)).value(), sent);
    const auto plain = not_found("Gone.");
    EXPECT_EQ(to_json(plain), R"({"kind":"not_found","message":"Gone."})");
    EXPECT_EQ(from_json<error>(to_json(plain)).value(), plain);
}

TEST(error_json, keeps_what_is_not_public_to_itself) {
    error secret{"the password is 1234", error_kind::timed_out};
    secret.fields = {{"password", "1234"}};
    EXPECT_EQ(to_json(secret), R"({"kind":"timed_out","message":"Something went wrong on the server."})");
}

TEST(error_json, refuses_what_is_no_error) {
    EXPECT_EQ(from_json<error>(R"({"kind":"of tomorrow","message":"","more":1})")->kind, error_kind::internal);
    for (const auto* text : {"1", "[]", "{}", R"({"kind":"invalid"})", R"({"kind":"invalid","message":"","fields":{}})",
                             R"({"kind":"invalid","message":"","fields":[{"field":"x"}]})"})
        EXPECT_FALSE(from_json<error>(text)) << text;
}

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <solder/html/class_and_style.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

using text = std::optional<std::string>;

TEST(classes, has_those_that_are_on_in_the_order_given) {
    const bool yes = true, no = false;
    EXPECT_EQ(classes({{"a", yes}, {"b", no}, {"c d", [] { return true; }}})(), text("a c d"));
    EXPECT_EQ(classes("row", {{"a", no}, {"b", yes}})(), text("row b"));
    EXPECT_EQ(classes([] { return "level-" + std::to_string(2); }, {{"a", yes}})(), text("level-2 a"));
    EXPECT_EQ(classes("", {{"a", yes}})(), text("a"));
    EXPECT_EQ(classes(text(), {{"a", no}})(), std::nullopt);
}

TEST(classes, asks_again_each_time) {
    scoped_root root;
    auto busy = create_signal(false);
    auto both = classes({{"busy", busy}, {"idle", [=] { return !busy(); }}});
    EXPECT_EQ(both(), text("idle"));
    busy.set(true);
    EXPECT_EQ(both(), text("busy"));
}

TEST(styles, has_the_properties_that_have_a_value) {
    EXPECT_EQ(styles({{"width", "10px"}, {"z-index", 3}, {"opacity", 0.5}, {"--Row_count", [] { return 2; }}})(),
              text("width: 10px; z-index: 3; opacity: 0.5; --Row_count: 2"));
    EXPECT_EQ(styles({{"width", text()}, {"color", ""}, {"-webkit-mask", text("none")}})(), text("-webkit-mask: none"));
    EXPECT_EQ(styles({{"width", std::numeric_limits<double>::infinity()}, {"height", std::nan("")}})(), std::nullopt);
}

TEST(styles, leaves_out_what_would_leave_its_property) {
    EXPECT_EQ(styles({{"color", "red; position: fixed"}, {"width", "1px"}, {"background", "url(javascript:a)"}})(),
              text("width: 1px"));
}

TEST(style_values, are_taken_as_people_write_them) {
    for (const char* value :
         {"red", "10px", "calc(1px + var(--a, (2px)))", "\"Fira Sans\", 'x;}y', serif", "url(\"/a.png\") no-repeat",
          "URL( '/a(b).png' )", "[full-start] minmax(1rem, 1fr) [end]", "1px\n2px", "red !important", "a / b", "#fff",
          "100%", "\xC3\xA9", "linear-gradient(to right, #000 0%, rgb(1 2 3 / 50%))"})
        EXPECT_TRUE(is_safe_style_value(value)) << value;
}

TEST(style_values, are_refused_when_they_could_end_their_property_or_swallow_others) {
    for (const char* value : {"red;",
                              "}",
                              "{",
                              "a\\",
                              "\\3b",
                              "/* a",
                              "a/*",
                              "\"a",
                              "'a\"",
                              "\"a\nb\"",
                              "'a\\'",
                              "(",
                              ")",
                              "(]",
                              "[)",
                              "a(b",
                              "url(",
                              "url(/a.png)",
                              "url(a\") ; color: red; x: \"b)",
                              "url(\"a\"",
                              "url(\"javascript:a\")",
                              "uRl(\t' java\tscript:a')",
                              "url('data:text/html,a')",
                              "</style>",
                              "<!--",
                              "a\x01",
                              "\"a\x01\""})
        EXPECT_FALSE(is_safe_style_value(value)) << value;
    EXPECT_FALSE(is_safe_style_value(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace solder

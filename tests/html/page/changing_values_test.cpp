#include "page_under_test.hpp"
#include <cmath>
#include <limits>
#include <solder/html/html.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

using properties = std::map<std::string, testing::fake_property>;

TEST(changing_values, of_numbers_that_javascript_rounds_are_shown_exactly) {
    const auto id = create_signal(std::int64_t{9007199254740993});
    const auto root = [=] { return html("<p title={} .value={}>{}</p>", id, id, id); };
    std::optional<page_under_test> made(std::in_place);
    auto& page = *made;
    EXPECT_EQ(page.mount(root), "<p title=\"9007199254740993\">9007199254740993</p>");
    EXPECT_EQ(page.document.find("p").properties, (properties{{"value", "9007199254740993"}}));
    id.set(std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(page.html(), "<p title=\"-9223372036854775808\">-9223372036854775808</p>");
    id.set(std::int64_t{1} << 53);
    EXPECT_EQ(page.html(), "<p title=\"9007199254740992\">9007199254740992</p>");
    EXPECT_EQ(page.document.find("p").properties, (properties{{"value", 9007199254740992.0}}));
    made.reset();

    id.set(std::int64_t{9007199254740995});
    page_under_test taken("<p title=\"9007199254740995\">9007199254740995</p>");
    taken.hydrate(root);
    EXPECT_EQ(taken.document.mismatches(), std::vector<std::string>());
}

TEST(changing_values, of_unsigned_numbers_are_shown_exactly) {
    const auto root = [] { return html("<p title={}>{}{}</p>", UINT64_MAX, UINT64_MAX - 1, std::uint64_t{7}); };
    const auto shown = "<p title=\"18446744073709551615\"><!--[-->18446744073709551614<!--]--><!--[-->7<!--]--></p>";
    EXPECT_EQ(page_under_test().mount(root), shown);
    page_under_test page(shown);
    EXPECT_EQ(page.hydrate(root), shown);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
}

TEST(changing_values, that_become_empty_empty_a_field) {
    const auto value = create_signal(std::optional<std::string>("b"));
    page_under_test page;
    EXPECT_EQ(page.mount([=] { return html("<input value={}><li value={}></li>", value, value); }),
              "<input value=\"b\"><li value=\"b\"></li>");
    EXPECT_EQ(page.document.find("input").properties, properties());
    page.document.find("input").properties["value"] = std::string("typed");
    value.set(std::nullopt);
    EXPECT_EQ(page.html(), "<input><li></li>");
    EXPECT_EQ(page.document.find("input").properties, (properties{{"value", ""}}));
    EXPECT_EQ(page.document.find("li").properties, properties());
    value.set("c");
    EXPECT_EQ(page.html(), "<input value=\"c\"><li value=\"c\"></li>");
    EXPECT_EQ(page.document.find("input").properties, (properties{{"value", "c"}}));
}

TEST(changing_values, of_an_input_with_other_attributes_and_pieces_reach_the_field) {
    const auto n = create_signal(1);
    page_under_test page;
    page.mount([=] { return html(R"(<p><input type="text" value="a{}" title={}></p>)", n, n); });
    n.set(2);
    EXPECT_EQ(page.html(), R"(<p><input type="text" value="a2" title="2"></p>)");
    EXPECT_EQ(page.document.find("input").properties, (properties{{"value", "a2"}}));
}

TEST(changing_values, of_what_nobody_types_into_are_attributes_alone) {
    const auto at = create_signal(0.5);
    page_under_test page;
    page.mount([=] {
        return html(
            "<progress value={}></progress><meter value={}></meter><ol><li value={}></li></ol><button "
            "value={}></button>",
            at, at, at, at);
    });
    at.set(std::nan(""));
    EXPECT_EQ(page.html(),
              R"(<progress value="NaN"></progress><meter value="NaN"></meter><ol><li value="NaN"></li></ol>)"
              R"(<button value="NaN"></button>)");
    for (auto name : {"progress", "meter", "li", "button"})
        EXPECT_EQ(page.document.find(name).properties, properties()) << name;
}

}  // namespace
}  // namespace solder

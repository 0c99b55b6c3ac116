#include "page_under_test.hpp"
#include <limits>
#include <solder/html/html.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

struct attribute_pieces : ::testing::Test {
    signal<std::string> name = create_signal(std::string("<\"'&>"));
    signal<int> count = create_signal(1);

    view shown() const {
        return html(
            R"(<p><a  class='row {}' href="/tasks/{}?a={}&b={}" id={} title="{{{}}}">{}</a><i lang="x">y</i></p>)",
            "open", 7, name, count, 1, 0.5, count);
    }
};

TEST_F(attribute_pieces, are_one_value_with_the_text_around_them) {
    EXPECT_EQ(page_under_test().mount([this] { return shown(); }),
              "<p><a class=\"row open\" href=\"/tasks/7?a=&lt;&quot;'&amp;&gt;&amp;b=1\" id=\"1\" title=\"{0.5}\">1</a>"
              "<i lang=\"x\">y</i></p>");
}

TEST_F(attribute_pieces, change_the_value_when_one_of_them_changes) {
    page_under_test page;
    page.mount([this] { return shown(); });
    name.set("n");
    EXPECT_EQ(page.html(),
              "<p><a class=\"row open\" href=\"/tasks/7?a=n&amp;b=1\" id=\"1\" title=\"{0.5}\">1</a>"
              "<i lang=\"x\">y</i></p>");
    count.set(2);
    EXPECT_EQ(page.html(),
              "<p><a class=\"row open\" href=\"/tasks/7?a=n&amp;b=2\" id=\"1\" title=\"{0.5}\">2</a>"
              "<i lang=\"x\">y</i></p>");
}

TEST_F(attribute_pieces, are_taken_over) {
    expect_taken_over_whole([this] { return shown(); });
    page_under_test page(
        "<p><a class='row open' href=\"/tasks/7?a=&lt;&quot;'&amp;>&b=1\" id=\"1\" title=\"{0.5}\">1</a>"
        "<i lang=\"x\">y</i></p>");
    page.hydrate([this] { return shown(); });
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
    EXPECT_EQ(page.document.elements_created(), 0u);
    name.set("n");
    EXPECT_EQ(page.html(),
              "<p><a class=\"row open\" href=\"/tasks/7?a=n&amp;b=1\" id=\"1\" title=\"{0.5}\">1</a>"
              "<i lang=\"x\">y</i></p>");
}

TEST_F(attribute_pieces, are_nothing_where_nothing_is_there) {
    EXPECT_EQ(page_under_test().mount([] {
        return html(
            R"(<b title="a{}b{}c{}">{}</b>)", std::optional<std::string>(), std::optional(1),
            [] { return std::optional<int>(); }, 2);
    }),
              R"(<b title="ab1c">2</b>)");
}

TEST_F(attribute_pieces, are_texts_of_numbers_truths_and_bytes_that_are_no_utf_8) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(page_under_test().mount([=] {
        return html(R"(<b title="{} {} {} {} {}" lang="{}{}">x</b>)", 0.1, 1e21, -infinity, true, 'c', "\xC3", "\xA9");
    }),
              "<b title=\"0.1 1e+21 -Infinity true c\" lang=\"\xEF\xBF\xBD\xEF\xBF\xBD\">x</b>");
}

TEST_F(attribute_pieces, stand_beside_other_holes_of_the_element) {
    page_under_test page;
    int clicks = 0;
    page.mount([&] {
        return html(
            R"(<p>{}<button onclick={} class="a {}" disabled={} title="{} {}">{}</button>{}</p>)", "x",
            [&] { ++clicks; }, count, false, 1, count, "b", "y");
    });
    page.click("button");
    count.set(3);
    EXPECT_EQ(page.html(), "<p><!--[-->x<!--]--><button class=\"a 3\" title=\"1 3\">b</button><!--[-->y<!--]--></p>");
    EXPECT_EQ(clicks, 1);
}

}  // namespace
}  // namespace solder

#include "render_fixture.hpp"
#include <cmath>
#include <limits>
#include <solder/core/timer.hpp>
#include <solder/html/html.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

using attribute_pieces = render_fixture;

TEST_F(attribute_pieces, are_written_with_the_text_around_them) {
    EXPECT_EQ(html_of([] {
                  return html(R"(<a class='row {}' href="/tasks/{}?a={}&b={}" id={} title="{{{}}}">{}</a>)", "open", 7,
                              std::string("x"), true, 1, 'c', "text");
              }),
              R"(<a class='row open' href="/tasks/7?a=x&b=true" id="1" title="{c}">text</a>)");
}

TEST_F(attribute_pieces, are_nothing_where_nothing_is_there) {
    EXPECT_EQ(
        html_of([] { return html(R"(<b title="a{}b{}c">{}</b>)", std::optional<std::string>(), std::optional(1), 2); }),
        R"(<b title="ab1c">2</b>)");
}

TEST_F(attribute_pieces, may_be_computed) {
    EXPECT_EQ(html_of([] {
                  auto name = create_signal(std::string("<\"'>"));
                  return html(
                      R"(<b title="a {} b" class='{} {}' lang="{} {}">{}</b>)", name, name, 1, 2,
                      [] { return std::optional<int>(); }, name);
              }),
              "<b title=\"a &lt;&quot;'> b\" class='&lt;\"&#39;> 1' lang=\"2 \">&lt;\"'&gt;</b>");
}

TEST_F(attribute_pieces, are_waited_for) {
    auto& page = render([] {
        auto late = create_async([]() -> task<std::string> {
            co_await sleep_for(std::chrono::milliseconds(5));
            co_return "late";
        });
        return html(R"(<b title="a {} b">x</b>)", [=] { return late() ? *late() : std::string(); });
    });
    EXPECT_FALSE(page);
    time_.advance(std::chrono::milliseconds(5));
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, R"(<b title="a late b">x</b>)");
}

TEST_F(attribute_pieces, stand_beside_controls_that_are_bound) {
    EXPECT_EQ(html_of([] {
                  auto choice = create_signal(std::string("b"));
                  return html(
                      R"(<select class="a {} {}" bind={}><option value="x">1</option><option>b</option></select>)", "c",
                      2, choice);
              }),
              R"(<select class="a c 2"><option value="x">1</option><option selected>b</option></select>)");
}

TEST_F(attribute_pieces, write_numbers_as_the_page_body_does) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(html_of([=] {
                  return html(R"(<b title="{} {} {} {} {}" class='n {}'>x</b>)", 0.1, 1e21, std::nan(""), infinity,
                              -infinity, -2.5);
              }),
              R"(<b title="0.1 1e+21 NaN Infinity -Infinity" class='n -2.5'>x</b>)");
}

TEST_F(attribute_pieces, escape_their_quote_at_every_place_of_texts_of_every_length) {
    const std::string_view specials("&<>\"\r\0'a", 8);
    for (std::size_t length = 1; length <= 40; ++length)
        for (std::size_t at = 0; at < length; ++at)
            for (const char special : specials) {
                std::string text(length, 'x'), twice, once;
                text[at] = special;
                for (const char c : text) {
                    const auto both = c == '&'    ? "&amp;"
                                      : c == '<'  ? "&lt;"
                                      : c == '\r' ? "&#13;"
                                      : c == '\0' ? "\xEF\xBF\xBD"
                                                  : std::string(1, c);
                    twice += c == '"' ? "&quot;" : both;
                    once += c == '\'' ? "&#39;" : both;
                }
                ASSERT_EQ(html_of([&] { return html("<b title=\".{}.\" class='.{}.'>x</b>", text, text); }),
                          "<b title=\"." + twice + ".\" class='." + once + ".'>x</b>");
                ASSERT_EQ(html_of([&] {
                              auto late = [&] { return text; };
                              return html("<b title=\".{}.\" class='.{}.'>x</b>", late, late);
                          }),
                          "<b title=\"." + twice + ".\" class='." + once + ".'>x</b>");
            }
}

}  // namespace
}  // namespace solder

#include "render_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/class_and_style.hpp>
#include <solder/html/escape.hpp>
#include <solder/html/head.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/query/create_async.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

struct item {
    std::int64_t id;
    std::string title;
};

TEST_F(render_fixture, escapes_text_and_attributes) {
    EXPECT_EQ(html_of([] { return html("<p title={}>{}</p>", "a\"<&", "<b> & \"c\""); }),
              "<p title=\"a&quot;&lt;&amp;\">&lt;b&gt; &amp; \"c\"</p>");
}

TEST_F(render_fixture, a_text_that_is_a_null_pointer_is_nothing) {
    const char* none = nullptr;
    EXPECT_EQ(html_of([none] {
                  return html(
                      R"(<p class={} title="a{}" lang={}>{}{}</p>)", none, none, [none] { return none; }, none,
                      [none] { return none; });
              }),
              R"(<p title="a"><!--[--><!--]--><!--[--><!--]--></p>)");
}

TEST_F(render_fixture, writes_utf_8_whatever_bytes_it_is_given) {
    EXPECT_EQ(html_of([] { return html("<p title={}>{}</p>", "a\xC3", std::string("\0b\x80<", 4)); }),
              "<p title=\"a\xEF\xBF\xBD\">\xEF\xBF\xBD"
              "b\xEF\xBF\xBD&lt;</p>");
}

TEST_F(render_fixture, keeps_a_line_feed_that_the_parser_would_drop) {
    EXPECT_EQ(html_of([] {
                  return html("<textarea>{}</textarea><pre>{}</pre><pre>{}</pre><pre>{}.</pre><p>{}</p>", "\na",
                              html("{}", "\n"), html("\nb<i></i>"), "\n", "\n");
              }),
              "<textarea>\n\na</textarea><pre><!--[-->\n<!--]--></pre><pre>b<i></i></pre>"
              "<pre><!--[-->\n<!--]-->.</pre><p>\n</p>");
}

TEST_F(render_fixture, waits_for_values_that_classes_and_styles_read) {
    auto& page = render([] {
        auto slow = create_async([]() -> task<int> {
            co_await sleep_for(10ms);
            co_return 7;
        });
        return html("<li class={} style={}>a</li>", classes("row", {{"late", [slow] { return slow() != nullptr; }}}),
                    styles({{"color", "\"<"}, {"z-index", [slow] { return slow() ? *slow() : 0; }}}));
    });
    EXPECT_FALSE(page);
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<li class=\"row late\" style=\"z-index: 7\">a</li>");
}

TEST_F(render_fixture, blanks_around_a_template_are_no_part_of_it) {
    EXPECT_EQ(html_of([] { return html("\n  {} <b> {} </b>\n", 1, html(" a ")); }),
              "<!--[-->1<!--]--> <b> <!--[-->a<!--]--> </b>");
    EXPECT_EQ(html_of([] { return html(" \n"); }), "");
}

TEST_F(render_fixture, what_reads_a_memo_waits_for_the_values_that_this_reads) {
    auto& page = render([] {
        auto slow = create_async([]() -> task<std::string> {
            co_await sleep_for(10ms);
            co_return "there";
        });
        auto shown = create_memo([slow] { return slow() ? *slow() : std::string("none"); });
        auto twice = create_memo([shown] { return shown() + "!"; });
        (void)untrack(twice);
        return html("<p class={} id={}>{}</p>", shown, twice, [=] { return twice(); });
    });
    EXPECT_FALSE(page);
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<p class=\"there\" id=\"there!\">there!</p>");
}

TEST_F(render_fixture, marks_holes_that_are_not_alone_in_their_element) {
    EXPECT_EQ(html_of([] { return html("<p>Hello {}, {}!</p>", "you", 3); }),
              "<p>Hello <!--[-->you<!--]-->, <!--[-->3<!--]-->!</p>");
}

TEST_F(render_fixture, leaves_out_what_is_absent) {
    EXPECT_EQ(html_of([] {
                  return html("<a class={} hidden={} aria-busy={}>{}</a>", std::optional<std::string>(), false, true,
                              std::optional<std::string>());
              }),
              "<a aria-busy=\"true\"></a>");
}

TEST_F(render_fixture, doubled_braces_stand_for_one) {
    EXPECT_EQ(html_of([] { return html("<p title=\"{{a}}\">{{{}}}</p>", 1); }),
              "<p title=\"{a}\">{<!--[-->1<!--]-->}</p>");
}

TEST_F(render_fixture, refuses_script_addresses) {
    EXPECT_EQ(html_of([] { return html("<a href={}>x</a>", std::string("java\nscript:alert(1)")); }),
              "<a href=\"about:blank\">x</a>");
}

TEST_F(render_fixture, writes_numbers_as_the_page_does) {
    auto text = [](double number) {
        std::string out;
        append_number_text(out, number);
        return out;
    };
    EXPECT_EQ(text(0.1), "0.1");
    EXPECT_EQ(text(-1.5), "-1.5");
    EXPECT_EQ(text(1e21), "1e+21");
    EXPECT_EQ(text(123456789012345680000.0), "123456789012345680000");
    EXPECT_EQ(text(1.5e-7), "1.5e-7");
    EXPECT_EQ(text(0.000001), "0.000001");
    EXPECT_EQ(text(-0.0), "0");
}

TEST_F(render_fixture, lists_have_one_item_per_element) {
    EXPECT_EQ(html_of([] {
                  auto items = [] { return std::vector<item>{{1, "a"}, {2, "b"}}; };
                  return html("<ul>{}</ul>", For(items, [](const item& i) { return html("<li>{}</li>", i.title); }));
              }),
              "<ul><li>a</li><li>b</li></ul>");
}

TEST_F(render_fixture, waits_for_missing_values_and_makes_each_part_once) {
    int made = 0;
    auto& page = render([&] {
        auto slow = create_async([]() -> task<std::string> {
            co_await sleep_for(10ms);
            co_return "late";
        });
        return html(
            "<p>{}</p>{}", [slow] { return slow() ? *slow() : ""; },
            Suspense([] { return html("<i></i>"); },
                     [&] {
                         ++made;
                         return html("<b></b>");
                     }));
    });
    EXPECT_FALSE(page);
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<p>late</p><!--[--><b></b><!--]-->");
    EXPECT_EQ(made, 1);
}

TEST_F(render_fixture, a_fetch_that_needs_another_runs_when_that_is_there) {
    auto& page = render([&] {
        auto first = create_async([]() -> task<int> {
            co_await sleep_for(10ms);
            co_return 20;
        });
        auto second = create_async([first]() -> task<int> {
            int base = first() ? *first() : 0;
            co_await sleep_for(10ms);
            co_return base + 1;
        });
        return html("<p>{}</p>", [second] { return second() ? *second() : -1; });
    });
    time_.advance(10ms);
    EXPECT_FALSE(page);
    time_.advance(20ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<p>21</p>");
}

TEST_F(render_fixture, an_error_shows_the_fallback_of_the_nearest_boundary_around_the_reader) {
    EXPECT_EQ(
        html_of([] {
            auto broken = create_async([]() -> task<int> { co_return fail(invalid("no good")); });
            return html(
                "<main>{}</main>",
                ErrorBoundary([](const error&, auto) { return html("<b>outer</b>"); },
                              [=] {
                                  return html(
                                      "<p>a{}</p>",
                                      ErrorBoundary(
                                          [](const error& e, auto) { return html("<i>{}</i>", e.message); },
                                          [=] { return html("<u>{}</u>", [=] { return broken() ? *broken() : 0; }); }));
                              }));
        }),
        "<main><p>a<!--[--><!--!--><i>no good</i><!--]--></p></main>");
}

TEST_F(render_fixture, an_error_outside_of_any_boundary_fails_the_page) {
    auto& page = render([] {
        auto broken = create_async([]() -> task<int> { co_return fail("broken"); });
        return html("<p>{}</p>", [=] { return broken() ? *broken() : 0; });
    });
    ASSERT_TRUE(page);
    EXPECT_EQ(page->error().message, "broken");
}

TEST_F(render_fixture, title_and_status_are_those_placed_last) {
    auto& page = render([] { return html("{}{}<p></p>", Title("Here"), HttpStatus(404)); });
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->title, "Here");
    EXPECT_EQ((*page)->status, 404u);
}

TEST_F(render_fixture, what_failed_has_no_say_in_title_and_status) {
    auto& page = render([] {
        auto broken = create_async([]() -> task<int> { co_return fail(invalid("no good")); });
        return html(
            "{}{}", Title("Page"),
            ErrorBoundary(
                [](const error&, auto) { return html("<i></i>"); },
                [=] { return html("{}{}{}", Title("Part"), HttpStatus(404), [=] { return broken() ? 1 : 0; }); }));
    });
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->title, "Page");
    EXPECT_EQ((*page)->status, 200u);
}

}  // namespace
}  // namespace solder

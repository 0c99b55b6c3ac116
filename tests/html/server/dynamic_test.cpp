// The markup of lists and of what changes as a whole.
#include "render_fixture.hpp"
#include <functional>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/context.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

struct item {
    std::int64_t id;
    std::string title;
};
using items = std::vector<item>;

items two_items() { return {{1, "a"}, {2, "b & c"}}; }

TEST_F(render_fixture, rows_that_stay_are_written_as_any_others) {
    EXPECT_EQ(html_of([] {
                  return html("<ul>{}</ul>", For(two_items, [](row<item> each, row_position place) {
                                  return html("<li id={}>{}<b>{}</b></li>", each[&item::id], each[&item::title], place);
                              }));
              }),
              "<ul><li id=\"1\"><!--[-->a<!--]--><b>0</b></li>"
              "<li id=\"2\"><!--[-->b &amp; c<!--]--><b>1</b></li></ul>");
}

TEST_F(render_fixture, an_index_has_one_item_per_place) {
    EXPECT_EQ(html_of([] {
                  return html("<ol>{}</ol>", Index([] { return std::vector<std::string>{"x", "x"}; },
                                                   [](row<std::string> text, std::size_t place) {
                                                       return html("<li class={}>{}</li>", place, text);
                                                   }));
              }),
              "<ol><li class=\"0\">x</li><li class=\"1\">x</li></ol>");
}

TEST_F(render_fixture, rows_wait_for_their_list_and_are_made_once) {
    int made = 0;
    auto& page = render([&] {
        auto list = create_async([]() -> task<items> {
            co_await sleep_for(10ms);
            co_return two_items();
        });
        auto late = create_async([]() -> task<std::string> {
            co_await sleep_for(20ms);
            co_return "!";
        });
        return html("<ul>{}</ul>", For(list, [&, late](row<item> each) {
                        ++made;
                        return html("<li>{}{}</li>", each[&item::title], [late] { return late() ? *late() : ""; });
                    }));
    });
    EXPECT_FALSE(page);
    time_.advance(10ms);
    EXPECT_FALSE(page);
    EXPECT_EQ(made, 2);
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ(
        (*page)->html,
        "<ul><li><!--[-->a<!--]--><!--[-->!<!--]--></li><li><!--[-->b &amp; c<!--]--><!--[-->!<!--]--></li></ul>");
    EXPECT_EQ(made, 2);
}

TEST_F(render_fixture, code_of_a_row_that_misses_a_value_runs_once) {
    int made = 0;
    auto& page = render([&] {
        auto late = create_async([]() -> task<std::string> {
            co_await sleep_for(10ms);
            co_return "!";
        });
        return html("<ul>{}</ul>", For(two_items, [&, late](const item&) {
                        ++made;
                        return html("<li>{}</li>", late() ? "early" : "without");
                    }));
    });
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<ul><li>without</li><li>without</li></ul>");
    EXPECT_EQ(made, 2);
}

TEST_F(render_fixture, a_row_gives_context_to_what_is_in_it) {
    auto name = create_context<std::string>("nobody");
    EXPECT_EQ(html_of([name] {
                  return html("<ul>{}</ul>", For(two_items, [name](const item& each) {
                                  provide_context(name, each.title);
                                  return html("<li>{}</li>", Show([] { return true; },
                                                                  [name] { return html("{}", use_context(name)); }));
                              }));
              }),
              "<ul><li><!--[-->a<!--]--></li><li><!--[-->b &amp; c<!--]--></li></ul>");
}

TEST_F(render_fixture, what_a_condition_shows_takes_its_value_as_it_wants_it) {
    EXPECT_EQ(html_of([] {
                  auto value = [] { return std::optional(item{1, "a"}); };
                  return html(
                      "{}{}{}{}", Show(value, [] { return html("<p></p>"); }),
                      Show(value, [](const item& now) { return html("<b>{}</b>", now.title); }),
                      Show(value, [](memo<item> now) { return html("<i>{}</i>", [now] { return now().title; }); }),
                      Show([] { return false; }, [] { return html("<p></p>"); }));
              }),
              "<!--[--><p></p><!--]--><!--[--><b>a</b><!--]--><!--[--><i>a</i><!--]--><!--[--><!--]-->");
}

TEST_F(render_fixture, a_switch_writes_the_first_case_that_holds) {
    auto with = [](int number) {
        return [number] {
            return Switch({Match([=] { return number > 1; }, [] { return html("<b></b>"); }),
                           Match([=] { return number > 0; }, [] { return html("<i></i>"); })},
                          [] { return html("<s></s>"); });
        };
    };
    EXPECT_EQ(html_of(with(2)), "<b></b>");
    page_.reset();
    EXPECT_EQ(html_of(with(1)), "<i></i>");
    page_.reset();
    EXPECT_EQ(html_of(with(0)), "<s></s>");
}

TEST_F(render_fixture, a_condition_waits_for_what_it_reads) {
    auto& page = render([] {
        auto late = create_async([]() -> task<item> {
            co_await sleep_for(10ms);
            co_return item{1, "late"};
        });
        return Switch({Match(late, [](memo<item> now) { return html("<b>{}</b>", [now] { return now().title; }); })},
                      [] { return html("<s></s>"); });
    });
    EXPECT_FALSE(page);
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<b>late</b>");
}

view Named(const std::string& name) { return html("<h1>{}</h1>", name); }

TEST_F(render_fixture, a_component_that_may_change_is_written_as_it_is_now) {
    EXPECT_EQ(html_of([] {
                  return html("<main>{}{}</main>", Dynamic([] { return &Named; }, std::string("x")),
                              Dynamic([] { return std::function<view()>(); }));
              }),
              "<main><!--[--><h1>x</h1><!--]--><!--[--><!--]--></main>");
}

/// What a component reads while it runs is not there yet, and no query keeps it for the next time.
struct reads_too_early {
    int made = 0, fetches = 0, ended = 0;

    view operator()() {
        ++made;
        on_cleanup([this] { ++ended; });
        auto value = create_async([this]() -> task<std::string> {
            ++fetches;
            co_await sleep_for(10ms);
            co_return "a";
        });
        return html("<b>{}</b>", value() ? *value() : "none");
    }
};

TEST_F(render_fixture, a_component_that_misses_a_value_runs_once_wherever_it_stands) {
    for (const bool is_dynamic : {false, true}) {
        reads_too_early component;
        {
            scoped_root request;
            std::string html;
            auto work = request.run([&] {
                auto root = [&]() -> view {
                    if (is_dynamic) return Dynamic([&] { return std::function<view()>(std::ref(component)); });
                    return Show([] { return true; }, [&] { return component(); });
                };
                return start(render_to_string_async(root), [&](result<rendered_page> page) { html = page->html; });
            });
            for (int i = 0; i < 5; ++i) time_.advance(10ms);
            EXPECT_EQ(html, "<b>none</b>");
        }
        EXPECT_EQ(component.made, 1);
        EXPECT_EQ(component.fetches, 1);
        EXPECT_EQ(component.ended, 1);
    }
}

TEST_F(render_fixture, what_was_made_for_a_condition_without_its_value_ends_when_that_is_there) {
    std::vector<std::string> told;
    const auto told_of = [&](std::string text) {
        told.push_back(text + " made");
        on_cleanup([&, text] { told.push_back(text + " ended"); });
        return html("<b>{}</b>", text);
    };
    auto& page = render([&] {
        auto late = create_async([]() -> task<bool> {
            co_await sleep_for(10ms);
            co_return true;
        });
        return Show([late] { return late() && *late(); }, [&] { return told_of("yes"); },
                    [&] { return told_of("no"); });
    });
    time_.advance(10ms);
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, "<b>yes</b>");
    EXPECT_EQ(told, (std::vector<std::string>{"no made", "no ended", "yes made", "yes ended"}));
}

}  // namespace
}  // namespace solder

#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <random>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
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

auto rows_of(signal<std::vector<item>> items) {
    return [items] {
        return html("<ul>{}</ul>", For(items, [](const item& i) { return html("<li id={}>{}</li>", i.id, i.title); }));
    };
}

TEST(page, bytes_that_are_no_text_neither_shift_other_texts_nor_differ_from_the_servers) {
    const std::string sent = "<p title=\"a\xEF\xBF\xBD\">\xEF\xBF\xBD.\xEF\xBF\xBD</p><i>c</i>";
    auto root = [] {
        return html("<p title={}>{}</p><i>{}</i>", "a\xC3", std::string("\0.\x80", 3), [] { return "c"; });
    };
    EXPECT_EQ(page_under_test().mount(root), sent);
    page_under_test page(sent);
    EXPECT_EQ(page.hydrate(root), sent);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
}

TEST(page, shows_values_and_follows_signals) {
    page_under_test page;
    auto name = create_signal(std::string("you"));
    auto count = create_signal(1);
    EXPECT_EQ(page.mount([=] { return html("<p class={}>Hello {}: {}</p>", name, name, count); }),
              "<p class=\"you\">Hello <!--[-->you<!--]-->: <!--[-->1<!--]--></p>");
    batch([&] {
        name.set("<me>");
        count.set(2);
    });
    EXPECT_EQ(page.html(), "<p class=\"&lt;me&gt;\">Hello <!--[-->&lt;me&gt;<!--]-->: <!--[-->2<!--]--></p>");
}

TEST(page, doubled_braces_stand_for_one) {
    page_under_test page;
    EXPECT_EQ(page.mount([] { return html("<p title=\"{{a}}\">{{{}}}</p>", 1); }),
              "<p title=\"{a}\">{<!--[-->1<!--]-->}</p>");
}

TEST(page, absent_attributes_come_and_go) {
    page_under_test page;
    auto busy = create_signal(false);
    auto mark = [=] { return busy() ? std::optional<std::string>("yes") : std::nullopt; };
    EXPECT_EQ(page.mount([=] { return html("<b hidden={} title={}></b>", busy, mark); }), "<b></b>");
    busy.set(true);
    EXPECT_EQ(page.html(), "<b hidden=\"\" title=\"yes\"></b>");
    busy.set(false);
    EXPECT_EQ(page.html(), "<b></b>");
}

TEST(page, an_equal_value_does_not_touch_a_field_that_was_typed_into) {
    page_under_test page;
    auto kept = create_signal(std::string("a"));
    auto other = create_signal(0);
    page.mount([=] { return html("<input value={}>", [=] { return other(), kept(); }); });
    page.document.find("input").properties["value"] = std::string("typed");
    other.set(1);
    page.html();
    EXPECT_EQ(page.document.find("input").properties["value"], testing::fake_property(std::string("typed")));
    kept.set("b");
    EXPECT_EQ(page.html(), "<input value=\"b\">");
    EXPECT_EQ(page.document.find("input").properties["value"], testing::fake_property(std::string("b")));
}

TEST(page, handlers_run_and_end_with_their_element) {
    page_under_test page;
    auto shown = create_signal(true);
    int clicks = 0;
    page.mount([&, shown] {
        return html("<div>{}</div>",
                    Show(shown, [&] { return html("<button onclick={}></button>", [&] { ++clicks; }); }));
    });
    page.click("button");
    auto handlers = page.document.handler_of(page.document.find("button"), "click");
    shown.set(false);
    page.html();
    event e;
    for (auto handler : handlers) dispatch_event(handler, e);
    EXPECT_EQ(clicks, 1);
}

TEST(page, a_handler_may_remove_its_own_element) {
    page_under_test page;
    auto shown = create_signal(true);
    page.mount([=] {
        return html("<div>{}</div>",
                    Show(shown, [=] { return html("<button onclick={}></button>", [=] { shown.set(false); }); }));
    });
    page.click("button");
    EXPECT_EQ(page.html(), "<div></div>");
}

TEST(page, takes_over_what_it_would_have_made) {
    auto items = create_signal(std::vector<item>{{1, "a"}, {2, ""}, {3, "c & d"}});
    expect_taken_over_whole(rows_of(items));
    expect_taken_over_whole([] { return html("<p>a{}b{}{}</p>{}", "x", std::string(), 3, html("<i>{}</i>", "y")); });
    expect_taken_over_whole([items] {
        return html("<table><tbody>{}</tbody></table>{}",
                    For(items,
                        [](const item& i) {
                            return html("<tr><td>{}</td><td>{}</td></tr>", i.id,
                                        Show([&] { return i.id > 1; }, [] { return html("<b></b>"); }));
                        }),
                    For(items, [](const item& i) {
                        return Show([] { return true; }, [t = i.title] { return html("<u>{}</u>", t); });
                    }));
    });
    expect_taken_over_whole([] {
        return html("<main>{}</main>", [] {
            std::vector<view> several;
            several.push_back(html("<b></b><i></i>"));
            several.push_back(html("<u>{}</u>", 1));
            return several;
        });
    });
}

TEST(page, a_difference_is_told_in_words_and_put_right) {
    auto root = [] { return html("<ul><li>{}</li></ul>", html("<b>{}</b>", "new")); };
    page_under_test page("<ul><li><i>old</i></li></ul>");
    EXPECT_EQ(page.hydrate(root), "<ul><li><b>new</b></li></ul>");
    ASSERT_EQ(page.document.mismatches().size(), 1u);
    EXPECT_NE(page.document.mismatches()[0].find("expected <b>, found <i>"), std::string::npos)
        << page.document.mismatches()[0];
}

TEST(page, is_live_after_it_was_taken_over) {
    auto items = create_signal(std::vector<item>{{1, "a"}, {2, "b"}});
    page_under_test page("<ul><li id=\"1\">a</li><li id=\"2\">b</li></ul>");
    page.hydrate(rows_of(items));
    auto* second = &page.document.find("#2");
    items.set({{2, "b"}, {3, "c"}, {1, "changed"}});
    EXPECT_EQ(page.html(), "<ul><li id=\"2\">b</li><li id=\"3\">c</li><li id=\"1\">changed</li></ul>");
    EXPECT_EQ(&page.document.find("#2"), second);
}

TEST(For, touches_only_rows_that_differ) {
    page_under_test page;
    auto items = create_signal(std::vector<item>{{1, "a"}, {2, "b"}, {3, "c"}, {4, "d"}});
    page.mount(rows_of(items));
    auto made = page.document.elements_created();
    items.set({{4, "d"}, {1, "a"}, {2, "b"}, {3, "c"}});
    page.html();
    EXPECT_EQ(page.document.nodes_moved(), 1u);
    EXPECT_EQ(page.document.elements_created(), made);
    items.set({{4, "d"}, {1, "A"}, {2, "b"}, {3, "c"}});
    EXPECT_EQ(page.html(), "<ul><li id=\"4\">d</li><li id=\"1\">A</li><li id=\"2\">b</li><li id=\"3\">c</li></ul>");
    EXPECT_EQ(page.document.elements_created(), made + 1);
}

TEST(For, equal_keys_stay_separate_rows) {
    page_under_test page;
    auto items = create_signal(std::vector<item>{{1, "a"}, {1, "b"}});
    page.mount(rows_of(items));
    items.set({{1, "b"}, {1, "a"}, {1, "a"}});
    EXPECT_EQ(page.html(), "<ul><li id=\"1\">b</li><li id=\"1\">a</li><li id=\"1\">a</li></ul>");
}

TEST(For, random_changes_end_as_a_fresh_list_does) {
    std::mt19937 random(7);
    page_under_test page;
    auto items = create_signal(std::vector<item>());
    page.mount(rows_of(items));
    for (int step = 0; step < 300; ++step) {
        auto next = items.peek();
        std::shuffle(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(random() % (next.size() + 1)), random);
        if (random() % 3 == 0 && !next.empty())
            next.erase(next.begin() + static_cast<std::ptrdiff_t>(random() % next.size()));
        if (random() % 2 == 0)
            next.insert(next.begin() + static_cast<std::ptrdiff_t>(random() % (next.size() + 1)), {step, "new"});
        if (random() % 4 == 0 && !next.empty()) next[random() % next.size()].title = "t" + std::to_string(step);
        if (random() % 40 == 0) next.clear();
        std::string expected = "<ul>";
        for (auto& i : next) expected += "<li id=\"" + std::to_string(i.id) + "\">" + i.title + "</li>";
        items.set(std::move(next));
        ASSERT_EQ(page.html(), expected + "</ul>") << "step " << step;
    }
}

TEST(Show, makes_keyed_content_anew_only_for_another_value) {
    page_under_test page;
    auto value = create_signal(std::optional<item>());
    int made = 0;
    page.mount([&, value] {
        return html("<div>{}</div>", Show([value] { return value(); },
                                          [&](const item& i) {
                                              ++made;
                                              return html("<b>{}</b>", i.title);
                                          },
                                          [] { return html("<i>none</i>"); }));
    });
    EXPECT_EQ(page.html(), "<div><i>none</i></div>");
    value.set(item{1, "a"});
    value.set(item{1, "a"});
    EXPECT_EQ(page.html(), "<div><b>a</b></div>");
    EXPECT_EQ(made, 1);
    value.set(std::nullopt);
    EXPECT_EQ(page.html(), "<div><i>none</i></div>");
}

TEST(Suspense, shows_the_fallback_until_values_are_there_and_never_again) {
    manual_environment time;
    page_under_test page;
    auto number = create_signal(1);
    page.mount([number] {
        auto slow = create_async([number]() -> task<int> {
            auto asked = number();
            co_await sleep_for(10ms);
            co_return asked;
        });
        return html("<div>{}</div>",
                    Suspense([] { return html("<i>wait</i>"); },
                             [slow] { return html("<b>{}</b>", [slow] { return slow() ? *slow() : 0; }); }));
    });
    EXPECT_EQ(page.html(), "<div><i>wait</i></div>");
    time.advance(10ms);
    EXPECT_EQ(page.html(), "<div><b>1</b></div>");
    number.set(2);
    EXPECT_EQ(page.html(), "<div><b>1</b></div>");
    time.advance(10ms);
    EXPECT_EQ(page.html(), "<div><b>2</b></div>");
}

/// A value that fails while `fails` is true, read inside a boundary.
auto failing_page(signal<bool> fails, signal<int> attempt) {
    return [=] {
        auto value = create_async([=]() -> task<std::string> {
            attempt();
            if (fails.peek()) co_return fail(invalid("broken"));
            co_return "fine";
        });
        return html("<main>{}</main>",
                    ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                                  [=] { return html("<b>{}</b>", [=] { return value() ? *value() : ""; }); }));
    };
}

TEST(ErrorBoundary, shows_the_fallback_and_recovers_with_the_value) {
    page_under_test page;
    auto fails = create_signal(false);
    auto attempt = create_signal(0);
    EXPECT_EQ(page.mount(failing_page(fails, attempt)), "<main><b>fine</b></main>");
    fails.set(true);
    attempt.set(1);
    EXPECT_EQ(page.html(), "<main><i>broken</i></main>");
    fails.set(false);
    attempt.set(2);
    EXPECT_EQ(page.html(), "<main><b>fine</b></main>");
}

TEST(ErrorBoundary, takes_over_the_fallback_that_the_server_rendered) {
    auto fails = create_signal(true);
    auto attempt = create_signal(0);
    page_under_test page("<main><!--!--><i>broken</i></main>");
    const auto& shown = page.document.find("i");
    EXPECT_EQ(page.hydrate(failing_page(fails, attempt)), "<main><!--!--><i>broken</i></main>");
    // The content was made aside to learn the error; it never reached the document.
    EXPECT_EQ(&page.document.find("i"), &shown);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
    fails.set(false);
    attempt.set(1);
    EXPECT_EQ(page.html(), "<main><b>fine</b></main>");
}

TEST(Suspense, of_a_part_that_the_server_wrote_otherwise_waits_as_if_it_was_new) {
    const std::string server = "<main><i>something else</i></main><p>fine</p>";
    page_under_test page(server);
    const auto& beside = page.document.find("p");
    page.hydrate([] {
        return html("<main>{}</main><p>fine</p>",
                    Show([] { return true; },
                         [] {
                             return html("<b>{}</b>",
                                         Suspense([] { return html("wait"); },
                                                  [] {
                                                      auto never = create_async([]() -> task<std::string> {
                                                          co_return co_await await_callback<std::string>([](auto) {});
                                                      });
                                                      return html("<u>{}</u>", [=] { return never() ? *never() : ""; });
                                                  }));
                         }));
    });
    EXPECT_EQ(page.html(), "<main><b>wait</b></main><p>fine</p>");
    EXPECT_EQ(&page.document.find("p"), &beside);
    EXPECT_EQ(page.document.mismatches().size(), 1u);
}

TEST(Title, sets_the_title_and_shows_nothing) {
    page_under_test page;
    auto name = create_signal(std::string("One"));
    EXPECT_EQ(page.mount([name] { return html("<main>{}</main>", Title([name] { return name(); })); }),
              "<main></main>");
    EXPECT_EQ(page.document.title(), "One");
    name.set("Two");
    page.html();
    EXPECT_EQ(page.document.title(), "Two");
}

}  // namespace
}  // namespace solder

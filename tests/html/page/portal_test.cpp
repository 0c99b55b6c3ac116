#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/portal.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;
using words = std::vector<std::string>;

/// What is around the content of each portal.
std::string boxed(const std::string& content) { return "<div>" + content + "</div>"; }

view Dialog() {
    return Portal([] { return html("<b>hello</b>"); });
}

/// Gives `value` after 10 ms.
task<int> late(int value) {
    co_await sleep_for(10ms);
    co_return value;
}

TEST(Portal, shows_its_content_at_the_end_of_the_body) {
    page_under_test page;
    EXPECT_EQ(page.mount([] { return html("<p>{}</p>", Dialog()); }), "<p></p>");
    EXPECT_EQ(page.document.body(), boxed("<b>hello</b>"));
    auto& box = *page.document.find("b").parent;
    EXPECT_EQ(box.properties["style"], testing::fake_property(std::string("display:contents")));
}

TEST(Portal, shows_its_content_in_the_element_that_is_named) {
    page_under_test page;
    EXPECT_EQ(page.mount([] {
        return html("<p>{}</p><div id=\"there\"><i></i></div>",
                    Portal([] { return html("<b></b>"); }, {.mount = "#there"}));
    }),
              "<p></p><div id=\"there\"><i></i>" + boxed("<b></b>") + "</div>");
    EXPECT_EQ(page.document.body(), "");
}

TEST(Portal, whose_mount_is_not_there_says_so_and_is_in_the_body) {
    page_under_test page;
    page.mount([] { return Portal([] { return html("<b></b>"); }, {.mount = "#nowhere"}); });
    EXPECT_EQ(page.document.body(), boxed("<b></b>"));
    EXPECT_EQ(page.document.mismatches(),
              words{"solder: no element fits \"#nowhere\": a portal is at the end of the body instead"});
}

TEST(Portal, belongs_to_the_owner_it_was_placed_in) {
    int ended = 0;
    page_under_test page;
    const auto name = create_context<std::string>("nobody");
    auto is_open = create_signal(true);
    page.mount([&, is_open] {
        return Show(is_open, [&] {
            provide_context(name, "ada");
            return html("<p>{}</p>", Portal([&] {
                            on_cleanup([&] { ++ended; });
                            return html("<b>{}</b>", use_context(name));
                        }));
        });
    });
    EXPECT_EQ(page.document.body(), boxed("<b>ada</b>"));
    is_open.set(false);
    EXPECT_EQ(page.html(), "");
    EXPECT_EQ(page.document.body(), "");
    EXPECT_EQ(ended, 1);
    is_open.set(true);
    EXPECT_EQ(page.html(), "<p></p>");
    EXPECT_EQ(page.document.body(), boxed("<b>ada</b>"));
}

TEST(Portal, is_live) {
    page_under_test page;
    auto count = create_signal(0);
    auto is_many = [=] { return count() > 1; };
    page.mount([=] {
        return Portal([=] {
            return html(
                "<button onclick={}>{}</button>{}", [=] { count.set(count() + 1); }, count,
                Show(is_many, [] { return html("<i></i>"); }));
        });
    });
    page.click("button");
    page.click("button");
    EXPECT_EQ(page.document.body(), boxed("<button>2</button><!--[--><i></i><!--]-->"));
}

TEST(Portal, inside_another_goes_with_it) {
    page_under_test page;
    auto is_open = create_signal(true);
    page.mount([=] {
        return Show(is_open, [] {
            return Portal([] { return html("<div id=\"outer\">{}</div>", Portal(Dialog, {.mount = "#outer"})); });
        });
    });
    EXPECT_EQ(page.document.mismatches(), words());
    EXPECT_EQ(page.document.body(), boxed("<div id=\"outer\">" + boxed("") + "</div>") + boxed("<b>hello</b>"));
    is_open.set(false);
    page.html();
    EXPECT_EQ(page.document.body(), "");
}

TEST(Portal, whose_mount_was_emptied_can_still_change_and_end) {
    page_under_test page;
    auto is_full = create_signal(true);
    auto is_open = create_signal(true);
    auto count = create_signal(0);
    page.mount([=] {
        return html("<div id=\"there\">{}</div>{}", Show(is_full, [] { return html("<p></p>"); }), Show(is_open, [=] {
                        return Portal([=] { return html("{}{}", count, Show(count, [] { return html("<b></b>"); })); },
                                      {.mount = "#there"});
                    }));
    });
    is_full.set(false);
    EXPECT_EQ(page.html(), "<div id=\"there\"></div><!--[--><!--]-->");
    count.set(1);
    is_open.set(false);
    EXPECT_EQ(page.html(), "<div id=\"there\"></div><!--[--><!--]-->");
}

TEST(Portal, is_made_when_the_page_was_taken_over) {
    page_under_test page("<p></p><i>after</i>");
    auto* paragraph = &page.document.find("p");
    EXPECT_EQ(page.hydrate([] { return html("<p>{}</p><i>{}</i>", Dialog(), "after"); }), "<p></p><i>after</i>");
    EXPECT_EQ(page.document.mismatches(), words());
    EXPECT_EQ(&page.document.find("p"), paragraph);
    EXPECT_EQ(page.document.body(), boxed("<b>hello</b>"));
}

TEST(Portal, waits_with_the_boundaries_around_it) {
    manual_environment time;
    page_under_test page;
    page.mount([] {
        return Suspense([] { return html("<i>wait</i>"); },
                        [] {
                            auto value = create_async([] { return late(7); });
                            return html("{}<u>{}</u>", Suspense([] { return view(); }, Dialog),
                                        [value] { return value() ? *value() : 0; });
                        });
    });
    EXPECT_EQ(page.html(), "<i>wait</i>");
    EXPECT_EQ(page.document.body(), "");
    time.advance(10ms);
    EXPECT_NE(page.html().find("<u>7</u>"), std::string::npos);
    EXPECT_EQ(page.document.body(), boxed("<b>hello</b>"));
}

TEST(Portal, that_lacks_a_value_holds_its_boundary) {
    manual_environment time;
    page_under_test page;
    page.mount([] {
        return Suspense([] { return html("<i>wait</i>"); },
                        [] {
                            auto value = create_async([] { return late(7); });
                            return html("<u>{}</u>", Portal([value] {
                                            return html("<b>{}</b>", [value] { return value() ? *value() : 0; });
                                        }));
                        });
    });
    EXPECT_EQ(page.html(), "<i>wait</i>");
    EXPECT_EQ(page.document.body(), "");
    time.advance(10ms);
    EXPECT_EQ(page.html(), "<u></u>");
    EXPECT_EQ(page.document.body(), boxed("<b>7</b>"));
}

TEST(Portal, of_a_transition_is_shown_when_that_has_settled) {
    manual_environment time;
    page_under_test page;
    auto place = create_signal(1);
    page.mount([place] {
        auto value = create_async([place] { return late(place()); });
        return Suspense([] { return html("<i>wait</i>"); },
                        [=] {
                            return html(
                                "<u>{}</u>{}", [=] { return value() ? *value() : 0; },
                                Show([=] { return place() == 2; }, Dialog));
                        });
    });
    time.advance(10ms);
    start_transition([=] { place.set(2); });
    time.run();
    EXPECT_EQ(page.html(), "<u>1</u><!--[--><!--]-->");
    EXPECT_EQ(page.document.body(), "");
    time.advance(10ms);
    EXPECT_NE(page.html().find("<u>2</u>"), std::string::npos);
    EXPECT_EQ(page.document.body(), boxed("<b>hello</b>"));
}

TEST(Portal, of_a_transition_that_another_replaces_is_never_shown) {
    manual_environment time;
    page_under_test page;
    auto place = create_signal(1);
    page.mount([place] {
        auto value = create_async([place] { return late(place()); });
        return Suspense([] { return html("<i>wait</i>"); },
                        [=] {
                            return html(
                                "<u>{}</u>{}", [=] { return value() ? *value() : 0; },
                                Show([=] { return place() == 2; }, Dialog));
                        });
    });
    time.advance(10ms);
    start_transition([=] { place.set(2); });
    time.run();
    start_transition([=] { place.set(3); });
    time.advance(20ms);
    EXPECT_NE(page.html().find("<u>3</u>"), std::string::npos);
    EXPECT_EQ(page.document.body(), "");
}

TEST(Portal, that_fails_goes_and_the_boundary_around_it_shows_its_fallback) {
    page_under_test page;
    auto fails = create_signal(false);
    page.mount([fails] {
        return ErrorBoundary(
            [](const error& e, auto) { return html("<i>{}</i>", e.message); },
            [fails] {
                auto value = create_async([fails]() -> task<int> {
                    if (fails()) co_return fail(invalid("broken"));
                    co_return 1;
                });
                return Portal([value] { return html("<b>{}</b>", [value] { return value() ? *value() : 0; }); });
            });
    });
    page.html();
    EXPECT_EQ(page.document.body(), boxed("<b>1</b>"));
    fails.set(true);
    EXPECT_EQ(page.html(), "<i>broken</i>");
    EXPECT_EQ(page.document.body(), "");
}

TEST(Portal, waits_with_a_part_that_a_list_holds_back) {
    manual_environment time;
    page_under_test page;
    page.mount([] {
        return SuspenseList(reveal_order::forwards, [] {
            return html("{}{}",
                        Suspense([] { return html("<i>wait</i>"); },
                                 [] {
                                     auto value = create_async([] { return late(7); });
                                     return html("<u>{}</u>", [value] { return value() ? *value() : 0; });
                                 }),
                        Suspense([] { return html("<i>second</i>"); }, Dialog));
        });
    });
    EXPECT_TRUE(page.html().contains("<i>second</i>"));
    EXPECT_EQ(page.document.body(), "");
    time.advance(10ms);
    EXPECT_FALSE(page.html().contains("<i>second</i>"));
    EXPECT_EQ(page.document.body(), boxed("<b>hello</b>"));
}

}  // namespace
}  // namespace solder

#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/html/boundaries.hpp>
#include <solder/html/client_only.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>

namespace solder {
namespace {

using words = std::vector<std::string>;

view Clock() { return html("<b>12:00</b>"); }
view NoClock() { return html("<i>--:--</i>"); }

TEST(ClientOnly, is_there_at_once_in_a_page_that_the_browser_makes) {
    page_under_test page;
    int fallbacks = 0;
    EXPECT_EQ(page.mount([&] {
        return html("<p>{}</p>", ClientOnly(Clock, [&] {
                        ++fallbacks;
                        return NoClock();
                    }));
    }),
              "<p><b>12:00</b></p>");
    EXPECT_EQ(fallbacks, 0);
}

TEST(ClientOnly, takes_the_place_of_the_fallback_that_the_server_wrote) {
    int ended = 0;
    page_under_test page("<p>at <!--[--><i>--:--</i><!--]--></p>");
    auto* paragraph = &page.document.find("p");
    auto* fallback = &page.document.find("i");
    EXPECT_EQ(page.hydrate([&] {
        return html("<p>at {}</p>", ClientOnly(Clock, [&] {
                        on_cleanup([&] { ++ended; });
                        return NoClock();
                    }));
    }),
              "<p>at <!--[--><b>12:00</b><!--]--></p>");
    EXPECT_EQ(page.document.mismatches(), words());
    EXPECT_EQ(page.document.elements_created(), 1u);
    EXPECT_EQ(&page.document.find("p"), paragraph);
    EXPECT_EQ(fallback->parent, nullptr);
    EXPECT_EQ(ended, 1);
}

TEST(ClientOnly, needs_no_fallback) {
    page_under_test page("<p></p><ul></ul>");
    EXPECT_EQ(page.hydrate([] {
        std::vector<view> none;
        return html("<p>{}</p><ul>{}</ul>", ClientOnly(Clock), std::move(none));
    }),
              "<p><b>12:00</b></p><ul></ul>");
    EXPECT_EQ(page.document.mismatches(), words());
}

TEST(ClientOnly, of_content_that_comes_after_the_page_was_taken_over_is_there_at_once) {
    page_under_test page("<p></p>");
    auto is_open = create_signal(false);
    int fallbacks = 0;
    page.hydrate([&, is_open] {
        return html("<p>{}</p>", Show(is_open, [&] {
                        return ClientOnly(Clock, [&] {
                            ++fallbacks;
                            return NoClock();
                        });
                    }));
    });
    is_open.set(true);
    EXPECT_EQ(page.html(), "<p><b>12:00</b></p>");
    EXPECT_EQ(fallbacks, 0);
}

TEST(ClientOnly, runs_neither_twice) {
    page_under_test page("<i>--:--</i>");
    auto count = create_signal(0);
    int made = 0;
    page.hydrate([&, count] {
        return ClientOnly(
            [&, count] {
                ++made;
                (void)count();  // not tracked: a component runs once
                return html("<b>{}</b>", count);
            },
            NoClock);
    });
    count.set(1);
    EXPECT_EQ(page.html(), "<b>1</b>");
    EXPECT_EQ(made, 1);
}

TEST(ClientOnly, is_shown_although_the_fallback_differs_from_what_the_server_wrote) {
    page_under_test page("<p><u>old</u></p>");
    EXPECT_EQ(page.hydrate([] { return html("<p>{}</p>", ClientOnly(Clock, NoClock)); }), "<p><b>12:00</b></p>");
    EXPECT_EQ(page.mismatches(), words{"hydration mismatch: expected <i>, found <u> in <p>"});
}

TEST(ClientOnly, whose_fallback_failed_on_the_server_is_taken_over_with_the_boundary_around_it) {
    page_under_test page("<p><!--!--><s>no good</s></p>");
    const auto failing = []() -> view {
        raise_error({error{"no good"}, {}});
        return html("<u></u>");
    };
    page.hydrate([=] {
        return html("<p>{}</p>",
                    ErrorBoundary([](const error& e, reset_function) { return html("<s>{}</s>", e.message); },
                                  [=] { return ClientOnly(Clock, failing); }));
    });
    EXPECT_EQ(page.html(), "<p><!--!--><s>no good</s></p>");
    EXPECT_EQ(page.mismatches(), words());
}

}  // namespace
}  // namespace solder

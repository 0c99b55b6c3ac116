#include "page_under_test.hpp"
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/query/create_async.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

view Late(std::chrono::milliseconds delay, std::string text) {
    return Suspense([] { return html("<i></i>"); },
                    [=] {
                        auto value = create_async([=]() -> task<std::string> {
                            co_await sleep_for(delay);
                            co_return text;
                        });
                        return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
                    });
}

/// What three parts show after 0, 10, 20 and 30 ms, without the marks of their holes.
std::vector<std::string> shown_in(reveal_order order) {
    manual_environment time;
    page_under_test page;
    page.mount([order] {
        return SuspenseList(order, [] { return html("{}{}{}", Late(20ms, "a"), Late(30ms, "b"), Late(10ms, "c")); });
    });
    std::vector<std::string> all;
    for (int i = 0; i < 4; ++i) {
        std::string text = page.html();
        for (std::string_view mark : {"<!--[-->", "<!--]-->"})
            for (auto at = text.find(mark); at != text.npos; at = text.find(mark)) text.erase(at, mark.size());
        all.push_back(std::move(text));
        time.advance(10ms);
    }
    return all;
}

using texts = std::vector<std::string>;

TEST(SuspenseList, shows_forwards) {
    EXPECT_EQ(shown_in(reveal_order::forwards), (texts{"<i></i><i></i><i></i>", "<i></i><i></i><i></i>",
                                                       "<b>a</b><i></i><i></i>", "<b>a</b><b>b</b><b>c</b>"}));
}

TEST(SuspenseList, shows_backwards) {
    EXPECT_EQ(shown_in(reveal_order::backwards), (texts{"<i></i><i></i><i></i>", "<i></i><i></i><b>c</b>",
                                                        "<i></i><i></i><b>c</b>", "<b>a</b><b>b</b><b>c</b>"}));
}

TEST(SuspenseList, shows_together) {
    EXPECT_EQ(shown_in(reveal_order::together), (texts{"<i></i><i></i><i></i>", "<i></i><i></i><i></i>",
                                                       "<i></i><i></i><i></i>", "<b>a</b><b>b</b><b>c</b>"}));
}

TEST(SuspenseList, is_not_of_what_is_within_one_of_its_parts) {
    manual_environment time;
    page_under_test page;
    page.mount([] {
        return html("<p>{}</p>", SuspenseList(reveal_order::backwards, [] {
                        return html(
                            "{}{}",
                            Suspense([] { return html("<i></i>"); }, [] { return html("{}", Late(50ms, "in")); }),
                            Late(10ms, "last"));
                    }));
    });
    time.advance(10ms);
    EXPECT_EQ(page.html(), "<p><!--[--><!--[--><i></i><!--]--><!--]--><!--[--><b>last</b><!--]--></p>");
}

TEST(SuspenseList, makes_fallbacks_once_and_what_is_in_them_is_no_part_of_it) {
    manual_environment time;
    page_under_test page;
    int made = 0;
    auto late = [&](std::chrono::milliseconds delay) {
        return Suspense([&made, delay] { return ++made, Late(delay / 2, "soon"); },
                        [delay] {
                            auto value = create_async([delay]() -> task<std::string> {
                                co_await sleep_for(delay);
                                co_return "there";
                            });
                            return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
                        });
    };
    page.mount(
        [&] { return SuspenseList(reveal_order::together, [&] { return html("{}{}", late(8ms), late(20ms)); }); });
    EXPECT_EQ(page.html(), "<!--[--><i></i><!--]--><!--[--><i></i><!--]-->");
    time.advance(4ms);
    EXPECT_EQ(page.html(), "<!--[--><b>soon</b><!--]--><!--[--><i></i><!--]-->");
    time.advance(15ms);
    EXPECT_EQ(page.html(), "<!--[--><b>soon</b><!--]--><!--[--><b>soon</b><!--]-->");
    EXPECT_EQ(made, 2);
    time.advance(1ms);
    EXPECT_EQ(page.html(), "<!--[--><b>there</b><!--]--><!--[--><b>there</b><!--]-->");
}

TEST(Suspense, within_content_that_another_one_waits_for_shows_its_own) {
    manual_environment time;
    page_under_test page;
    page.mount([] {
        return Suspense([] { return html("outer"); },
                        [] {
                            auto value = create_async([]() -> task<std::string> {
                                co_await sleep_for(5ms);
                                co_return "a";
                            });
                            return Show([value] { return value(); }, [](const std::string&) { return Late(7ms, "b"); });
                        });
    });
    EXPECT_EQ(page.html(), "outer");
    time.advance(5ms);
    EXPECT_EQ(page.html(), "<i></i>");
    time.advance(7ms);
    EXPECT_EQ(page.html(), "<b>b</b>");
}

/// What is read by the first part, and missing, was asked for outside of it.
TEST(SuspenseList, goes_on_without_a_part_that_is_gone) {
    manual_environment time;
    page_under_test page;
    const auto with_first = create_signal(true);
    page.mount([=] {
        auto slow = create_async([]() -> task<std::string> {
            co_await sleep_for(1000ms);
            co_return "a";
        });
        const auto first = [slow] {
            return Suspense([] { return html("<i></i>"); },
                            [slow] { return html("<b>{}</b>", [slow] { return slow() ? *slow() : std::string(); }); });
        };
        return SuspenseList(reveal_order::forwards,
                            [=] { return html("{}{}", Show(with_first, first), Late(10ms, "b")); });
    });
    time.advance(10ms);
    EXPECT_FALSE(page.html().contains("<b>b</b>"));
    with_first.set(false);
    EXPECT_TRUE(page.html().contains("<b>b</b>"));
}

}  // namespace
}  // namespace solder

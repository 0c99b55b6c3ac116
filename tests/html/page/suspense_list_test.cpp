#include "page_under_test.hpp"
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
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

}  // namespace
}  // namespace solder

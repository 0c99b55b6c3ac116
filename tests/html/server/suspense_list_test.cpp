#include "stream_fixture.hpp"
#include <solder/html/dynamic.hpp>
#include <solder/html/list.hpp>

namespace solder {
namespace {

class suspense_list_test : public stream_test {};

view Listed(reveal_order order) {
    return SuspenseList(order, [] {
        return html("{}{}{}", Late([] { return after(20ms, "a"); }), Late([]() -> task<std::string> { co_return "b"; }),
                    Late([] { return after(10ms, "c"); }));
    });
}

TEST_F(suspense_list_test, a_list_is_sent_in_its_order) {
    const std::string all_wait =
        "<!--[--><!--?1--><i>wait</i><!--]--><!--[--><!--?2--><i>wait</i><!--]-->"
        "<!--[--><!--?3--><i>wait</i><!--]-->";
    begin([] { return Listed(reveal_order::forwards); });
    EXPECT_EQ(came(), texts{all_wait});
    ask();
    time_.advance(19ms);
    EXPECT_EQ(came(), texts());
    time_.advance(1ms);
    ask();
    ask();
    EXPECT_EQ(came(), (texts{"1: <b>a</b>", "2: <b>b</b>", "3: <b>c</b>"}));
}

TEST_F(suspense_list_test, a_part_of_a_list_that_fails_holds_nothing_back) {
    begin([] {
        return SuspenseList(reveal_order::forwards, [] {
            auto failing = ErrorBoundary([](const error&, callback<void()>) { return html("<i>failed</i>"); },
                                         [] {
                                             return html("{}{}", Late([] { return after(5ms, "a"); }), [] {
                                                 raise_error({error{"broken"}, {}});
                                                 return "";
                                             });
                                         });
            return html("{}{}", std::move(failing), Late([] { return after(10ms, "b"); }));
        });
    });
    EXPECT_EQ(came(), texts{"<!--[--><!--!--><i>failed</i><!--]--><!--[--><!--?2--><i>wait</i><!--]-->"});
    ask();
    time_.advance(10ms);
    ask();
    EXPECT_EQ(came(), (texts{"2: <b>b</b>", "end"}));
}

TEST_F(suspense_list_test, a_part_of_a_list_that_came_while_the_page_waited_holds_nothing_back) {
    begin([] {
        auto awaited = create_async([] { return after(10ms, "shell"); });
        return html(
            "{}{}", [=] { return awaited() ? *awaited() : std::string(); }, SuspenseList(reveal_order::backwards, [] {
                return html("{}{}", Late([] { return after(20ms, "a"); }), Late([] { return after(5ms, "b"); }));
            }));
    });
    time_.advance(10ms);
    EXPECT_EQ(came().size(), 1u) << "the page with b in it";
    ask();
    time_.advance(10ms);
    EXPECT_EQ(came().size(), 1u) << "a";
}

TEST_F(suspense_list_test, a_list_is_sent_backwards_or_together) {
    begin([] { return Listed(reveal_order::backwards); });
    (void)came();
    ask();
    time_.advance(10ms);
    ask();
    ask();
    time_.advance(10ms);
    EXPECT_EQ(came(), (texts{"2: <b>c</b>", "3: <b>b</b>", "1: <b>a</b>"}));
    begin([] { return Listed(reveal_order::together); });
    (void)came();
    ask();
    time_.advance(19ms);
    EXPECT_EQ(came(), texts());
    time_.advance(1ms);
    ask();
    ask();
    auto pieces = came();
    std::ranges::sort(pieces);
    EXPECT_EQ(pieces.size(), 3u);
}

TEST_F(suspense_list_test, a_list_that_is_not_whole_yet_is_waited_for_also_in_a_suspense_list) {
    begin([] {
        auto fetch = []() -> task<std::vector<int>> {
            co_await sleep_for(10ms);
            co_return std::vector<int>{1, 2};
        };
        auto rows = create_async(fetch, {.initial_value = std::vector<int>{1}});
        return SuspenseList(reveal_order::forwards, [rows] {
            return html("<ul>{}</ul>",
                        For(rows, [](const int&) { return Late([]() -> task<std::string> { co_return "b"; }); }));
        });
    });
    EXPECT_EQ(came(), texts());
    time_.advance(10ms);
    EXPECT_EQ(came().size(), 1u);
}

TEST_F(suspense_list_test, a_suspense_list_within_late_content_keeps_its_order) {
    begin([] {
        return Suspense([] { return html("<i>o</i>"); },
                        [] {
                            auto value = create_async([] { return after(5ms, "v"); });
                            return Show(value, [](const std::string&) {
                                return SuspenseList(reveal_order::together, [] {
                                    return html("{}{}", Late([]() -> task<std::string> { co_return "a"; }),
                                                Late([] { return after(20ms, "b"); }));
                                });
                            });
                        });
    });
    (void)came();
    ask();
    time_.advance(5ms);
    const auto pieces = came();
    ASSERT_EQ(pieces.size(), 1u);
    EXPECT_FALSE(pieces[0].contains("<b>a</b>")) << pieces[0];
}

}  // namespace
}  // namespace solder

#include "stream_fixture.hpp"
#include <algorithm>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/html/list.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/query/create_async_store.hpp>
#include <solder/query/response.hpp>
#include <solder/reactive/context.hpp>
#include <solder/router/router.hpp>
#include <stdexcept>

namespace solder {
namespace {

/// With a title in a route of this depth.
template <class Text>
auto titled(std::uint32_t depth, Text text) {
    return [=] {
        provide_context(route_depth_context(), depth);
        return html("{}", Title(text));
    };
}

TEST_F(stream_test, late_content_brings_the_title_that_counts_from_then_on) {
    const auto late = [](std::uint32_t depth, std::chrono::milliseconds delay, std::string text) {
        return Suspense([] { return html("<i>wait</i>"); },
                        [=] {
                            auto value = create_async([=] { return after(delay, text); });
                            auto said = [value] { return value() ? *value() : std::string(); };
                            return html("{}{}", titled(depth, [said] { return "old " + said(); }), titled(depth, said));
                        });
    };
    begin([=] {
        return html("{}{}{}{}{}", titled(1, "shell"), Late([] { return after(10ms, "no title"); }),
                    late(1, 20ms, "as deep"), late(2, 30ms, "deeper"), late(1, 40ms, "less deep"));
    });
    for (int i = 0; i < 4; ++i) {
        ask();
        time_.advance(10ms);
    }
    EXPECT_EQ(titles_, (texts{"shell", "", "as deep", "deeper", ""}));
}

TEST_F(stream_test, late_content_brings_what_no_piece_has_said_in_the_head) {
    const auto late = [](std::chrono::milliseconds delay, std::string text) {
        return Suspense([] { return html("<i>wait</i>"); },
                        [=] {
                            auto value = create_async([=] { return after(delay, text); });
                            auto said = [value] { return value() ? *value() : std::string(); };
                            return html("{}{}{}{}", Meta({.name = "description", .content = said}),
                                        Meta({.name = "robots", .content = said}),
                                        Link({.rel = "canonical", .href = said}), Link({.rel = "icon", .href = said}));
                        });
    };
    begin([=] {
        return html("{}{}{}", Meta({.name = "description", .content = "shell"}), late(10ms, "/one"),
                    late(20ms, "/two"));
    });
    for (int i = 0; i < 2; ++i) {
        ask();
        time_.advance(10ms);
    }
    EXPECT_EQ(heads_,
              (texts{R"(<meta name="description" content="shell" data-head="">)",
                     R"(<meta name="robots" content="/one" data-head="">)"
                     R"(<link rel="canonical" href="/one" data-head=""><link rel="icon" href="/one" data-head="">)",
                     R"(<link rel="icon" href="/two" data-head="">)"}));
}

TEST_F(stream_test, what_throws_within_no_hydration_does_not_hold_what_comes_after_it) {
    begin([] {
        return html("{}{}",
                    ErrorBoundary([](const error&, reset_function) { return html("<p>failed</p>"); },
                                  [] { return NoHydration([]() -> view { throw std::runtime_error("x"); }); }),
                    Late([] { return after(10ms, "late"); }));
    });
    EXPECT_EQ(came(), texts{"<!--[--><!--!--><p>failed</p><!--]--><!--[--><!--?1--><i>wait</i><!--]-->"});
}

TEST_F(stream_test, V5_sends_what_is_there_and_each_boundary_when_its_values_are) {
    begin([] {
        return html("<main>{}{}{}</main>", Late([] { return after(30ms, "slow"); }),
                    Late([]() -> task<std::string> { co_return "now"; }), Late([] { return after(10ms, "fast"); }));
    });
    EXPECT_EQ(came(), texts{"<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><b>now</b><!--]-->"
                            "<!--[--><!--?2--><i>wait</i><!--]--></main>"});
    EXPECT_FALSE(stream_->is_whole());
    ask();
    EXPECT_EQ(came(), texts());
    time_.advance(10ms);
    EXPECT_EQ(came(), texts{"2: <b>fast</b>"});
    ask();
    time_.advance(20ms);
    EXPECT_EQ(came(), texts{"1: <b>slow</b>"});
    EXPECT_TRUE(stream_->is_whole());
    ask();
    EXPECT_EQ(came(), texts{"end"});
}

TEST_F(stream_test, V6_what_stands_outside_of_any_boundary_is_waited_for) {
    begin([] {
        auto title = create_async([] { return after(5ms, "title"); });
        return html(
            "<h1>{}</h1>{}", [title] { return title() ? *title() : std::string(); },
            Late([] { return after(20ms, "slow"); }));
    });
    EXPECT_EQ(came(), texts());
    time_.advance(5ms);
    EXPECT_EQ(came(), texts{"<h1>title</h1><!--[--><!--?1--><i>wait</i><!--]-->"});
}

/// A boundary whose content reads a value that the first piece waits for.
template <class Fn>
view Deferred(Fn fetch) {
    return Suspense([] { return html("<i>wait</i>"); },
                    [fetch] {
                        auto value = create_async(fetch, {.defer_stream = true});
                        return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
                    });
}

TEST_F(stream_test, V6_C12_what_defers_the_stream_is_waited_for_inside_of_a_boundary_too) {
    begin([] {
        return html("<main>{}{}</main>", Late([] { return after(20ms, "slow"); }),
                    Deferred([] { return after(5ms, "first"); }));
    });
    EXPECT_EQ(came(), texts());
    time_.advance(5ms);
    EXPECT_EQ(came(), texts{"<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><b>first</b><!--]--></main>"});
    ask();
    time_.advance(15ms);
    EXPECT_EQ(came(), texts{"1: <b>slow</b>"});
    ask();
    EXPECT_EQ(came(), texts{"end"});
}

struct album {
    std::string title;
};
TEST_F(stream_test, V6_a_store_may_defer_the_stream_too) {
    begin([] {
        return Suspense([] { return html("<i>wait</i>"); },
                        [] {
                            auto stored = create_async_store(
                                []() -> task<album> {
                                    co_await sleep_for(5ms);
                                    co_return album{"Blue"};
                                },
                                {.defer_stream = true});
                            return html("<b>{}</b>", [=] { return stored() ? stored()->peek().title : ""; });
                        });
    });
    EXPECT_EQ(came(), texts());
    time_.advance(5ms);
    EXPECT_EQ(came(), texts{"<b>Blue</b>"});
}

TEST_F(stream_test, V6_what_defers_the_stream_may_wait_for_another_value_first) {
    begin([] {
        return Suspense([] { return html("<i>wait</i>"); },
                        [] {
                            auto id = create_async([] { return after(5ms, "7"); });
                            auto value = create_async(
                                [id]() -> std::optional<task<std::string>> {
                                    if (auto known = id()) return after(5ms, "of " + *known);
                                    return std::nullopt;
                                },
                                {.defer_stream = true});
                            return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
                        });
    });
    time_.advance(5ms);
    EXPECT_EQ(came(), texts());
    time_.advance(5ms);
    EXPECT_EQ(came(), texts{"<b>of 7</b>"});
}

TEST_F(stream_test, V6_what_defers_the_stream_and_fails_is_shown_by_the_first_piece) {
    begin([] {
        return ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                             [] { return Deferred([] { return failing_after(5ms, not_found("gone")); }); });
    });
    time_.advance(5ms);
    EXPECT_EQ(came(), texts{"<!--!--><i>gone</i>"});
    EXPECT_TRUE(stream_->is_whole());
}

TEST_F(stream_test, makes_no_piece_before_it_is_asked_for) {
    int made = 0;
    begin([&] {
        return Suspense([] { return html("<i></i>"); },
                        [&] {
                            auto value = create_async([] { return after(1ms, "x"); });
                            return html("{}", [&made, value] { return value() ? (++made, *value()) : std::string(); });
                        });
    });
    time_.advance(100ms);
    EXPECT_EQ(made, 0);
    (void)came();
    ask();
    EXPECT_EQ(came(), texts{"1: <!--[-->x<!--]-->"});
}

TEST_F(stream_test, a_boundary_within_a_late_one_comes_after_it) {
    begin([] {
        return Suspense([] { return html("outer"); },
                        [] {
                            auto value = create_async([] { return after(10ms, "a"); });
                            return html(
                                "<p>{}</p>{}", [value] { return value() ? *value() : std::string(); },
                                Late([] { return after(30ms, "b"); }));
                        });
    });
    EXPECT_EQ(came(), texts{"<!--?2-->outer"});
    ask();
    time_.advance(10ms);
    EXPECT_EQ(came(), texts{"2: <p>a</p><!--[--><!--?1--><i>wait</i><!--]-->"});
    ask();
    time_.advance(20ms);
    EXPECT_EQ(came(), texts{"1: <b>b</b>"});
}

TEST_F(stream_test, a_mark_of_a_boundary_further_in_is_not_that_of_the_one_around_it) {
    begin([] {
        return Suspense([] { return html("outer"); },
                        [] {
                            return Suspense([] { return html("between"); },
                                            [] { return Late([] { return after(10ms, "a"); }); });
                        });
    });
    EXPECT_EQ(came(), texts{"<!--?-1--><!--?-1--><!--?1--><i>wait</i>"});
    ask();
    time_.advance(10ms);
    EXPECT_EQ(came(), texts{"1: <b>a</b>"});
    begin([] {
        return Suspense([] { return html("outer"); },
                        [] {
                            auto value = create_async([] { return after(10ms, "a"); });
                            return Show([value] { return value(); },
                                        [](const std::string&) { return Late([] { return after(30ms, "b"); }); });
                        });
    });
    (void)came();
    ask();
    time_.advance(10ms);
    EXPECT_EQ(came(), texts{"1: <!--?-1--><!--?2--><i>wait</i>"});
    auto failed = [](const error& e, reset_function) { return html("<s>{}</s>", e.message); };
    begin([failed] {
        return ErrorBoundary(failed, [failed] {
            return ErrorBoundary(failed, [] {
                auto value = create_async([]() -> task<std::string> { return failing_after(0ms, invalid("no good")); });
                return html("{}", [value] { return value() ? *value() : std::string(); });
            });
        });
    });
    time_.advance(1ms);
    EXPECT_EQ(came(), texts{"<!--!-1--><!--!--><s>no good</s>"});
}

TEST_F(stream_test, content_that_needs_another_value_then_waits_for_that_too) {
    begin([] {
        return Late([]() -> task<std::string> {
            auto first = co_await after(10ms, "a");
            co_return co_await after(10ms, first + "b");
        });
    });
    ask();
    time_.advance(19ms);
    EXPECT_EQ(came(), texts{"<!--?1--><i>wait</i>"});
    time_.advance(1ms);
    EXPECT_EQ(came(), texts{"1: <b>ab</b>"});
}

TEST_F(stream_test, V9_a_late_failure_is_shown_by_the_boundary_inside_or_left_to_the_page) {
    auto broken = [] { return failing_after(10ms, invalid("no good")); };
    begin([=] {
        return html(
            "{}{}",
            Suspense([] { return html("one"); },
                     [=] {
                         return ErrorBoundary(
                             [](const error& e, reset_function) { return html("<s>{}</s>", e.message); },
                             [=] {
                                 auto value = create_async(broken);
                                 return html("{}", [value] { return value() ? *value() : std::string(); });
                             });
                     }),
            ErrorBoundary([](const error&, reset_function) { return html("never"); }, [=] { return Late(broken); }));
    });
    (void)came();
    time_.advance(10ms);
    ask();
    ask();
    EXPECT_EQ(came(), (texts{"1: <!--!--><s>no good</s>", "2: (none)"}));
    EXPECT_TRUE(stream_->is_whole());
}

TEST_F(stream_test, what_fails_before_the_page_leaves_is_shown_by_the_boundary_around) {
    begin([] {
        auto first = create_async([] { return after(20ms, "x"); });
        return html(
            "{}{}", [first] { return first() ? *first() : std::string(); },
            ErrorBoundary([](const error& e, reset_function) { return html("<s>{}</s>", e.message); },
                          [] {
                              return html("{}{}", Late([] { return failing_after(10ms, invalid("no good")); }),
                                          Late([] { return after(90ms, "gone"); }));
                          }));
    });
    time_.advance(20ms);
    EXPECT_EQ(came(), texts{"<!--[-->x<!--]--><!--[--><!--!--><s>no good</s><!--]-->"});
    EXPECT_TRUE(stream_->is_whole());
}

TEST_F(stream_test, V8_a_late_redirect_ends_the_stream_with_it) {
    begin([] {
        return Late([]() -> task<std::string> {
            co_await sleep_for(10ms);
            auto there = redirect("/login");
            co_await fail(std::move(there));
            co_return "";
        });
    });
    (void)came();
    std::optional<error> led;
    work_ = root_.run([&] {
        return start(stream_->next(), [&](result<std::optional<late_content>> next) {
            if (!next) led = std::move(next.error());
        });
    });
    time_.advance(10ms);
    ASSERT_TRUE(led && led->response);
    EXPECT_EQ(led->response->location(), "/login");
}

TEST_F(stream_test, what_gives_up_the_stream_ends_the_fetches) {
    bool is_given_up = false;
    struct note {
        bool& is_given_up;
        ~note() { is_given_up = true; }
    };
    begin([&] {
        return Late([&]() -> task<std::string> {
            note on_end(is_given_up);
            co_await sleep_for(1'000ms);
            co_return "";
        });
    });
    ask();
    EXPECT_FALSE(is_given_up);
    work_.cancel();
    stream_.reset();
    EXPECT_TRUE(is_given_up);
    time_.advance(2'000ms);
}

TEST_F(stream_test, what_a_part_provides_is_its_own_in_whole_pages_too) {
    static const auto* theme = new context<int>(0);
    const auto shows = [] { return html("<b>{}</b>", use_context(*theme)); };
    const auto root = [shows] {
        auto part = Suspense([] { return html("wait"); },
                             [shows] {
                                 provide_context(*theme, 5);
                                 return Show([] { return true; }, shows);
                             });
        auto failing = ErrorBoundary(
            [shows](const error&, callback<void()>) {
                provide_context(*theme, 7);
                return Show([] { return true; }, shows);
            },
            []() -> view { throw std::runtime_error("broken"); });
        return html("{}{}{}", std::move(part), std::move(failing), Show([] { return true; }, shows));
    };
    const std::string expected = "<!--[--><b>5</b><!--]--><!--[--><!--!--><b>7</b><!--]--><!--[--><b>0</b><!--]-->";
    begin(root);
    EXPECT_EQ(came(), texts{expected});
    EXPECT_EQ(html_of(root), expected);
}

TEST_F(stream_test, V5_a_page_of_one_walk_shows_fallbacks_that_nothing_follows) {
    root_.run([&] {
        auto page = render_to_string([] {
            return html("<main>{}{}</main>", Late([] { return after(1ms, "x"); }),
                        Late([]() -> task<std::string> { co_return "now"; }));
        });
        ASSERT_TRUE(page);
        EXPECT_EQ(page->html, "<main><!--[--><!--?0--><i>wait</i><!--]--><!--[--><b>now</b><!--]--></main>");
    });
}

TEST_F(stream_test, V5_what_nobody_waits_for_is_written_as_it_is_also_inside_of_a_suspense) {
    root_.run([&] {
        auto page = render_to_string([] {
            auto value = create_async([] { return after(1ms, "x"); });
            auto said = create_memo([value] { return (value() ? *value() : "nothing") + "!"; });
            return html("<p>{}</p>{}", said,
                        Suspense([] { return html("<i>wait</i>"); }, [said] { return html("<b>{}</b>", said); }));
        });
        ASSERT_TRUE(page);
        EXPECT_EQ(page->html, "<p>nothing!</p><!--[--><b>nothing!</b><!--]-->");
    });
}

TEST_F(stream_test, work_that_outlives_its_part_may_fail) {
    std::string nobody_took;
    set_unhandled_error_hook([&](const error& e) { nobody_took = e.message; });
    begin([] {
        return Suspense([] { return html("<i></i>"); },
                        [] {
                            detach([]() -> task<void> {
                                co_await sleep_for(20ms);
                                raise_error({error{"too late"}, {}});
                            });
                            return html("<b>now</b>");
                        });
    });
    EXPECT_EQ(came().size(), 1u);
    work_ = {};
    stream_.reset();
    time_.advance(20ms);
    set_unhandled_error_hook({});
    EXPECT_EQ(nobody_took, "too late");
}

}  // namespace
}  // namespace solder

#include "render_fixture.hpp"
#include <solder/core/timer.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/query/create_async.hpp>
#include <stdexcept>

// An exception that leaves code of a page is a failure of the part that the code belongs to.

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

using exceptions_on_a_server = render_fixture;

std::string thrown() { throw std::runtime_error("secret"); }

view in_boundary(callback<view()> content) {
    return html("<main>{}</main>",
                ErrorBoundary([](const error& e, auto) { return html("<p>{}</p>", e.message); }, std::move(content)));
}
const std::string fallback_shown = "<main><!--!--><p>Something went wrong on the server.</p></main>";

/// Each place of code in a page; it calls `text` there.
template <class Text>
std::vector<callback<view()>> places(Text text) {
    std::vector<callback<view()>> all;
    all.emplace_back([=] { return html("<b>{}</b>", std::string(text())); });
    all.emplace_back([=] { return html("<b>{}</b>", text); });
    all.emplace_back([=] { return html("<b class={}>x</b>", text); });
    all.emplace_back([=] { return html("<b>{}</b>", create_memo(text)); });
    all.emplace_back([=] { return Show([] { return true; }, [=] { return html("<b>{}</b>", std::string(text())); }); });
    all.emplace_back([=] {
        return For([] { return std::vector{1}; }, [=](int) { return html("<b>{}</b>", std::string(text())); });
    });
    all.emplace_back([=] { return For([] { return std::vector{1}; }, [=](int) { return html("<b>{}</b>", text); }); });
    return all;
}

TEST_F(exceptions_on_a_server, show_the_fallback_of_the_boundary_around_wherever_they_come_from) {
    int place = 0;
    for (auto& each : places(thrown)) {
        EXPECT_EQ(html_of([&each] { return in_boundary([&each] { return each(); }); }), fallback_shown) << place;
        ++place;
    }
}

TEST_F(exceptions_on_a_server, show_it_also_when_a_value_was_awaited_before) {
    auto late_view = [](bool in_row) {
        return in_boundary([in_row] {
            auto value = create_async([]() -> task<std::string> {
                co_await sleep_for(10ms);
                co_return "there";
            });
            auto text = [value] { return value() ? thrown() : std::string("-"); };
            if (!in_row) return html("<b>{}</b>", text);
            return For([] { return std::vector{1}; }, [text](int) { return html("<b>{}</b>", text); });
        });
    };
    for (const bool in_row : {false, true}) {
        page_.reset();
        auto& page = render([&] { return late_view(in_row); });
        EXPECT_FALSE(page);
        time_.advance(10ms);
        ASSERT_TRUE(page && *page) << in_row;
        EXPECT_EQ((*page)->html, fallback_shown) << in_row;
    }
}

TEST_F(exceptions_on_a_server, fail_a_page_without_a_boundary_and_leave_no_function_that_gives_a_result) {
    for (auto& each : places(thrown)) {
        auto page = render_to_string([&each] { return each(); });
        ASSERT_FALSE(page);
        EXPECT_EQ(page.error().message, "secret");  // the server does not show it
    }
}

TEST_F(exceptions_on_a_server, stop_at_the_boundary_of_their_own_row) {
    EXPECT_EQ(html_of([] {
                  return For([] { return std::vector{1, 2, 3}; },
                             [](int each) {
                                 return ErrorBoundary([](const error&, auto) { return html("<p>failed</p>"); },
                                                      [each] { return html("<b>{}</b>", each == 2 ? thrown() : "x"); });
                             });
              }),
              "<!--[--><b>x</b><!--]--><!--[--><!--!--><p>failed</p><!--]--><!--[--><b>x</b><!--]-->");
}

TEST_F(exceptions_on_a_server, end_what_a_row_had_begun) {
    int begun = 0, ended = 0;
    auto& page = render([&] {
        return in_boundary([&] {
            return For([] { return std::vector{1, 2}; },
                       [&](int each) {
                           ++begun;
                           on_cleanup([&] { ++ended; });
                           return html("<b>{}</b>", each == 2 ? thrown() : "x");
                       });
        });
    });
    ASSERT_TRUE(page && *page);
    EXPECT_EQ((*page)->html, fallback_shown);
    EXPECT_EQ(begun, 2);
    EXPECT_EQ(ended, 2);
}

view Part(std::string text, std::chrono::milliseconds delay) {
    return Suspense([] { return html("<i>wait</i>"); },
                    [=] {
                        auto value = create_async([=]() -> task<std::string> {
                            co_await sleep_for(delay);
                            co_return text;
                        });
                        return html("<b>{}</b>", [value] {
                            if (!value()) return std::string();
                            return *value() == "bad" ? thrown() : *value();
                        });
                    });
}

TEST_F(exceptions_on_a_server, of_a_late_part_leave_the_other_parts_of_a_stream_alone) {
    std::vector<std::string> came;
    auto stream =
        root_.run([] { return render_to_stream([] { return html("{}{}", Part("bad", 5ms), Part("good", 10ms)); }); });
    work_ = root_.run([&] { return start(stream.shell(), [](result<rendered_page> page) { EXPECT_TRUE(page); }); });
    for (int i = 0; i < 3; ++i) {
        work_ = root_.run([&] {
            return start(stream.next(), [&](result<std::optional<late_content>> next) {
                came.push_back(!next ? "failed" : *next ? (*next)->html.value_or("(none)") : "end");
            });
        });
        time_.advance(20ms);
    }
    EXPECT_EQ(came, (std::vector<std::string>{"(none)", "<b>good</b>", "end"}));
}

}  // namespace
}  // namespace solder

#include "page_under_test.hpp"
#include <solder/core/environment.hpp>
#include <solder/core/timer.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

/// Handlers that go on after the event. What they capture is read from the closure, which has to be there still.
class coroutine_handler : public ::testing::Test {
protected:
    /// Its memory is used again, as a freed closure's would be by what comes next.
    std::string pass(std::chrono::milliseconds time) {
        std::vector<std::unique_ptr<std::array<std::byte, 64>>> reused;
        for (int i = 0; i < 64; ++i) {
            reused.push_back(std::make_unique<std::array<std::byte, 64>>());
            reused.back()->fill(std::byte{0x5A});
        }
        time_.advance(time);
        return page_.html();
    }

    manual_environment time_;
    page_under_test page_;
};

TEST_F(coroutine_handler, reads_what_it_captured_after_it_waited) {
    const auto count = create_signal(0);
    // Of a size that a `callback` holds inside: where it was before it was moved, the pointer is null.
    const auto handler = [count, step = std::make_shared<int>(1)]() -> task<void> {
        co_await sleep_for(5ms);
        count.set(count() + (step ? *step : 100));
    };
    page_.mount([=] { return html("<button onclick={}>{}</button>", handler, count); });
    page_.click("button");
    page_.click("button");
    EXPECT_EQ(pass(5ms), "<button>2</button>");
}

TEST_F(coroutine_handler, reads_captures_that_are_freed_with_it) {
    const auto said = create_signal(std::string("-"));
    const auto handler = [said, text = std::string("longer than a small text is"),
                          more = std::string("!")](event& e) -> task<void> {
        const std::string type(e.type);
        co_await sleep_for(5ms);
        said.set(type + ": " + text + more);
        co_await sleep_for(5ms);
        said.set(text);
    };
    page_.mount([=] { return html("<button onclick={}>{}</button>", handler, said); });
    page_.click("button");
    EXPECT_EQ(pass(5ms), "<button>click: longer than a small text is!</button>");
    EXPECT_EQ(pass(5ms), "<button>longer than a small text is</button>");
}

TEST_F(coroutine_handler, goes_on_when_its_row_is_gone) {
    const auto rows = create_signal(std::vector<int>{1, 2});
    const auto said = create_signal(std::string("-"));
    page_.mount([=] {
        return html("<ul>{}</ul><p>{}</p>",
                    For(rows,
                        [=](const int& row) {
                            const auto name = "row with a long name, number " + std::to_string(row);
                            return html("<li><button id={} onclick={}></button></li>", row, [=]() -> task<void> {
                                rows.update([=](auto& all) { std::erase(all, row); });
                                co_await sleep_for(5ms);
                                said.set("removed " + name);
                            });
                        }),
                    said);
    });
    page_.click("#1");
    EXPECT_EQ(pass(1ms), "<ul><li><button id=\"2\"></button></li></ul><p>-</p>");
    EXPECT_EQ(pass(4ms), "<ul><li><button id=\"2\"></button></li></ul><p>removed row with a long name, number 1</p>");
}

TEST_F(coroutine_handler, is_freed_when_its_element_is_gone_and_its_task_has_ended) {
    const auto shown = create_signal(true);
    auto kept = std::make_shared<int>(0);
    std::weak_ptr<int> seen = kept;
    page_.mount([=, kept = std::move(kept)]() mutable {
        return html("<div>{}</div>", Show(shown, [=, kept = std::move(kept)]() mutable {
                        return html("<button onclick={}></button>", [kept = std::move(kept)]() -> task<void> {
                            co_await sleep_for(5ms);
                            ++*kept;
                        });
                    }));
    });
    page_.click("button");
    shown.set(false);
    pass(1ms);
    EXPECT_FALSE(seen.expired());
    pass(4ms);
    EXPECT_TRUE(seen.expired());
}

}  // namespace
}  // namespace solder

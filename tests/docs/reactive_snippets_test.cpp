// The code of docs/reactive.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <cstdio>
#include <solder/core/environment.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>
#include <string>
#include <vector>

namespace {

std::vector<std::string> printed;
template <class... Args>
void print(const char* format, Args... args) {
    char line[100];
    std::snprintf(line, sizeof line, format, args...);
    printed.emplace_back(line);
}
std::vector<std::string> take_printed() { return std::exchange(printed, {}); }
using lines = std::vector<std::string>;

TEST(reactive_page, first_example) {
    auto price = solder::create_signal(20);
    auto count = solder::create_signal(2);

    solder::scoped_root root;
    root.run([&] {
        auto total = solder::create_memo([=] { return price() * count(); });
        solder::create_effect([=] { print("%d", total()); });  // prints 40
    });
    count.set(3);  // prints 60
    solder::batch([&] {
        price.set(30);
        count.set(2);
    });  // 60 again: nothing to print
    EXPECT_EQ(take_printed(), (lines{"40", "60"}));
}

TEST(reactive_page, signals) {
    auto name = solder::create_signal<std::string>("Ada");
    name.set("Grace");
    name.update([](std::string& text) { text += " Hopper"; });
    std::string now = name.peek();  // reads without depending on it

    struct point {
        double x, y;
    };
    auto nearly = [](const point& a, const point& b) { return a.x - b.x < 0.1 && b.x - a.x < 0.1; };
    auto position = solder::create_signal(point{0, 0}, nearly);
    position.set({0.05, 9});  // no change: nothing runs
    EXPECT_EQ(now, "Grace Hopper");
    EXPECT_EQ(position.peek().y, 0);
}

TEST(reactive_page, effects) {
    solder::scoped_root root;
    auto user = solder::create_signal(1);
    root.run([&] {
        solder::create_effect([=] {
            int id = user();
            print("open %d", id);
            solder::on_cleanup([=] { print("close %d", id); });
        });
    });
    user.set(2);  // close 1, open 2
    EXPECT_EQ(take_printed(), (lines{"open 1", "close 1", "open 2"}));
}

TEST(reactive_page, memos) {
    solder::scoped_root root;
    root.run([&] {
        auto minutes = solder::create_signal(59);
        auto hours = solder::create_memo([=] { return minutes() / 60; });
        solder::create_effect([=] { print("%d", hours()); });
        minutes.set(61);  // prints 1
        minutes.set(62);  // hours is computed, and equal: nobody runs

        auto highest = solder::create_memo([=](const int* previous) {
            return previous && *previous > minutes() ? *previous : minutes();
        });
        minutes.set(5);
        EXPECT_EQ(highest(), 62);
    });
    EXPECT_EQ(take_printed(), (lines{"0", "1", "0"}));
}

TEST(reactive_page, owners) {
    auto count = solder::create_signal(0);
    auto stop = solder::create_root([&](solder::callback<void()> dispose) {
        solder::create_effect([=] { print("%d", count()); });
        return dispose;
    });
    count.set(1);
    stop();
    count.set(2);  // nobody listens any more
    EXPECT_EQ(take_printed(), (lines{"0", "1"}));
}

TEST(reactive_page, contexts) {
    static const auto theme = solder::create_context<std::string>("light");
    solder::scoped_root root;
    root.run([] {
        solder::provide_context(theme, "dark");
        solder::create_effect([] { print("%s", solder::use_context(theme).c_str()); });
    });
    EXPECT_EQ(take_printed(), (lines{"dark"}));
}

TEST(reactive_page, errors) {
    solder::scoped_root root;
    auto attempts = solder::create_signal(0);
    root.run([&] {
        auto scope = solder::make_ref<solder::error_scope>();
        solder::create_render_effect([=] {
            if (auto failure = scope->failure()) return print("failed: %s", failure->reason.message.c_str());
            scope->run([=] {
                solder::create_render_effect([=] {
                    if (attempts() == 1) return solder::raise_error({solder::error{"the first is bad"}, {}});
                    print("attempt %d", attempts());
                });
            });
        });
        attempts.set(1);  // failed: the first is bad
        attempts.set(2);  // nobody listens: the content has ended
        scope->reset();   // attempt 2
    });
    EXPECT_EQ(take_printed(), (lines{"attempt 0", "failed: the first is bad", "attempt 2"}));
}

TEST(reactive_page, transitions) {
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        auto scope = solder::make_ref<solder::suspense_scope>();
        solder::provide_context(solder::suspense_context(), scope);
        scope->content_was_shown();
        auto tab = solder::create_signal<std::string>("home");
        solder::create_render_effect([=] { print("%s", tab().c_str()); });
        auto [pending, start] = solder::use_transition();
        solder::create_render_effect([=] { print(pending() ? "busy" : "idle"); });
        start([=] {
            tab.set("settings");  // what it needs is fetched; "home" stays
        });
        environment.run();
    });
    EXPECT_EQ(take_printed(), (lines{"home", "idle", "settings"}));
}

}  // namespace

// The code of docs/bridges_section.md, compiled and run. Each of its blocks stands here line by line.
#include <cstdio>
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/reactive/bridges.hpp>
#include <solder/reactive/deferred.hpp>
#include <solder/reactive/selector.hpp>
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

TEST(reactive_page, selection) {
    solder::scoped_root root;
    root.run([] {
        auto selected = solder::create_signal(1);
        auto is_selected = solder::create_selector(selected);
        for (int id = 1; id <= 1000; ++id)
            solder::create_effect([=] { print("%d %s", id, is_selected(id) ? "on" : "off"); });
        selected.set(7);  // 1 off, 7 on
    });
    auto all = take_printed();
    EXPECT_EQ(lines(all.begin() + 1000, all.end()), (lines{"1 off", "7 on"}));
}

TEST(reactive_page, selection_by_a_question) {
    solder::scoped_root root;
    root.run([] {
        auto range = solder::create_signal(std::pair(2, 4));
        auto is_inside = solder::create_selector<int>(
            range, [](int id, const std::pair<int, int>& now) { return now.first <= id && id < now.second; });
        solder::create_effect([=] { print("%s", is_inside(4) ? "inside" : "outside"); });
        range.set({3, 9});  // inside
    });
    EXPECT_EQ(take_printed(), (lines{"outside", "inside"}));
}

struct thermometer {
    solder::callback<void(double)> listener;
    auto subscribe(solder::callback<void(double)> tell) {
        listener = std::move(tell);
        return [this] { listener = {}; };
    }
    void measure(double celsius) {
        if (listener) listener(celsius);
    }
};

TEST(reactive_page, callbacks_in_and_out) {
    thermometer sensor;
    {
        solder::scoped_root root;
        root.run([&] {
            auto celsius = solder::from([&](auto set) { return sensor.subscribe(set); }, 20.0);
            auto fahrenheit = solder::create_memo([=] { return celsius() * 9 / 5 + 32; });
            auto logging = solder::to(fahrenheit, [](double now) { print("%.0f F", now); });  // 68 F
            sensor.measure(30);                                                               // 86 F
            logging.stop();
            sensor.measure(40);  // nobody listens
            EXPECT_EQ(celsius(), 40);
        });
        EXPECT_TRUE(sensor.listener);
    }
    EXPECT_FALSE(sensor.listener);
    EXPECT_EQ(take_printed(), (lines{"68 F", "86 F"}));
}

TEST(reactive_page, deferred) {
    using namespace std::chrono_literals;
    solder::manual_environment environment;
    solder::scoped_root root;
    root.run([&] {
        auto typed = solder::create_signal<std::string>("");
        auto search = solder::create_deferred(typed, {.after = 100ms, .timeout = 500ms});
        solder::create_effect([=] { print("search %s", search().c_str()); });
        typed.set("s");
        typed.set("so");
        environment.advance(99ms);  // not yet
        environment.advance(1ms);   // search so
    });
    EXPECT_EQ(take_printed(), (lines{"search ", "search so"}));
}

}  // namespace

// Deferred values: when they follow their source.
#include <gtest/gtest.h>
#include <memory>
#include <solder/reactive/deferred.hpp>
#include <string>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

using namespace std::chrono_literals;
using log = std::vector<std::string>;

/// A deferred number that notes when it changes.
struct noted_deferred {
    manual_environment time;
    log seen;
    scoped_root root;
    signal<int> number{0};
    readable<int> deferred;

    explicit noted_deferred(deferred_options options = {})
        : deferred(root.run([&] { return create_deferred(number, options); })) {
        root.run([&] {
            create_render_effect(
                [&] { seen.push_back(std::to_string(time.now().count()) + ": " + std::to_string(deferred())); });
        });
        seen.clear();
    }
};

TEST(deferred, follows_after_the_turn_with_the_last_of_several_values) {
    noted_deferred t;
    EXPECT_EQ(t.deferred.peek(), 0);
    t.number.set(1);
    t.number.set(2);
    EXPECT_EQ(t.deferred.peek(), 0);
    EXPECT_EQ(t.time.waiting(), 1u);
    t.time.run();
    EXPECT_EQ(t.seen, (log{"0: 2"}));
    t.number.set(3);
    t.time.run();
    EXPECT_EQ(t.seen, (log{"0: 2", "0: 3"}));
    EXPECT_EQ(t.time.waiting(), 0u);
}

TEST(deferred, lets_work_that_was_posted_before_go_first_and_no_more) {
    noted_deferred t;
    auto note = [&](const char* what) { return [&t, what] { t.seen.push_back(what); }; };
    t.time.post([&] {
        t.number.set(2);
        t.time.post(note("after"));
    });
    t.number.set(1);
    t.time.post(note("between"));
    t.time.run();
    EXPECT_EQ(t.seen, (log{"0: 2", "between", "after"})) << "a later write does not push it back";
}

TEST(deferred, does_not_change_when_the_source_is_back_by_then) {
    noted_deferred t;
    t.number.set(1);
    t.number.set(0);
    t.time.run();
    EXPECT_EQ(t.seen, (log{}));
}

TEST(deferred, waits_until_the_source_has_been_quiet) {
    noted_deferred t({.after = 100ms});
    t.number.set(1);
    t.time.advance(60ms);
    t.number.set(2);
    t.time.advance(99ms);
    EXPECT_EQ(t.seen, (log{}));
    EXPECT_EQ(t.time.waiting(), 1u);
    t.time.advance(1ms);
    EXPECT_EQ(t.seen, (log{"160: 2"}));
}

TEST(deferred, waits_no_longer_than_its_timeout) {
    noted_deferred t({.after = 100ms, .timeout = 250ms});
    for (int step = 1; step <= 10; ++step) {
        t.number.set(step);  // at 0, 60, 120, ...
        t.time.advance(60ms);
    }
    EXPECT_EQ(t.seen, (log{"250: 5", "550: 10"})) << "the second wait began with the write at 300";
    t.time.advance(1s);
    EXPECT_EQ(t.seen.size(), 2u);
}

TEST(deferred, with_a_timeout_alone_follows_after_the_turn) {
    noted_deferred t({.timeout = 250ms});
    t.number.set(1);
    t.time.run();
    EXPECT_EQ(t.seen, (log{"0: 1"}));
}

TEST(deferred, takes_the_longest_times_there_are) {
    noted_deferred t({.after = std::chrono::milliseconds::max(), .timeout = std::chrono::milliseconds::max()});
    t.time.advance(10ms);
    t.number.set(1);
    t.time.advance(24h * 10'000);
    EXPECT_EQ(t.seen, (log{}));
    EXPECT_EQ(t.time.waiting(), 1u);
}

TEST(deferred, follows_whatever_gives_a_value) {
    manual_environment time;
    scoped_root().run([&] {
        auto text = create_signal<std::string>("ab");
        auto size = create_deferred([=] { return text().size(); });
        auto copy = create_deferred(create_memo([=] { return text() + "!"; }));
        auto twice = create_deferred(copy);
        text.set("xy");
        EXPECT_EQ(time.waiting(), 1u) << "the size is the same";
        time.run();
        EXPECT_EQ(copy(), "xy!");
        EXPECT_EQ(twice(), "xy!");
        EXPECT_EQ(size(), 2u);
        text.set("xyz");
        EXPECT_EQ(size(), 2u);
        time.run();
        EXPECT_EQ(size(), 3u);
    });
}

TEST(deferred, gives_up_waiting_when_its_owner_ends) {
    noted_deferred t({.after = 100ms});
    t.number.set(1);
    EXPECT_EQ(t.time.waiting(), 1u);
    t.root.get()->dispose();
    EXPECT_EQ(t.time.waiting(), 0u);
    t.number.set(2);
    t.time.advance(1s);
    EXPECT_EQ(t.deferred.peek(), 0);
    EXPECT_EQ(t.seen, (log{}));
}

TEST(deferred, may_end_by_what_hears_of_it_and_may_be_written_by_it) {
    noted_deferred t;
    t.root.run([&] {
        create_effect([&] {
            if (t.deferred() == 1) t.number.set(2);
            if (t.deferred() == 2) t.root.get()->dispose();
        });
    });
    t.number.set(1);
    t.time.run();
    EXPECT_EQ(t.seen, (log{"0: 1", "0: 2"}));
    t.number.set(3);
    EXPECT_EQ(t.time.waiting(), 0u);
}

TEST(deferred, may_outlive_its_task_queue) {
    auto number = create_signal(0);
    scoped_root root;
    std::optional<readable<int>> deferred;
    {
        manual_environment time;
        root.run([&] { deferred = create_deferred(number); });
        number.set(1);
    }
    EXPECT_EQ(deferred->peek(), 0);
}

TEST(deferred, keeps_its_first_value_on_a_server) {
    manual_environment time;
    detail::this_graph.renders_once = true;
    scoped_root().run([&] {
        auto number = create_signal(1);
        auto deferred = create_deferred(number);
        number.set(2);
        EXPECT_EQ(deferred(), 1);
    });
    detail::this_graph.renders_once = false;
    EXPECT_EQ(time.waiting(), 0u);
}

TEST(deferred, says_that_it_follows_nothing_outside_of_any_owner) {
    manual_environment time;
    std::vector<mistake> told;
    set_diagnostic_hook([&](const diagnostic& d) {
        told.push_back(d.what);
        EXPECT_NE(d.text().find("deferred_test"), std::string::npos);
    });
    auto number = create_signal(1);
    auto deferred = create_deferred(number);
    set_diagnostic_hook({});
    number.set(2);
    time.run();
    EXPECT_EQ(deferred.peek(), 1);
#ifndef NDEBUG
    EXPECT_EQ(told, (std::vector{mistake::made_without_owner}));
#endif
}

TEST(deferred, follows_a_transition_after_it_has_settled) {
    held_page page;
    auto number = create_signal(1);
    auto deferred = page.root.run([&] { return create_deferred(number); });
    page.hold([&] { number.set(2); });
    EXPECT_EQ(page.time.waiting(), 0u);
    EXPECT_EQ(page.inside([&] { return deferred(); }), 1);
    page.fetch.settle();
    EXPECT_EQ(number.peek(), 2);
    EXPECT_EQ(deferred.peek(), 1);
    page.time.run();
    EXPECT_EQ(deferred.peek(), 2);
}

TEST(deferred, made_in_a_transition_goes_by_what_that_will_show) {
    held_page page;
    auto number = create_signal(1);
    auto open = create_signal(false);
    std::optional<readable<int>> deferred;
    page.root.run([&] {
        auto content = create_memo([&, open] {
            if (open()) deferred = create_deferred([=] { return number() * 10; });
            return open();
        });
        create_render_effect([=] { content(); });
    });
    page.hold([&] {
        open.set(true);
        number.set(2);
    });
    EXPECT_EQ(deferred->peek(), 20);
    page.hold([&] { number.set(3); });
    page.time.run();
    EXPECT_EQ(deferred->peek(), 30);
    EXPECT_EQ(number.peek(), 1);
    page.settle();
    EXPECT_EQ(deferred->peek(), 30);
    number.set(4);
    page.time.run();
    EXPECT_EQ(deferred->peek(), 40);
}

}  // namespace
}  // namespace solder

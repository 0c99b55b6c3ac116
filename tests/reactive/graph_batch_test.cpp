// Batches: what is seen inside one, and what runs after it.
#include <gtest/gtest.h>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

TEST(graph_batch, effects_wait_for_the_end_of_the_outermost) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1), b = create_signal(1);
        create_render_effect([&, a, b] { seen.push_back(to_string(a()) + to_string(b())); });
        batch([&] {
            a.set(2);
            batch([&] {
                b.set(2);
                batch([&] { a.set(3); });
            });
            seen.push_back("inner ones over");
            b.set(3);
        });
        EXPECT_EQ(seen, (log{"11", "inner ones over", "33"}));
    });
}

TEST(graph_batch, set_outside_of_one_runs_effects_before_it_returns) {
    scoped_root().run([] {
        int render = 0, user = 0;
        auto a = create_signal(1);
        create_effect([&, a] { user = a(); });
        create_render_effect([&, a] { render = a(); });
        a.set(2);
        EXPECT_EQ(render + 10 * user, 22);
        untrack([&] { a.set(3); });
        EXPECT_EQ(render + 10 * user, 33);
        a.update([](int& value) { value = 4; });
        EXPECT_EQ(render + 10 * user, 44);
    });
}

TEST(graph_batch, gives_what_its_function_gives) {
    auto a = create_signal(1);
    EXPECT_EQ(batch([&] { return a() + 1; }), 2);
    static_assert(std::is_same_v<decltype(batch([&]() -> const int& { return a(); })), const int&>);
    static_assert(std::is_same_v<decltype(untrack([&]() -> const int& { return a(); })), const int&>);
}

TEST(graph_batch, reads_inside_see_what_was_written) {
    scoped_root().run([] {
        int runs = 0;
        auto a = create_signal(1);
        auto doubled = create_memo([&, a] { return ++runs, a() * 2; });
        auto more = create_memo([doubled] { return doubled() + 1; });
        create_effect([more] { more(); });
        runs = 0;
        batch([&] {
            a.set(2);
            EXPECT_EQ(a(), 2);
            EXPECT_EQ(more(), 5);
            EXPECT_EQ(doubled(), 4);
            EXPECT_EQ(runs, 1);
            a.set(3);
            EXPECT_EQ(runs, 1);
            EXPECT_EQ(more(), 7);
        });
        EXPECT_EQ(runs, 2);
    });
}

TEST(graph_batch, a_value_put_back_runs_an_effect_at_most_once_and_only_with_what_is_there) {
    scoped_root().run([] {
        std::vector<int> seen, seen_memo;
        auto a = create_signal(1);
        auto doubled = create_memo([a] { return a() * 2; });
        create_render_effect([&, a] { seen.push_back(a()); });
        create_render_effect([&, doubled] { seen_memo.push_back(doubled()); });
        batch([&] {
            a.set(2);
            a.set(1);
        });
        EXPECT_LE(seen.size(), 2u);
        EXPECT_EQ(seen, (std::vector(seen.size(), 1)));
        EXPECT_EQ(seen_memo, (std::vector{2}));  // the memo was not read in between: it gives what it gave
    });
}

TEST(graph_batch, a_memo_read_in_between_and_then_put_back_is_seen_right) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1);
        auto doubled = create_memo([a] { return a() * 2; });
        auto more = create_memo([doubled] { return doubled() + 1; });
        create_render_effect([&, more] { seen.push_back(more()); });
        batch([&] {
            a.set(2);
            EXPECT_EQ(more(), 5);
            a.set(1);
        });
        EXPECT_EQ(more(), 3);
        EXPECT_LE(seen.size(), 2u);
        EXPECT_EQ(seen, (std::vector(seen.size(), 3)));
        a.set(4);
        EXPECT_EQ(seen.back(), 9);
    });
}

TEST(graph_batch, inside_an_effect_waits_for_the_effect) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1), b = create_signal(1);
        create_render_effect([&, b] { seen.push_back("reader " + to_string(b())); });
        create_render_effect([&, a, b] {
            batch([&] { b.set(a() * 10); });
            seen.push_back("writer still runs");
            batch([&] { b.set(a() * 100); });
        });
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"writer still runs", "reader 200"}));
    });
}

TEST(graph_batch, render_effects_made_inside_run_at_once_and_user_effects_after) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        batch([&] {
            create_effect([&, a] { seen.push_back("user " + to_string(a())); });
            create_render_effect([&, a] { seen.push_back("render " + to_string(a())); });
            a.set(2);
            seen.push_back("end");
        });
        EXPECT_EQ(seen, (log{"render 1", "end", "render 2", "user 2"}));
    });
}

TEST(graph_batch, an_effect_told_by_many_writes_runs_once) {
    scoped_root().run([] {
        int runs = 0, sum = 0;
        std::vector<signal<int>> all;
        for (int i = 0; i < 50; ++i) all.push_back(create_signal(0));
        auto total = create_memo([all] {
            int value = 0;
            for (const auto& one : all) value += one();
            return value;
        });
        create_effect([&, total, all] { ++runs, sum = total() + all[0](); });
        runs = 0;
        batch([&] {
            for (int i = 0; i < 50; ++i)
                for (int value = 1; value <= 3; ++value) all[i].set(value);
        });
        EXPECT_EQ(runs, 1);
        EXPECT_EQ(sum, 153);
    });
}

TEST(graph_batch, an_effect_disposed_inside_does_not_run_after) {
    auto a = create_signal(1);
    int runs = 0;
    batch([&] {
        scoped_root().run([&] {
            create_effect([&, a] { ++runs, a(); });
            a.set(2);
        });
    });
    a.set(3);
    EXPECT_EQ(runs, 0);
}

TEST(graph_batch, an_empty_one_runs_nothing) {
    scoped_root().run([] {
        int runs = 0;
        auto a = create_signal(1);
        create_render_effect([&, a] { ++runs, a(); });
        batch([] {});
        batch([&] { a.set(1); });
        EXPECT_EQ(runs, 1);
    });
}

}  // namespace
}  // namespace solder

// What reaches whom, and how often: the cases that libraries of signals test.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

TEST(graph_propagation, a_memo_has_its_value_from_the_moment_it_is_made) {
    scoped_root().run([] {
        auto a = create_signal(20);
        auto doubled = create_memo([a] { return a() * 2; });
        EXPECT_EQ(doubled(), 40);
        a.set(21);
        EXPECT_EQ(doubled(), 42);
    });
}

TEST(graph_propagation, a_memo_stale_from_its_own_run_tells_who_reads_it_first) {
    scoped_root().run([] {
        log seen;
        auto s = create_signal(5);
        auto on = create_signal(false);
        auto m = create_memo([=] {
            int v = s();
            create_computed([=] {
                if (v == 0) s.set(1);
            });
            return v;
        });
        create_render_effect([&, on, m] {
            if (on()) seen.push_back(to_string(m()));
        });
        batch([&] {
            s.set(0);
            on.set(true);
        });
        EXPECT_EQ(seen.back(), "1");
        s.set(2);
        EXPECT_EQ(seen.back(), "2");
    });
}

TEST(graph_propagation, a_diamond_computes_each_memo_once_per_change) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto b = create_memo([&, a] { return seen.push_back("b"), a() + 1; });
        auto c = create_memo([&, a] { return seen.push_back("c"), a() * 10; });
        auto d = create_memo([&, b, c] { return seen.push_back("d"), b() + c(); });
        create_render_effect([&, d] { seen.push_back("effect " + to_string(d())); });
        seen.clear();
        a.set(2);
        std::ranges::sort(seen);
        EXPECT_EQ(seen, (log{"b", "c", "d", "effect 23"}));
    });
}

TEST(graph_propagation, a_diamond_with_a_tail_computes_the_tail_once) {
    scoped_root().run([] {
        int tail_runs = 0;
        auto a = create_signal(1);
        auto b = create_memo([a] { return a() + 1; });
        auto c = create_memo([a] { return a() * 10; });
        auto d = create_memo([b, c] { return b() + c(); });
        auto tail = create_memo([&, d] { return ++tail_runs, -d(); });
        EXPECT_EQ(tail(), -12);
        tail_runs = 0;
        a.set(2);
        EXPECT_EQ(tail(), -23);
        EXPECT_EQ(tail(), -23);
        EXPECT_EQ(tail_runs, 1);
    });
}

TEST(graph_propagation, a_jagged_diamond_runs_its_tails_once_with_new_values) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto b = create_memo([a] { return "b" + to_string(a()); });
        auto c = create_memo([a] { return "c" + to_string(a()); });
        auto d = create_memo([c] { return "d" + c(); });
        auto e = create_memo([b, d] { return b() + d(); });
        create_render_effect([&, e] { seen.push_back("first " + e()); });
        create_render_effect([&, e] { seen.push_back("second " + e()); });
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"first b2dc2", "second b2dc2"}));
    });
}

TEST(graph_propagation, a_source_read_directly_and_through_a_memo_is_never_seen_half_new) {
    scoped_root().run([] {
        std::vector<std::pair<int, int>> seen;
        auto a = create_signal(1);
        auto next = create_memo([a] { return a() + 1; });
        create_render_effect([&, a, next] { seen.emplace_back(a(), next()); });
        create_render_effect([&, a, next] {
            int after = next();
            seen.emplace_back(a(), after);
        });
        a.set(5);
        EXPECT_EQ(seen, (std::vector<std::pair<int, int>>{{1, 2}, {1, 2}, {5, 6}, {5, 6}}));
    });
}

TEST(graph_propagation, an_equal_result_at_both_arms_stops_at_the_arms) {
    scoped_root().run([] {
        int joined = 0, shown = 0;
        auto a = create_signal(1);
        auto b = create_memo([a] { return a() > 0; });
        auto c = create_memo([a] { return a() % 2; });
        auto d = create_memo([&, b, c] { return ++joined, b() ? c() : -1; });
        create_render_effect([&, d] { ++shown, d(); });
        a.set(3);
        EXPECT_EQ(d(), 1);
        EXPECT_EQ(joined, 1);
        EXPECT_EQ(shown, 1);
    });
}

/// `equal` of the three arms of a fan over one signal do not change; what joins them runs all the same.
void expect_one_changed_arm_is_enough(const std::array<bool, 3>& changes) {
    scoped_root().run([&] {
        std::vector<int> seen;
        auto a = create_signal(1);
        auto arm = [&](bool change) { return create_memo([a, change] { return a() * (change ? 1 : 0); }); };
        auto first = arm(changes[0]), second = arm(changes[1]), third = arm(changes[2]);
        auto join = create_memo([=] { return first() + 10 * second() + 100 * third(); });
        create_render_effect([&, join] { seen.push_back(join()); });
        a.set(2);
        int weight = changes[0] + 10 * changes[1] + 100 * changes[2];
        EXPECT_EQ(seen, weight ? (std::vector{weight, 2 * weight}) : (std::vector{0}));
    });
}

TEST(graph_propagation, one_changed_arm_is_enough_whichever_it_is) {
    for (int bits = 0; bits < 8; ++bits) {
        SCOPED_TRACE(bits);
        expect_one_changed_arm_is_enough({(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0});
    }
}

TEST(graph_propagation, only_the_arm_whose_source_changed_is_computed) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto b = create_signal(1);
        auto left = create_memo([&, a] { return seen.push_back("left"), a(); });
        auto right = create_memo([&, b] { return seen.push_back("right"), b(); });
        create_render_effect([&, left, right] { seen.push_back(to_string(left()) + to_string(right())); });
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"left", "21"}));
        seen.clear();
        b.set(3);
        EXPECT_EQ(seen, (log{"right", "23"}));
    });
}

TEST(graph_propagation, an_equal_result_far_up_stops_everything_below) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto parity = create_memo([&, a] { return seen.push_back("parity"), a() % 2; });
        auto b = create_memo([&, parity] { return seen.push_back("b"), parity() + 1; });
        auto c = create_memo([&, b] { return seen.push_back("c"), b() + 1; });
        create_render_effect([&, c] { seen.push_back("effect " + to_string(c())); });
        seen.clear();
        a.set(3);
        a.set(5);
        EXPECT_EQ(seen, (log{"parity", "parity"}));
        seen.clear();
        a.set(6);
        EXPECT_EQ(seen, (log{"parity", "b", "c", "effect 2"}));
    });
}

TEST(graph_propagation, one_memo_is_computed_once_for_all_its_readers) {
    scoped_root().run([] {
        int runs = 0, seen = 0;
        auto a = create_signal(1);
        auto shared = create_memo([&, a] { return ++runs, a(); });
        for (int i = 0; i < 10; ++i) {
            create_render_effect([&, shared] { seen += shared(); });
            create_effect([&, shared] { seen += shared() + shared(); });
        }
        runs = seen = 0;
        a.set(2);
        EXPECT_EQ(runs, 1);
        EXPECT_EQ(seen, 10 * 2 + 10 * 4);
    });
}

TEST(graph_propagation, a_memo_nobody_reads_waits_until_it_is_read) {
    scoped_root().run([] {
        int runs = 0;
        auto a = create_signal(1);
        auto b = create_memo([a] { return a() + 1; });
        auto lazy = create_memo([&, b] { return ++runs, b() * 2; });
        EXPECT_EQ(lazy(), 4);
        EXPECT_EQ(runs, 1);
        a.set(2);
        a.set(3);
        EXPECT_EQ(runs, 1);
        EXPECT_EQ(lazy(), 8);
        EXPECT_EQ(lazy(), 8);
        EXPECT_EQ(runs, 2);
        a.set(4);
        a.set(3);  // equal by the time it is read: `b` gives what it gave
        EXPECT_EQ(lazy(), 8);
        EXPECT_EQ(runs, 2);
    });
}

TEST(graph_propagation, a_memo_read_only_untracked_does_not_wake_the_reader) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1);
        auto b = create_signal(1);
        auto sum = create_memo([a, b] { return a() + b(); });
        create_render_effect([&, a, sum] { seen.push_back(a() + 100 * untrack(sum)); });
        b.set(5);
        EXPECT_EQ(seen, (std::vector{201}));
        a.set(2);
        EXPECT_EQ(seen, (std::vector{201, 702}));
    });
}

TEST(graph_propagation, what_is_made_in_untrack_tracks_for_itself) {
    scoped_root().run([] {
        int outer = 0, inner = 0;
        auto a = create_signal(1);
        create_render_effect([&, a] {
            ++outer;
            untrack([&] { create_render_effect([&, a] { inner += a(); }); });
        });
        a.set(2);
        EXPECT_EQ(outer, 1);
        EXPECT_EQ(inner, 3);
    });
}

TEST(graph_propagation, update_and_values_without_equality_always_count_as_a_change) {
    struct opaque {
        int value;
    };
    scoped_root().run([] {
        int runs = 0;
        auto number = create_signal(1);
        auto thing = create_signal(opaque{1});
        auto made = create_memo([thing] { return opaque{thing().value}; });
        create_render_effect([&, number, made] { ++runs, number(), made(); });
        number.update([](int&) {});
        EXPECT_EQ(runs, 2);
        thing.set(opaque{1});
        EXPECT_EQ(runs, 3);
    });
}

TEST(graph_propagation, triangle_of_ten_levels_computes_each_level_once) {
    scoped_root().run([] {
        int runs = 0, seen = 0;
        auto a = create_signal(1);
        std::vector<memo<int>> levels{create_memo([a] { return a(); })};
        for (int i = 1; i < 10; ++i)
            levels.push_back(create_memo([&runs, last = levels.back()] { return ++runs, last() + 1; }));
        auto sum = create_memo([&runs, levels] {
            int total = 0;
            for (const auto& level : levels) total += level();
            return ++runs, total;
        });
        create_render_effect([&, sum] { seen = sum(); });
        EXPECT_EQ(seen, 55);
        runs = 0;
        a.set(11);
        EXPECT_EQ(seen, 155);
        EXPECT_EQ(runs, 10);
    });
}

}  // namespace
}  // namespace solder

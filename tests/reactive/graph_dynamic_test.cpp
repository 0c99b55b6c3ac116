// Dependencies that differ from run to run.
#include <gtest/gtest.h>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

TEST(graph_dynamic, a_branch_not_taken_is_neither_computed_nor_listened_to) {
    scoped_root().run([] {
        log seen;
        auto use_a = create_signal(true);
        auto a = create_signal(1);
        auto b = create_signal(1);
        auto left = create_memo([&, a] { return seen.push_back("left"), a(); });
        auto right = create_memo([&, b] { return seen.push_back("right"), b(); });
        auto chosen = create_memo([=] { return use_a() ? left() : right(); });
        create_render_effect([&, chosen] { seen.push_back("effect " + to_string(chosen())); });
        seen.clear();
        b.set(2);
        EXPECT_EQ(seen, log{});
        use_a.set(false);
        EXPECT_EQ(seen, (log{"right", "effect 2"}));
        seen.clear();
        a.set(9);
        EXPECT_EQ(seen, log{});
        use_a.set(true);
        EXPECT_EQ(seen, (log{"left", "effect 9"}));
    });
}

TEST(graph_dynamic, a_memo_behind_a_closed_guard_is_not_computed) {
    // The guard and what it guards change together; whoever computes `quotient` first divides by zero.
    scoped_root().run([] {
        log seen;
        auto divisor = create_signal(2);
        auto is_valid = create_memo([divisor] { return divisor() != 0; });
        auto quotient = create_memo([&, divisor] {
            if (divisor() == 0) seen.push_back("divided by zero");
            return divisor() == 0 ? 0 : 100 / divisor();
        });
        auto both = create_memo([=] { return is_valid() ? quotient() : -1; });
        create_render_effect([&, both] { seen.push_back(to_string(both())); });
        divisor.set(0);
        divisor.set(4);
        EXPECT_EQ(seen, (log{"50", "-1", "25"}));
    });
}

TEST(graph_dynamic, a_memo_behind_a_guard_that_a_signal_closes_is_not_computed) {
    scoped_root().run([] {
        log seen;
        auto is_valid = create_signal(true);
        auto divisor = create_signal(2);
        auto quotient = create_memo([&, divisor] {
            if (divisor() == 0) seen.push_back("divided by zero");
            return divisor() == 0 ? 0 : 100 / divisor();
        });
        create_render_effect([&, is_valid, quotient] { seen.push_back(to_string(is_valid() ? quotient() : -1)); });
        batch([&] {
            divisor.set(0);
            is_valid.set(false);
        });
        batch([&] {
            is_valid.set(true);
            divisor.set(4);
        });
        EXPECT_EQ(seen, (log{"50", "-1", "25"}));
    });
}

TEST(graph_dynamic, dependencies_may_be_read_in_another_order_each_run) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto turn = create_signal(0);
        std::vector<signal<int>> from{create_signal(1), create_signal(2), create_signal(3)};
        create_render_effect([&, turn, from] {
            int number = 0;
            for (int i = 0; i < 3; ++i) number = number * 10 + from[(turn() + i) % 3]();
            seen.push_back(number);
        });
        turn.set(1);
        from[0].set(7);
        turn.set(2);
        from[1].set(8);
        turn.set(3);
        from[2].set(9);
        EXPECT_EQ(seen, (std::vector{123, 231, 237, 372, 378, 783, 789}));
    });
}

TEST(graph_dynamic, a_dependency_dropped_from_the_middle_is_dropped) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1), b = create_signal(2), c = create_signal(3);
        create_render_effect([&, a, b, c] {
            int sum = a();
            if (sum == 1) sum += b();
            seen.push_back(sum + c());
        });
        a.set(10);
        b.set(5);  // not read any more
        c.set(4);
        a.set(1);
        b.set(6);
        EXPECT_EQ(seen, (std::vector{6, 13, 14, 10, 11}));
    });
}

TEST(graph_dynamic, a_dependency_gained_is_listened_to_from_then_on) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto count = create_signal(0);
        std::vector<signal<int>> all;
        for (int i = 0; i < 5; ++i) all.push_back(create_signal(1));
        create_render_effect([&, count, all] {
            int sum = 0;
            for (int i = 0; i < count(); ++i) sum += all[i]();
            seen.push_back(sum);
        });
        all[2].set(10);
        count.set(3);
        all[2].set(20);
        count.set(5);
        count.set(1);
        all[2].set(30);
        EXPECT_EQ(seen, (std::vector{0, 12, 22, 24, 1}));
    });
}

TEST(graph_dynamic, many_reads_of_the_same_sources_are_one_dependency_each) {
    scoped_root().run([] {
        int runs = 0, sum = 0;
        auto a = create_signal(1), b = create_signal(2);
        auto m = create_memo([a] { return a() * 100; });
        create_render_effect([&, a, b, m] {
            ++runs;
            sum = 0;
            for (int i = 0; i < 10; ++i) sum += a() + b() + m();
        });
        a.set(2);
        b.set(3);
        EXPECT_EQ(runs, 3);
        EXPECT_EQ(sum, 10 * (2 + 3 + 200));
    });
}

TEST(graph_dynamic, nodes_made_in_a_run_are_dependencies_of_that_run) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        create_render_effect([&, a] {
            auto own = create_memo([&, a] { return seen.push_back("memo"), a() % 10; });
            seen.push_back("effect " + to_string(own()));
        });
        a.set(11);  // the memo made by the run before is asked, and gives what it gave
        EXPECT_EQ(seen, (log{"memo", "effect 1", "memo"}));
        seen.clear();
        a.set(2);  // it is asked, differs, and is made anew
        EXPECT_EQ(seen, (log{"memo", "memo", "effect 2"}));
    });
}

TEST(graph_dynamic, a_signal_made_and_dropped_within_a_run_leaves_the_other_dependencies) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1), b = create_signal(1);
        create_render_effect([&, a, b] {
            int sum = a();
            sum += 10 * create_signal(5)();
            sum += 100 * b();
            sum += 1000 * create_signal(7)();
            seen.push_back(sum);
        });
        a.set(2);
        b.set(3);
        a.set(4);
        EXPECT_EQ(seen, (std::vector{7151, 7152, 7352, 7354}));
    });
}

TEST(graph_dynamic, an_unstable_diamond_is_consistent_at_every_step) {
    // Each memo chooses whom it reads by the value of the head, so the depth of the bottom changes with each write.
    scoped_root().run([] {
        std::vector<int> seen;
        auto head = create_signal(0);
        auto twice = create_memo([head] { return head() * 2; });
        auto negative = create_memo([head] { return -head(); });
        auto mixed = create_memo([=] {
            int sum = 0;
            for (int i = 0; i < 4; ++i) sum += head() % 2 ? twice() : negative();
            return sum;
        });
        auto bottom = create_memo([=] { return head() % 3 ? mixed() + negative() : twice(); });
        create_render_effect([&, bottom] { seen.push_back(bottom()); });
        for (int i = 1; i <= 6; ++i) head.set(i);
        EXPECT_EQ(seen, (std::vector{0, 7, -10, 6, -20, 35, 12}));
    });
}

TEST(graph_dynamic, a_mux_wakes_only_readers_of_the_part_that_changed) {
    scoped_root().run([] {
        log seen;
        std::vector<signal<int>> heads;
        for (int i = 0; i < 20; ++i) heads.push_back(create_signal(0));
        auto mux = create_memo([heads] {
            std::vector<int> all;
            for (const auto& head : heads) all.push_back(head());
            return all;
        });
        for (int i = 0; i < 20; ++i) {
            auto part = create_memo([mux, i] { return mux()[i]; });
            create_render_effect([&, part, i] { seen.push_back(to_string(i) + "=" + to_string(part())); });
        }
        seen.clear();
        heads[3].set(7);
        heads[19].set(9);
        EXPECT_EQ(seen, (log{"3=7", "19=9"}));
    });
}

}  // namespace
}  // namespace solder

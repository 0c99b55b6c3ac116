// When effects run and in which order, what they may write, and what their cleanups see.
#include <algorithm>
#include <gtest/gtest.h>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

TEST(graph_effects, of_one_phase_run_in_the_order_they_were_made) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        batch([&] {
            create_effect([&, a] { seen.push_back("user 1, " + to_string(a())); });
            create_render_effect([&, a] { seen.push_back("render 1, " + to_string(a())); });
            create_effect([&, a] { seen.push_back("user 2, " + to_string(a())); });
            create_render_effect([&, a] { seen.push_back("render 2, " + to_string(a())); });
        });
        EXPECT_EQ(seen, (log{"render 1, 1", "render 2, 1", "user 1, 1", "user 2, 1"}));
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"render 1, 2", "render 2, 2", "user 1, 2", "user 2, 2"}));
    });
}

TEST(graph_effects, a_user_effect_made_in_an_effect_runs_after_the_render_effects) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        create_render_effect([&, a] {
            seen.push_back("first " + to_string(a()));
            create_effect([&] { seen.push_back("inner user"); });
            create_render_effect([&] { seen.push_back("inner render"); });
        });
        create_render_effect([&, a] { seen.push_back("second " + to_string(a())); });
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"first 2", "inner render", "second 2", "inner user"}));
    });
}

TEST(graph_effects, on_mount_runs_once_and_depends_on_nothing) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1);
        batch([&] {
            on_mount([&, a] { seen.push_back(a()); });
            a.set(2);
        });
        a.set(3);
        EXPECT_EQ(seen, (std::vector{2}));
    });
}

TEST(graph_effects, an_owner_runs_before_what_it_owns_though_that_was_told_first) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        create_render_effect([&, a] {
            create_render_effect(
                [&, a, at = a.peek()] { seen.push_back("inner of " + to_string(at) + ": " + to_string(a())); });
            seen.push_back("outer " + to_string(a()));
        });
        a.set(2);
        EXPECT_EQ(seen, (log{"inner of 1: 1", "outer 1", "inner of 2: 2", "outer 2"}));
    });
}

TEST(graph_effects, an_owner_that_only_may_have_changed_is_asked_before_what_it_owns) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto tens = create_memo([a] { return a() / 10; });
        create_render_effect([&, a, tens] {
            create_render_effect(
                [&, a, at = tens()] { seen.push_back("inner of " + to_string(at) + ": " + to_string(a())); });
        });
        a.set(2);
        a.set(12);
        EXPECT_EQ(seen, (log{"inner of 0: 1", "inner of 0: 2", "inner of 1: 12"}));
    });
}

TEST(graph_effects, an_effect_owned_by_a_memo_runs_after_the_memo_is_up_to_date) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto maker = create_memo([&, a] {
            create_render_effect(
                [&, a, at = a.peek()] { seen.push_back("inner of " + to_string(at) + ": " + to_string(a())); });
            return a();
        });
        a.set(2);
        EXPECT_EQ(maker(), 2);
        EXPECT_EQ(seen, (log{"inner of 1: 1", "inner of 2: 2"}));
    });
}

TEST(graph_effects, a_memo_read_by_an_effect_owns_effects_that_follow_it) {
    log seen;
    scoped_root().run([&] {
        auto a = create_signal(1), b = create_signal(1);
        auto maker = create_memo([&, a, b] {
            create_effect([&, b, at = a()] {
                seen.push_back(to_string(at) + to_string(b()));
                on_cleanup([&, at] { seen.push_back("end of " + to_string(at)); });
            });
            return a();
        });
        create_render_effect([maker] { maker(); });
        b.set(2);
        a.set(2);
        batch([&] {
            b.set(3);
            a.set(3);
        });
        EXPECT_EQ(seen, (log{"11", "end of 1", "12", "end of 1", "22", "end of 2", "33"}));
    });
}

TEST(graph_effects, three_levels_end_from_the_inside_out_before_the_outermost_runs_again) {
    log seen;
    scoped_root().run([&] {
        auto a = create_signal(1);
        create_render_effect([&, a] {
            seen.push_back("run " + to_string(a()));
            on_cleanup([&] { seen.push_back("outer, added first"); });
            for (std::string name : {"older", "younger"})
                create_render_effect([&, name] {
                    on_cleanup([&, name] { seen.push_back(name); });
                    create_render_effect([&, name] { on_cleanup([&, name] { seen.push_back(name + " child"); }); });
                });
            on_cleanup([&] { seen.push_back("outer, added last"); });
        });
        a.set(2);
        EXPECT_EQ(seen, (log{"run 1", "younger child", "younger", "older child", "older", "outer, added last",
                             "outer, added first", "run 2"}));
        seen.clear();
    });
    EXPECT_EQ(seen,
              (log{"younger child", "younger", "older child", "older", "outer, added last", "outer, added first"}));
}

TEST(graph_effects, a_cleanup_has_what_its_run_captured_and_reads_what_is_there_now) {
    log seen;
    scoped_root().run([&] {
        auto a = create_signal(1);
        auto doubled = create_memo([a] { return a() * 2; });
        create_render_effect([&, a, doubled] {
            on_cleanup([&, a, doubled, at = a()] {
                seen.push_back("end of " + to_string(at) + " at " + to_string(a()) + ", " + to_string(doubled()));
            });
        });
        a.set(2);
        a.set(3);
        EXPECT_EQ(seen, (log{"end of 1 at 2, 4", "end of 2 at 3, 6"}));
    });
}

TEST(graph_effects, a_cleanup_depends_on_nothing_whoever_causes_it) {
    scoped_root().run([] {
        int outer_runs = 0, inner_runs = 0;
        auto a = create_signal(1), b = create_signal(1), read_in_cleanup = create_signal(1);
        create_render_effect([&, a] {
            ++inner_runs;
            a();
            on_cleanup([read_in_cleanup] { read_in_cleanup(); });
        });
        create_render_effect([&, b] {
            ++outer_runs;
            create_root([&](callback<void()> dispose) {
                on_cleanup([read_in_cleanup] { read_in_cleanup(); });
                dispose();
            });
            b();
        });
        a.set(2);
        read_in_cleanup.set(2);
        EXPECT_EQ(inner_runs, 2);
        EXPECT_EQ(outer_runs, 1);
        b.set(2);  // and the read after the disposal still counts
        EXPECT_EQ(outer_runs, 2);
    });
}

TEST(graph_effects, a_cleanup_in_untrack_belongs_to_the_effect) {
    int cleaned = 0;
    scoped_root().run([&] {
        auto a = create_signal(1);
        create_render_effect([&, a] {
            a();
            untrack([&] { on_cleanup([&] { ++cleaned; }); });
        });
        EXPECT_EQ(cleaned, 0);
        a.set(2);
        EXPECT_EQ(cleaned, 1);
    });
}

TEST(graph_effects, a_write_in_a_cleanup_reaches_others) {
    std::vector<int> seen;
    scoped_root().run([&] {
        auto a = create_signal(1), ended = create_signal(0);
        create_render_effect([&, ended] { seen.push_back(ended()); });
        create_render_effect([=] { on_cleanup([ended, at = a()] { ended.set(at); }); });
        a.set(2);
        EXPECT_EQ(seen, (std::vector{0, 1}));
        a.set(3);
        EXPECT_EQ(seen, (std::vector{0, 1, 2}));
    });
}

TEST(graph_effects, one_that_writes_what_it_reads_runs_until_it_settles) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(0);
        create_effect([&, a] {
            seen.push_back(a());
            if (a() < 3) a.set(a() + 1);
        });
        EXPECT_EQ(seen, (std::vector{0, 1, 2, 3}));
        a.set(1);
        EXPECT_EQ(seen, (std::vector{0, 1, 2, 3, 1, 2, 3}));
    });
}

TEST(graph_effects, two_that_write_for_each_other_settle_before_set_returns) {
    scoped_root().run([] {
        auto a = create_signal(0), b = create_signal(0);
        create_effect([=] { b.set(a() / 2); });
        create_effect([=] {
            if (b() > 0) a.set(b());
        });
        a.set(100);
        EXPECT_EQ(a(), 1);
        EXPECT_EQ(b(), 0);
    });
}

TEST(graph_effects, several_writes_of_one_run_are_seen_together) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1), b = create_signal(1), c = create_signal(1);
        auto sum = create_memo([=] { return b() + c(); });
        create_render_effect([&, b, c] { seen.push_back("before " + to_string(b()) + to_string(c())); });
        create_render_effect([&, a, b, c, sum] {
            b.set(a());
            c.set(a());
            seen.push_back("writer " + to_string(b.peek()) + to_string(untrack(sum)));
        });
        create_render_effect([&, b, c] { seen.push_back("after " + to_string(b()) + to_string(c())); });
        seen.clear();
        a.set(2);
        std::ranges::sort(seen.begin() + 1, seen.end());
        EXPECT_EQ(seen, (log{"writer 24", "after 22", "before 22"}));
    });
}

TEST(graph_effects, what_a_user_effect_writes_reaches_render_effects_before_set_returns) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1), b = create_signal(1);
        create_render_effect([&, b] { seen.push_back("render " + to_string(b())); });
        create_effect([&, a, b] {
            seen.push_back("user " + to_string(a()));
            b.set(a());
        });
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"user 2", "render 2"}));
    });
}

TEST(graph_effects, a_write_that_an_effect_takes_back_settles) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1);
        create_render_effect([a] {
            if (a() > 10) a.set(10);
        });
        create_effect([&, a] { seen.push_back(a()); });
        a.set(50);
        EXPECT_EQ(a(), 10);
        EXPECT_EQ(seen, (std::vector{1, 10}));
    });
}

TEST(graph_effects, one_that_writes_only_in_its_first_run_is_not_run_for_it) {
    scoped_root().run([] {
        int runs = 0;
        auto a = create_signal(1);
        create_effect([&, a] {
            if (++runs == 1) a.set(2);
        });
        EXPECT_EQ(runs, 1);
        EXPECT_EQ(a(), 2);
    });
}

TEST(graph_effects, an_owner_that_writes_what_it_reads_settles_before_what_it_owns_runs) {
    std::vector<std::string> seen;
    auto a = create_signal(0), b = create_signal(0);
    scoped_root root;
    root.run([&] {
        create_render_effect([&, a, b] {
            int at = a();
            create_render_effect([&, at, b] { seen.push_back(std::to_string(at) + std::to_string(b())); });
            if (at % 5 != 0) a.set(at + 1);
        });
    });
    seen.clear();
    batch([&] {
        b.set(1);
        a.set(1);
    });
    // Each is made anew by a run of its owner, and none runs a second time for the owner of a run before.
    EXPECT_EQ(seen, (std::vector<std::string>{"11", "21", "31", "41", "51"}));
}

TEST(graph_effects, one_made_by_a_memo_that_is_asked_from_outside_waits_for_the_owners_of_that) {
    std::vector<std::string> seen;
    auto a = create_signal(1);
    scoped_root root;
    root.run([&] {
        auto outer = create_memo([&, a] {
            auto inner = create_memo([&, a] {
                create_render_effect([] {});
                create_effect([&, at = a()] { seen.push_back(std::to_string(at)); });
                return a();
            });
            return inner();
        });
        seen.clear();
        a.set(2);  // nobody watches
        EXPECT_EQ(seen, (std::vector<std::string>{}));
        EXPECT_EQ(outer(), 2);
    });
    EXPECT_EQ(seen, (std::vector<std::string>{"2"}));
}

TEST(graph_effects, a_user_effect_waits_for_what_a_computed_makes_the_page_show) {
    std::vector<std::string> seen;
    scoped_root().run([&] {
        auto a = create_signal(1), b = create_signal(1);
        create_computed([=] { b.set(a()); });
        create_render_effect([&, b] { seen.push_back("page " + std::to_string(b())); });
        create_effect([&, a] { seen.push_back("user " + std::to_string(a())); });
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (std::vector<std::string>{"page 2", "user 2"}));
    });
}

}  // namespace
}  // namespace solder

// What ends when: owners, handles dropped, and both while the graph is at work.
#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <solder/reactive/context.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

TEST(graph_disposal, ends_effects_and_memos_inside_for_good) {
    int render = 0, user = 0, computed = 0;
    auto a = create_signal(1);
    {
        scoped_root root;
        root.run([&] {
            auto m = create_memo([&, a] { return ++computed, a(); });
            create_render_effect([&, m] { ++render, m(); });
            create_effect([&, m] { ++user, m(); });
        });
    }
    a.set(2);
    EXPECT_EQ(render, 1);
    EXPECT_EQ(user, 1);
    EXPECT_EQ(computed, 1);
}

TEST(graph_disposal, twice_is_once) {
    int cleaned = 0;
    create_root([&](callback<void()> dispose) {
        on_cleanup([&] { ++cleaned; });
        on_cleanup([&] { dispose(); });
        dispose();
        dispose();
    });
    EXPECT_EQ(cleaned, 1);
}

TEST(graph_disposal, a_root_made_inside_an_effect_outlives_its_runs) {
    log seen;
    scoped_root().run([&] {
        auto a = create_signal(1), b = create_signal(1);
        std::vector<callback<void()>> disposers;
        create_render_effect([&, a, b] {
            create_root([&, b, at = a()](callback<void()> dispose) {
                disposers.push_back(std::move(dispose));
                create_render_effect([&, b, at] { seen.push_back(to_string(at) + to_string(b())); });
                on_cleanup([&, at] { seen.push_back("end of " + to_string(at)); });
            });
        });
        a.set(2);
        b.set(2);
        std::ranges::sort(seen);
        EXPECT_EQ(seen, (log{"11", "12", "21", "22"}));
        seen.clear();
        disposers[0]();
        b.set(3);
        EXPECT_EQ(seen, (log{"end of 1", "23"}));
        disposers[1]();
    });
}

TEST(graph_disposal, a_root_made_inside_an_effect_is_not_a_dependency_of_it) {
    scoped_root().run([] {
        int runs = 0;
        auto a = create_signal(1);
        create_render_effect([&, a] {
            ++runs;
            create_root([a] { return a(); });
            scoped_root().run([a] { return a(); });
            run_with_owner(get_owner(), [a] { return a(); });
        });
        a.set(2);
        EXPECT_EQ(runs, 1);
    });
}

TEST(graph_disposal, by_an_effect_keeps_another_that_was_told_from_running) {
    auto a = create_signal(1);
    log seen;
    callback<void()> dispose_victim;
    scoped_root killer;
    killer.run([&] {
        create_render_effect([&, a] {
            seen.push_back("killer " + to_string(a()));
            if (a() == 2) dispose_victim();
        });
    });
    create_root([&](callback<void()> dispose) {
        dispose_victim = std::move(dispose);
        create_render_effect([&, a] { seen.push_back("render " + to_string(a())); });
        create_effect([&, a] { seen.push_back("user " + to_string(a())); });
        on_cleanup([&] { seen.push_back("victim ends"); });
    });
    seen.clear();
    a.set(2);
    a.set(3);
    EXPECT_EQ(seen, (log{"killer 2", "victim ends", "killer 3"}));
}

TEST(graph_disposal, by_an_effect_of_itself_lets_the_run_end_and_nothing_after) {
    auto a = create_signal(1);
    auto alive = std::make_shared<int>(0);
    log seen;
    callback<void()> dispose_self;
    create_root([&](callback<void()> dispose) {
        dispose_self = std::move(dispose);
        create_render_effect([&, a, alive] {
            on_cleanup([&] { seen.push_back("cleanup before"); });
            if (a() == 2) {
                dispose_self();
                on_cleanup([&] { seen.push_back("cleanup after"); });
                create_render_effect([&, a] { a(); });
                create_effect([&, a] { seen.push_back("made after, " + to_string(a())); });
                ++*alive;  // what the body captured is still there
            }
            seen.push_back("run " + to_string(a()));
        });
    });
    a.set(2);
    a.set(3);
    EXPECT_EQ(seen, (log{"run 1", "cleanup before", "cleanup before", "cleanup after", "run 2"}));
    EXPECT_EQ(*alive, 1);
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(graph_disposal, is_over_at_once_for_what_a_cleanup_writes) {
    // The older child still stands when the younger one's cleanup writes what it reads; it ends all the same.
    auto a = create_signal(1);
    std::vector<int> inside, outside;
    scoped_root other;
    other.run([&] { create_render_effect([&, a] { outside.push_back(a()); }); });
    {
        scoped_root root;
        root.run([&] {
            create_render_effect([&, a] { inside.push_back(a()); });
            create_render_effect([&, a] { on_cleanup([a] { a.set(2); }); });
        });
    }
    EXPECT_EQ(inside, (std::vector{1}));
    EXPECT_EQ(outside, (std::vector{1, 2}));
}

TEST(graph_disposal, nothing_made_in_a_disposed_owner_lives) {
    auto a = create_signal(1);
    auto alive = std::make_shared<int>(0);
    int runs = 0, cleaned = 0, registered = 0;
    ref<owner> gone;
    create_root([&](callback<void()> dispose) {
        gone = ref<owner>(get_owner());
        dispose();
    });
    run_with_owner(gone.get(), [&] {
        auto made = create_memo([a, alive] { return a() * 2; });
        EXPECT_EQ(made(), 2);  // a memo has a value even here
        create_render_effect([&, a, alive] {
            ++runs, a();
            ++registered;
            on_cleanup([&] { ++cleaned; });
        });
        create_effect([&, a, alive] { ++runs, a(); });
        ++registered;
        on_cleanup([&] { ++cleaned; });
    });
    int runs_then = runs;
    EXPECT_LE(runs_then, 2);
    EXPECT_EQ(cleaned, registered);
    a.set(2);
    EXPECT_EQ(runs, runs_then);
    gone = nullptr;
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(graph_disposal, lets_go_of_bodies_and_cleanups_though_handles_stay) {
    auto alive = std::make_shared<int>(5);
    auto a = create_signal(1);
    std::optional<memo<int>> kept;
    create_root([&](callback<void()> dispose) {
        kept = create_memo([a, alive] { return a() + *alive; });
        create_effect([a, alive] { a(); });
        create_render_effect([a, alive] { on_cleanup([alive] {}); });
        on_cleanup([alive] {});
        EXPECT_GE(alive.use_count(), 6);
        dispose();
    });
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(graph_disposal, a_run_lets_go_of_what_the_run_before_made) {
    auto alive = std::make_shared<int>(0);
    scoped_root().run([&] {
        auto a = create_signal(1);
        create_render_effect([=] {
            if (a() > 1) return;
            create_render_effect([alive] {});
            on_cleanup([alive] {});
        });
        long with_one_run = alive.use_count();
        a.set(2);
        EXPECT_EQ(alive.use_count(), with_one_run - 2);
    });
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(graph_disposal, a_context_of_a_run_ends_with_it) {
    static const auto depth = create_context(0);
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1);
        create_render_effect([&, a] {
            seen.push_back(use_context(depth));
            provide_context(depth, a());
            create_render_effect([&] { seen.push_back(use_context(depth)); });
        });
        a.set(2);
        EXPECT_EQ(seen, (std::vector{0, 1, 0, 2}));
    });
}

TEST(graph_disposal, an_ended_owner_that_was_told_does_not_hold_up_what_a_root_in_it_made) {
    log seen;
    std::vector<callback<void()>> disposers;
    auto a = create_signal(1), b = create_signal(1);
    scoped_root root;
    root.run([&] {
        create_render_effect([&, a, b] {
            if (a() > 1) return;
            create_render_effect([&, b] {
                b();
                create_root([&, b](callback<void()> dispose) {
                    disposers.push_back(std::move(dispose));
                    create_render_effect([&, b] {
                        auto outer = b();
                        create_render_effect([&, outer, b] { seen.push_back(to_string(outer) + to_string(b())); });
                    });
                });
            });
        });
    });
    batch([&] {
        b.set(2);
        a.set(2);
    });
    EXPECT_EQ(seen, (log{"11", "22"}));
    for (auto& dispose : disposers) dispose();
}

TEST(graph_disposal, what_is_made_in_an_ended_scope_has_ended) {
    auto a = create_signal(1);
    int cleanups = 0, effects = 0, handled = 0;
    set_diagnostic_hook([](const diagnostic&) {});
    {
        scoped_root root;
        root.run([&, a] {
            get_owner()->dispose();
            catch_error(
                [&, a] {
                    on_cleanup([&] { ++cleanups; });
                    create_effect([&, a] { a(), ++effects; });
                    auto late = create_memo([&, a] {
                        create_effect([&, a] { a(), ++effects; });
                        return a() + 1;
                    });
                    EXPECT_EQ(late(), 2);
                },
                [&](raised_error) { ++handled; });
        });
        a.set(2);
    }
    set_diagnostic_hook({});
    EXPECT_EQ(cleanups, 1);
    EXPECT_EQ(effects, 0);
    EXPECT_EQ(handled, 0);
}

}  // namespace
}  // namespace solder

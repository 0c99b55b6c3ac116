#include <gtest/gtest.h>
#include <solder/reactive/context.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/suspense.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using log = std::vector<std::string>;

TEST(signal, runs_what_read_it_and_nothing_else) {
    scoped_root().run([] {
        auto a = create_signal(1);
        auto b = create_signal(1);
        int runs = 0;
        create_render_effect([&, a] {
            a();
            ++runs;
        });
        b.set(2);
        EXPECT_EQ(runs, 1);
        a.set(2);
        EXPECT_EQ(runs, 2);
        a.set(2);  // equal: no change
        EXPECT_EQ(runs, 2);
    });
}

TEST(memo, diamond_runs_the_bottom_once_with_new_values) {
    scoped_root().run([] {
        auto a = create_signal(1);
        auto left = create_memo([a] { return a() + 1; });
        auto right = create_memo([a] { return a() * 10; });
        std::vector<int> seen;
        create_render_effect([&, left, right] { seen.push_back(left() + right()); });
        a.set(2);
        EXPECT_EQ(seen, (std::vector{12, 23}));
    });
}

TEST(memo, an_equal_result_stops_the_change) {
    scoped_root().run([] {
        auto a = create_signal(1);
        auto parity = create_memo([a] { return a() % 2; });
        int runs = 0;
        create_render_effect([&, parity] {
            parity();
            ++runs;
        });
        a.set(3);
        EXPECT_EQ(runs, 1);
        a.set(4);
        EXPECT_EQ(runs, 2);
    });
}

TEST(memo, a_chain_of_100000_updates_without_deep_stack) {
    create_root([](callback<void()> dispose) {
        auto a = create_signal(0);
        auto last = create_memo([a] { return a(); });
        for (int i = 0; i < 100'000; ++i) last = create_memo([last] { return last() + 1; });
        int seen = 0;
        create_render_effect([&, last] { seen = last(); });
        a.set(5);
        EXPECT_EQ(seen, 100'005);
        dispose();
    });
}

TEST(effect, conditional_dependencies_are_dropped) {
    scoped_root().run([] {
        auto use_a = create_signal(true);
        auto a = create_signal(1);
        int runs = 0;
        create_render_effect([&, use_a, a] {
            if (use_a()) a();
            ++runs;
        });
        use_a.set(false);
        EXPECT_EQ(runs, 2);
        a.set(9);
        EXPECT_EQ(runs, 2);
    });
}

TEST(effect, reads_of_one_source_twice_are_one_dependency) {
    scoped_root().run([] {
        auto a = create_signal(1);
        auto b = create_signal(1);
        int runs = 0;
        create_render_effect([&, a, b] {
            a();
            b();
            a();
            ++runs;
        });
        batch([&] {
            a.set(2);
            b.set(2);
        });
        EXPECT_EQ(runs, 2);
    });
}

TEST(effect, nested_ones_are_disposed_before_their_owner_runs_again) {
    log seen;
    scoped_root().run([&] {
        auto outer = create_signal(1);
        auto inner = create_signal(1);
        create_render_effect([&, outer, inner] {
            seen.push_back("outer" + std::to_string(outer()));
            create_render_effect([&, inner, at = outer.peek()] {
                seen.push_back("inner" + std::to_string(at) + std::to_string(inner()));
                on_cleanup([&, at] { seen.push_back("cleanup" + std::to_string(at)); });
            });
        });
        batch([&] {
            inner.set(2);
            outer.set(2);
        });
        EXPECT_EQ(seen, (log{"outer1", "inner11", "cleanup1", "outer2", "inner22"}));
    });
    EXPECT_EQ(seen.back(), "cleanup2");
}

TEST(effect, user_effects_run_after_render_effects) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        batch([&] {
            create_effect([&, a] { seen.push_back("user" + std::to_string(a())); });
            create_render_effect([&, a] { seen.push_back("render" + std::to_string(a())); });
        });
        a.set(2);
        EXPECT_EQ(seen, (log{"render1", "user1", "render2", "user2"}));
    });
}

TEST(effect, a_disposed_one_never_runs_again) {
    auto a = create_signal(1);
    int runs = 0;
    create_root([&](callback<void()> dispose) {
        create_render_effect([&, a] {
            a();
            ++runs;
        });
        dispose();
    });
    a.set(2);
    EXPECT_EQ(runs, 1);
}

TEST(effect, one_that_disposes_its_root_while_running_is_safe) {
    auto a = create_signal(1);
    create_root([&](callback<void()> dispose) {
        create_render_effect([a, dispose = std::make_shared<callback<void()>>(std::move(dispose))] {
            if (a() == 2) (*dispose)();
        });
    });
    a.set(2);
    a.set(3);
}

TEST(owner, disposes_last_made_first_then_cleanups) {
    log seen;
    create_root([&](callback<void()> dispose) {
        on_cleanup([&] { seen.push_back("first"); });
        on_cleanup([&] { seen.push_back("second"); });
        catch_error([&] { on_cleanup([&] { seen.push_back("child"); }); }, {});
        dispose();
    });
    EXPECT_EQ(seen, (log{"child", "second", "first"}));
}

TEST(context, nearest_provider_wins) {
    static const auto theme = create_context<std::string>("light");
    scoped_root().run([] {
        EXPECT_EQ(use_context(theme), "light");
        provide_context(theme, "dark");
        scoped_root().run([] {
            EXPECT_EQ(use_context(theme), "dark");
            provide_context(theme, "blue");
            EXPECT_EQ(use_context(theme), "blue");
        });
        EXPECT_EQ(use_context(theme), "dark");
    });
}

TEST(context, gives_the_value_provided_last_and_lets_go_of_the_one_before) {
    static const auto number = create_context<int>(0);
    static const auto kept = create_context<std::shared_ptr<int>>(nullptr);
    auto first = std::make_shared<int>(1), second = std::make_shared<int>(2);
    {
        scoped_root around;
        provide_context(*around.get(), number, 7);
        provide_context(*around.get(), kept, first);
        provide_context(*around.get(), kept, second);
        EXPECT_EQ(first.use_count(), 1);
        EXPECT_EQ(second.use_count(), 2);
        around.run([] {
            EXPECT_EQ(*use_context(kept), 2);
            EXPECT_EQ(use_context(number), 7);
        });
    }
    EXPECT_EQ(second.use_count(), 1);
}

TEST(catch_error, hands_an_error_of_a_later_run_to_the_nearest_handler) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        catch_error(
            [&] {
                catch_error(
                    [&] {
                        create_render_effect([a] {
                            if (a() == 2) raise_error({error{"two"}, {}});
                        });
                    },
                    [&](raised_error e) { seen.push_back("inner " + e.reason.message); });
            },
            [&](raised_error e) { seen.push_back("outer " + e.reason.message); });
        a.set(2);
        EXPECT_EQ(seen, (log{"inner two"}));
    });
}

TEST(suspense_scope, counts_each_missing_value_once) {
    scoped_root().run([] {
        auto scope = make_ref<suspense_scope>();
        provide_context(suspense_context(), scope);
        pending_source value;
        value.suspend_reader();
        value.suspend_reader();
        EXPECT_TRUE(scope->is_pending_now());
        value.settle();
        EXPECT_FALSE(scope->is_pending_now());
        scope->content_was_shown();
        value.suspend_reader();
        EXPECT_FALSE(scope->is_pending_now());
    });
}

}  // namespace
}  // namespace solder

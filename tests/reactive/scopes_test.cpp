#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>
#include <string>
#include <thread>
#include <vector>

// Suspense and error scopes as an application without HTML uses them.

namespace solder {
namespace {

using log = std::vector<std::string>;

/// A value that is not there yet.
struct late_value {
    signal<int> value{0};
    pending_source missing;
    bool there = false;

    void begin() {
        there = false;
        missing.begin(value.node());
    }
    int read() {
        int now = value();
        if (!there) missing.suspend_reader();
        return now;
    }
    void arrive(int next) {
        batch([&] {
            there = true;
            // It belongs to the transition that asked for it, as the answer of a fetch does.
            detail::world_scope where(detail::this_graph.held ? detail::world::inside : detail::world::outside);
            value.set(next);
            missing.settle();
        });
    }
};

void inside(const ref<suspense_scope>& scope, callback<void()> content) {
    catch_error(
        [&] {
            provide_context(suspense_context(), scope);
            content();
        },
        {});
}

TEST(suspense, shows_the_fallback_until_every_value_is_there) {
    scoped_root().run([] {
        log seen;
        late_value a, b;
        auto scope = make_ref<suspense_scope>();
        inside(scope, [&] { create_render_effect([&] { a.read(), b.read(); }); });
        create_render_effect([&, scope] { seen.push_back(scope->is_pending() ? "fallback" : "content"); });
        bool told = false;
        scope->when_settled([&] { told = true; });
        a.arrive(1);
        EXPECT_EQ(seen, (log{"fallback"}));
        EXPECT_FALSE(told);
        b.arrive(2);
        EXPECT_EQ(seen, (log{"fallback", "content"}));
        EXPECT_TRUE(told);
    });
}

TEST(suspense, the_nearest_scope_waits_and_no_other) {
    scoped_root().run([] {
        late_value a;
        auto outer = make_ref<suspense_scope>();
        auto inner = make_ref<suspense_scope>();
        inside(outer, [&] { inside(inner, [&] { create_render_effect([&] { a.read(); }); }); });
        EXPECT_FALSE(outer->is_pending_now());
        EXPECT_TRUE(inner->is_pending_now());
    });
}

TEST(suspense, a_value_that_ends_is_no_longer_waited_for) {
    scoped_root().run([] {
        auto scope = make_ref<suspense_scope>();
        {
            late_value a;
            inside(scope, [&] { create_memo([&] { return a.read(); })(); });
            EXPECT_TRUE(scope->is_pending_now());
        }
        EXPECT_FALSE(scope->is_pending_now());
    });
}

TEST(transition, W4_without_any_boundary_writes_apply_in_that_turn) {
    // A thread that never made a scope.
    std::thread([] {
        manual_environment environment;
        scoped_root root;
        auto a = create_signal(1);
        late_value missing;
        int seen = 0;
        bool done = false;
        root.run([&] { create_render_effect([&] { seen = a() + missing.read(); }); });
        auto running = start(start_transition([&] {
                                 a.set(2);
                                 missing.begin();
                             }),
                             [&](result<void>) { done = true; });
        EXPECT_EQ(seen, 1);
        environment.run();
        EXPECT_EQ(seen, 2);
        EXPECT_TRUE(done);
        EXPECT_FALSE(use_transition().pending());
    }).join();
}

TEST(transition, W5_a_value_begun_in_it_is_held_by_a_reader_that_was_shown_and_by_no_other) {
    manual_environment environment;
    scoped_root().run([&] {
        log seen;
        auto a = create_signal(1);
        late_value shown_value, unread;
        auto scope = make_ref<suspense_scope>();
        inside(scope, [&] {
            create_render_effect(
                [&] { seen.push_back(std::to_string(a()) + " " + std::to_string(shown_value.read())); });
        });
        shown_value.arrive(1);
        scope->content_was_shown();
        seen.clear();
        start_transition([&] {
            a.set(2);
            unread.begin();
        });
        environment.run();
        EXPECT_EQ(seen, (log{"2 1"}));  // nobody reads what is missing
        start_transition([&] {
            a.set(3);
            shown_value.begin();
        });
        environment.run();
        EXPECT_EQ(seen, (log{"2 1"}));
        EXPECT_TRUE(use_transition().pending());
        shown_value.arrive(5);
        EXPECT_EQ(seen, (log{"2 1", "3 5"}));
    });
}

TEST(transition, W5_readers_without_a_boundary_and_user_effects_do_not_hold) {
    manual_environment environment;
    scoped_root().run([&] {
        int seen = 0;
        auto a = create_signal(1);
        late_value missing;
        auto scope = make_ref<suspense_scope>();
        create_render_effect([&] { missing.read(); });
        inside(scope, [&] { create_effect([&] { missing.read(); }); });
        scope->content_was_shown();
        create_render_effect([&] { seen = a(); });
        start_transition([&] {
            a.set(2);
            missing.begin();
        });
        environment.run();
        EXPECT_EQ(seen, 2);
        EXPECT_FALSE(use_transition().pending());
    });
}

TEST(transition, effects_made_inside_run_once_it_has_settled) {
    manual_environment environment;
    log seen;
    late_value data;
    scoped_root().run([&] {
        auto page = create_signal(1);
        auto scope = make_ref<suspense_scope>();
        inside(scope, [&] {
            auto content = create_memo([&, page] {
                int number = page();
                create_effect([&, number] { seen.push_back("mounted " + std::to_string(number)); });
                on_cleanup([&, number] { seen.push_back("left " + std::to_string(number)); });
                return number * 10 + data.read();
            });
            create_render_effect([&, content] { seen.push_back(std::to_string(content())); });
        });
        data.arrive(0);
        scope->content_was_shown();
        seen.clear();
        start_transition([&] {
            data.begin();
            page.set(2);
        });
        environment.run();
        EXPECT_EQ(seen, log{});
        data.arrive(3);
        // The page reads the value itself, so it was made twice; the first was never shown, and never mounted.
        EXPECT_EQ(seen, (log{"left 2", "left 1", "23", "mounted 2"}));
    });
}

// ---- errors

struct parts {
    log seen;
    ref<error_scope> scope = make_ref<error_scope>();

    void show(callback<void()> content) {
        create_render_effect([this, content = std::move(content)] {
            if (auto failure = scope->failure()) {
                seen.push_back("failed: " + failure->reason.message);
                scope->reset_when_recovered();
            } else {
                scope->run(content);
            }
        });
    }
};

TEST(error_scope, W11_shows_the_failure_ends_the_content_and_makes_it_anew_after_reset) {
    parts p;
    scoped_root root;
    root.run([&] {
        auto a = create_signal(1);
        p.show([&, a] {
            on_cleanup([&] { p.seen.push_back("ended"); });
            create_render_effect([&, a] {
                if (a() == 2) return raise_error({error{"two"}, {}});
                p.seen.push_back("content " + std::to_string(a()));
            });
        });
        a.set(2);
        EXPECT_EQ(p.seen, (log{"content 1", "ended", "failed: two"}));
        a.set(3);  // nobody reads it any more
        p.scope->reset();
        EXPECT_EQ(p.seen, (log{"content 1", "ended", "failed: two", "content 3"}));
    });
}

TEST(error_scope, W14_the_nearest_one_around_the_reader_catches_after_each_failure) {
    scoped_root root;
    root.run([] {
        parts outer, inner;
        auto a = create_signal(1);
        outer.show([&] {
            inner.show([&] {
                create_render_effect([a] {
                    if (a() > 1) raise_error({error{std::to_string(a())}, {}});
                });
            });
        });
        a.set(2);
        inner.scope->reset();
        EXPECT_EQ(inner.seen, (log{"failed: 2", "failed: 2"}));
        EXPECT_EQ(outer.seen, log{});
    });
}

TEST(error_scope, W11_an_error_of_the_fallback_goes_to_the_parent) {
    scoped_root root;
    root.run([] {
        parts outer;
        auto inner = make_ref<error_scope>();
        outer.show([&] {
            create_render_effect([inner] {
                if (inner->failure())
                    raise_error({error{"the fallback fails too"}, {}});
                else
                    inner->run([] { raise_error({error{"content"}, {}}); });
            });
        });
        EXPECT_EQ(outer.seen, (log{"failed: the fallback fails too"}));
    });
}

TEST(error_scope, resets_by_itself_once_what_failed_has_recovered) {
    scoped_root root;
    root.run([] {
        parts p;
        auto broken = create_signal(true);
        p.show([&, broken] {
            if (untrack([&] { return broken(); }))
                raise_error({error{"broken"}, [broken] { return broken(); }});
            else
                p.seen.push_back("content");
        });
        EXPECT_EQ(p.seen, (log{"failed: broken"}));
        broken.set(false);
        EXPECT_EQ(p.seen, (log{"failed: broken", "content"}));
    });
}

TEST(error_scope, an_exception_of_an_effect_or_a_memo_is_an_error_at_its_boundary) {
    scoped_root root;
    root.run([] {
        parts p;
        auto a = create_signal(1);
        p.show([&, a] {
            auto checked = create_memo([a] { return a() == 2 ? throw std::runtime_error("thrown") : a(); });
            create_render_effect([&, checked] { p.seen.push_back(std::to_string(checked())); });
        });
        a.set(2);
        EXPECT_EQ(p.seen, (log{"1", "failed: thrown"}));
    });
}

}  // namespace
}  // namespace solder

#include <gtest/gtest.h>
#include <optional>
#include <solder/core/environment.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>
#include <string>
#include <vector>

// User effects below a scope whose content is not shown yet: they begin when it is.

namespace solder {
namespace {

using log = std::vector<std::string>;

struct part {
    ref<suspense_scope> scope = make_ref<suspense_scope>();
    ref<owner> inside = make_ref<owner>(ref<owner>(get_owner()));

    part() { provide_context(*inside, suspense_context(), scope); }
    template <class Fn>
    void run(Fn fn) const {
        run_with_owner(inside.get(), fn);
    }
};

TEST(effects_of_unshown_content, begin_in_order_when_it_is_shown) {
    log seen;
    auto a = create_signal(1);
    scoped_root root;
    root.run([&, a] {
        const part content;
        content.run([&, a] {
            on_mount([&] { seen.push_back("mounted"); });
            create_effect([&, a] { seen.push_back("effect " + std::to_string(a())); });
            create_render_effect([&, a] { seen.push_back("render " + std::to_string(a())); });
            create_computed([&, a] { seen.push_back("computed " + std::to_string(a())); });
            create_effect([&] { create_effect([&] { seen.push_back("inner"); }); });
        });
        create_effect([&] { seen.push_back("outside"); });
        EXPECT_EQ(seen, (log{"render 1", "computed 1", "outside"}));
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{"computed 2", "render 2"}));
        seen.clear();
        content.scope->content_was_shown();
        EXPECT_EQ(seen, (log{"mounted", "effect 2", "inner"}));
        content.scope->content_was_shown();  // no news
        content.run([&] { on_mount([&] { seen.push_back("at once"); }); });
        a.set(3);
        EXPECT_EQ(seen, (log{"mounted", "effect 2", "inner", "at once", "computed 3", "render 3", "effect 3"}));
    });
}

TEST(effects_of_unshown_content, wait_for_all_scopes_around) {
    log seen;
    scoped_root root;
    root.run([&] {
        const part outer;
        std::optional<part> inner;
        outer.run([&] {
            on_mount([&] { seen.push_back("before"); });
            inner.emplace();
            inner->run([&] { on_mount([&] { seen.push_back("inside"); }); });
        });
        inner->scope->content_was_shown();
        inner->run([&] { on_mount([&] { seen.push_back("late"); }); });
        outer.run([&] { on_mount([&] { seen.push_back("after"); }); });
        EXPECT_EQ(seen, log());
        outer.scope->content_was_shown();
        EXPECT_EQ(seen, (log{"before", "inside", "late", "after"}));

        seen.clear();
        const part other;
        std::optional<part> below;
        other.run([&] { below.emplace(); });
        below->run([&] { on_mount([&] { seen.push_back("below"); }); });
        other.scope->content_was_shown();
        EXPECT_EQ(seen, log());
        below->scope->content_was_shown();
        EXPECT_EQ(seen, log{"below"});
    });
}

TEST(effects_of_unshown_content, never_run_when_it_ends_unshown) {
    int runs = 0;
    auto alive = std::make_shared<int>();
    scoped_root root;
    root.run([&] {
        const part content;
        content.run([&] { create_effect([&, alive] { ++runs; }); });
        EXPECT_EQ(alive.use_count(), 2);
        content.inside->dispose();
        EXPECT_EQ(alive.use_count(), 1);
        content.scope->content_was_shown();
        const part kept;
        kept.run([&] { create_effect([&, alive] { ++runs; }); });
    });
    root.get()->dispose();
    EXPECT_EQ(alive.use_count(), 1);
    EXPECT_EQ(runs, 0);
}

TEST(effects_of_unshown_content, do_not_hold_up_others) {
    scoped_root root;
    root.run([&] {
        const part content;
        int runs = 0;
        create_effect([&] { ++runs; });
        EXPECT_EQ(runs, 1);
        EXPECT_NE(detail::graph::keep_first_run, nullptr);
        content.scope->content_was_shown();
    });
    EXPECT_EQ(detail::graph::keep_first_run, nullptr);
}

TEST(effects_of_unshown_content, of_a_transition_wait_for_both) {
    manual_environment time;
    for (const bool settles_first : {true, false}) {
        log seen;
        scoped_root root;
        root.run([&] {
            auto page = create_signal(1);
            pending_source missing;
            const part around;
            around.scope->content_was_shown();
            std::optional<part> content;
            around.run([&, page] {
                create_render_effect([&, page] {
                    if (page() == 2) missing.suspend_reader();
                });
                std::ignore = create_memo([&, page] {
                    if (page() != 2) return 0;
                    content.emplace();
                    content->run([&] { on_mount([&] { seen.push_back("mounted"); }); });
                    return 1;
                });
                auto reader = create_memo([&, page] {
                    if (page() == 2) missing.suspend_reader();
                    return page();
                });
                create_render_effect([reader] { reader(); });
            });
            start_transition([&, page] {
                missing.begin(page.node());
                page.set(2);
            });
            time.run();
            EXPECT_TRUE(use_transition().pending());
            ASSERT_TRUE(content);
            if (settles_first) {
                missing.settle();
                time.run();
                EXPECT_FALSE(use_transition().pending());
                EXPECT_EQ(seen, log());
                content->scope->content_was_shown();
            } else {
                content->scope->content_was_shown();
                EXPECT_EQ(seen, log());
                missing.settle();
                time.run();
            }
            EXPECT_EQ(seen, log{"mounted"});
        });
    }
}

}  // namespace
}  // namespace solder

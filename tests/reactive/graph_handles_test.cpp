// Handles dropped and owners disposed while something still reads them, also in the middle of a walk.
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

TEST(graph_handles, a_signal_without_handles_leaves_its_readers_their_other_dependencies) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1), c = create_signal(1);
        std::optional<signal<int>> b = create_signal(1);
        create_render_effect([&, a, c] { seen.push_back(a() + 10 * (b ? (*b)() : 0) + 100 * c()); });
        b.reset();
        c.set(2);
        a.set(2);
        EXPECT_EQ(seen, (std::vector{111, 201, 202}));
    });
}

TEST(graph_handles, the_last_one_may_go_in_the_run_that_read_it) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1), c = create_signal(1);
        std::optional<signal<int>> b = create_signal(5);
        create_render_effect([&, a, c] {
            int sum = a() + (b ? 10 * (*b)() : 0);
            if (a() == 2) b.reset();
            seen.push_back(sum + 100 * c());
        });
        a.set(2);
        c.set(2);
        a.set(3);
        EXPECT_EQ(seen, (std::vector{151, 152, 202, 203}));
    });
}

TEST(graph_handles, the_last_one_may_go_while_readers_are_told) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        std::optional<signal<int>> b = create_signal(1);
        create_render_effect([&, a] {
            seen.push_back("dropper");
            if (a() == 2) b.reset();
        });
        create_render_effect([&, a] { seen.push_back("reader " + to_string(a() + (b ? 10 * (*b)() : 0))); });
        create_effect([&] { seen.push_back("user " + to_string(b ? (*b)() : 0)); });
        seen.clear();
        batch([&] {
            a.set(2);
            b->set(2);
        });
        EXPECT_EQ(seen, (log{"dropper", "reader 2", "user 0"}));
    });
}

TEST(graph_handles, a_signal_may_be_dropped_by_an_effect_that_its_own_set_runs) {
    scoped_root().run([] {
        int runs = 0;
        auto b = std::make_unique<signal<int>>(1);
        create_render_effect([&] {
            ++runs;
            if (b && (*b)() == 2) b.reset();
        });
        signal<int>* handle = b.get();
        handle->set(2);
        EXPECT_EQ(runs, 2);
        EXPECT_FALSE(b);
    });
}

TEST(graph_handles, a_disposed_memo_keeps_its_value_and_its_readers_go_on) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1), b = create_signal(1);
        std::optional<scoped_root> inner(std::in_place);
        auto m = inner->run([&] { return create_memo([a] { return a() * 10; }); });
        create_render_effect([&, b, m] { seen.push_back(m() + b()); });
        inner.reset();
        a.set(2);
        b.set(2);
        EXPECT_EQ(seen, (std::vector{11, 12}));
        EXPECT_EQ(m(), 10);
    });
}

TEST(graph_handles, a_memo_may_go_for_good_while_an_effect_depends_on_it) {
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1), b = create_signal(1);
        std::optional<scoped_root> inner(std::in_place);
        auto m = std::make_unique<memo<int>>(inner->run([&] { return create_memo([a] { return a() * 10; }); }));
        create_render_effect([&, b] { seen.push_back((m ? (*m)() : 0) + b()); });
        inner.reset();
        m.reset();
        a.set(2);
        b.set(2);
        EXPECT_EQ(seen, (std::vector{11, 2}));
    });
}

TEST(graph_handles, a_memo_may_dispose_what_waits_for_its_answer) {
    // The effect may have changed, asks the memo, and is gone when the answer comes.
    auto a = create_signal(1);
    int runs = 0;
    scoped_root outer;
    callback<void()> dispose_reader;
    auto asked = outer.run([&] {
        return create_memo([&, a] {
            if (a() == 2) dispose_reader();
            return a();
        });
    });
    create_root([&](callback<void()> dispose) {
        dispose_reader = std::move(dispose);
        auto between = create_memo([asked] { return asked() + 1; });
        auto more = create_memo([between] { return between() + 1; });
        create_render_effect([&, between, more] { ++runs, between(), more(); });
        create_effect([&, more] { ++runs, more(); });
    });
    a.set(2);
    a.set(3);
    EXPECT_EQ(runs, 2);
}

TEST(graph_handles, a_memo_may_dispose_one_it_owns_that_waits_for_its_answer) {
    // `owned` is made by `maker` and asks it through `between`; `maker` runs again and ends `owned` in mid-question.
    scoped_root().run([] {
        std::vector<int> seen;
        auto a = create_signal(1);
        auto link = create_signal(false);
        std::optional<memo<int>> owned, between;
        auto maker = create_memo([&, a, link] {
            owned = create_memo([&, link, at = a.peek()] { return link() && at == 1 ? (*between)() + at : at; });
            return a();
        });
        between = create_memo([maker] { return maker() * 10; });
        create_render_effect([&, a, link] {
            auto now = *owned;
            seen.push_back(now());
        });
        link.set(true);
        EXPECT_EQ(seen.back(), 11);
        a.set(2);
        EXPECT_EQ(maker(), 2);
        EXPECT_EQ((*owned)(), 2);
    });
}

TEST(graph_handles, an_effect_may_dispose_the_older_and_the_younger_beside_it) {
    for (int killer = 0; killer < 5; ++killer) {
        auto a = create_signal(0);
        log seen;
        std::vector<std::unique_ptr<scoped_root>> roots;
        for (int i = 0; i < 5; ++i) {
            roots.push_back(std::make_unique<scoped_root>());
            roots.back()->run([&] {
                create_render_effect([&, a, i] {
                    if (a() == 0) return;
                    seen.push_back(to_string(i));
                    if (i != killer) return;
                    for (int other = 0; other < 5; ++other)
                        if (other != killer) roots[other].reset();
                });
            });
        }
        a.set(1);
        log expected;
        for (int i = 0; i <= killer; ++i) expected.push_back(to_string(i));
        EXPECT_EQ(seen, expected);
        seen.clear();
        a.set(2);
        EXPECT_EQ(seen, (log{to_string(killer)}));
    }
}

TEST(graph_handles, a_cleanup_may_drop_handles_of_what_is_being_disposed) {
    auto a = create_signal(1);
    std::optional<memo<int>> held;
    std::optional<signal<int>> own;
    int runs = 0;
    {
        scoped_root root;
        root.run([&] {
            own = create_signal(1);
            held = create_memo([&, a] { return a() + (*own)(); });
            create_render_effect([&] {
                ++runs;
                (*held)();
                on_cleanup([&] { own.reset(), held.reset(); });
            });
        });
    }
    a.set(2);
    EXPECT_EQ(runs, 1);
}

TEST(graph_handles, a_value_that_holds_handles_goes_with_its_signal) {
    // Signals in signals in a memo: letting go of one lets go of all, in whatever order.
    struct cell {
        std::vector<signal<int>> inner;
    };
    std::vector<int> seen;
    scoped_root root;
    root.run([&] {
        auto cells = create_signal(cell{{create_signal(1), create_signal(2)}});
        auto sum = create_memo([cells] {
            int total = 0;
            for (const auto& one : cells().inner) total += one();
            return total;
        });
        create_render_effect([&, sum] { seen.push_back(sum()); });
        cells.peek().inner[1].set(5);
        cells.set(cell{{create_signal(10)}});
        cells.set(cell{});
    });
    EXPECT_EQ(seen, (std::vector{3, 6, 10, 0}));
}

}  // namespace
}  // namespace solder

// Selectors while a transition is held: what is shown keeps its selection, what will be has another.
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <solder/reactive/selector.hpp>
#include <string>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

using log = std::vector<std::string>;

/// Rows of a page that a transition can hold, and memos that follow them.
struct held_rows : held_page {
    log seen;
    signal<int> selected{1};
    selector<int> is_selected;
    std::vector<memo<bool>> chosen;

    held_rows() : is_selected(root.run([this] { return create_selector(selected); })) {
        root.run([&] {
            for (int key = 0; key < 4; ++key) {
                chosen.push_back(create_memo([this, key] { return is_selected(key); }));
                create_render_effect([this, key, row = chosen.back()] {
                    seen.push_back(std::to_string(key) + (row() && is_selected(key) ? "+" : "-"));
                });
            }
        });
        seen.clear();
    }
    ~held_rows() { root.get()->dispose(); }
    int shown() const {
        return untrack([&] { return of_memos(); });
    }
    int coming() {
        return inside([&] {
            int key = of_memos();
            EXPECT_TRUE(key < 0 || is_selected(key));
            return key;
        });
    }

private:
    /// The one key whose memo says so; -1 when there is none.
    int of_memos() const {
        int found = -1;
        for (int key = 0; key < 4; ++key)
            if (chosen[static_cast<std::size_t>(key)]()) {
                EXPECT_EQ(found, -1);
                found = key;
            }
        return found;
    }
};

TEST(selector_transition, keeps_the_old_selection_shown_until_it_settles) {
    held_rows t;
    t.hold([&] { t.selected.set(3); });
    EXPECT_EQ(t.shown(), 1);
    EXPECT_TRUE(t.is_selected(1));
    EXPECT_EQ(t.coming(), 3);
    EXPECT_EQ(t.seen, (log{}));
    t.settle();
    EXPECT_EQ(t.shown(), 3);
    EXPECT_TRUE(t.is_selected(3));
    EXPECT_EQ(t.seen, (log{"1-", "3+"}));
    t.seen.clear();
    t.selected.set(0);
    EXPECT_EQ(t.seen, (log{"3-", "0+"}));
    EXPECT_EQ(t.is_selected.watched_keys(), 4u);
}

TEST(selector_transition, moves_on_inside_and_back) {
    held_rows t;
    t.hold([&] { t.selected.set(3); });
    t.hold([&] { t.selected.set(2); });
    EXPECT_EQ(t.shown(), 1);
    EXPECT_EQ(t.coming(), 2);
    t.hold([&] { t.selected.set(1); });
    EXPECT_EQ(t.coming(), 1);
    t.settle();
    EXPECT_EQ(t.shown(), 1);
    t.seen.clear();
    t.selected.set(2);
    EXPECT_EQ(t.seen, (log{"1-", "2+"}));
}

TEST(selector_transition, lets_writes_from_outside_through_to_both) {
    held_rows t;
    t.hold([&] { t.selected.set(3); });
    t.selected.set(2);
    EXPECT_EQ(t.seen, (log{"1-", "2+"}));
    EXPECT_EQ(t.shown(), 2);
    EXPECT_EQ(t.coming(), 2);
    t.settle();
    EXPECT_EQ(t.shown(), 2);
}

TEST(selector_transition, keeps_two_selections_apart_that_come_from_different_signals) {
    held_page page;
    scoped_root root;
    log seen;
    auto left = create_signal(1), right = create_signal(2);
    auto use_right = create_signal(false);
    root.run([&] {
        auto is_selected = create_selector([=] { return use_right() ? right() : left(); });
        for (int key = 0; key < 5; ++key)
            create_render_effect(
                [&, key, is_selected] { seen.push_back(std::to_string(key) + (is_selected(key) ? "+" : "-")); });
        auto three = create_memo([=] { return is_selected(3); });
        auto coming = [&] { return page.inside([&] { return three(); }); };
        page.hold([=] { use_right.set(true); });
        seen.clear();
        left.set(3);  // shown alone
        EXPECT_EQ(seen, (log{"1-", "3+"}));
        EXPECT_FALSE(coming());
        right.set(3);  // to come alone
        EXPECT_EQ(seen.size(), 2u);
        EXPECT_TRUE(coming());
        left.set(4);
        EXPECT_EQ(seen, (log{"1-", "3+", "3-", "4+"}));
        EXPECT_TRUE(coming());
        seen.clear();
        page.settle();
        EXPECT_TRUE(three());
        left.set(0);
        right.set(1);
    });
    EXPECT_EQ(seen.back(), "1+");
}

TEST(selector_transition, knows_keys_that_are_first_asked_for_while_it_is_held) {
    for (bool inside_first : {false, true}) {
        held_page page;
        scoped_root root;
        auto selected = create_signal(1);
        root.run([&] {
            auto is_selected = create_selector(selected);
            page.hold([=] { selected.set(2); });
            auto one = create_memo([=] { return is_selected(1); }), two = create_memo([=] { return is_selected(2); });
            std::pair shown(true, false), coming(false, true);
            auto read = [=] { return std::pair(one(), two()); };
            if (inside_first) {
                EXPECT_EQ(page.inside(read), coming);
            }
            EXPECT_EQ(untrack(read), shown);
            EXPECT_EQ(page.inside(read), coming);
            page.settle();
            EXPECT_EQ(untrack(read), coming);
        });
    }
}

TEST(selector_transition, sees_rows_that_it_makes_itself) {
    held_page page;
    scoped_root root;
    log seen;
    auto selected = create_signal(1);
    auto open = create_signal(false);
    root.run([&] {
        auto is_selected = create_selector(selected);
        auto content = create_memo([&, open, is_selected] {
            if (open())
                for (int key = 0; key < 3; ++key)
                    create_render_effect([&, key, is_selected] {
                        seen.push_back(std::to_string(key) + (is_selected(key) ? "+" : "-"));
                    });
            return open();
        });
        create_render_effect([=] { content(); });
        page.hold([=] {
            open.set(true);
            selected.set(2);
        });
        EXPECT_EQ(seen, (log{"0-", "1-", "2+"}));
        page.hold([=] { selected.set(0); });
        EXPECT_EQ(seen.size(), 5u);
        EXPECT_TRUE(is_selected(1));
        seen.clear();
        page.settle();
        selected.set(1);
        EXPECT_EQ(seen, (log{"0-", "1+"}));
        EXPECT_EQ(is_selected.watched_keys(), 3u);
        open.set(false);
        EXPECT_EQ(is_selected.watched_keys(), 0u);
    });
}

TEST(selector_transition, agrees_with_comparing_each_key_in_both_worlds) {
    // Random writes from inside and outside, of two signals between which a third chooses; readers come and go.
    constexpr int keys = 6;
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        auto below = [&](unsigned end) { return static_cast<int>(random() % end); };
        held_page page;
        signal<int> numbers[] = {signal(0), signal(1)};
        auto use = create_signal(0);
        auto source = [=] { return numbers[use()](); };
        scoped_root root;
        auto is_selected = root.run([&] { return create_selector(source); });
        struct reader {
            std::unique_ptr<scoped_root> scope;
            memo<int> asked, compared;
            int shown = -1;
        };
        std::vector<std::unique_ptr<reader>> readers;
        auto make = [&] {
            auto scope = std::make_unique<scoped_root>();
            scope->run([&, key = below(keys)] {
                auto asked = create_memo([=] { return is_selected(key) ? 1 : 0; });
                auto compared = create_memo([=] { return source() == key ? 1 : 0; });
                readers.push_back(std::make_unique<reader>(std::move(scope), asked, compared));
                create_render_effect([asked, to = readers.back().get()] { to->shown = asked(); });
            });
        };
        auto write = [&] {
            if (below(4) == 0) return use.set(below(2));
            numbers[below(2)].set(below(keys));
        };
        auto all = [&](auto of) {
            std::vector<int> answers;
            for (auto& each : readers) answers.push_back(of(*each));
            return answers;
        };
        auto asked = [&] { return all([](reader& r) { return r.asked.peek(); }); };
        auto compared = [&] { return all([](reader& r) { return r.compared.peek(); }); };
        for (int step = 0; step < 40; ++step) {
            switch (below(6)) {
                case 0:
                    make();
                    break;
                case 1:
                    if (!readers.empty()) readers.erase(readers.begin() + below(static_cast<unsigned>(readers.size())));
                    break;
                case 2:
                    page.hold(write);
                    break;
                case 3:
                    if (untrack(transition_pending())) page.settle();
                    break;
                default:
                    write();
            }
            ASSERT_EQ(asked(), compared()) << "seed " << seed << " step " << step;
            ASSERT_EQ(all([](reader& r) { return r.shown; }), compared()) << "seed " << seed << " step " << step;
            if (!untrack(transition_pending())) continue;
            ASSERT_EQ(page.inside(asked), page.inside(compared)) << "seed " << seed << " step " << step;
        }
        readers.clear();
        if (untrack(transition_pending())) page.settle();
        ASSERT_EQ(is_selected.watched_keys(), 0u);
    }
}

TEST(selector_transition, may_end_with_its_readers_while_it_is_held) {
    held_rows t;
    t.hold([&] { t.selected.set(3); });
    t.root.get()->dispose();
    t.time.run();
    EXPECT_EQ(t.is_selected.watched_keys(), 0u);
}

}  // namespace
}  // namespace solder

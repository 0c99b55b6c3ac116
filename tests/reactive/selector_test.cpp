// Selectors: who runs again when the selection moves, and what is kept for whom.
#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <solder/reactive/selector.hpp>
#include <string>

namespace solder {
namespace {

using log = std::vector<std::string>;

/// Rows that note when they are told whether they are selected: "3+" or "3-".
struct noted_rows {
    log seen;
    scoped_root root;
    signal<int> selected;
    selector<int> is_selected;

    explicit noted_rows(int first)
        : selected(first), is_selected(root.run([this] { return create_selector(selected); })) {}
    /// Makes rows for the keys up to before `end`.
    void make(int end) {
        root.run([&] {
            for (int key = 0; key < end; ++key) make_row(key);
        });
        seen.clear();
    }
    void make_row(int key) {
        create_render_effect([this, key] { seen.push_back(std::to_string(key) + (is_selected(key) ? "+" : "-")); });
    }
    log after(int next) {
        seen.clear();
        selected.set(next);
        return seen;
    }
};

TEST(selector, runs_the_readers_of_the_old_and_of_the_new_key_alone) {
    noted_rows t(2);
    t.make(5);
    EXPECT_EQ(t.after(4), (log{"2-", "4+"}));
    EXPECT_EQ(t.after(4), (log{}));
    EXPECT_EQ(t.after(9), (log{"4-"})) << "nobody asks for 9";
    EXPECT_EQ(t.after(8), (log{}));
    EXPECT_EQ(t.after(0), (log{"0+"}));
    EXPECT_EQ(t.is_selected.watched_keys(), 5u);
}

TEST(selector, of_100_000_rows_runs_two) {
    scoped_root().run([] {
        int runs = 0;
        auto selected = create_signal(1);
        auto is_selected = create_selector(selected);
        for (int key = 0; key < 100'000; ++key) create_effect([&, key] { runs += 1 + 0 * is_selected(key); });
        EXPECT_EQ(runs, 100'000);
        runs = 0;
        selected.set(99'999);
        EXPECT_EQ(runs, 2);
        selected.set(50'000);
        EXPECT_EQ(runs, 4);
        EXPECT_EQ(is_selected.watched_keys(), 100'000u);
    });
}

TEST(selector, tells_all_readers_of_a_key_effects_and_memos) {
    scoped_root().run([] {
        log seen;
        auto selected = create_signal<std::string>("a");
        auto is_selected = create_selector(selected);
        auto css = create_memo([=] { return std::string(is_selected("b") ? "chosen" : ""); });
        create_render_effect([&, css] { seen.push_back("css " + css()); });
        create_effect([&, is_selected] { seen.push_back(is_selected("b") && is_selected("b") ? "yes" : "no"); });
        EXPECT_EQ(is_selected.watched_keys(), 1u);
        selected.set("b");
        selected.set("c");
        selected.set("d");
        EXPECT_EQ(seen, (log{"css ", "no", "css chosen", "yes", "css ", "no"}));
    });
}

TEST(selector, runs_a_reader_of_both_keys_once) {
    scoped_root().run([] {
        int runs = 0;
        auto selected = create_signal(1);
        auto is_selected = create_selector(selected);
        create_render_effect([&, is_selected] { ++runs, is_selected(1), is_selected(2); });
        selected.set(2);
        EXPECT_EQ(runs, 2);
    });
}

TEST(selector, follows_whatever_gives_the_key) {
    scoped_root().run([] {
        auto number = create_signal(10);
        auto of_memo = create_selector(create_memo([=] { return number() / 10; }));
        auto of_function = create_selector([=] { return number() / 10; });
        int runs = 0;
        create_render_effect([&, of_memo] { ++runs, of_memo(1); });
        create_render_effect([&, of_function] { ++runs, of_function(1); });
        number.set(19);  // both give 1 still
        EXPECT_EQ(runs, 2);
        number.set(20);
        EXPECT_EQ(runs, 4);
        EXPECT_TRUE(of_memo(2) && of_function(2));
    });
}

TEST(selector, follows_what_its_source_reads_now) {
    scoped_root().run([] {
        log seen;
        auto left = create_signal(1), right = create_signal(2);
        auto use_right = create_signal(false);
        auto is_selected = create_selector([=] { return use_right() ? right() : left(); });
        for (int key : {1, 2, 3})
            create_render_effect([&, key] { seen.push_back(std::to_string(key) + (is_selected(key) ? "+" : "-")); });
        seen.clear();
        use_right.set(true);
        left.set(3);  // not read any more
        right.set(3);
        EXPECT_EQ(seen, (log{"1-", "2+", "2-", "3+"}));
    });
}

TEST(selector, answers_outside_of_computations_and_keeps_nothing) {
    scoped_root().run([] {
        auto selected = create_signal(1);
        auto is_selected = create_selector(selected);
        EXPECT_TRUE(is_selected(1));
        selected.set(2);
        EXPECT_FALSE(is_selected(1));
        EXPECT_TRUE(is_selected(2));
        int runs = 0;
        create_render_effect([&] { ++runs, untrack([&] { return is_selected(2); }); });
        selected.set(3);
        EXPECT_EQ(runs, 1);
        EXPECT_EQ(is_selected.watched_keys(), 0u);
    });
}

TEST(selector, answers_right_at_once_in_a_batch) {
    noted_rows t(1);
    t.make(3);
    batch([&] {
        t.selected.set(2);
        EXPECT_TRUE(t.is_selected(2));
        EXPECT_FALSE(t.is_selected(1));
        EXPECT_EQ(t.seen, (log{}));
    });
    EXPECT_EQ(t.seen, (log{"1-", "2+"}));
    t.seen.clear();
    batch([&] {
        t.selected.set(0);
        t.selected.set(2);
    });
    EXPECT_EQ(t.seen, (log{})) << "it is what it was";
}

TEST(selector, tells_memos_before_effects_that_read_them) {
    // No effect sees the new key beside a memo that goes by the old one.
    scoped_root().run([] {
        log seen;
        auto selected = create_signal(1);
        auto is_selected = create_selector(selected);
        auto chosen = create_memo([=] { return is_selected(2) ? "yes" : "no"; });
        create_computed([&, selected, chosen] { seen.push_back(std::to_string(selected()) + chosen()); });
        create_render_effect([&, selected, chosen] { seen.push_back(std::to_string(selected()) + chosen()); });
        create_effect([&, selected, chosen] { seen.push_back(std::to_string(selected()) + chosen()); });
        seen.clear();
        selected.set(2);
        EXPECT_EQ(seen, (log{"2yes", "2yes", "2yes"}));
    });
}

TEST(selector, may_be_asked_for_the_first_time_while_its_change_waits) {
    scoped_root().run([] {
        log seen;
        auto selected = create_signal(1);
        auto is_selected = create_selector(selected);
        batch([&] {
            selected.set(2);
            create_render_effect([&] { seen.push_back(is_selected(2) ? "2+" : "2-"); });
            create_render_effect([&] { seen.push_back(is_selected(1) ? "1+" : "1-"); });
        });
        EXPECT_EQ(seen, (log{"2+", "1-"}));
        selected.set(1);
        EXPECT_EQ(seen, (log{"2+", "1-", "2-", "1+"}));
    });
}

TEST(selector, lets_an_effect_move_the_selection_on) {
    noted_rows t(0);
    t.make(4);
    t.root.run([&] {
        create_effect([&] {
            if (t.selected() == 2) t.selected.set(3);
        });
    });
    (void)t.after(2);
    EXPECT_EQ(t.seen.back(), "3+");
    EXPECT_EQ(t.after(1), (log{"3-", "1+"})) << "and no other thinks it is selected";
}

// ---- what is kept

TEST(selector, lets_go_of_a_key_with_its_last_reader) {
    auto selected = create_signal(1);
    scoped_root root;
    auto is_selected = root.run([&] { return create_selector(selected); });
    {
        scoped_root first, second;
        first.run([&] { create_render_effect([&] { is_selected(1), is_selected(2); }); });
        second.run([&] { create_render_effect([&] { is_selected(2), is_selected(3); }); });
        EXPECT_EQ(is_selected.watched_keys(), 3u);
        first.get()->dispose();
        EXPECT_EQ(is_selected.watched_keys(), 2u);
    }
    EXPECT_EQ(is_selected.watched_keys(), 0u);
    selected.set(2);
    EXPECT_TRUE(is_selected(2));
}

TEST(selector, lets_go_of_a_key_that_its_reader_no_longer_asks_for) {
    noted_rows t(1);
    auto asked = create_signal(1);
    t.root.run([&] { create_render_effect([&] { t.make_row(asked()); }); });
    for (int key = 2; key < 10; ++key) asked.set(key);
    EXPECT_EQ(t.is_selected.watched_keys(), 1u);
    EXPECT_EQ(t.after(9), (log{"9+"}));
}

TEST(selector, keeps_nothing_of_a_million_keys_that_came_and_went) {
    auto selected = create_signal(-1);
    scoped_root root;
    auto is_selected = root.run([&] { return create_selector(selected); });
    std::size_t most = 0, runs = 0;
    for (int round = 0; round < 100; ++round) {
        scoped_root rows;
        rows.run([&] {
            for (int key = 0; key < 10'000; ++key)
                create_render_effect([&, key = round * 10'000 + key] { ++runs, is_selected(key); });
        });
        most = std::max(most, is_selected.watched_keys());
        selected.set(round * 10'000 + 5'000);
    }
    EXPECT_EQ(is_selected.watched_keys(), 0u);
    EXPECT_EQ(most, 10'000u);
    EXPECT_EQ(runs, 1'000'000u + 100u);
}

TEST(selector, lets_readers_end_one_another_while_they_are_told) {
    auto selected = create_signal(1);
    scoped_root root;
    auto is_selected = root.run([&] { return create_selector(selected); });
    log seen;
    std::unique_ptr<scoped_root> rows[3];
    for (int key = 0; key < 3; ++key) {
        rows[key] = std::make_unique<scoped_root>();
        rows[key]->run([&, key] {
            create_render_effect([&, key] {
                seen.push_back(std::to_string(key) + (is_selected(key) ? "+" : "-"));
                if (key == 1 && !is_selected(key))
                    for (int other : {0, 2}) rows[other].reset();
            });
        });
    }
    seen.clear();
    selected.set(2);
    EXPECT_EQ(seen, (log{"1-"}));
    EXPECT_EQ(is_selected.watched_keys(), 1u);
    selected.set(1);
    EXPECT_EQ(seen, (log{"1-", "1+"}));
}

TEST(selector, may_go_before_its_readers) {
    log seen;
    auto selected = create_signal(1);
    scoped_root readers;
    auto other = create_signal(0);
    {
        auto is_selected =
            std::make_unique<selector<int>>(create_selector(selected));  // no owner: ends with the handle
        readers.run([&] {
            create_render_effect([&] {
                other();
                seen.push_back(!is_selected ? "gone" : (*is_selected)(2) ? "2+" : "2-");
            });
        });
        selected.set(2);
        is_selected.reset();
        selected.set(3);
        other.set(1);
    }
    EXPECT_EQ(seen, (log{"2-", "2+", "gone"}));
}

TEST(selector, answers_as_it_was_after_its_owner_ended_and_says_so) {
    std::vector<mistake> told;
    set_diagnostic_hook([&](const diagnostic& d) { told.push_back(d.what); });
    auto selected = create_signal(1);
    std::optional<selector<int>> is_selected;
    scoped_root().run([&] { is_selected = create_selector(selected); });
    selected.set(2);
    EXPECT_TRUE((*is_selected)(1));
    EXPECT_FALSE((*is_selected)(2));
    set_diagnostic_hook({});
#ifndef NDEBUG
    EXPECT_EQ(told, (std::vector{mistake::read_after_disposal, mistake::read_after_disposal}));
#endif
}

// ---- keys

enum class color { red, green };
struct place {
    int x;
    std::optional<std::string> name;
};

/// Whether moving from `a` to `b` runs one reader of each and not the one of `c`, which is neither.
template <class Key>
bool tells_apart(Key a, Key b, Key c) {
    std::vector<int> runs(3);
    scoped_root().run([&] {
        auto selected = create_signal(a, never_equal);
        auto is_selected = create_selector(selected);
        create_render_effect([&] { runs[0] += is_selected(a) ? 1 : 10; });
        create_render_effect([&] { runs[1] += is_selected(b) ? 1 : 10; });
        create_render_effect([&] { runs[2] += is_selected(c) ? 1 : 10; });
        selected.set(a);
        selected.set(b);
    });
    return runs == std::vector{11, 11, 10};
}

TEST(selector, takes_keys_of_any_kind_that_can_key_rows) {
    EXPECT_TRUE(tells_apart<int>(1, 2, 3));
    EXPECT_TRUE(tells_apart<double>(0.0, 0.5, -1));
    EXPECT_TRUE(tells_apart<std::string>("a", "abcdefghijklmnopqrstuvwxyz", ""));
    EXPECT_TRUE(tells_apart<std::optional<color>>(color::red, color::green, std::nullopt));
    EXPECT_TRUE(tells_apart<std::shared_ptr<int>>(std::make_shared<int>(1), std::make_shared<int>(1), nullptr));
    EXPECT_TRUE(tells_apart<place>({1, "x"}, {1, "y"}, {1, {}}));
    EXPECT_TRUE((tells_apart<std::pair<int, std::string>>({1, "x"}, {2, "x"}, {1, "y"})));
}

/// All keys of this kind have one hash.
struct crowded {
    int number;
    friend bool operator==(const crowded&, const crowded&) = default;
};

}  // namespace
}  // namespace solder

template <>
struct std::hash<solder::crowded> {
    std::size_t operator()(const solder::crowded&) const { return 7; }
};

namespace solder {
namespace {

TEST(selector, stays_right_where_all_hashes_are_equal) {
    scoped_root().run([] {
        std::vector<bool> now(3);
        auto selected = create_signal(crowded{0});
        auto is_selected = create_selector(selected);
        for (int key = 0; key < 3; ++key)
            create_render_effect([&, key] { now[static_cast<std::size_t>(key)] = is_selected({key}); });
        EXPECT_EQ(now, (std::vector{true, false, false}));
        selected.set({2});
        EXPECT_EQ(now, (std::vector{false, false, true}));
        EXPECT_EQ(is_selected.watched_keys(), 1u) << "they share a place";
    });
}

// ---- a question of one's own

TEST(selector_by_question, runs_those_again_whose_answer_changes) {
    scoped_root().run([] {
        log seen;
        auto range = create_signal(std::pair(2, 4));
        auto is_inside = create_selector<int>(
            range, [](int key, const std::pair<int, int>& now) { return now.first <= key && key < now.second; });
        for (int key = 0; key < 7; ++key)
            create_render_effect([&, key] { seen.push_back(std::to_string(key) + (is_inside(key) ? "+" : "-")); });
        EXPECT_EQ(seen, (log{"0-", "1-", "2+", "3+", "4-", "5-", "6-"}));
        seen.clear();
        range.set({3, 6});
        std::ranges::sort(seen);
        EXPECT_EQ(seen, (log{"2-", "4+", "5+"}));
        EXPECT_EQ(is_inside.watched_keys(), 7u);
    });
}

TEST(selector_by_question, takes_the_type_of_the_source_for_keys_unless_told) {
    scoped_root().run([] {
        auto limit = create_signal<std::string>("m");
        auto is_before = create_selector(limit, std::less<std::string>());
        log seen;
        for (const char* key : {"a", "k", "x"})
            create_render_effect([&, key] { seen.push_back(std::string(key) + (is_before(key) ? "+" : "-")); });
        seen.clear();
        limit.set("b");
        EXPECT_EQ(seen, (log{"k-"}));
    });
}

TEST(selector_by_question, keeps_keys_with_equal_hashes_apart) {
    scoped_root().run([] {
        int runs = 0;
        auto selected = create_signal(crowded{0});
        auto is_selected = create_selector(selected, std::equal_to<crowded>());
        for (int key = 0; key < 5; ++key) create_render_effect([&, key] { runs += 1 + 0 * is_selected({key}); });
        EXPECT_EQ(is_selected.watched_keys(), 5u);
        runs = 0;
        selected.set({3});
        EXPECT_EQ(runs, 2);
    });
}

TEST(selector_by_question, does_not_follow_what_the_question_reads_but_its_readers_do) {
    scoped_root().run([] {
        log seen;
        auto selected = create_signal(1);
        auto offset = create_signal(0);
        int reads = 0;
        auto is_selected = create_selector([&, selected] { return ++reads, selected(); },
                                           [=](int key, int now) { return key == now + offset(); });
        create_render_effect([&] { seen.push_back(is_selected(2) ? "2+" : "2-"); });
        offset.set(1);
        EXPECT_EQ(seen, (log{"2-", "2+"}));
        EXPECT_EQ(reads, 1);
        selected.set(2);
        EXPECT_EQ(seen, (log{"2-", "2+", "2-"}));
    });
}

}  // namespace
}  // namespace solder

// What a transition makes anew for a key, and keeps when the key comes back before it has settled.
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

/// A part made for `key`. A memo inside reads one from outside, `is_odd`.
struct kept_part : held_page {
    signal<int> key{1};
    signal<int> number{1};
    memo<bool> is_odd = root.run([this] { return create_memo([this] { return number() % 2 == 1; }); });
    int runs = 0;
    std::optional<memo<bool>> reader;  // of the part that is shown
    memo<int> part = root.run([this] {
        auto now = create_memo([this] { return key(); });
        return create_memo([this, now] {
            if (detail::keeps_what_is_shown(now)) return 0;
            const int made_for = now();
            auto inside = create_memo([this] {
                ++runs;
                return is_odd();
            });
            untrack(inside);
            if (made_for == 1) reader.emplace(inside);
            return made_for;
        });
    });

    kept_part() {
        root.run([this] { create_render_effect([this] { part(); }); });
        runs = 0;
    }
    ~kept_part() { root.get()->dispose(); }
    /// The part is made for another key, and then for its own again: it is kept.
    void leave_and_come_back(int next_number) {
        hold([&] {
            key.set(2);
            number.set(next_number);
        });
        runs = 0;
        hold([&] { key.set(1); });
    }
    bool shown() {
        return untrack([&] { return (*reader)(); });
    }
    bool coming() {
        return inside([&] { return (*reader)(); });
    }
};

TEST(kept_original, runs_nothing_inside_for_a_memo_outside_that_gave_an_equal_value) {
    kept_part t;
    t.leave_and_come_back(3);
    EXPECT_TRUE(t.coming());
    EXPECT_EQ(t.runs, 0);
    t.hold([&] { t.number.set(4); });
    EXPECT_FALSE(t.coming());
    EXPECT_TRUE(t.shown());
    EXPECT_EQ(t.runs, 1) << "it takes part";
    t.settle();
    EXPECT_FALSE(t.shown());
    EXPECT_EQ(t.runs, 1);
}

TEST(kept_original, runs_for_a_memo_outside_that_gave_another_value) {
    kept_part t;
    t.leave_and_come_back(2);
    EXPECT_FALSE(t.coming());
    EXPECT_TRUE(t.shown());
    EXPECT_EQ(t.runs, 1);
    t.settle();
    EXPECT_FALSE(t.shown());
}

/// What is shown of `number` is another value from now on, what will be is not.
void change_shown(kept_part& t) {
    {
        detail::world_scope only(detail::world::shown_only);
        t.number.set(2);
    }
    EXPECT_FALSE(t.shown());
}

TEST(kept_original, runs_for_a_memo_outside_that_gave_an_equal_value_when_the_one_shown_changes_before_or_after) {
    for (bool before : {true, false}) {
        kept_part t;
        t.hold([&] {
            t.key.set(2);
            t.number.set(3);
        });
        EXPECT_TRUE(t.inside([&] { return t.is_odd(); }));
        if (before) change_shown(t);
        t.hold([&] { t.key.set(1); });
        if (!before) change_shown(t);
        EXPECT_TRUE(t.coming()) << before;
        EXPECT_FALSE(t.shown()) << before;
        t.settle();
        EXPECT_TRUE(t.shown()) << before;
    }
}

TEST(kept_original, a_reader_of_an_equal_value_keeps_it_when_only_the_one_shown_changes) {
    kept_part t;
    t.hold([&] { t.number.set(3); });
    EXPECT_TRUE(t.coming());
    change_shown(t);
    EXPECT_TRUE(t.coming());
    t.settle();
    EXPECT_TRUE(t.shown());
}

}  // namespace
}  // namespace solder

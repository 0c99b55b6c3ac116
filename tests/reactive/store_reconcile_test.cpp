#include <solder/reactive/store.hpp>
//
#include "store_sample.hpp"
#include <gtest/gtest.h>

namespace solder {
namespace {

using namespace store_sample;
using ids = std::vector<const void*>;

/// A row whose key may be missing.
struct row {
    std::optional<int> id;
    std::string text;
    std::string slug = "";
};

std::vector<row> rows(std::initializer_list<std::pair<int, const char*>> of) {  // id 0: none
    std::vector<row> all;
    for (auto& [id, text] : of) all.push_back({id ? std::optional(id) : std::nullopt, text});
    return all;
}

// C15: the top-level object is updated in place.
TEST(store_reconcile, c15_the_top_is_updated_in_place_even_with_another_key) {
    auto s = create_store(sample());
    auto title = s[&project::title];
    auto next = sample();
    next.id = 99;
    next.title = "flux";
    reconcile(s, next);
    EXPECT_EQ(title.peek(), "flux");
    EXPECT_TRUE(wire::same(s.peek(), next));

    auto element = s[&project::tasks][0];
    element.set({77, "new"});  // an element is the top of its own reconcile
    EXPECT_EQ(s[&project::tasks][0], element);
    EXPECT_EQ(element[&todo::id].peek(), 77);
}

// C15: below the top an object is updated in place unless its key member differs; then it is replaced.
TEST(store_reconcile, c15_a_struct_below_is_replaced_when_its_key_differs) {
    scoped_root().run([] {
        auto s = create_store(sample());
        auto ada = s[&project::owner];
        run_count by_path([s] { return s[&project::owner][&person::name](); });
        run_count by_handle([ada] { return ada[&person::name](); });

        auto next = sample();
        next.owner = {1, "Ada"};
        s.reconcile(next);
        EXPECT_EQ(s[&project::owner], ada);
        EXPECT_EQ(by_path.take(), 1);
        EXPECT_EQ(by_handle.take(), 1);

        next.owner = {2, "bob"};
        s.reconcile(next);
        EXPECT_NE(s[&project::owner], ada);
        EXPECT_EQ(by_path.take(), 1);
        EXPECT_EQ(by_handle.take(), 0);
        EXPECT_TRUE(wire::same(ada.peek(), person{1, "Ada"}));
        EXPECT_TRUE(wire::same(s.peek(), next));
    });
}

TEST(store_reconcile, c15_an_optional_struct_below_comes_stays_is_replaced_and_goes) {
    auto s = create_store(sample());
    auto guest = s[&project::guest];
    auto next = sample();
    next.guest = person{5, "eve"};
    s.reconcile(next);
    auto eve = *guest;
    next.guest->name = "Eve";
    s.reconcile(next);
    EXPECT_EQ(*guest, eve);
    EXPECT_EQ(eve[&person::name].peek(), "Eve");
    next.guest->id = 6;
    s.reconcile(next);
    EXPECT_NE(*guest, eve);
    next.guest.reset();
    s.reconcile(next);
    EXPECT_FALSE(guest.has_value());
    EXPECT_TRUE(wire::same(s.peek(), next));
}

// C15: array items pair by key member; reordering moves identities; surplus old items go.
TEST(store_reconcile, c15_elements_pair_by_key_wherever_they_move) {
    scoped_root().run([] {
        auto s = create_store(sample());
        auto tasks = s[&project::tasks];
        ids old = identities(tasks);
        run_count order([=] { return tasks.size(); });
        run_count title([t = tasks[0]] { return t[&todo::title](); });
        auto next = sample();
        next.tasks = {{4, "four"}, {3, "three", true}, {1, "uno"}};
        s.reconcile(next);
        ids now = identities(tasks);
        EXPECT_EQ((ids{now[1], now[2]}), (ids{old[2], old[0]}));
        EXPECT_EQ(std::ranges::count(old, now[0]), 0);
        EXPECT_EQ(order.take(), 1);
        EXPECT_EQ(title.take(), 1);
        EXPECT_TRUE(wire::same(s.peek(), next));
    });
}

// C15: items lacking the member pair with each other in order.
TEST(store_reconcile, c15_elements_without_a_key_pair_in_order) {
    auto list = create_store(rows({{1, "a"}, {0, "b"}, {2, "c"}, {0, "d"}, {0, "e"}}));
    ids old = identities(list);
    auto next = rows({{0, "B"}, {2, "C"}, {0, "D"}});
    list.set(next);
    EXPECT_EQ(identities(list), (ids{old[1], old[2], old[3]}));
    EXPECT_TRUE(wire::same(list.peek(), next));

    auto prices = create_store(std::vector<money>{{1, "EUR"}, {2, "EUR"}});  // can have no key at all
    old = identities(prices);
    prices.set({{2, "EUR"}, {1, "EUR"}, {3, "EUR"}});
    EXPECT_EQ((ids{prices[0].identity(), prices[1].identity()}), old);
    EXPECT_EQ(prices[0][&money::cents].peek(), 2);
}

// C15: merge true: arrays whose first new item lacks the key are merged index by index.
TEST(store_reconcile, c15_merge_pairs_index_by_index_when_the_first_new_element_has_no_key) {
    auto list = create_store(rows({{0, "a"}, {0, "b"}, {3, "c"}}));
    ids old = identities(list);
    auto next = rows({{0, "A"}, {3, "B"}, {3, "C"}, {0, "D"}});
    list.reconcile(next, {.merge = true});
    ids now = identities(list);
    EXPECT_EQ(now[0], old[0]);
    EXPECT_NE(now[1], old[1]);  // its key differs: replaced
    EXPECT_EQ(now[2], old[2]);
    EXPECT_EQ(std::ranges::count(old, now[3]), 0);
    EXPECT_TRUE(wire::same(list.peek(), next));
}

TEST(store_reconcile, c15_merge_still_pairs_by_key_when_the_first_new_element_has_one) {
    auto list = create_store(rows({{1, "a"}, {2, "b"}, {0, "c"}}));
    ids old = identities(list);
    list.reconcile(rows({{2, "b"}, {0, "c"}, {1, "a"}}), {.merge = true});
    EXPECT_EQ(identities(list), (ids{old[1], old[2], old[0]}));
}

// C15: with key null array items pair only when equal.
TEST(store_reconcile, c15_without_a_key_elements_pair_only_when_equal) {
    scoped_root().run([] {
        auto s = create_store(sample());
        auto tasks = s[&project::tasks];
        ids old = identities(tasks);
        auto owner = s[&project::owner];
        run_count first([t = tasks[0]] { return t(); });
        auto next = sample();
        next.owner = {2, "bob"};  // no key counts: it is written over
        next.tasks = {{3, "three", true}, {9, "nine"}, {1, "one!"}, {2, "two"}};
        s.reconcile(next, {.key = nullptr});
        ids now = identities(tasks);
        EXPECT_EQ((ids{now[0], now[3]}), (ids{old[2], old[1]}));
        EXPECT_EQ(std::ranges::count(old, now[1]) + std::ranges::count(old, now[2]), 0);
        EXPECT_EQ(first.take(), 0);
        EXPECT_EQ(s[&project::owner], owner);
        EXPECT_TRUE(wire::same(s.peek(), next));
    });
}

TEST(store_reconcile, c15_without_a_key_equality_goes_down_to_every_depth) {
    struct group {
        std::string name;
        money budget;
        person owner;
        std::optional<person> guest;
        std::vector<todo> tasks;
    };
    const group a{"a", {1, "EUR"}, {1, "x"}, person{2, "y"}, {{1, "t"}}};
    auto with = [&](auto change) {
        group g = a;
        change(g);
        return g;
    };
    const std::vector<group> others{
        with([](group& g) { g.name = "b"; }),
        with([](group& g) { g.budget.cents = 2; }),
        with([](group& g) { g.owner.name = "z"; }),
        with([](group& g) { g.guest->name = "z"; }),
        with([](group& g) { g.guest.reset(); }),
        with([](group& g) { g.tasks[0].done = true; }),
        with([](group& g) { g.tasks.push_back({2, "u"}); }),
        with([](group& g) { g.tasks.clear(); }),
    };
    for (const auto& other : others) {
        auto list = create_store(std::vector{a, other});
        ids old = identities(list);
        list.reconcile({other, a, group{}}, {.key = nullptr});
        ids now = identities(list);
        EXPECT_EQ((ids{now[0], now[1]}), (ids{old[1], old[0]}));
        EXPECT_EQ(std::ranges::count(old, now[2]), 0);
    }
}

TEST(store_reconcile, c15_without_a_key_merge_pairs_index_by_index) {
    auto s = create_store(sample());
    ids old = identities(s[&project::tasks]);
    auto next = sample();
    next.tasks = {{3, "x"}, {1, "y"}};
    s.reconcile(next, {.key = nullptr, .merge = true});
    EXPECT_EQ(identities(s[&project::tasks]), (ids{old[0], old[1]}));
    EXPECT_TRUE(wire::same(s.peek(), next));
}

TEST(store_reconcile, a_key_can_be_chosen_for_one_call) {
    auto list = create_store(std::vector<row>{{1, "a", "x"}, {2, "b", "y"}});
    ids old = identities(list);
    list.reconcile({{2, "a", "x"}, {1, "b", "y"}}, {.key = &row::slug});
    EXPECT_EQ(identities(list), old);
    list.reconcile({{1, "b", "x"}, {2, "a", "y"}});
    EXPECT_EQ(identities(list), (ids{old[1], old[0]}));
}

TEST(store_reconcile, a_key_chosen_for_one_struct_leaves_others_as_usual) {
    auto s = create_store(sample());
    auto tasks = s[&project::tasks];
    ids old = identities(tasks);
    auto owner = s[&project::owner];
    auto next = sample();
    next.tasks = {{7, "three"}, {8, "one"}};
    next.owner = {2, "ada"};
    s.reconcile(next, {.key = &todo::title});
    EXPECT_EQ(identities(tasks), (ids{old[2], old[0]}));
    EXPECT_NE(s[&project::owner], owner);
    EXPECT_TRUE(wire::same(s.peek(), next));
}

TEST(store_reconcile, duplicate_keys_lose_nothing_and_pair_first_with_first) {
    auto list = create_store(rows({{1, "a"}, {2, "b"}, {1, "c"}, {1, "d"}}));
    ids old = identities(list);
    auto next = rows({{3, "new"}, {1, "A"}, {1, "C"}, {5, "new"}});
    list.set(next);
    ids now = identities(list);
    EXPECT_EQ((ids{now[1], now[2]}), (ids{old[0], old[2]}));
    EXPECT_TRUE(wire::same(list.peek(), next));

    next = rows({{1, "1"}, {1, "2"}, {1, "3"}, {1, "4"}, {1, "5"}});
    list.set(next);
    now = identities(list);
    std::ranges::sort(now);
    EXPECT_EQ(std::ranges::unique(now).size(), 0u);
    EXPECT_TRUE(wire::same(list.peek(), next));
}

// C16: only computations that read a changed leaf run again.
TEST(store_reconcile, c16_only_readers_of_changed_leaves_run) {
    scoped_root().run([] {
        auto s = create_store(sample());
        auto tasks = s[&project::tasks];
        run_count id([s] { return s[&project::id](); });
        run_count title([s] { return s[&project::title](); });
        run_count cents([s] { return s[&project::budget][&money::cents](); });
        run_count currency([s] { return s[&project::budget][&money::currency](); });
        run_count owner([s] { return s[&project::owner][&person::name](); });
        run_count marks([s] { return s[&project::marks](); });
        run_count costs([s] { return s[&project::costs](); });
        run_count order([=] { return identities(tasks); });
        run_count done_1([=] { return tasks[1][&todo::done](); });
        run_count done_2([=] { return tasks[2][&todo::done](); });
        auto taken = [&] {
            return std::vector{id.take(),    title.take(), cents.take(), currency.take(), owner.take(),
                               marks.take(), costs.take(), order.take(), done_1.take(),   done_2.take()};
        };
        s.reconcile(sample());
        EXPECT_EQ(taken(), (std::vector{0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));

        auto next = sample();
        next.budget.currency = "USD";
        next.marks = {1, 2, 3};
        next.tasks[2].done = false;
        s.reconcile(next);
        EXPECT_EQ(taken(), (std::vector{0, 0, 0, 1, 0, 1, 0, 0, 0, 1}));

        next.costs["rent"].cents = 6;
        next.title = "flux";
        s.reconcile(next);
        EXPECT_EQ(taken(), (std::vector{0, 1, 0, 0, 0, 0, 1, 0, 0, 0}));
    });
}

TEST(store_reconcile, the_common_ends_keep_identity_around_a_change_in_the_middle) {
    std::vector<todo> all;
    for (int i = 0; i < 20; ++i) all.push_back({i, "t"});
    for (std::size_t gone = 0; gone <= all.size(); ++gone) {
        for (std::size_t added : {0u, 1u, 3u}) {
            auto list = create_store(all);
            ids expected = identities(list);
            auto next = all;
            if (gone < all.size()) {
                next.erase(next.begin() + static_cast<int>(gone));
                expected.erase(expected.begin() + static_cast<int>(gone));
            }
            for (std::size_t i = 0; i < added; ++i) {
                next.insert(next.begin() + static_cast<int>(gone < 10 ? gone : 10), {100 + static_cast<int>(i), "n"});
                expected.insert(expected.begin() + static_cast<int>(gone < 10 ? gone : 10), nullptr);
            }
            list.set(next);
            ids now = identities(list);
            ASSERT_EQ(now.size(), expected.size());
            for (std::size_t i = 0; i < now.size(); ++i) {
                if (expected[i]) {
                    EXPECT_EQ(now[i], expected[i]) << gone << " " << added << " " << i;
                }
            }
            EXPECT_TRUE(wire::same(list.peek(), next));
        }
    }
}

TEST(store_reconcile, 100000_elements_in_reverse_order_keep_identity) {
    std::vector<todo> all;
    for (int i = 0; i < 100'000; ++i) all.push_back({i, "t"});
    auto list = create_store(all);
    ids expected = identities(list);
    std::ranges::reverse(expected);
    std::ranges::reverse(all);
    list.set(all);
    EXPECT_EQ(identities(list), expected);
}

TEST(store_reconcile, 100000_elements_of_one_key_take_no_square_time) {
    std::vector<todo> all(100'000, todo{7, "t"});
    auto next = all;
    all.front().id = 1;
    all.back().id = 2;
    next.front().id = 3;
    next.back().id = 4;
    auto list = create_store(all);
    ids old = identities(list);
    list.set(next);
    ids now = identities(list);
    EXPECT_TRUE(std::equal(now.begin() + 1, now.end() - 1, old.begin() + 1));
    EXPECT_EQ(list[0][&todo::id].peek(), 3);
}

// A value half moved out would show as an empty string.
TEST(store_reconcile, equal_and_moved_values_stay_whole) {
    const std::string long_text(100, 'x');
    auto list = create_store(std::vector<todo>{{1, long_text}, {2, long_text}});
    for (int i = 0; i < 3; ++i) list.set({{2, long_text}, {1, long_text}});
    EXPECT_EQ(list[0][&todo::title].peek(), long_text);
    EXPECT_EQ(list[1][&todo::title].peek(), long_text);
}

TEST(store_reconcile, keys_of_every_kind_tell_elements_apart) {
    struct by_double {
        double id;
        int n;
    };
    auto doubles = create_store(std::vector<by_double>{{0.0, 1}, {1.5, 2}, {-2, 3}});
    ids old = identities(doubles);
    doubles.set({{-2, 3}, {-0.0, 1}, {1.5, 2}});
    EXPECT_EQ(identities(doubles), (ids{old[2], old[0], old[1]}));

    struct by_tuple {
        std::tuple<int, std::string> id;
        int n;
    };
    auto tuples = create_store(std::vector<by_tuple>{{{1, "a"}, 1}, {{1, "b"}, 2}, {{2, "a"}, 3}});
    old = identities(tuples);
    tuples.set({{{2, "a"}, 3}, {{1, "a"}, 1}, {{1, "b"}, 2}});
    EXPECT_EQ(identities(tuples), (ids{old[2], old[0], old[1]}));

    struct by_vector {
        std::vector<bool> id;
        int n;
    };
    auto vectors = create_store(std::vector<by_vector>{{{true}, 1}, {{true, false}, 2}, {{}, 3}});
    old = identities(vectors);
    vectors.set({{{}, 3}, {{true}, 1}, {{true, false}, 2}});
    EXPECT_EQ(identities(vectors), (ids{old[2], old[0], old[1]}));

    struct by_variant {
        std::variant<int, std::string> id;
        int n;
    };
    auto variants = create_store(std::vector<by_variant>{{1, 1}, {"1", 2}, {2, 3}});
    old = identities(variants);
    variants.set({{2, 3}, {1, 1}, {"1", 2}});
    EXPECT_EQ(identities(variants), (ids{old[2], old[0], old[1]}));
}

}  // namespace
}  // namespace solder

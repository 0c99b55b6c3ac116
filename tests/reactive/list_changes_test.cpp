#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <random>
#include <solder/reactive/list_changes.hpp>

namespace solder {
namespace {

using order = std::vector<row_id>;
using step = list_change::step;
using steps = std::vector<list_change>;

order rows(std::initializer_list<int> ids) {
    order made;
    for (int id : ids) made.push_back(row_id(id));
    return made;
}

order rows_up_to(int last) {
    order made;
    for (int id = 1; id <= last; ++id) made.push_back(row_id(id));
    return made;
}

/// A sink as simple as can be: an array that each step changes, where a row is found by what it is.
order apply(const order& before, const order& after, const steps& all) {
    order shown = before;
    for (const auto& each : all) {
        if (each.what == step::clear) {
            shown.clear();
            continue;
        }
        row_id row = each.what == step::remove ? before.at(each.row) : after.at(each.row);
        auto at = std::ranges::find(shown, row);
        EXPECT_EQ(at == shown.end(), each.what == step::insert) << "inserts what is there, or takes what is not";
        if (at != shown.end()) shown.erase(at);
        if (each.what == step::remove) continue;
        auto next = each.before == after.size() ? shown.end() : std::ranges::find(shown, after.at(each.before));
        EXPECT_TRUE(each.before == after.size() || next != shown.end()) << "in front of a row that is not there";
        shown.insert(next, row);
    }
    return shown;
}

std::size_t count(const steps& all, step what) {
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const list_change& each) { return each.what == what; }));
}

/// The length of a longest increasing run, by the definition: the best run that ends at each place.
std::size_t longest_increasing(const std::vector<int>& places) {
    std::vector<std::size_t> best(places.size(), 1);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (places[j] < places[i]) best[i] = std::max(best[i], best[j] + 1);
    return best.empty() ? 0 : *std::ranges::max_element(best);
}

TEST(list_changes, of_equal_orders_are_none) {
    EXPECT_EQ(list_changes(order{}, order{}), steps{});
    EXPECT_EQ(list_changes(rows({1, 2, 3}), rows({1, 2, 3})), steps{});
}

TEST(list_changes, first_remove_then_place_from_the_last_to_the_first) {
    EXPECT_EQ(list_changes(rows({1, 2, 3, 4}), rows({5, 4, 1, 3, 6})),
              (steps{{step::remove, 1}, {step::insert, 4, 5}, {step::move, 1, 2}, {step::insert, 0, 1}}));
}

TEST(list_changes, at_the_end_touch_nothing_else) {
    EXPECT_EQ(list_changes(rows({1, 2}), rows({1, 2, 3})), (steps{{step::insert, 2, 3}}));
    EXPECT_EQ(list_changes(rows({1, 2, 3}), rows({1, 2})), (steps{{step::remove, 2}}));
}

TEST(list_changes, at_the_start_touch_nothing_else) {
    EXPECT_EQ(list_changes(rows({2, 3}), rows({1, 2, 3})), (steps{{step::insert, 0, 1}}));
    EXPECT_EQ(list_changes(rows({1, 2, 3}), rows({2, 3})), (steps{{step::remove, 0}}));
}

TEST(list_changes, clear_at_once_where_no_row_stays) {
    EXPECT_EQ(list_changes(rows({1, 2, 3}), order{}), (steps{{step::clear}}));
    EXPECT_EQ(list_changes(rows({1, 2}), rows({3, 4})),
              (steps{{step::clear}, {step::insert, 1, 2}, {step::insert, 0, 1}}));
    EXPECT_EQ(list_changes(order{}, rows({1})), (steps{{step::insert, 0, 1}}));
}

TEST(list_changes, swap_two_rows_with_two_moves) {
    EXPECT_EQ(list_changes(rows({1, 2, 3, 4, 5, 6}), rows({1, 5, 3, 4, 2, 6})),
              (steps{{step::move, 4, 5}, {step::move, 1, 2}}));
    EXPECT_EQ(list_changes(rows({1, 2}), rows({2, 1})).size(), 1u);
}

TEST(list_changes, move_one_row_over_all_others_with_one_move) {
    auto before = rows_up_to(100), after = before;
    std::ranges::rotate(after, after.begin() + 1);
    EXPECT_EQ(list_changes(before, after), (steps{{step::move, 99, 100}}));
    EXPECT_EQ(list_changes(after, before), (steps{{step::move, 0, 1}}));
}

TEST(list_changes, reverse_n_rows_with_n_less_one_moves) {
    auto before = rows_up_to(50), after = before;
    std::ranges::reverse(after);
    auto all = list_changes(before, after);
    EXPECT_EQ(all.size(), 49u);
    EXPECT_EQ(apply(before, after, all), after);
}

TEST(list_changes, pair_rows_named_twice_in_order) {
    EXPECT_EQ(list_changes(rows({1, 1, 2}), rows({2, 1, 1})), (steps{{step::move, 0, 1}}));
    EXPECT_EQ(list_changes(rows({1, 1}), rows({1})), (steps{{step::remove, 1}}));
    EXPECT_EQ(list_changes(rows({1}), rows({1, 1, 1})), (steps{{step::insert, 2, 3}, {step::insert, 1, 2}}));
}

/// Takes some rows of `before` away, adds new ones, and mixes a part of them.
order changed(const order& before, int& last_id, std::mt19937& random) {
    auto up_to = [&](std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(random); };
    order after;
    auto keep_one_in = 1 + up_to(3);
    for (auto row : before)
        if (up_to(keep_one_in) != 0) after.push_back(row);
    for (auto added = up_to(4); added > 0; --added)
        after.insert(after.begin() + static_cast<std::ptrdiff_t>(up_to(after.size())), row_id(++last_id));
    auto from = up_to(after.size()), to = up_to(after.size());
    if (from > to) std::swap(from, to);
    std::shuffle(after.begin() + static_cast<std::ptrdiff_t>(from), after.begin() + static_cast<std::ptrdiff_t>(to),
                 random);
    return after;
}

TEST(list_changes, of_random_orders_lead_from_one_to_the_other_with_as_few_moves_as_can_be) {
    std::mt19937 random(17);
    int last_id = 12;
    order before = rows_up_to(last_id);
    for (int round = 0; round < 5000; ++round) {
        order after = changed(before, last_id, random);
        auto all = list_changes(before, after);
        ASSERT_EQ(apply(before, after, all), after);
        std::vector<int> kept;
        for (auto row : after)
            if (auto at = std::ranges::find(before, row); at != before.end())
                kept.push_back(static_cast<int>(at - before.begin()));
        ASSERT_EQ(count(all, step::move), kept.size() - longest_increasing(kept));
        ASSERT_EQ(count(all, step::insert), after.size() - kept.size());
        ASSERT_EQ(count(all, step::remove), kept.empty() ? 0 : before.size() - kept.size());
        ASSERT_EQ(count(all, step::clear), kept.empty() && !before.empty() ? 1u : 0u);
        before = after.size() > 30 ? rows_up_to(3) : after;
    }
}

TEST(list_changes, of_100_000_rows_are_found_in_next_to_linear_time) {
    // Quadratic time would be minutes.
    auto before = rows_up_to(100'000), after = before;
    std::ranges::reverse(after);
    EXPECT_EQ(list_changes(before, after).size(), 99'999u);
    std::ranges::shuffle(after, std::mt19937(5));
    EXPECT_LT(list_changes(before, after).size(), 100'000u);
    after = before;
    std::swap(after[1], after[99'998]);
    EXPECT_EQ(list_changes(before, after).size(), 2u);
    order same_row(100'000, row_id(7));
    after = same_row;
    after.insert(after.begin(), row_id(8));
    EXPECT_EQ(list_changes(same_row, after), (steps{{step::insert, 0, 1}}));
    after.push_back(row_id(9));
    EXPECT_EQ(list_changes(same_row, after).size(), 2u);
}

}  // namespace
}  // namespace solder

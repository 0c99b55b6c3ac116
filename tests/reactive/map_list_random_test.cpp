// Mapped lists under random changes, compared with mapping everything again; and what large ones cost.
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <solder/reactive/map_list.hpp>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

struct item {
    int id;
    int value;
    friend auto operator<=>(const item&, const item&) = default;
};
using items = std::vector<item>;

/// Random changes of the kinds that lists meet.
struct list_changer {
    std::mt19937 random;
    bool keys_occur_twice;
    int last_id = 0;

    std::size_t up_to(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(random); }
    std::ptrdiff_t place_in(const items& all, std::size_t more = 0) {
        return static_cast<std::ptrdiff_t>(up_to(all.size() - 1 + more));
    }
    item made() { return {keys_occur_twice ? static_cast<int>(up_to(6)) : ++last_id, static_cast<int>(up_to(2))}; }

    void step(items& all) {
        if (all.empty() || up_to(40) == 0) {
            all.clear();
            for (auto n = up_to(12); n > 0; --n) all.push_back(made());
            return;
        }
        switch (up_to(7)) {
            case 0:
                return all.push_back(made());
            case 1:
                return void(all.insert(all.begin() + place_in(all, 1), made()));
            case 2:
                return void(all.erase(all.begin() + place_in(all)));
            case 3:
                return std::swap(all[up_to(all.size() - 1)], all[up_to(all.size() - 1)]);
            case 4:
                return void(std::rotate(all.begin(), all.begin() + place_in(all), all.end()));
            case 5:
                return void(std::ranges::reverse(all));
            case 6:
                return void(std::ranges::shuffle(all, random));
            default:
                all[up_to(all.size() - 1)].value += 1;
        }
    }
    void change(items& all) {
        for (auto steps = 1 + up_to(3); steps > 0; --steps) step(all);
    }
};

/// Lists over one signal, with rows of all kinds that note when they are made and end.
struct compared_lists {
    int alive = 0;
    std::map<item, int> made, ended;
    signal<items> list{items{}};
    scoped_root root;
    struct shown_row {
        row<item> element;
        row_position place;
        std::shared_ptr<int> identity;
    };
    mapped_list<item> by_value = root.run([&] {
        return map_list(list, [&](const item& each) {
            ++alive, ++made[each];
            on_cleanup([&, each] { --alive, ++ended[each]; });
            return each;
        });
    });
    mapped_list<shown_row> by_row = root.run([&] {
        return map_list(list, [&](row<item> each, row_position place) {
            ++alive;
            on_cleanup([&] { --alive; });
            return shown_row{each, place, std::make_shared<int>(each.peek().id)};
        });
    });
    mapped_list<row<item>> by_place = root.run([&] {
        return index_list(list, [&](row<item> each) {
            ++alive;
            on_cleanup([&] { --alive; });
            return each;
        });
    });

    void expect(const items& wanted) const {
        items seen(by_value.peek().begin(), by_value.peek().end());
        ASSERT_EQ(seen, wanted);
        seen.clear();
        std::size_t at = 0;
        for (const auto& each : by_row.peek()) {
            seen.push_back(each.element.peek());
            ASSERT_EQ(each.place.peek(), at++);
            ASSERT_EQ(*each.identity, each.element.peek().id);
        }
        ASSERT_EQ(seen, wanted);
        seen.clear();
        for (const auto& each : by_place.peek()) seen.push_back(each.peek());
        ASSERT_EQ(seen, wanted);
    }
};

std::map<item, int> counts(const items& all) {
    std::map<item, int> count;
    for (const auto& each : all) ++count[each];
    return count;
}

void random_changes(bool keys_occur_twice, int rounds) {
    compared_lists lists;
    list_changer changer{std::mt19937(3), keys_occur_twice};
    items wanted;
    for (int round = 0; round < rounds; ++round) {
        auto before = counts(wanted);
        auto ids = lists.by_row.peek().ids();
        items old = wanted;
        changer.change(wanted);
        lists.made.clear(), lists.ended.clear();
        lists.list.set(wanted);
        lists.expect(wanted);
        ASSERT_EQ(lists.alive, 3 * static_cast<int>(wanted.size()));
        auto now = counts(wanted);
        for (const auto& [each, count] : now) {
            // Where the key is its own, a row is made if and only if its element was not there. Where it is not, at
            // most for each that pairs with another value.
            if (!keys_occur_twice) {
                ASSERT_EQ(lists.made[each], before.contains(each) ? 0 : 1);
            }
            ASSERT_EQ(count, before[each] + lists.made[each] - lists.ended[each]);
        }
        auto now_ids = lists.by_row.peek().ids();
        for (std::size_t i = 0; i < now_ids.size(); ++i) {
            auto at = static_cast<std::size_t>(std::ranges::find(ids, now_ids[i]) - ids.begin());
            ASSERT_TRUE(at == ids.size() || old[at].id == wanted[i].id);
        }
    }
    lists.root.get()->dispose();
    ASSERT_EQ(lists.alive, 0);
}

TEST(map_list_random, makes_each_row_once_and_ends_it_once) { random_changes(false, 3000); }

TEST(map_list_random, loses_no_row_where_keys_occur_more_than_once) { random_changes(true, 3000); }

TEST(map_list_random, keeps_what_is_shown_apart_from_what_a_transition_will_show) {
    held_page page;
    compared_lists lists;
    list_changer changer{std::mt19937(4), false};
    items shown, coming;
    int settled = 0;
    for (int round = 0; round < 2000; ++round) {
        bool held = transition_pending()();
        switch (changer.up_to(3)) {
            case 0:
                changer.change(coming);
                page.hold([&] { lists.list.set(coming); });
                break;
            case 1:
                changer.change(shown);
                coming = shown;
                lists.list.set(shown);
                break;
            case 2: {  // a change in place has an effect of its own on each side
                auto change = [](items& all) { std::ranges::reverse(all); };
                change(shown);
                if (held) change(coming);
                lists.list.update(change);
                break;
            }
            default:
                if (!held) break;
                page.settle(), ++settled;
                shown = coming;
        }
        if (!transition_pending()()) coming = shown;
        lists.expect(shown);
        if (testing::Test::HasFatalFailure()) return;
        if (!transition_pending()()) {
            ASSERT_EQ(lists.alive, 3 * static_cast<int>(shown.size()));
            continue;
        }
        (void)start_transition([&] { lists.expect(coming); });
        page.time.run();
        if (testing::Test::HasFatalFailure()) return;
    }
    EXPECT_GT(settled, 100);
    lists.root.get()->dispose();
    EXPECT_EQ(lists.alive, 0);
}

TEST(map_list_random, of_100_000_rows_takes_next_to_linear_time) {
    // Quadratic time would be minutes. Each change runs the code of a row only where it has to.
    constexpr int size = 100'000;
    items all;
    for (int id = 0; id < size; ++id) all.push_back({id, 0});
    auto list = create_signal(items{});
    scoped_root root;
    int made = 0, ended = 0;
    auto rows = root.run([&] {
        return map_list(list, [&](const item& each) {
            on_cleanup([&] { ++ended; });
            return ++made, each.id;
        });
    });
    auto after = [&](auto change) {
        made = ended = 0;
        change(all);
        list.set(all);
        EXPECT_EQ(rows.peek().size(), all.size());
        return std::pair(made, ended);
    };
    using counted = std::pair<int, int>;
    EXPECT_EQ(after([](items&) {}), counted(size, 0));
    EXPECT_EQ(after([](items& now) { now.push_back({size, 0}); }), counted(1, 0));
    EXPECT_EQ(after([](items& now) { now.erase(now.begin()); }), counted(0, 1));
    EXPECT_EQ(after([](items& now) { std::swap(now[1], now[size - 2]); }), counted(0, 0));
    EXPECT_EQ(after([](items& now) { std::ranges::reverse(now); }), counted(0, 0));
    EXPECT_EQ(rows.peek()[0], size);
    EXPECT_EQ(after([](items& now) { std::ranges::shuffle(now, std::mt19937(1)); }), counted(0, 0));
    EXPECT_EQ(after([](items& now) { now.assign(size, {7, 7}); }), counted(size, size)) << "one key for all";
    EXPECT_EQ(after([](items& now) { now.insert(now.begin(), {8, 8}); }), counted(1, 0));
    EXPECT_EQ(after([](items& now) { now.clear(); }), counted(0, size + 1));
}

}  // namespace
}  // namespace solder

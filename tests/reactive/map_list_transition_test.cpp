// Mapped lists while a transition is held: two lists that share the rows that stay.
#include <algorithm>
#include <gtest/gtest.h>
#include <solder/reactive/map_list.hpp>
#include <string>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

using log = std::vector<std::string>;

struct item {
    int id;
    std::string title;
};
using items = std::vector<item>;

bool has(const items& all, int id) { return std::ranges::find(all, id, &item::id) != all.end(); }

/// The titles of items in rows that stay, each with its place; what is made and ended is noted.
struct held_list : held_page {
    log seen;
    signal<items> list{items{{1, "a"}, {2, "b"}, {3, "c"}}};
    scoped_root page;
    mapped_list<memo<std::string>> rows;
    log frames;

    held_list()
        : page(), rows(root.run([&] {
              return map_list(list, [&](row<item> each, row_position place) {
                  auto id = std::to_string(each.peek().id);
                  seen.push_back("+" + id);
                  on_cleanup([&, id] { seen.push_back("-" + id); });
                  auto title = create_memo([=] { return each().title; });
                  return create_memo([=] { return title() + std::to_string(place()); });
              });
          })) {
        root.run([&] { create_render_effect([&] { frames.push_back(text()); }); });
        seen.clear();
        frames.clear();
    }
    ~held_list() { root.get()->dispose(); }
    std::string text() const {
        std::string all;
        for (const auto& each : rows()) all += each();
        return all;
    }
    std::string shown() const {
        return untrack([&] { return text(); });
    }
    std::string coming() {
        return inside([&] { return text(); });
    }
};

TEST(map_list_transition, keeps_the_rows_that_are_shown_and_makes_those_to_come) {
    held_list t;
    auto before = t.rows.peek().ids();
    t.hold([&] { t.list.set({{3, "c"}, {4, "d"}, {1, "x"}}); });
    EXPECT_EQ(t.shown(), "a0b1c2");
    EXPECT_EQ(t.rows.peek().ids(), before);
    EXPECT_EQ(t.coming(), "c0d1x2");
    EXPECT_EQ(t.seen, (log{"+4"}));
    EXPECT_EQ(t.frames, (log{}));
    auto to_come = t.inside([&] { return t.rows.peek().ids(); });
    EXPECT_EQ(to_come[0], before[2]);
    EXPECT_EQ(to_come[2], before[0]);
    t.settle();
    EXPECT_EQ(t.shown(), "c0d1x2");
    EXPECT_EQ(t.rows.peek().ids(), to_come);
    EXPECT_EQ(t.seen, (log{"+4", "-2"}));
    EXPECT_EQ(t.frames, (log{"c0d1x2"}));
    t.list.set({{4, "e"}});
    EXPECT_EQ(t.seen, (log{"+4", "-2", "-3", "-1"}));
    EXPECT_EQ(t.frames, (log{"c0d1x2", "e0"}));
}

TEST(map_list_transition, that_clears_ends_the_rows_when_it_settles) {
    held_list t;
    t.hold([&] { t.list.set({}); });
    EXPECT_EQ(t.shown(), "a0b1c2");
    EXPECT_EQ(t.coming(), "");
    EXPECT_EQ(t.seen, (log{}));
    t.settle();
    EXPECT_EQ(t.shown(), "");
    EXPECT_EQ(t.seen.size(), 3u);
    EXPECT_EQ(t.frames, (log{""}));
}

TEST(map_list_transition, ends_rows_that_came_and_went_inside_it) {
    held_list t;
    t.hold([&] { t.list.set({{1, "a"}, {9, "z"}}); });
    EXPECT_EQ(t.seen, (log{"+9"}));
    t.hold([&] { t.list.set({{1, "a"}, {8, "y"}}); });
    EXPECT_EQ(t.seen, (log{"+9", "+8", "-9"}));
    t.hold([&] { t.list.set({{1, "a"}, {2, "b"}, {3, "c"}}); });
    EXPECT_EQ(t.coming(), "a0b1c2");
    t.settle();
    EXPECT_EQ(t.shown(), "a0b1c2");
}

TEST(map_list_transition, lets_writes_from_outside_through_to_both_lists) {
    held_list t;
    t.hold([&] { t.list.update([](items& all) { all.erase(all.begin()); }); });
    EXPECT_EQ(t.coming(), "b0c1");
    t.list.update([](items& all) {
        all.back().title = "u";
        all.push_back({4, "v"});
    });
    EXPECT_EQ(t.shown(), "a0b1u2v3");
    EXPECT_EQ(t.coming(), "b0u1v2");
    t.list.update([](items& all) { std::swap(all[all.size() - 1], all[all.size() - 2]); });
    EXPECT_EQ(t.shown(), "a0b1v2u3");
    EXPECT_EQ(t.coming(), "b0v1u2");
    t.settle();
    EXPECT_EQ(t.shown(), "b0v1u2");
    EXPECT_EQ(t.frames.back(), "b0v1u2");
    EXPECT_EQ(t.frames.size(), 3u);
}

TEST(map_list_transition, keeps_what_rows_will_show_apart_from_what_they_show) {
    // The list to come is another one, which the write from outside does not touch.
    held_page page;
    scoped_root root;
    auto list = create_signal(items{{1, "a"}, {2, "b"}}), other = list;
    other = create_signal(items{{2, "b"}, {1, "a"}});
    auto use_other = create_signal(false);
    root.run([&] {
        auto rows = map_list([=] { return use_other() ? other() : list(); },
                             [](row<item> each) { return create_memo([=] { return each().title; }); });
        auto text = create_memo([=] {
            std::string all;
            for (const auto& each : rows()) all += each();
            return all;
        });
        create_render_effect([=] { text(); });
        page.hold([=] { use_other.set(true); });
        list.set({{1, "x"}, {2, "y"}});
        EXPECT_EQ(text.peek(), "xy");
        EXPECT_EQ(page.inside([=] { return text(); }), "ba");
        other.set({{2, "n"}, {1, "m"}});
        EXPECT_EQ(text.peek(), "xy");
        EXPECT_EQ(page.inside([=] { return text(); }), "nm");
        page.settle();
        EXPECT_EQ(text.peek(), "nm");
        list.set({{1, "unseen"}});
        EXPECT_EQ(text.peek(), "nm");
        use_other.set(false);
        EXPECT_EQ(text.peek(), "unseen");
    });
}

TEST(map_list_transition, can_be_where_a_list_is_made) {
    held_page page;
    log seen;
    scoped_root root;
    auto open = create_signal(false);
    auto list = create_signal(items{{1, "a"}, {2, "b"}});
    root.run([&] {
        create_render_effect([&, open, list] { seen.push_back(open() ? "open" : "closed"); });
        auto content = create_memo([&, open, list]() -> std::optional<mapped_list<std::string>> {
            if (!open()) return std::nullopt;
            return map_list(list, [&](const item& each) {
                seen.push_back("+" + each.title);
                on_cleanup([&seen, title = each.title] { seen.push_back("-" + title); });
                return each.title;
            });
        });
        create_render_effect([=] {
            if (content()) (*content())();
        });
        page.hold([=] { open.set(true); });
        EXPECT_EQ(seen, (log{"closed", "+a", "+b"}));
        list.set({{2, "b"}, {3, "c"}});
        EXPECT_EQ(seen, (log{"closed", "+a", "+b", "+c", "-a"}));
        page.settle();
        EXPECT_EQ(seen, (log{"closed", "+a", "+b", "+c", "-a", "open"}));
        list.set({{3, "c"}});
        EXPECT_EQ(seen.back(), "-b");
        open.set(false);
    });
    EXPECT_EQ(seen, (log{"closed", "+a", "+b", "+c", "-a", "open", "-b", "closed", "-c"}));
}

TEST(map_list_transition, ends_with_the_owner_of_the_list) {
    held_list t;
    t.hold([&] { t.list.set({{3, "c"}, {4, "d"}}); });
    t.root.get()->dispose();
    EXPECT_EQ(t.seen.size(), 5u) << "1, 2, 3 and 4 ended, 4 was made";
    t.time.run();
}

/// Rows that look their element up in the list, in a memo and in an effect: what they miss is counted.
struct looking_rows : held_page {
    int missing = 0;
    log shown, titles;
    signal<items> list{items{{1, "a"}, {2, "b"}}};
    scoped_root page;

    looking_rows() {
        page.run([&] {
            auto rows = map_list(list, [this](row<item> each) {
                const int id = each.peek().id;
                auto there = create_memo([this, id] { return look_up(id); });
                create_render_effect([this, there] { titles.push_back(there()); });
                create_render_effect([this, id] { look_up(id); });
                return there;
            });
            auto text = create_memo([=] {
                std::string all;
                for (const auto& each : rows()) all += each();
                return all;
            });
            create_render_effect([this, text] { shown.push_back(text()); });
        });
        titles.clear();
        shown.clear();
    }
    ~looking_rows() { page.get()->dispose(); }
    std::string look_up(int id) {
        for (const auto& each : list())
            if (each.id == id) return each.title;
        ++missing;
        return "?";
    }
};

TEST(map_list_transition, never_lets_code_of_a_row_see_a_list_without_its_element) {
    looking_rows t;
    t.hold([&] { t.list.set({{1, "a"}}); });
    EXPECT_EQ(t.missing, 0);
    t.hold([&] { t.list.set({{3, "c"}, {1, "x"}}); });
    t.hold([&] { t.list.set({{1, "y"}}); });
    EXPECT_EQ(t.missing, 0);
    EXPECT_EQ(t.shown, (log{}));
    t.settle();
    EXPECT_EQ(t.missing, 0);
    EXPECT_EQ(t.shown, (log{"y"}));
}

TEST(map_list_transition, brings_the_list_up_to_date_before_what_runs_in_its_rows) {
    // The code of the row reads the list before the list does.
    held_page page;
    scoped_root root;
    int missing = 0;
    auto here = create_signal(items{{1, "a"}, {2, "b"}});
    auto reads_here = create_signal(false);
    root.run([&] {
        const items first = here.peek();
        auto rows = map_list([=] { return reads_here() ? here() : first; },
                             [&missing, here](row<item> each) {
                                 const int id = each.peek().id;
                                 auto found = create_memo([&missing, here, id] {
                                     bool is = has(here(), id);
                                     missing += !is;
                                     return is;
                                 });
                                 create_render_effect([=] { found(); });
                                 return id;
                             });
        create_render_effect([=] { rows(); });
        reads_here.set(true);
        page.hold([=] { here.set({{1, "a"}}); });
        EXPECT_EQ(missing, 0);
        page.settle();
        EXPECT_EQ(missing, 0);
    });
}

TEST(map_list_transition, goes_on_with_an_element_that_left_and_came_back) {
    looking_rows t;
    t.hold([&] { t.list.set({{1, "a"}}); });
    t.hold([&] { t.list.set({{1, "a"}, {2, "c"}}); });
    EXPECT_EQ(t.titles, (log{"c"})) << "a row of its own";
    t.hold([&] { t.list.set({{1, "a"}, {2, "d"}}); });
    EXPECT_EQ(t.shown, (log{}));
    t.settle();
    EXPECT_EQ(t.missing, 0);
    EXPECT_EQ(t.shown, (log{"ad"}));
    t.list.set({{1, "a"}, {2, "e"}});
    EXPECT_EQ(t.titles.back(), "e");
    EXPECT_EQ(t.shown, (log{"ad", "ae"}));
}

TEST(map_list_transition, leaves_a_row_that_is_going_to_what_is_shown) {
    looking_rows t;
    t.hold([&] { t.list.update([](items& all) { std::erase_if(all, [](auto& each) { return each.id == 2; }); }); });
    t.list.update([](items& all) { all.back().title += "!"; });
    EXPECT_EQ(t.shown, (log{"ab!"}));
    EXPECT_EQ(t.titles.front(), "b!");
    t.list.update([](items& all) { all.push_back({3, "c"}); });
    EXPECT_EQ(t.shown, (log{"ab!", "ab!c"}));
    t.settle();
    EXPECT_EQ(t.shown, (log{"ab!", "ab!c", "a!c"}));
    EXPECT_EQ(t.missing, 0);
}

TEST(map_list_transition, ends_a_row_that_leaves_what_is_shown) {
    looking_rows t;
    t.hold([&] { t.list.set({{2, "b"}, {1, "a"}}); });
    t.list.update([](items& all) { std::erase_if(all, [](auto& each) { return each.id == 2; }); });
    EXPECT_EQ(t.missing, 0);
    EXPECT_EQ(t.shown, (log{"a"}));
    t.settle();
    EXPECT_EQ(t.missing, 0);
    EXPECT_EQ(t.shown, (log{"a"}));
}

TEST(map_list_transition, makes_a_row_anew_that_only_what_is_shown_goes_on_without) {
    held_page page;
    log seen;
    scoped_root root;
    auto list = create_signal(items{{1, "a"}, {2, "b"}, {3, "c"}});
    auto other = create_signal(items{{1, "a"}, {2, "b"}});
    auto use_other = create_signal(false);
    root.run([&] {
        auto rows = map_list([=] { return use_other() ? other() : list(); },
                             [&](row<item> each) {
                                 auto id = std::to_string(each.peek().id);
                                 seen.push_back("+" + id);
                                 on_cleanup([&seen, id] { seen.push_back("-" + id); });
                                 return create_memo([=] { return each().title; });
                             });
        auto text = create_memo([=] {
            std::string all;
            for (const auto& each : rows()) all += each();
            return all;
        });
        create_render_effect([=] { text(); });
        seen.clear();
        page.hold([=] { use_other.set(true); });
        EXPECT_EQ(seen, (log{}));
        list.set({{2, "x"}});
        EXPECT_EQ(text.peek(), "x");
        EXPECT_EQ(seen, (log{"-3", "-1", "+1"}));
        EXPECT_EQ(page.inside([=] { return text(); }), "ab");
        other.set({{2, "m"}, {1, "n"}});
        EXPECT_EQ(page.inside([=] { return text(); }), "mn");
        page.settle();
        EXPECT_EQ(text.peek(), "mn");
        other.set({{1, "o"}});
        EXPECT_EQ(text.peek(), "o");
        EXPECT_EQ(seen, (log{"-3", "-1", "+1", "-2"}));
    });
}

TEST(map_list_transition, runs_no_code_of_rows_below_what_is_replaced) {
    held_page page;
    scoped_root root;
    int missing = 0;
    auto list = create_signal(items{{1, "a"}, {2, "b"}});
    root.run([&] {
        auto content = create_memo([&missing, list]() -> std::optional<mapped_list<int>> {
            if (list().size() < 2) return std::nullopt;
            return map_list(list, [&missing, list](row<item> each) {
                const int id = each.peek().id;
                auto found = create_memo([&missing, list, id] {
                    bool is = has(list(), id);
                    missing += !is;
                    return is;
                });
                create_render_effect([=] { found(); });
                return id;
            });
        });
        create_render_effect([=] {
            if (content()) (*content())();
        });
        page.hold([=] { list.set({{1, "a"}}); });
        EXPECT_EQ(missing, 0);
        page.settle();
        EXPECT_EQ(missing, 0);
    });
}

TEST(map_list_transition, of_a_list_by_place_keeps_both_lengths) {
    held_page page;
    scoped_root root;
    auto list = create_signal(std::vector<int>{1, 2, 3});
    root.run([&] {
        auto rows = index_list(list, [](row<int> number) { return number; });
        auto text = create_memo([=] {
            std::string all;
            for (const auto& each : rows()) all += std::to_string(each());
            return all;
        });
        create_render_effect([=] { text(); });
        page.hold([=] { list.set({7, 8}); });
        EXPECT_EQ(text.peek(), "123");
        EXPECT_EQ(page.inside([=] { return text(); }), "78");
        list.update([](std::vector<int>& all) { all.push_back(4); });
        EXPECT_EQ(text.peek(), "1234");
        EXPECT_EQ(page.inside([=] { return text(); }), "784");
        page.settle();
        EXPECT_EQ(text.peek(), "784");
    });
}

}  // namespace
}  // namespace solder

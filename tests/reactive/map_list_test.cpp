// Lists mapped by key: which rows are made, kept and ended, and who is told.
#include <gtest/gtest.h>
#include <memory>
#include <solder/reactive/context.hpp>
#include <solder/reactive/map_list.hpp>
#include <solder/reactive/store.hpp>
#include <string>

namespace solder {
namespace {

using log = std::vector<std::string>;
using words = std::vector<std::string>;

struct item {
    int id;
    std::string title;
};
using items = std::vector<item>;

template <class Mapped>
std::vector<Mapped> all_of(const mapped_list<Mapped>& list) {
    auto rows = list.peek();
    return std::vector<Mapped>(rows.begin(), rows.end());
}

/// A list of words whose rows note when they are made and when they end.
struct noted_words {
    log seen;
    scoped_root root;
    signal<words> list;
    mapped_list<std::string> rows;

    explicit noted_words(words first)
        : list(std::move(first)), rows(root.run([this] {
              return map_list(list, [this](const std::string& word) {
                  seen.push_back("+" + word);
                  on_cleanup([this, word] { seen.push_back("-" + word); });
                  return word;
              });
          })) {
        seen.clear();
    }
    log after(words next) {
        seen.clear();
        list.set(std::move(next));
        EXPECT_EQ(all_of(rows), list.peek());
        return seen;
    }
};

TEST(map_list, makes_each_row_once_and_ends_it_when_its_element_has_gone) {
    noted_words t({"a", "b", "c"});
    EXPECT_EQ(all_of(t.rows), (words{"a", "b", "c"}));
    EXPECT_EQ(t.after({"a", "b", "c", "d"}), (log{"+d"}));
    EXPECT_EQ(t.after({"z", "a", "b", "c", "d"}), (log{"+z"}));
    EXPECT_EQ(t.after({"z", "a", "c", "d"}), (log{"-b"}));
    EXPECT_EQ(t.after({"a", "c", "d"}), (log{"-z"}));
    EXPECT_EQ(t.after({"d", "c", "a"}), (log{}));
    EXPECT_EQ(t.after({"x", "c", "y"}), (log{"+x", "+y", "-d", "-a"}));
    EXPECT_EQ(t.after({}), (log{"-x", "-c", "-y"}));
    EXPECT_EQ(t.after({"c"}), (log{"+c"}));
}

TEST(map_list, pairs_equal_keys_in_order) {
    noted_words t({"a", "a", "b"});
    auto before = t.rows.peek().ids();
    EXPECT_EQ(t.after({"b", "a", "a"}), (log{}));
    auto now = t.rows.peek().ids();
    EXPECT_EQ(now, (std::vector{before[2], before[0], before[1]}));
    EXPECT_EQ(t.after({"a", "b", "a", "a", "b"}), (log{"+a", "+b"}));
    EXPECT_EQ(t.after({"a"}), (log{"-b", "-a", "-a", "-b"}));
    EXPECT_EQ(t.after({"a", "a"}), (log{"+a"}));
}

/// Words that begin so, with the numbers from 0 up to before `count`.
words numbered(const std::string& start, int count) {
    words all;
    for (int i = 0; i < count; ++i) all.push_back(start + std::to_string(i));
    return all;
}

TEST(map_list, keeps_the_rows_around_a_long_part_that_is_replaced) {
    const auto joined = [](words all, const words& more) {
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    const auto start = numbered("start ", 30), part = numbered("part ", 20), end = numbered("end ", 30);
    noted_words t(joined(joined(start, part), end));
    const auto before = t.rows.peek().ids();
    const auto other = numbered("other ", 25);
    log wanted;
    for (const auto& word : other) wanted.push_back("+" + word);
    for (const auto& word : part) wanted.push_back("-" + word);
    EXPECT_EQ(t.after(joined(joined(start, other), end)), wanted);
    const auto now = t.rows.peek().ids();
    EXPECT_TRUE(std::equal(before.begin(), before.begin() + 30, now.begin()));
    EXPECT_TRUE(std::equal(before.end() - 30, before.end(), now.end() - 30));
}

TEST(map_list, keeps_all_rows_when_two_far_apart_change_places_and_some_go) {
    auto all = numbered("", 100);
    noted_words t(all);
    std::swap(all[1], all[98]);
    all.erase(all.begin() + 40);
    all.erase(all.begin() + 60, all.begin() + 62);
    all.insert(all.begin() + 80, "new");
    EXPECT_EQ(t.after(all), (log{"+new", "-40", "-61", "-62"}));
}

TEST(map_list, keys_by_the_member_id_and_makes_a_row_anew_when_its_element_differs) {
    scoped_root().run([] {
        log made;
        auto list = create_signal(items{{1, "one"}, {2, "two"}});
        auto rows = map_list(list, [&](const item& each) { return made.push_back(each.title), each.title; });
        auto before = rows.peek().ids();
        made.clear();
        list.set({{2, "two"}, {1, "uno"}});
        EXPECT_EQ(made, (log{"uno"}));
        EXPECT_EQ(all_of(rows), (words{"two", "uno"}));
        EXPECT_EQ(rows.peek().ids()[0], before[1]);
        EXPECT_NE(rows.peek().ids()[1], before[0]);
    });
}

TEST(map_list, keeps_a_row_that_reads_its_element_as_a_signal) {
    scoped_root().run([] {
        log seen;
        auto list = create_signal(items{{1, "one"}, {2, "two"}});
        auto rows = map_list(list, [&](row<item> each) {
            seen.push_back("made " + each().title);
            create_render_effect([&, each] { seen.push_back(each().title); });
            return each.peek().id;
        });
        int told = 0;
        create_render_effect([&, rows] { rows(), ++told; });
        auto before = rows.peek().ids();
        seen.clear();
        list.set({{1, "uno"}, {2, "two"}});
        EXPECT_EQ(seen, (log{"uno"}));
        EXPECT_EQ(told, 1) << "the rows are the same";
        list.set({{2, "dos"}, {1, "uno"}});
        EXPECT_EQ(seen, (log{"uno", "dos"}));
        EXPECT_EQ(told, 2);
        EXPECT_EQ(rows.peek().ids(), (std::vector{before[1], before[0]}));
    });
}

TEST(map_list, gives_a_generic_row_what_stays_as_it_is) {
    scoped_root().run([] {
        auto list = create_signal(items{{1, "one"}, {2, "two"}});
        auto by_key = map_list(list, [](const auto& each) { return each.title; });
        auto with_place = map_list(list, [](auto each, row_position at) { return each.title + std::to_string(at()); });
        auto by_place = index_list(list, [](auto each) { return each().title; });
        EXPECT_EQ(all_of(by_key), (words{"one", "two"}));
        EXPECT_EQ(all_of(with_place), (words{"one0", "two1"}));
        EXPECT_EQ(all_of(by_place), (words{"one", "two"}));
    });
}

TEST(map_list, tells_a_row_its_place_when_it_asks) {
    scoped_root().run([] {
        auto list = create_signal(words{"a", "b", "c"});
        int runs = 0;
        auto numbered = [&](const std::string& text, row_position place) {
            return create_memo([&runs, text, place] { return ++runs, text + std::to_string(place()); });
        };
        auto rows = map_list(list, numbered);
        auto by_row = map_list(list, [](row<std::string> text, row_position place) {
            return create_memo([=] { return text() + std::to_string(place()); });
        });
        auto shown = create_memo([=] {
            std::string text;
            for (const auto& each : rows()) text += each();
            for (const auto& each : by_row()) text += each();
            return text;
        });
        EXPECT_EQ(shown(), "a0b1c2a0b1c2");
        runs = 0;
        list.set({"a", "c", "b", "d"});
        EXPECT_EQ(shown(), "a0c1b2d3a0c1b2d3");
        EXPECT_EQ(runs, 3) << "a has its place still";
        list.set({"d"});
        EXPECT_EQ(shown(), "d0d0");
    });
}

TEST(map_list, keys_by_what_it_is_told) {
    scoped_root().run([] {
        auto list = create_signal(items{{1, "one"}, {2, "two"}});
        int made = 0;
        auto row_code = [&](row<item> each) { return ++made, each.peek().title; };
        auto by_member = map_list(list, row_code, &item::title);
        auto by_function = map_list(list, row_code, [](const item& each) { return each.title.substr(1); });
        auto by_pair = map_list(list, row_code, [](const item& each) { return std::pair(each.title, 1.5); });
        made = 0;
        list.set({{7, "two"}, {8, "one"}, {9, "enx"}});
        EXPECT_EQ(all_of(by_member), (words{"two", "one", "enx"}));
        EXPECT_EQ(all_of(by_function), (words{"two", "one", "enx"}));
        EXPECT_EQ(made, 3);
        list.set({{7, "xne"}});
        EXPECT_EQ(all_of(by_member), (words{"xne"}));
        EXPECT_EQ(all_of(by_function), (words{"one"}));
        EXPECT_EQ(all_of(by_pair), (words{"xne"}));
    });
}

enum class color { red, green };
struct plain {
    int a;
    std::optional<std::string> b;
    std::vector<double> c;
};
/// Equal when the absolute values are, which its hash knows.
struct custom {
    int number;
    friend bool operator==(const custom& a, const custom& b) { return std::abs(a.number) == std::abs(b.number); }
};

/// Maps `before`, then `after`; how many rows both have in common.
template <class T>
std::size_t kept(std::vector<T> before, std::vector<T> after) {
    std::size_t made = 0;
    auto expected = before.size() + after.size();
    scoped_root().run([&] {
        auto list = create_signal(std::move(before));
        auto rows = map_list(list, [&](const T&) { return ++made; });
        list.set(std::move(after));
    });
    return expected - made;
}

}  // namespace
}  // namespace solder

template <>
struct std::hash<solder::custom> {
    std::size_t operator()(const solder::custom& each) const { return static_cast<std::size_t>(std::abs(each.number)); }
};

namespace solder {
namespace {

TEST(map_list, keys_by_values_of_any_kind_that_can_be_compared) {
    auto one = std::make_shared<int>(1), two = std::make_shared<int>(1);
    EXPECT_EQ(kept<int>({1, 2, 3}, {3, 1, 9, -1}), 2u);
    EXPECT_EQ(kept<bool>({true, false}, {false, true, true}), 2u);
    EXPECT_EQ(kept<color>({color::red, color::green}, {color::green}), 1u);
    EXPECT_EQ(kept<double>({0.0, 1.5, -2}, {1.5, -0.0}), 2u);
    EXPECT_EQ(kept<std::string_view>({"a", "abcdefgh", "abcdefghi"}, {"abcdefghi", "a", "abcdefgh", ""}), 3u);
    EXPECT_EQ(kept<std::shared_ptr<int>>({one, two}, {two, std::make_shared<int>(1), one}), 2u);
    EXPECT_EQ(kept<const char*>({"xx", "y"}, {"y", "xx"}), 2u);
    EXPECT_EQ(kept<std::optional<int>>({{}, 1, 2}, {2, {}, 3}), 2u);
    EXPECT_EQ(kept<plain>({{1, "x", {1, 2}}, {1, {}, {1, 2}}}, {{1, {}, {1, 2}}, {1, "x", {2, 1}}, {1, "x", {1, 2}}}),
              2u);
    EXPECT_EQ(kept<custom>({{1}, {-2}, {3}}, {{3}, {2}, {-1}}), 3u);
    EXPECT_EQ(kept<std::vector<int>>({{1, 2}, {}}, {{}, {2, 1}, {1, 2}}), 2u);
}

TEST(map_list, reads_its_list_from_whatever_gives_one) {
    scoped_root().run([] {
        auto list = create_signal(words{"a"});
        auto longer = [](const std::string& text) { return text + text; };
        auto of_memo = map_list(create_memo([=] { return list(); }), longer);
        auto of_value = map_list([=] { return list(); }, longer);
        auto of_reference = map_list([=]() -> const words& { return list(); }, longer);
        auto of_pointer = map_list([=] { return &list(); }, longer);
        auto of_list = map_list(of_memo, longer);
        list.set({"a", "b"});
        for (const auto& each : {of_memo, of_value, of_reference, of_pointer})
            EXPECT_EQ(all_of(each), (words{"aa", "bb"}));
        EXPECT_EQ(all_of(of_list), (words{"aaaa", "bbbb"}));
    });
}

TEST(map_list, leaves_its_rows_as_they_are_while_there_is_no_list) {
    scoped_root().run([] {
        auto list = create_signal(std::shared_ptr<const words>());
        auto rows = map_list(list, [](const std::string& text) { return text; });
        EXPECT_TRUE(rows().empty());
        list.set(std::make_shared<const words>(words{"a"}));
        EXPECT_EQ(all_of(rows), (words{"a"}));
        auto before = rows.peek().ids();
        list.set(nullptr);
        EXPECT_EQ(rows.peek().ids(), before);
        list.set(std::make_shared<const words>(words{"b", "a"}));
        EXPECT_EQ(rows.peek().ids()[1], before[0]);
    });
}

TEST(map_list, runs_rows_in_scopes_below_the_owner_it_was_made_in) {
    auto color_name = create_context<std::string>("none");
    scoped_root().run([&] {
        provide_context(color_name, std::string("red"));
        auto list = create_signal(words{"a"});
        auto rows = map_list(list, [&](const std::string& text) { return text + use_context(color_name); });
        run_with_owner(nullptr, [&] { list.set({"a", "b"}); });
        EXPECT_EQ(all_of(rows), (words{"ared", "bred"}));
    });
}

TEST(map_list, does_not_track_what_rows_and_keys_read) {
    scoped_root().run([] {
        auto list = create_signal(words{"a"});
        auto other = create_signal(1);
        int reads = 0;
        auto rows = map_list([&, list] { return ++reads, list(); },
                             [=](const std::string& text) { return text + std::to_string(other()); },
                             [=](const std::string& text) { return text.size() + static_cast<std::size_t>(other()); });
        EXPECT_EQ(reads, 1);
        other.set(2);
        EXPECT_EQ(reads, 1);
        EXPECT_EQ(all_of(rows), (words{"a1"}));
    });
}

TEST(map_list, ends_what_a_row_made_with_the_row) {
    scoped_root().run([] {
        log seen;
        auto list = create_signal(words{"a", "b"});
        auto other = create_signal(1);
        auto rows = map_list(list, [&](const std::string& text) {
            create_render_effect([&, text, other] { seen.push_back(text + std::to_string(other())); });
            return text;
        });
        list.set({"b"});
        seen.clear();
        other.set(2);
        EXPECT_EQ(seen, (log{"b2"}));
    });
}

TEST(map_list, never_lets_code_of_a_row_see_a_list_without_its_element) {
    // Effects, computed and memos of a row read the list by themselves, before and after the rows follow it.
    scoped_root().run([] {
        int missing = 0, found = 0;
        auto list = create_signal(items{{1, "a"}, {2, "b"}, {3, "c"}});
        auto look = [&, list](int id) {
            const auto& all = list();
            bool there = std::ranges::any_of(all, [&](const item& each) { return each.id == id; });
            ++(there ? found : missing);
            return there;
        };
        auto early = create_signal(0);
        auto rows = map_list(list, [&](row<item> each) {
            int id = each.peek().id;
            create_computed([=] { look(id); });
            create_render_effect([=] { early(), look(id); });
            create_effect([=] { look(id); });
            auto known = create_memo([=] { return look(id); });
            create_render_effect([=] { known(); });
            return id;
        });
        create_effect([=] { rows(); });
        found = 0;
        batch([&] {
            early.set(1);  // effects of rows are first in the queue
            list.set({{3, "c"}, {1, "x"}});
        });
        EXPECT_EQ(missing, 0);
        EXPECT_EQ(found, 8);
        list.set({});
        EXPECT_EQ(missing, 0);
    });
}

TEST(map_list, ends_all_rows_with_the_owner_and_keeps_what_they_gave_for_who_still_looks) {
    auto list = create_signal(words{"a", "b"});
    std::vector<mapped_list<std::shared_ptr<std::string>>> kept;
    int ended = 0;
    std::weak_ptr<std::string> watched;
    {
        scoped_root root;
        root.run([&] {
            kept.push_back(map_list(list, [&](const std::string& text) {
                on_cleanup([&] { ++ended; });
                return std::make_shared<std::string>(text);
            }));
        });
        watched = kept[0].peek()[1];
    }
    EXPECT_EQ(ended, 2);
    EXPECT_FALSE(watched.expired());
    list.set({"c"});
    kept.clear();
    EXPECT_TRUE(watched.expired());
    EXPECT_EQ(ended, 2);
}

TEST(map_list, is_made_anew_with_the_computation_around_it) {
    log seen;
    scoped_root().run([&] {
        auto version = create_signal(1);
        auto list = create_signal(words{"a"});
        create_render_effect([&, version, list] {
            auto around = std::to_string(version());
            auto rows = map_list(list, [&, around](const std::string& text) {
                seen.push_back("+" + text + around);
                on_cleanup([&, text, around] { seen.push_back("-" + text + around); });
                return text;
            });
        });
        version.set(2);
        list.set({"b"});
        EXPECT_EQ(seen, (log{"+a1", "-a1", "+a2", "+b2", "-a2"}));
    });
}

TEST(map_list, outside_of_any_owner_ends_with_its_last_handle) {
    auto list = create_signal(words{"a", "b"});
    int ended = 0;
    {
        auto rows = map_list(list, [&](const std::string& text) {
            on_cleanup([&] { ++ended; });
            return text;
        });
        list.set({"b", "c"});
        EXPECT_EQ(all_of(rows), (words{"b", "c"}));
        EXPECT_EQ(ended, 1);
    }
    EXPECT_EQ(ended, 3);
}

TEST(map_list, frees_rows_whose_value_holds_what_was_made_in_them) {
    auto alive = std::make_shared<int>(0);
    std::weak_ptr<int> watched = alive;
    {
        scoped_root root;
        auto list = create_signal(words{"a", "b"});
        root.run([&] {
            auto rows = map_list(
                list, [held = alive](const std::string& text) { return create_memo([held, text] { return text; }); });
            create_render_effect([rows] {
                for (const auto& each : rows()) each();
            });
        });
        alive.reset();
        list.set({"b"});
        EXPECT_FALSE(watched.expired());
    }
    EXPECT_TRUE(watched.expired());
}

TEST(map_list, follows_a_list_that_its_own_rows_write) {
    scoped_root().run([] {
        auto list = create_signal(words{"a"});
        auto rows = map_list(list, [list](const std::string& text) {
            create_computed([list, text] {
                if (text.size() < 40) list.update([&](words& all) { all.assign(1, text + text); });
            });
            return text;
        });
        create_render_effect([rows] { rows(); });
        EXPECT_EQ(all_of(rows), (words{std::string(64, 'a')}));
    });
}

TEST(map_list, shows_the_new_list_in_the_midst_of_a_batch) {
    noted_words t({"a", "b"});
    batch([&] {
        t.list.set({"b", "c"});
        EXPECT_EQ(all_of(t.rows), (words{"b", "c"}));
        t.list.set({"c", "d"});
    });
    EXPECT_EQ(all_of(t.rows), (words{"c", "d"}));
    EXPECT_EQ(t.seen, (log{"+c", "-a", "+d", "-b"}));
}

TEST(map_list, nests) {
    struct group {
        int id;
        words names;
    };
    log seen;
    scoped_root().run([&] {
        auto groups = create_signal(std::vector<group>{{1, {"a", "b"}}, {2, {"c"}}});
        auto rows = map_list(groups, [&](row<group> each) {
            return map_list([each] { return each().names; },
                            [&](const std::string& name) {
                                seen.push_back("+" + name);
                                on_cleanup([&, name] { seen.push_back("-" + name); });
                                return name;
                            });
        });
        auto flat = create_memo([rows] {
            std::string text;
            for (const auto& group_rows : rows())
                for (const auto& name : group_rows()) text += name;
            return text;
        });
        EXPECT_EQ(flat(), "abc");
        seen.clear();
        groups.set({{2, {"c", "d"}}, {1, {"b"}}});
        EXPECT_EQ(flat(), "cdb");
        EXPECT_EQ(seen, (log{"+d", "-a"}));
        groups.set({{2, {"c"}}});
        EXPECT_EQ(flat(), "c");
        EXPECT_EQ(seen, (log{"+d", "-a", "-b", "-d"}));
    });
}

TEST(map_list, keeps_its_rows_when_one_cannot_be_made) {
    log raised;
    int ended = 0;
    scoped_root().run([&] {
        catch_error(
            [&] {
                auto list = create_signal(words{"a", "b"});
                auto rows = map_list(list, [&](const std::string& text) {
                    on_cleanup([&] { ++ended; });
                    if (text == "bad") throw std::runtime_error("no row for " + text);
                    return text;
                });
                list.set({"b", "c", "bad", "d"});
                EXPECT_EQ(all_of(rows), (words{"a", "b"}));
                EXPECT_EQ(ended, 2) << "the rows made for the list that failed: c and bad";
                list.set({"b", "c"});
                EXPECT_EQ(all_of(rows), (words{"b", "c"}));
                EXPECT_EQ(ended, 3);
            },
            [&](raised_error e) { raised.push_back(e.reason.message); });
    });
    EXPECT_EQ(raised, (log{"no row for bad"}));
}

TEST(map_list, gives_rows_that_can_be_looked_at_as_a_range) {
    noted_words t({"a", "b"});
    auto rows = t.rows.peek();
    static_assert(std::ranges::forward_range<decltype(rows)>);
    EXPECT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[1], "b");
    EXPECT_EQ(rows.begin()->size(), 1u);
    EXPECT_FALSE(rows.empty());
    EXPECT_NE(rows.ids()[0], rows.ids()[1]);
    EXPECT_EQ(t.rows, t.rows);
}

TEST(map_list, runs_once_where_everything_does) {
    log made;
    auto list = create_signal(words{"a", "b"});
    auto& graph = detail::graph::current();
    graph.renders_once = true;
    scoped_root().run([&] {
        auto rows = map_list(list, [&](const std::string& text) { return made.push_back(text), text; });
        EXPECT_EQ(all_of(rows), (words{"a", "b"}));
    });
    graph.renders_once = false;
    EXPECT_EQ(made, (log{"a", "b"}));
}

TEST(map_list, of_a_store_has_handles_and_follows_what_they_are_of) {
    scoped_root root;
    int made = 0;
    root.run([&] {
        auto list = create_store(std::vector<item>{{1, "a"}, {2, "b"}, {3, "c"}});
        auto row = [&](const store<item>& of) { return ++made, create_memo([=] { return of[&item::title](); }); };
        auto by_list = map_list(list, row);
        auto by_function = map_list([=] { return list; }, row);
        auto texts = [](const auto& rows) {
            std::string all;
            for (const auto& each : rows()) all += each();
            return all;
        };
        EXPECT_EQ(texts(by_list) + texts(by_function), "abcabc");
        list[0][&item::title].set("x");
        list.move(2, 0);
        EXPECT_EQ(texts(by_list) + texts(by_function), "cxbcxb");
        list.push_back({4, "d"});
        list.erase(0);
        EXPECT_EQ(texts(by_list) + texts(by_function), "xbdxbd");
    });
    EXPECT_EQ(made, 8);  // each element once for each of the two
}

}  // namespace
}  // namespace solder

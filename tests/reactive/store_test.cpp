#include <solder/reactive/store.hpp>
//
#include "store_sample.hpp"
#include <gtest/gtest.h>
#include <thread>

namespace solder {
namespace {

using namespace store_sample;

static_assert(sizeof(store<std::string>) == sizeof(void*));
static_assert(sizeof(store<project>) == sizeof(void*));
static_assert(sizeof(store<std::vector<todo>>) == sizeof(void*));
static_assert(sizeof(store<std::optional<person>>) == sizeof(void*));

TEST(store_field, is_depended_on_by_itself) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count title([s] { return s[&project::title](); });
        run_count note([s] { return s[&project::note](); });
        s[&project::title].set("flux");
        EXPECT_EQ(title.take(), 1);
        EXPECT_EQ(note.take(), 0);
        EXPECT_EQ(s[&project::title].peek(), "flux");
        EXPECT_EQ(s[&project::note].peek(), "a note");
    });
}

TEST(store_field, of_the_same_type_as_others_is_told_from_them) {
    struct many {
        int a, b;
        std::string c, d;
        int e;
    };
    auto s = create_store(many{1, 2, "3", "4", 5});
    s[&many::b].set(20);
    s[&many::d].set("40");
    s[&many::e].set(50);
    EXPECT_TRUE(wire::same(s.peek(), many{1, 20, "3", "40", 50}));
    EXPECT_EQ(s[&many::a].peek(), 1);
    EXPECT_EQ(s[&many::c].peek(), "3");
}

TEST(store_field, may_be_of_an_empty_struct) {
    struct nothing {};
    struct holder {
        nothing a;
        int b;
        [[no_unique_address]] nothing c;
        nothing d;
        int e;
    };
    auto s = create_store(holder{{}, 1, {}, {}, 2});
    s[&holder::b].set(3);
    s[&holder::e].set(4);
    s[&holder::c].set({});
    s[&holder::d].set({});
    EXPECT_EQ(s.peek().b, 3);
    EXPECT_EQ(s.peek().e, 4);
}

TEST(store_field, a_write_of_an_equal_value_is_no_change) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count title([s] { return s[&project::title](); });
        run_count marks([s] { return s[&project::marks](); });
        run_count costs([s] { return s[&project::costs](); });
        s[&project::title].set("solder");
        s[&project::marks].set({1, 2});
        s[&project::costs].set({{"rent", {5, "EUR"}}});  // money has no ==
        EXPECT_EQ(title.take() + marks.take() + costs.take(), 0);
        s[&project::costs].set({{"rent", {6, "EUR"}}});
        EXPECT_EQ(costs.take(), 1);
    });
}

TEST(store_field, update_changes_in_place_and_always_counts) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count marks([s] { return s[&project::marks](); });
        run_count costs([s] { return s[&project::costs](); });
        s[&project::marks].update([](std::vector<int>& all) { all.push_back(3); });
        s[&project::costs].update([](auto& all) { all["rent"].cents = 7; });
        EXPECT_EQ(marks.take(), 1);
        EXPECT_EQ(costs.take(), 1);
        EXPECT_EQ(s[&project::marks].peek(), (std::vector{1, 2, 3}));
        EXPECT_EQ(s[&project::costs].peek().at("rent").cents, 7);
    });
}

TEST(store_field, of_a_struct_is_depended_on_member_by_member) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count cents([s] { return s[&project::budget][&money::cents](); });
        run_count currency([s] { return s[&project::budget][&money::currency](); });
        run_count budget([s] { return s[&project::budget](); });
        s[&project::budget][&money::cents].set(5);
        EXPECT_EQ(cents.take(), 1);
        EXPECT_EQ(currency.take(), 0);
        EXPECT_EQ(budget.take(), 1);
        auto handle = s[&project::budget];  // without a key it is the same struct forever
        s[&project::budget].set({5, "USD"});
        EXPECT_EQ(handle[&money::currency].peek(), "USD");
        EXPECT_EQ(cents.take(), 0);
        EXPECT_EQ(currency.take(), 1);
    });
}

struct date {
    int year, month, day;
};

}  // namespace

template <>
inline constexpr bool store_leaf<date> = true;

namespace {

TEST(store_field, of_a_struct_marked_as_leaf_is_one_value) {
    struct meeting {
        int id;
        date when;
    };
    scoped_root().run([] {
        auto s = create_store(meeting{1, {2024, 5, 6}});
        run_count when([s] { return s[&meeting::when]().year; });
        s[&meeting::when].set({2024, 5, 6});
        EXPECT_EQ(when.take(), 0);
        s[&meeting::when].set({2024, 5, 7});
        EXPECT_EQ(when.take(), 1);
    });
}

TEST(store_whole, reads_all_and_depends_on_all) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count all([s] { return s(); });
        run_count none([s] { return s.peek(); });
        EXPECT_TRUE(wire::same(s(), sample()));
        s[&project::budget][&money::currency].set("USD");
        s[&project::tasks][2][&todo::done].set(false);
        s[&project::tasks].erase(0);
        s[&project::guest].set(person{4, "eve"});
        EXPECT_EQ(all.take(), 4);
        EXPECT_EQ(none.take(), 0);
        project expected = sample();
        expected.budget.currency = "USD";
        expected.tasks = {{2, "two", false}, {3, "three", false}};
        expected.guest = person{4, "eve"};
        EXPECT_TRUE(wire::same(s.peek(), expected));
    });
}

TEST(store_whole, needs_no_default_constructor) {
    struct name {
        explicit name(std::string given) : text(std::move(given)) {}
        std::string text;
        bool operator==(const name&) const = default;
    };
    struct animal {
        name called;
        int legs;
    };
    auto s = create_store(animal{name("ant"), 6});
    s[&animal::called].set(name("emu"));
    s.update([](animal& a) { a.legs = 2; });
    EXPECT_EQ(s.peek().called.text, "emu");
    EXPECT_EQ(s.peek().legs, 2);
}

TEST(store_whole, update_runs_only_readers_of_what_it_changed) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count title([s] { return s[&project::title](); });
        run_count note([s] { return s[&project::note](); });
        run_count tasks([s] { return s[&project::tasks].size(); });
        s.update([](project& p) {
            p.title = "flux";
            p.tasks.push_back({4, "four", false});
        });
        EXPECT_EQ(title.take(), 1);
        EXPECT_EQ(tasks.take(), 1);
        EXPECT_EQ(note.take(), 0);
    });
}

// C17: what is handed out is a copy.
TEST(store_whole, c17_a_value_read_is_a_copy_that_cannot_change_the_store) {
    auto s = create_store(sample());
    project copy = s.peek();
    copy.title = "changed";
    copy.tasks[0].title = "changed";
    copy.tasks.clear();
    EXPECT_TRUE(wire::same(s.peek(), sample()));
    static_assert(std::is_same_v<decltype(s[&project::title]()), const std::string&>);
    static_assert(std::is_same_v<decltype(s[&project::title].peek()), const std::string&>);
}

TEST(store_writes, in_a_batch_run_readers_once) {
    scoped_root().run([] {
        auto s = create_store(sample());
        run_count both([s] { return s[&project::title]() + s[&project::owner][&person::name](); });
        batch([&] {
            s[&project::title].set("a");
            s[&project::owner][&person::name].set("b");
            s[&project::title].set("c");
        });
        EXPECT_EQ(both.take(), 1);
    });
}

TEST(store_writes, of_a_whole_are_one_batch) {
    scoped_root().run([] {
        auto s = create_store(sample());
        std::vector<std::string> seen;
        create_render_effect([&, s] {
            std::string line = s[&project::title]();
            for (auto t : s[&project::tasks]) line += " " + t[&todo::title]();
            seen.push_back(line);
        });
        auto next = sample();
        next.title = "flux";
        next.tasks = {{3, "drei", true}, {4, "vier", false}};
        s.set(next);
        EXPECT_EQ(seen, (std::vector<std::string>{"solder one two three", "flux drei vier"}));
    });
}

TEST(store_handle, copies_share_the_store) {
    auto s = create_store(sample());
    auto t = s;
    const auto title = t[&project::title];
    title.set("shared");  // constness is that of the handle
    EXPECT_EQ(s[&project::title].peek(), "shared");
    EXPECT_EQ(s, t);
    EXPECT_EQ(s.identity(), t.identity());
    EXPECT_NE(s, create_store(sample()));
}

TEST(store_handle, outlives_the_owner_it_was_made_in_and_its_readers_do_not) {
    std::optional<store<project>> kept;
    int runs = 0;
    {
        scoped_root root;
        root.run([&] {
            kept = create_store(sample());
            create_render_effect([&, s = *kept] {
                s();
                ++runs;
            });
        });
    }
    (*kept)[&project::title].set("later");
    (*kept)[&project::tasks].clear();
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(kept->peek().title, "later");
}

TEST(store_handle, may_be_written_by_what_it_runs) {
    scoped_root().run([] {
        auto s = create_store(sample());
        create_render_effect([s] { s[&project::note].set(s[&project::title]() + "!"); });
        s[&project::title].set("flux");
        EXPECT_EQ(s[&project::note].peek(), "flux!");
    });
}

TEST(store_optional, presence_and_fields_are_dependencies_of_their_own) {
    scoped_root().run([] {
        auto s = create_store(sample());
        auto guest = s[&project::guest];
        run_count present([=] { return guest.has_value(); });
        run_count name([=] { return guest ? (*guest)[&person::name]() : "nobody"; });
        guest.set(person{4, "eve"});
        EXPECT_EQ(present.take(), 1);
        EXPECT_EQ(name.take(), 1);
        (*guest)[&person::name].set("eva");
        EXPECT_EQ(present.take(), 0);
        EXPECT_EQ(name.take(), 1);
        guest.update([](std::optional<person>& p) { p->name = "ewa"; });
        EXPECT_EQ(present.take(), 0);
        EXPECT_EQ(name.take(), 1);
        guest.reset();
        EXPECT_EQ(present.take(), 1);
        EXPECT_EQ(name.take(), 1);
        EXPECT_FALSE(s.peek().guest);
    });
}

TEST(store_optional, can_be_the_top) {
    scoped_root().run([] {
        auto s = create_store(std::optional<person>());
        run_count all([s] { return s(); });
        EXPECT_FALSE(s.peek());
        s.set(person{1, "ada"});
        auto first = *s;
        s.set(person{2, "bob"});  // the top keeps its identity, also with another key
        EXPECT_EQ(first, *s);
        EXPECT_EQ(first[&person::name].peek(), "bob");
        EXPECT_EQ(all.take(), 2);
    });
}

struct tree {
    std::string name;
    std::vector<tree> children;
};

TEST(store_nesting, structs_may_hold_vectors_of_themselves) {
    scoped_root().run([] {
        auto s = create_store(tree{"a", {{"b", {}}, {"c", {{"d", {}}}}}});
        run_count deep([s] { return s[&tree::children][1][&tree::children][0][&tree::name](); });
        s[&tree::children][1][&tree::children][0][&tree::name].set("e");
        s[&tree::children][0][&tree::name].set("x");
        EXPECT_EQ(deep.take(), 1);
        EXPECT_TRUE(wire::same(s(), tree{"a", {{"x", {}}, {"c", {{"e", {}}}}}}));
    });
}

TEST(store_nesting, 1000_levels_are_made_read_reconciled_and_ended) {
    tree deep{"bottom", {}};
    for (int i = 0; i < 1000; ++i) {
        tree above{"level", {}};
        above.children.push_back(std::move(deep));
        deep = std::move(above);
    }
    auto s = create_store(deep);
    s.set(deep);
    EXPECT_TRUE(wire::same(s.peek(), deep));
}

#ifndef NDEBUG
TEST(store_diagnostics, name_where_a_memo_wrote) {
    std::vector<diagnostic> told;
    set_diagnostic_hook([&](const diagnostic& d) { told.push_back(d); });
    scoped_root().run([&] {
        auto s = create_store(sample());
        auto compute = create_memo([s] {
            s[&project::title].set("a");
            s[&project::guest].set(person{1, "eve"});
            s[&project::tasks].erase(0);
            return std::source_location::current().line();
        });
        auto last_line = compute();
        ASSERT_EQ(told.size(), 3u);
        for (std::size_t i = 0; i < told.size(); ++i) {
            EXPECT_EQ(told[i].what, mistake::write_in_memo);
            EXPECT_EQ(told[i].touched.line(), last_line - 3 + i);
            EXPECT_STREQ(told[i].touched.file_name(), __FILE__);
        }
    });
    set_diagnostic_hook({});
}

TEST(store_diagnostics_death, name_where_a_store_was_made_that_another_thread_uses) {
    const auto line = std::source_location::current().line();
    auto s = create_store(sample());
    s[&project::tasks].push_back({4, "four"});
    const auto made = line + 1;
    const auto pushed = line + 2;
    auto elsewhere = [](auto use) { return [use] { std::thread(use).join(); }; };
    auto here = [](auto line) { return "store_test.cpp:" + std::to_string(line) + ": made here"; };
    EXPECT_DEATH(elsewhere([&] { s[&project::title](); })(), here(made));
    EXPECT_DEATH(elsewhere([&] { static_cast<void>(s[&project::tasks].size()); })(), here(made));
    EXPECT_DEATH(elsewhere([&] { s[&project::tasks].clear(); })(), here(made));
    EXPECT_DEATH(elsewhere([&] { s[&project::guest].reset(); })(), here(made));
    EXPECT_DEATH(elsewhere([&] { static_cast<void>(s[&project::tasks].peek()); })(), here(made));
    EXPECT_DEATH(elsewhere([t = s[&project::tasks][3]] { t[&todo::title].set("x"); })(), here(pushed));
}
#endif

}  // namespace
}  // namespace solder

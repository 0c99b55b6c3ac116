#include <solder/reactive/store.hpp>

#include <gtest/gtest.h>
#include <solder/reactive/graph.hpp>

namespace solder {
namespace {
struct person { int id; std::string name; };
struct money { int cents; std::string currency; };
struct task { int id; std::string title; bool done; };
struct project { int id; std::string title; std::string note; person owner; money budget; std::vector<task> tasks; std::optional<person> guest; std::vector<int> marks; };

TEST(store, x) {
    scoped_root().run([] {
    auto s = create_store(project{1, "a", "b", {2, "o"}, {3, "EUR"}, {{1,"x",false}}, {}, {1,2}});
    int runs = 0;
    create_render_effect([&] { s[&project::title](); ++runs; });
    s[&project::note].set("q");
    EXPECT_EQ(runs, 1);
    s[&project::title].set("q");
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(s().title, "q");
    s[&project::tasks].push_back({2, "y", true});
    EXPECT_EQ(s[&project::tasks].find(2).value()[&task::title](), "y");
    for (auto t : s[&project::tasks]) t[&task::done].set(true);
    s[&project::tasks].erase_if([](const store<task>& t) { return t[&task::id]() == 1; });
    EXPECT_EQ(s[&project::tasks].size(), 1u);
    auto v = s.peek(); v.tasks.push_back({7,"r",true});
    s.reconcile(v, {.key = &task::id, .merge = true});
    reconcile(s, v, {.key = nullptr});
    EXPECT_TRUE(wire::same(s(), v));
    });
}
}}

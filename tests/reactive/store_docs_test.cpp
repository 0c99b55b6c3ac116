#include <solder/reactive/store.hpp>
//
#include <gtest/gtest.h>

// The code of the section on stores in docs/reactive.md.

namespace app {

struct person {
    int id;
    std::string name;
};
struct todo {
    int id;
    std::string title;
    bool done;
};
struct project {
    int id;
    std::string title;
    person owner;
    std::vector<todo> todos;
};

struct city {
    std::string code;
    int people;
};
struct date {
    int year, month, day;
};

}  // namespace app

template <>
inline constexpr auto solder::store_key<app::city> = &app::city::code;
template <>
inline constexpr bool solder::store_leaf<app::date> = true;

namespace app {
namespace {

TEST(store_docs, first_example) {
    std::vector<std::string> printed;
    auto print = [&](const std::string& text) { printed.push_back(text); };

    auto s = solder::create_store(project{1, "solder", {7, "ada"}, {{1, "write", true}, {2, "test", false}}});

    solder::scoped_root root;
    root.run([&] {
        solder::create_effect([=] { print(s[&project::title]()); });                   // prints solder
        solder::create_effect([=] { print(s[&project::todos][1][&todo::title]()); });  // prints test
    });
    s[&project::title].set("flux");                        // prints flux
    s[&project::owner][&person::name].set("ada l.");       // nobody reads it: prints nothing
    s[&project::todos][1][&todo::title].set("test more");  // prints test more

    EXPECT_EQ(printed, (std::vector<std::string>{"solder", "test", "flux", "test more"}));
}

TEST(store_docs, lists) {
    auto s = solder::create_store(project{1, "solder", {7, "ada"}, {{1, "write", true}, {2, "test", false}}});

    auto todos = s[&project::todos];
    auto added = todos.push_back({3, "ship", false});
    todos.move(2, 0);
    added[&todo::done].set(true);  // the same todo, wherever it is now
    todos.erase_if([](auto t) { return t[&todo::done](); });
    if (auto found = todos.find(2)) (*found)[&todo::title].set("test again");

    EXPECT_EQ(todos.size(), 1u);
    EXPECT_EQ(todos[0][&todo::title].peek(), "test again");
}

TEST(store_docs, reconcile) {
    auto s = solder::create_store(project{1, "solder", {7, "ada"}, {{1, "write", true}, {2, "test", false}}});
    auto fetch = [] { return project{1, "solder", {7, "ada"}, {{2, "test", true}}}; };

    s.reconcile(fetch());  // runs what reads `done` of todo 2, and what reads which todos there are
    s.reconcile(fetch(), {.key = &todo::title});
    s.reconcile(fetch(), {.key = nullptr, .merge = true});

    EXPECT_EQ(s[&project::todos].size(), 1u);
}

TEST(store_docs, paths) {
    auto s = solder::create_store(project{1, "solder", {7, "ada"}, {}});
    std::vector<std::string> seen;
    solder::scoped_root root;
    root.run([&] {
        auto ada = s[&project::owner];
        solder::create_effect([&, s] { seen.push_back(s[&project::owner][&person::name]()); });  // whoever owns it
        solder::create_effect([&, ada] { seen.push_back(ada[&person::name]()); });               // always person 7
    });
    s.set({1, "solder", {8, "bob"}, {}});
    EXPECT_EQ(seen, (std::vector<std::string>{"ada", "ada", "bob"}));
}

TEST(store_docs, traits) {
    auto cities = solder::create_store(std::vector<city>{{"BER", 3}, {"PAR", 2}});
    EXPECT_EQ(cities.find("PAR"), cities[1]);
    static_assert(!solder::store_record<date>);
}

}  // namespace
}  // namespace app

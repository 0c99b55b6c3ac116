#include "navigation_fixture.hpp"
#include <solder/router/hash_history.hpp>
#include <solder/router/use_search_params.hpp>

namespace solder::test {
namespace {

class search_test : public navigation_fixture {
protected:
    std::string go_on() {
        turn();
        return places_.get().value;
    }
    template <class Fn>
    auto inside(Fn fn) {
        return root_.run(fn);
    }
};

TEST_F(search_test, X1_X2_changes_are_merged_into_the_search_of_the_page) {
    start_at("/a/b?q=tea&page=2#top");
    auto search = inside([] { return use_search_params(); });
    EXPECT_EQ(search.get("page"), "2");
    search.set({{"page", 3}, {"tag", {"x", "y"}}});
    EXPECT_EQ(go_on(), "/a/b?q=tea&page=3&tag=x&tag=y#top");
    EXPECT_EQ(take_log(), words{"push /a/b?q=tea&page=3&tag=x&tag=y#top keep"});
    search.set({{"q", nullptr}, {"page", nullptr}, {"tag", nullptr}}, {.replace = true, .scroll = true});
    EXPECT_EQ(go_on(), "/a/b#top");
    EXPECT_EQ(take_log(), words{"replace /a/b#top"});
}

TEST_F(search_test, X5_changes_apply_to_where_a_navigation_on_its_way_leads) {
    start_at("/a");
    auto search = inside([] { return use_search_params(); });
    search.set({{"x", 1}});
    search.set({{"y", 2}});
    EXPECT_EQ(go_on(), "/a?x=1&y=2");
    router().navigate("/only?n=1");
    search.set({{"m", 1}});
    EXPECT_EQ(go_on(), "/only?n=1&m=1");
}

TEST_F(search_test, X6_a_change_that_changes_nothing_is_no_navigation) {
    start_at("/a?x=1");
    auto search = inside([] { return use_search_params(); });
    search.set({{"x", 1}});
    EXPECT_FALSE(router().is_routing());
    go_on();
    EXPECT_EQ(take_log(), words());
}

enum class order : std::uint8_t { newest, oldest };
struct filter {
    std::string q;
    int page = 1;
    bool done = true;
    order by = order::newest;
    std::optional<int> least;
    std::vector<std::string> tags;
};

TEST_F(search_test, a_struct_is_the_schema_of_the_search_and_defaults_stay_out_of_it) {
    start_at("/a?q=tea+x&page=7&other=1&tags=a&tags=b&done=off&by=1&least=3");
    auto search = inside([] { return use_search_params<filter>(); });
    const auto& now = search();
    EXPECT_EQ(now.q, "tea x");
    EXPECT_EQ(now.page, 7);
    EXPECT_FALSE(now.done);
    EXPECT_EQ(now.by, order::oldest);
    EXPECT_EQ(now.least, 3);
    EXPECT_EQ(now.tags, (words{"a", "b"}));
    search.update([](filter& f) {
        f.page = 1;
        f.done = true;
        f.by = order::newest;
        f.least.reset();
        f.tags.clear();
    });
    search.update([](filter& f) { f.q += "y"; });
    EXPECT_EQ(go_on(), "/a?q=tea+xy&other=1");
    search.set({.q = "", .page = 2, .done = false, .least = {}, .tags = {"c"}});
    EXPECT_EQ(go_on(), "/a?other=1&page=2&done=off&tags=c");
    search.set({});
    EXPECT_EQ(go_on(), "/a?other=1");
}

struct sorted {
    std::string sort = "name";
    int page = 1;
    std::optional<int> limit = 10;
    std::vector<std::string> tags = std::vector<std::string>(1, "a");  // g++ 12 stops at a list in braces
};

TEST_F(search_test, an_empty_member_is_told_where_its_default_is_not_empty) {
    start_at("/x?sort=&limit=");
    auto search = inside([] { return use_search_params<sorted>(); });
    EXPECT_EQ(search().sort, "");
    EXPECT_EQ(search().limit, std::nullopt);
    search.update([](sorted& s) { s.page = 2; });
    EXPECT_EQ(go_on(), "/x?sort=&limit=&page=2");
    search.set({.limit = 5});
    EXPECT_EQ(go_on(), "/x?limit=5");
    search.set({.sort = "", .limit = std::nullopt, .tags = {"a", ""}});
    EXPECT_EQ(go_on(), "/x?limit=&sort=&tags=a&tags=");
    EXPECT_EQ(search().tags, (words{"a", ""}));
    search.set({.tags = {}});
    EXPECT_EQ(go_on(), "/x") << "a list without elements has no text";
}

TEST_F(search_test, what_does_not_fit_the_schema_has_its_default) {
    start_at("/a?page=many&q=x&q=y&done=perhaps&by=9999&least=&tags=");
    auto search = inside([] { return use_search_params<filter>(); });
    EXPECT_EQ(search().page, 1);
    EXPECT_EQ(search().q, "x");
    EXPECT_TRUE(search().done);
    EXPECT_EQ(search().by, order::newest);
    EXPECT_FALSE(search().least);
    EXPECT_EQ(search().tags, words{""});
}

TEST_F(search_test, N1_N2_each_part_of_the_location_is_told_of_on_its_own) {
    start_at("/a?x=1&y=2#h");
    words told;
    inside([&] {
        auto location = use_location();
        create_effect([=, &told] { told.push_back("path " + location.pathname()); });
        create_effect([=, &told] { told.push_back("hash " + location.hash()); });
        create_effect([=, &told, x = create_memo([=] { return location.query("x"); })] {
            told.push_back("x");
            for (const auto& value : x()) told.back() += " " + value;
        });
    });
    EXPECT_EQ(std::exchange(told, {}), (words{"path /a", "hash #h", "x 1"}));
    router().navigate("/a?x=1&y=3#h");
    go_on();
    EXPECT_EQ(std::exchange(told, {}), words());
    router().navigate("/a?x=1&y=3&x=4+5#h");
    go_on();
    EXPECT_EQ(std::exchange(told, {}), words{"x 1 4 5"});
    router().navigate("/b?x=1&x=4%205#k");
    go_on();
    EXPECT_EQ(std::exchange(told, {}), (words{"path /b", "hash #k"}));
}

TEST_F(search_test, N40_paths_are_resolved_from_the_route_around_and_follow_what_they_are_made_of) {
    start_at("/app/slow/7?q", {.base = "/app"});
    signal<std::string> to("x");
    auto [path, href] = inside([&] {
        provide_context(route_depth_context(), 1);
        return std::pair(use_resolved_path([&] { return to(); }), use_href([&] { return to(); }));
    });
    EXPECT_EQ(path(), "/app/slow/7/x");
    router().navigate("/slow/8");
    turn();
    EXPECT_EQ(path(), "/app/slow/8/x") << "it follows the route that stays";
    to.set("/y?z");
    EXPECT_EQ(href(), "/app/y?z");
    to.set("https://elsewhere.test");
    EXPECT_EQ(path(), std::nullopt);
    EXPECT_EQ(href(), std::nullopt);
}

// T11
TEST(hash_history, T11_links_into_the_hash_are_places_and_others_stay_what_they_are) {
    auto parse = [](std::string_view link, std::string hash) {
        memory_history outside({"/page" + hash, {}});
        return hash_history(outside).parse_path(link);
    };
    EXPECT_EQ(parse("/app/#/tasks", ""), "/tasks");
    EXPECT_EQ(parse("/#/tasks#row-3", "#/x"), "/tasks#row-3");
    EXPECT_EQ(parse("/index.html?v=1#/tasks?f=a", ""), "/tasks?f=a");
    EXPECT_EQ(parse("/#row-3", "#/tasks"), "/tasks#row-3");
    EXPECT_EQ(parse("/#row-3", "#/tasks#old"), "/tasks#row-3");
    EXPECT_EQ(parse("/#row-3", ""), "/#row-3");
    EXPECT_EQ(parse("/#/", "#/tasks"), "/");
    EXPECT_EQ(parse("/", "#/tasks"), "/");
}

TEST(hash_history, T10_places_are_what_stands_after_the_first_mark) {
    memory_history outside({"/page?v=1#/tasks?f=a#row", "7"});
    hash_history places(outside);
    EXPECT_EQ(places.get(), (history_entry{"/tasks?f=a#row", "7"}));
    EXPECT_EQ(places.render_path("/b"), "#/b");
    std::optional<int> moved;
    places.source().on_change = [&](std::optional<int> delta) { moved = delta; };
    places.set({"/b", "8"}, false, true);
    EXPECT_EQ(outside.get(), (history_entry{"#/b", "8"}));
    EXPECT_EQ(places.get(), (history_entry{"/b", "8"}));
    places.go(-1);
    EXPECT_EQ(moved, -1);
    EXPECT_EQ(places.get().value, "/tasks?f=a#row");
}

// T12, T14
TEST(memory_history, T12_T14_entries_are_dropped_by_what_is_pushed_and_states_come_back) {
    memory_history places;
    words told;
    places.on_change = [&](std::optional<int> delta) {
        told.push_back(places.get().value + places.get().state + " " + std::to_string(*delta));
    };
    places.set({"/a", "1"}, false, true);
    places.set({"/b", "2"}, false, true);
    places.set({"/c", "3"}, true, true);
    places.back();
    places.forward();
    places.go(-9);
    places.set({"/d", ""}, false, true);
    places.forward();
    EXPECT_EQ(told, (words{"/a1 -1", "/c3 1", "/ -2", "/d 0"}));
}

}  // namespace
}  // namespace solder::test

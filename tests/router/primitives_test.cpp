#include "router_page.hpp"
#include <gtest/gtest.h>
#include <solder/router/primitives.hpp>
#include <solder/router/route.hpp>

namespace solder {
namespace {

using texts = std::vector<std::string>;
using nodes = std::vector<route_pattern_node>;

nodes school() {
    return {
        {.paths = {"/org/:org"},
         .children = {{.paths = {"/"}}, {.paths = {"team/:team"}}, {.paths = {"files/*path"}}},
         .info = std::string("an organisation")},
        {.paths = {"/about"}},
    };
}

/// Notes what `read` gives, each time it runs again.
template <class Read>
void note(texts& seen, Read read) {
    create_render_effect([&seen, read] { seen.push_back(read()); });
}

std::string shown(const std::optional<path_match>& match) {
    if (!match) return "none";
    std::string out = match->path;
    for (const auto& [name, value] : match->params) out += " " + name + "=" + value;
    return out;
}

TEST(use_params, merges_the_levels_and_is_empty_for_what_is_not_there_M33) {
    router_page page(school(), "/org/7/team/2");
    const auto params = page.run([] { return use_params(); });
    EXPECT_EQ(params.get("org"), "7");
    EXPECT_EQ(params.get("team"), "2");
    EXPECT_EQ(params.get("path"), "");
    EXPECT_EQ(params.names(), (texts{"org", "team"}));
    EXPECT_TRUE(params.contains("team"));
    EXPECT_EQ(params.find("path"), std::nullopt);

    page.go("/org/8/files/");
    EXPECT_EQ(params.names(), (texts{"org", "path"}));
    EXPECT_FALSE(params.contains("team"));
    EXPECT_EQ(params.find("path"), "");
    page.go("/nowhere");
    EXPECT_EQ(params.all(), route_params());
    EXPECT_EQ(params.get("org"), "");
}

TEST(use_params, lets_deeper_levels_win_M33) {
    // A "*" inside a segment cuts what children are joined to (M2), so that a name can stand in both at two places.
    router_page page(nodes{{.paths = {"/:a*/:id"}, .children = {{.paths = {"z/:id"}}}}}, "/1/z/5");
    EXPECT_EQ(page.run([] { return use_params().all(); }), (route_params{{"a*", "1"}, {"id", "5"}, {"a", "1"}}));
}

TEST(use_params, tracks_each_parameter_by_itself_M33) {
    texts orgs, teams, has_team, names;
    router_page page(school(), "/org/7/team/2");
    page.run([&] {
        const auto params = use_params();
        note(orgs, [=] { return params.get("org"); });
        note(teams, [] { return use_param("team"); });
        note(has_team, [=] { return params.contains("team") ? "yes" : "no"; });
        note(names, [=] {
            std::string all;
            for (const auto& name : params.names()) all += name + " ";
            return all;
        });
    });
    page.go("/org/7/team/3");
    page.go("/org/7/team/3?q=1");
    page.go("/org/8/team/3");
    page.go("/org/8");
    EXPECT_EQ(orgs, (texts{"7", "8"}));
    EXPECT_EQ(teams, (texts{"2", "3", ""}));
    EXPECT_EQ(has_team, (texts{"yes", "yes", "no"}));  // tracked with the value
    EXPECT_EQ(names, (texts{"org team ", "org team ", "org team ", "org "}));
}

TEST(use_params, keeps_values_raw_and_offers_them_decoded_M16) {
    router_page page(school(), "/org/a%20b/files/100%25/%ff");
    const auto params = page.run([] { return use_params(); });
    EXPECT_EQ(params.get("org"), "a%20b");
    EXPECT_EQ(params.decoded("org"), "a b");
    EXPECT_EQ(params.decoded("path"), "100%25/%ff");  // malformed: unchanged
    EXPECT_EQ(params.decoded("none"), "");
}

TEST(use_params, shows_what_will_be_inside_a_transition_and_what_is_outside_of_it_M33) {
    texts inside, outside;
    signal<bool> is_open(false);
    router_page page(school(), "/org/7");
    const auto params = page.run([] { return use_params(); });
    // Nobody has asked for the name before: the first to do so is the transition.
    page.run([&] {
        create_computed([&] {
            if (is_open()) inside.push_back(params.get("org"));
        });
    });
    page.hold([&] {
        page.router->navigate("/org/8");
        is_open.set(true);
    });
    EXPECT_EQ(inside.back(), "8");
    EXPECT_EQ(params.get("org"), "7");
    page.run([&] { note(outside, [=] { return params.get("org"); }); });
    EXPECT_EQ(outside, texts{"7"});
    page.settle();
    EXPECT_EQ(params.get("org"), "8");
    EXPECT_EQ(outside.back(), "8");
    page.go("/org/9");
    EXPECT_EQ(params.get("org"), "9");
    EXPECT_EQ(inside.back(), "9");
    EXPECT_EQ(outside.back(), "9");
}

TEST(use_params, lists_names_without_asking_for_values_M34) {
    router_page page(school(), "/org/7/team/2");
    EXPECT_EQ(page.router->params().names(), (texts{"org", "team"}));
    page.go("/about");
    EXPECT_EQ(page.router->params().names(), texts{});
}

TEST(use_params, outlives_who_asked_first) {
    texts seen;
    router_page page(school(), "/org/7");
    page.run([] {
        create_root([](callback<void()> dispose) {
            EXPECT_EQ(use_param("org"), "7");
            dispose();
        });
    });
    page.run([&] { note(seen, [] { return use_param("org"); }); });
    page.go("/org/8");
    EXPECT_EQ(seen, (texts{"7", "8"}));
}

TEST(use_integer_param, reads_whole_numbers) {
    router_page page(nodes{{.paths = {"/:n"}}}, "/42");
    const auto number = [&] { return page.run([] { return use_integer_param("n"); }); };
    EXPECT_EQ(number(), 42);
    page.go("/-7");
    EXPECT_EQ(number(), -7);
    for (const char* none : {"/x", "/4x", "/9223372036854775808", "/a/b"}) {
        page.go(none);
        EXPECT_EQ(number(), std::nullopt) << none;
    }
}

TEST(use_match, follows_the_location_M31) {
    texts seen;
    router_page page(nodes{{.paths = {"*all"}}}, "/en/blog/s-1");
    page.run([&] {
        note(seen, [match = use_match("/:lang?/blog/:slug")] { return shown(match()); });
        EXPECT_EQ(shown(use_match("/blog/:slug")()), "none");
        EXPECT_EQ(shown(use_match("/en/blog")()), "none");  // the whole location has to match
        EXPECT_EQ(shown(use_match({"/x", "/en/*rest"})()), "/en rest=blog/s-1");
    });
    page.go("/blog/s-1");
    page.go("/blog/s-1?page=2");
    page.go("/blog/");
    EXPECT_EQ(seen, (texts{"/en/blog/s-1 lang=en slug=s-1", "/blog/s-1 slug=s-1", "none"}));
}

TEST(use_match, follows_a_path_that_changes_M31) {
    texts seen;
    signal<std::string> path(std::string("/org/:o"));
    router_page page(school(), "/org/7");
    page.run([&] {
        note(seen, [match = use_match([path] { return path(); }, {{"o", {"7", "8"}}})] { return shown(match()); });
    });
    page.go("/org/8");
    page.go("/org/9");  // the filter says no
    path.set("/:kind/9");
    EXPECT_EQ(seen, (texts{"/org/7 o=7", "/org/8 o=8", "none", "/org/9 kind=org"}));
}

TEST(use_match, ignores_the_base_M31) {
    router_page page(school(), "/app/about", "/app");
    EXPECT_EQ(page.router->matches().size(), 1u);
    page.run([] {
        EXPECT_EQ(shown(use_match("/about")()), "none");
        EXPECT_EQ(shown(use_match("/app/about")()), "/app/about");
    });
}

TEST(use_match, takes_the_types_of_a_typed_route_M31) {
    router_page page(school(), "/org/7");
    const route<"/org/:id", int> org;
    page.run([&] {
        const auto match = use_match(org);
        EXPECT_EQ(org.read(match()->params), std::tuple(7));
        page.go("/org/none");
        EXPECT_EQ(shown(match()), "none");
    });
}

TEST(use_match, raises_a_path_that_cannot_be_M15) {
    texts raised, seen;
    signal<std::string> path(std::string("/about"));
    router_page page(school(), "/about");
    page.run([&] {
        catch_error([&] { note(seen, [match = use_match([path] { return path(); })] { return shown(match()); }); },
                    [&](raised_error e) { raised.push_back(e.reason.message); });
    });
    path.set("/*/x");
    EXPECT_EQ(raised, texts{"route pattern \"/*/x\": a wildcard must be the last segment"});
    EXPECT_EQ(seen, (texts{"/about", "none"}));
}

TEST(use_current_matches, lists_the_levels_root_first_M32) {
    texts seen;
    router_page page(school(), "/org/7/team/2");
    page.run([&] {
        note(seen, [matches = use_current_matches()] {
            std::string all;
            for (const auto& match : matches())
                all += match.route->original_path + "|" + match.route->pattern + "|" + match.path + " ";
            return all;
        });
    });
    page.go("/org/7/team/2?q=1");
    page.go("/about");
    page.go("/nowhere");
    EXPECT_EQ(seen, (texts{"/org/:org|/org/:org|/org/7 team/:team|/org/:org/team/:team|/org/7/team/2 ",
                           "/about|/about|/about ", ""}));
}

TEST(use_current_matches, gives_a_list_of_the_callers_own_M32) {
    router_page page(school(), "/org/7/team/2");
    const auto matches = page.run([] { return use_current_matches(); });
    auto list = matches();
    EXPECT_EQ(*list[0].route->info.get<std::string>(), "an organisation");
    EXPECT_EQ(list[1].route->info.get<std::string>(), nullptr);
    list[0].params.set("org", "changed");
    list.pop_back();
    EXPECT_EQ(matches().size(), 2u);
    EXPECT_EQ(page.run([] { return use_param("org"); }), "7");
}

TEST(typed_route, gives_a_component_values_that_follow) {
    texts seen;
    router_page page(school(), "/org/7/team/2");
    const route<"team/:team", unsigned> team_route;
    page.run([&] {
        const auto [team] = team_route.use();
        note(seen, [team = team] { return std::to_string(team()); });
    });
    page.go("/org/7/team/3");
    page.go("/org/8/team/3");
    page.go("/about");  // keeps what it showed while it goes
    page.go("/org/8/team/4");
    EXPECT_EQ(seen, (texts{"2", "3", "4"}));
}

#ifndef NDEBUG
TEST(router_primitives_death, need_a_router_N24) {
    EXPECT_DEATH((void)use_params(), "router primitives need a Router");
    EXPECT_DEATH((void)use_current_matches(), "router primitives need a Router");
    EXPECT_DEATH((void)use_match("/a"), "router primitives need a Router");
}
#endif

}  // namespace
}  // namespace solder

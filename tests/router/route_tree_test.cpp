// What the search for a route costs, in steps: nodes and branches that it looked at. Never in time.
#include <gtest/gtest.h>
#include <solder/router/branches.hpp>
#include <solder/router/route_tree.hpp>

namespace solder {
namespace {

using nodes = std::vector<route_pattern_node>;

/// Ten routes for each part of the application.
nodes application(int routes) {
    nodes out;
    for (int part = 0; part < routes / 10; ++part) {
        route_pattern_node node{.paths = {"/part" + std::to_string(part)}};
        for (const char* path : {"/", "new", "settings", "settings/*page", ":id", ":id/edit", ":id/notes",
                                 ":id/notes/:note", ":id/files/*path", "archive/:year/:month"})
            node.children.push_back({.paths = {path}});
        out.push_back(std::move(node));
    }
    return out;
}

struct searched {
    std::string pattern;  // of the leaf that was found
    std::size_t steps;
    friend bool operator==(const searched&, const searched&) = default;
};
std::ostream& operator<<(std::ostream& out, const searched& of) { return out << of.pattern << " in " << of.steps; }

searched search(const nodes& definitions, std::string_view location) {
    const auto branches = *create_branches(definitions);
    const detail::route_tree tree(branches.all());
    const auto found = tree.find(branches.all(), detail::location_segments(location, tree.segment_limit()));
    if (found.branch == detail::route_tree::none) return {"none", found.steps};
    return {branches.all()[found.branch].routes.back()->pattern, found.steps};
}

std::string repeated(std::string_view text, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += text;
    return out;
}

TEST(route_tree, looks_at_as_many_places_among_a_thousand_routes_as_among_ten) {
    for (const char* location : {"/part0", "/part0/7", "/part0/new", "/part0/7/notes/3", "/part0/settings/a/b",
                                 "/part0/archive/2026/11", "/part0/7/nothing", "/nothing", "/"}) {
        const auto among_ten = search(application(10), location);
        EXPECT_EQ(search(application(1000), location), among_ten);
        EXPECT_LE(among_ten.steps, 10u) << location;
    }
}

TEST(route_tree, walks_no_further_than_the_longest_pattern) {
    const nodes wild{{.paths = {"/*rest", "/:a?/:b?/:c?/*rest", "/a/:b?/a/:d?/*", "/a/a/a/a/a"}}};
    for (const char* part : {"/a", "/b", "/A", "/%61"}) {
        const auto at_one_kilobyte = search(wild, repeated(part, 1024));
        EXPECT_NE(at_one_kilobyte.pattern, "none");
        EXPECT_LE(at_one_kilobyte.steps, 20u);
        EXPECT_EQ(search(wild, repeated(part, 8192)), at_one_kilobyte);
    }
}

TEST(route_tree, does_not_search_for_what_is_no_path) {
    const nodes wild{{.paths = {"/*rest", "/:a/*rest"}}};
    const searched nothing{"none", 0};
    EXPECT_EQ(search(wild, std::string(8192, '/')), nothing);
    EXPECT_EQ(search(wild, "/a/b//c"), nothing);
    EXPECT_EQ(search(wild, repeated("/a", 8192) + "//"), nothing);
    EXPECT_EQ(search(wild, repeated("/a", 8000) + "//" + repeated("/a", 100)), nothing);
}

TEST(route_tree, looks_at_no_place_twice) {
    // Each of eight segments is text or a parameter: 256 patterns that share their beginnings, 511 nodes.
    std::string path;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"}) path += std::string("/x/:") + name + "?";
    const nodes definitions{{.paths = {path}}};
    const auto branches = *create_branches(definitions);
    ASSERT_EQ(branches.all().size(), 256u);
    std::size_t nodes_at_most = 1;
    for (const auto& branch : branches.all()) nodes_at_most += branch.routes.back()->matcher.pattern().segments.size();
    for (std::size_t segments = 0; segments < 20; ++segments)
        EXPECT_LE(search(definitions, repeated("/x", segments * 2) + "/y").steps, nodes_at_most + 256);
}

TEST(route_tree, asks_each_filter_of_like_patterns_once) {
    std::size_t asked = 0;
    nodes refusing;
    for (int i = 0; i < 1000; ++i)
        refusing.push_back(
            {.paths = {"/u/:id"}, .filters = {{"id", [&asked](std::string_view) { return ++asked > 1000; }}}});
    EXPECT_EQ(search(refusing, "/u/7").steps, 3u + 1000u);  // the root, u, the parameter, each branch
    EXPECT_EQ(asked, 1000u);
}

TEST(route_tree, tells_text_apart_that_differs_in_one_character) {
    nodes definitions;
    for (int i = 0; i < 5000; ++i) definitions.push_back({.paths = {"/page" + std::to_string(i)}});
    const auto branches = *create_branches(definitions);
    for (int i = 0; i < 5000; ++i) {
        const auto name = "page" + std::to_string(i);
        const auto* found = branches.find("/P" + name.substr(1) + "/");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->routes.back()->pattern, "/" + name);
    }
    EXPECT_FALSE(branches.find("/page5000"));
    EXPECT_FALSE(branches.find("/page"));
}

TEST(route_tree, of_nothing_finds_nothing) {
    EXPECT_FALSE(route_branches().find("/"));
    EXPECT_FALSE(create_branches({})->find("/"));
    EXPECT_TRUE(get_route_matches(*create_branches({}), "/a").empty());
}

TEST(location_segments, tells_apart_no_more_than_the_limit) {
    const std::string long_path = repeated("/ab", 8192);
    const detail::location_segments cut(long_path, 3);
    EXPECT_TRUE(cut.is_path());
    EXPECT_EQ(cut.size(), 3u);
    EXPECT_EQ(cut[2], "ab");
    EXPECT_EQ(cut.before(2), "ab/ab");
    EXPECT_EQ(cut.from(1), std::string_view(long_path).substr(4));
    EXPECT_EQ(cut.from(3), "");
    EXPECT_TRUE(detail::location_segments(long_path + "/", 3).is_path());
    EXPECT_FALSE(detail::location_segments(long_path + "//", 3).is_path());
}

TEST(location_segments, keeps_many_segments_when_patterns_are_long) {
    const std::string path = repeated("/x", 80);
    const detail::location_segments cut(path, 100);
    ASSERT_EQ(cut.size(), 40u);
    for (std::size_t i = 0; i < cut.size(); ++i) EXPECT_EQ(cut[i], "x");
    const auto branches = *create_branches(nodes{{.paths = {repeated("/:a", 3) + repeated("/x", 60)}}});
    EXPECT_EQ(get_route_matches(branches, "/1" + repeated("/X", 60)).at(0).path, "/1" + repeated("/x", 60));
}

}  // namespace
}  // namespace solder

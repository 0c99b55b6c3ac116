#include <gtest/gtest.h>
#include <solder/router/branches.hpp>

namespace solder {
namespace {

using texts = std::vector<std::string>;
using nodes = std::vector<route_pattern_node>;

route_pattern_node leaf(texts paths, match_filters filters = {}) { return {std::move(paths), std::move(filters)}; }
route_pattern_node parent(texts paths, nodes children) { return {std::move(paths), {}, std::move(children)}; }

texts patterns(const route_pattern_node& node, std::string_view base = {}) {
    texts out;
    const auto routes = create_routes(node, base);
    for (const auto& route : *routes) out.push_back(route.pattern);
    return out;
}

texts leaves(const route_branches& branches) {
    texts out;
    for (const auto& branch : branches.all()) out.push_back(branch.routes.back()->pattern);
    return out;
}

/// One text per level: `pattern -> path name=value ...`.
texts matches(const route_branches& branches, std::string_view location) {
    texts out;
    for (const auto& match : get_route_matches(branches, location)) {
        std::string text = match.route->pattern + " -> " + match.path;
        for (const auto& [name, value] : match.params) text += " " + name + "=" + value;
        out.push_back(std::move(text));
    }
    return out;
}

TEST(create_routes, joins_expands_and_encodes_M17_M18_M19) {
    for (const char* base : {"/team", "/team/*", "/team/*rest"})
        EXPECT_EQ(patterns(leaf({"list"}), base), texts{"/team/list"});
    EXPECT_EQ(patterns(parent({"team/*"}, {leaf({"x"})})), texts{"/team"});
    EXPECT_EQ(patterns(leaf({"team/*"})), texts{"/team/*"});
    EXPECT_EQ(patterns(leaf({""})), texts{""});
    EXPECT_EQ(patterns(leaf({"/"})), texts{""});
    EXPECT_EQ(patterns(leaf({})), texts{""});
    EXPECT_EQ(patterns(leaf({"/"}), "/team"), texts{"/team"});
    EXPECT_EQ(patterns(leaf({"*lost"})), texts{"/*lost"});
    EXPECT_EQ(patterns(leaf({"+x/@y/p=q;r"})), texts{"/+x/@y/p=q;r"});
    EXPECT_EQ(patterns(leaf({"a b/é"})), texts{"/a%20b/%C3%A9"});
    EXPECT_EQ(patterns(leaf({"カ/:キ/*ク"})), texts{"/%E3%82%AB/:キ/*ク"});
    EXPECT_EQ(patterns(leaf({"a%20b"}), "/%c3%a9"), texts{"/%C3%A9/a%20b"});  // M20
}

TEST(create_routes, keeps_each_path_as_written_M17) {
    const auto routes = create_routes(leaf({"in", "join/:code?"}));
    texts shown;
    for (const auto& route : *routes) shown.push_back(route.original_path + " " + route.pattern);
    EXPECT_EQ(shown, (texts{"in /in", "join/:code? /join", "join/:code? /join/:code"}));
}

TEST(create_routes, matches_the_empty_path_at_the_root_M19) {
    const auto routes = create_routes(leaf({""}));
    EXPECT_TRUE(routes->front().matcher("/"));
    EXPECT_FALSE(create_routes(leaf({"+x"}))->front().matcher("/%2Bx"));
}

TEST(create_branches, reports_what_cannot_be_routed_M15) {
    const auto reason = [](nodes definitions) { return create_branches(definitions).error().message; };
    EXPECT_EQ(reason({leaf({"/docs/*rest/edit"})}),
              "route pattern \"/docs/*rest/edit\": a wildcard must be the last segment");
    EXPECT_EQ(reason({parent({"/a/*x/b"}, {leaf({"c"})})}),
              "route pattern \"/a/*x/b\": a wildcard must be the last segment");
    EXPECT_EQ(reason({leaf({"/a/:x?.html"})}), "route pattern \"/a/:x?.html\": a \"?\" must end its segment");
    EXPECT_EQ(reason({parent({"/a/:x"}, {leaf({"b"}), leaf({":x"})})}),
              "route pattern \"/a/:x/:x\": a parameter name stands twice");
}

nodes shop() {
    return {
        parent({"/shop"}, {leaf({"/*"}), leaf({":sku"}), parent({"cart"}, {leaf({"pay"}), leaf({"pay/*"})}),
                           leaf({"new/one"}), leaf({"/"})}),
        leaf({"*lost"}),
        leaf({"/"}),
        leaf({"/:any"}),
    };
}

TEST(create_branches, orders_by_score_then_definition_M21_M23_M26) {
    const auto branches = create_branches(shop());
    EXPECT_EQ(leaves(*branches), (texts{"/shop/cart/pay", "/shop/new/one", "/shop/cart/pay/*", "/shop/:sku", "/shop",
                                        "/shop/*", "/:any", "", "/*lost"}));
}

TEST(create_branches, exposes_one_number_for_the_order_M24) {
    const auto branches = create_branches(shop());
    const auto all = branches->all();
    EXPECT_EQ(all[0].weighted_score(), 12 * 10'000 - 2);  // /shop/cart/pay is the third leaf
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GT(all[i - 1].weighted_score(), all[i].weighted_score());
}

TEST(create_branches, keeps_the_order_beyond_ten_thousand_leaves_M24) {
    nodes definitions(10'002, leaf({"/*"}));
    definitions.push_back(leaf({"/"}));
    const auto branches = create_branches(definitions);
    EXPECT_EQ(branches->all()[0].routes[0]->pattern, "");
    for (std::size_t i = 1; i < branches->all().size(); ++i) EXPECT_EQ(branches->all()[i].index, i - 1);
}

TEST(get_route_matches, gives_every_level_root_first_M25_M26) {
    const auto branches = *create_branches(shop());
    EXPECT_EQ(matches(branches, "/"), (texts{" -> /"}));
    EXPECT_EQ(matches(branches, "/shop"), (texts{"/shop -> /shop", "/shop -> /shop"}));
    EXPECT_EQ(matches(branches, "/shop/"), (texts{"/shop -> /shop", "/shop -> /shop"}));
    EXPECT_EQ(matches(branches, "/shop/cart"), (texts{"/shop -> /shop", "/shop/:sku -> /shop/cart sku=cart"}));
    EXPECT_EQ(matches(branches, "/SHOP/Cart/PAY"),
              (texts{"/shop -> /shop", "/shop/cart -> /shop/cart", "/shop/cart/pay -> /shop/cart/pay"}));
    EXPECT_EQ(matches(branches, "/shop/cart/pay/x"),
              (texts{"/shop -> /shop", "/shop/cart -> /shop/cart", "/shop/cart/pay/* -> /shop/cart/pay"}));
    EXPECT_EQ(matches(branches, "/shop/abc/def"), (texts{"/shop -> /shop", "/shop/* -> /shop"}));
    EXPECT_EQ(matches(branches, "/nope"), (texts{"/:any -> /nope any=nope"}));
    EXPECT_EQ(matches(branches, "/nope/deep"), (texts{"/*lost -> / lost=nope/deep"}));
    EXPECT_EQ(matches(branches, "//"), texts{});
    EXPECT_EQ(matches(branches, "/shop//cart"), texts{});
}

TEST(get_route_matches, needs_a_child_for_the_parents_own_path_M22) {
    const auto shown = [](const char* child, const char* location) {
        return matches(*create_branches(nodes{parent({"/a"}, {leaf({child})})}), location).size();
    };
    EXPECT_EQ(shown("x", "/a"), 0u);
    for (const char* child : {"/", "", "*rest", ":id?"}) EXPECT_EQ(shown(child, "/a"), 2u) << child;
}

TEST(get_route_matches, prefers_depth_over_plain_text_M27) {
    const auto branches = *create_branches(nodes{leaf({"/:p/:q/:r/:s", "/a/b/*", "/a/:b/c/:d", "/a/*r"})});
    const auto first = [&](const char* location) { return get_route_matches(branches, location)[0].route->pattern; };
    EXPECT_EQ(first("/a/b/x/y"), "/:p/:q/:r/:s");
    EXPECT_EQ(first("/a/b/c/2"), "/a/:b/c/:d");
    EXPECT_EQ(matches(branches, "/a"), texts{"/a/*r -> /a r="});
}

TEST(get_route_matches, falls_through_a_filter_M28) {
    const auto digits = [](std::string_view id) { return id.find_first_not_of("0123456789") == id.npos; };
    const auto branches = *create_branches(nodes{leaf({"/u/:id"}, {{"id", digits}}), leaf({"/u/:name"})});
    EXPECT_EQ(matches(branches, "/u/12"), texts{"/u/:id -> /u/12 id=12"});
    EXPECT_EQ(matches(branches, "/u/bob"), texts{"/u/:name -> /u/bob name=bob"});
}

TEST(get_route_matches, asks_ancestors_after_the_leaf_M25) {
    texts asked;
    route_pattern_node user = parent({"/u/:id"}, {leaf({"/"}), leaf({"edit"})});
    user.filters = {{"id", [&asked](std::string_view id) {
                         asked.emplace_back(id);
                         return id != "0";
                     }}};
    const auto branches = *create_branches(nodes{user});
    EXPECT_EQ(matches(branches, "/u/7/x"), texts{});
    EXPECT_EQ(asked, texts{});
    EXPECT_EQ(matches(branches, "/u/0/edit"), texts{});
    EXPECT_EQ(matches(branches, "/u/7/edit").size(), 2u);
    EXPECT_EQ(asked, (texts{"0", "7"}));
}

TEST(get_route_matches, stays_below_the_base_M29) {
    const auto branches = *create_branches(nodes{leaf({"/x"}), leaf({"/"})}, "/app");
    EXPECT_EQ(leaves(branches), (texts{"/app/x", "/app"}));
    EXPECT_EQ(matches(branches, "/app/x"), texts{"/app/x -> /app/x"});
    EXPECT_EQ(matches(branches, "/app"), texts{"/app -> /app"});
    EXPECT_EQ(matches(branches, "/x"), texts{});
}

TEST(get_route_matches, takes_escapes_of_either_case_M20) {
    const auto branches = *create_branches(nodes{leaf({"café"})});
    EXPECT_EQ(matches(branches, "/caf%C3%A9").size(), 1u);
    EXPECT_EQ(matches(branches, "/caf%c3%a9").size(), 1u);
}

TEST(get_route_matches, hands_the_callers_definition_back) {
    const int team = 0, member = 0;
    route_pattern_node root = parent({"/team", "/crew"}, {leaf({":id?"})});
    root.definition = &team;
    root.children[0].definition = &member;
    const auto branches = *create_branches(nodes{root});
    for (const char* location : {"/team", "/crew/5"}) {
        const auto found = get_route_matches(branches, location);
        ASSERT_EQ(found.size(), 2u);
        EXPECT_EQ(found[0].route->definition, &team);
        EXPECT_EQ(found[1].route->definition, &member);
    }
}

TEST(get_route_matches, still_works_after_the_branches_moved) {
    auto branches = *create_branches(shop());
    const auto found = get_route_matches(branches, "/shop/cart/pay");
    const auto moved = std::move(branches);
    EXPECT_EQ(found[2].route, moved.all()[0].routes[2]);
    EXPECT_EQ(matches(moved, "/nope"), (texts{"/:any -> /nope any=nope"}));
}

}  // namespace
}  // namespace solder

#include "router_fixture.hpp"
#include <solder/html/page_router.hpp>

// Statements of the specification about links of a page.

namespace solder::test {
namespace {

using links = router_fixture;

TEST_F(links, L1_a_link_is_an_anchor_with_its_target_resolved) {
    const route_table routes{{.path = "/org/:o", .component = [] {
                                  return html("{}{}{}", A("team/2?x#y", "in"), A("/", "home", {.class_name = "big"}),
                                              A("", [] { return "here"; }, {.replace = true, .no_scroll = true}));
                              }}};
    EXPECT_EQ(start_at("/app/org/7", [&] { return Router({.routes = routes, .base = "/app"}); }),
              R"(<a link="" href="/app/org/7/team/2?x#y" class="inactive">in</a>)"
              R"(<a link="" href="/app" class="big active">home</a>)"
              R"(<a link="" href="/app/org/7" class="active" aria-current="page" replace="" noscroll="">here</a>)");
    end_page();
    const auto in_hash = start_at("/page#/org/7", [&] { return HashRouter({.routes = routes}); });
    EXPECT_TRUE(in_hash.starts_with(R"(<a link="" href="#/org/7/team/2?x#y" class="inactive">)")) << in_hash;
}

TEST_F(links, take_numbers_as_content_too) {
    const route_table routes{Route("/*all", [] { return html("{}{}", A("/x", 2.5), A("/y", [] { return 3; })); })};
    EXPECT_EQ(start_at("/", [&] { return Router({.routes = routes}); }),
              R"(<a link="" href="/x" class="inactive">2.5</a><a link="" href="/y" class="inactive">3</a>)");
}

/// What a link says of itself: "active", and "page" where it is the very page.
struct link_says {
    const char* link;
    const char* at;
    bool active, active_at_end, is_page;
};

TEST_F(links, L2_a_link_knows_whether_it_is_active) {
    const std::vector<link_says> rows{
        {"/team", "/team", true, true, true},
        {"/team", "/team/", true, true, true},
        {"/team", "/TEAM", true, true, true},
        {"/team/", "/team", true, true, true},
        {"/team?x=1#y", "/team", true, true, true},
        {"/team", "/team?z#y", true, true, true},
        {"/team", "/team/5", true, false, false},
        {"/team", "/teams", false, false, false},
        {"/team/5", "/team", false, false, false},
        {"/", "/", true, true, true},
        {"/", "/team", true, false, false},
        {"/café", "/caf%C3%A9", true, true, true},
        {"/caf%C3%A9", "/caf%C3%A9", true, true, true},
        {"/caf%c3%a9", "/café", true, true, true},
        {"/a%2Fb", "/a/b", false, false, false},
        {"/team", "/%", false, false, false},
        {"/%", "/%", true, true, true},
        {"https://there.test/team", "/team", false, false, false},
        {"mailto:a@b.c", "/", false, false, false},
    };
    std::string target;
    auto anchor = [](const link_says& row, bool active) {
        return std::string("<a link=\"\" href=\"") + row.link + "\" class=\"" + (active ? "active" : "inactive") +
               "\"" + (row.is_page ? " aria-current=\"page\"" : "") + ">x</a>";
    };
    const route_table routes{
        Route("/*all", [&] { return html("{}{}", A(target, "x"), A(target, "x", {.end = true})); })};
    for (const auto& row : rows) {
        target = row.link;
        EXPECT_EQ(start_at(row.at, [&] { return Router({.routes = routes}); }),
                  anchor(row, row.active) + anchor(row, row.active_at_end))
            << row.link << " at " << row.at;
        end_page();
    }
}

TEST_F(links, L2_a_link_follows_the_location) {
    const route_table routes{{.path = "/*all", .component = [] { return A("/b", "b"); }}};
    start_at("/a", [&] { return Router({.routes = routes}); });
    EXPECT_EQ(go("/b/c"), R"(<a link="" href="/b" class="active">b</a>)");
    EXPECT_EQ(go("/b"), R"(<a link="" href="/b" class="active" aria-current="page">b</a>)");
    EXPECT_EQ(go("/c"), R"(<a link="" href="/b" class="inactive">b</a>)");
}

TEST_F(links, L5_L6_a_link_that_is_followed_is_a_place_of_the_application_as_it_stands) {
    const route_table routes{{.path = "/*all", .component = noted("page")}};
    start_at("/app/x", [&] { return Router({.routes = routes, .base = "/app"}); });
    for (const char* outside : {"/apple", "/appx/y", "/", "/ap", "/other/app/x"})
        EXPECT_FALSE(page_router()->follow_link(outside, {})) << outside;
    EXPECT_FALSE(page_router()->is_routing());
    for (const char* inside : {"/app", "/APP/y", "/app?z", "/app#h", "/app/y?x=1#h"}) {
        EXPECT_TRUE(page_router()->follow_link(inside, {.state = "1"})) << inside;
        shown();
        EXPECT_EQ(places_.get(), (history_entry{inside, "1"}));
    }
}

}  // namespace
}  // namespace solder::test

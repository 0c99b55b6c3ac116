#include "router_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/router/location.hpp>

namespace solder::test {
namespace {

using router_page = router_fixture;

// The table of N36.
TEST_F(router_page, N36_what_stays_the_same_definition_stays_mounted) {
    const route_table routes{
        {.path = "/org/:o",
         .component = noted("org"),
         .children = {{.path = "/", .component = noted("home")},
                      {.path = "/team/:t", .component = noted("team")},
                      {.path = {"/m", "/n/:k?"}, .component = noted("many")}}},
    };
    start_at("/org/7", [&] { return Router({.root = noted("root"), .routes = routes}); });
    EXPECT_EQ(take_log(), (words{"+root", "+org", "+home"}));
    EXPECT_EQ(go("/org/7/team/2"), "<p>root<p>org<p>team</p></p></p>");
    EXPECT_EQ(take_log(), (words{"+team", "-home"}));
    go("/org/8/team/3");
    EXPECT_EQ(take_log(), words());
    go("/org/8/m");
    take_log();
    go("/org/8/n");
    go("/org/8/n/5");
    EXPECT_EQ(take_log(), words());
    // N37
    EXPECT_EQ(go("/nowhere"), "<p>root</p>");
    EXPECT_EQ(take_log(), (words{"-many", "-org"}));
    EXPECT_EQ(page_router()->matches().size(), 0u);
}

TEST_F(router_page, N35_a_route_without_a_component_shows_what_is_below) {
    const route_table routes{{.path = "/a", .children = {{.path = "/b", .component = noted("b")}}}};
    EXPECT_EQ(start_at("/a/b", [&] { return Router({.root = noted("root"), .routes = routes}); }),
              "<p>root<p>b</p></p>");
}

TEST_F(router_page, N39_routes_end_with_their_outlet_and_later_navigations_do_not_touch_them) {
    signal<bool> is_open(true);
    const route_table routes{{.path = "/*all", .component = noted("page")}};
    start_at("/a", [&] {
        return Router({.root = [&](const outlet& page) { return Show(is_open, page); }, .routes = routes});
    });
    take_log();
    is_open.set(false);
    EXPECT_EQ(shown(), "");
    EXPECT_EQ(take_log(), words{"-page"});
    go("/b");
    EXPECT_EQ(take_log(), words());
    is_open.set(true);
    EXPECT_EQ(shown(), "<p>page</p>");
}

TEST_F(router_page, N23_Navigate_leads_on_in_place_of_the_entry) {
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/old", .component = [] { return Navigate({.href = "/new?x", .state = "1"}); }},
        {.path = "/new", .component = noted("new")},
        {.path = "/lost",
         .component =
             [] {
                 return ErrorBoundary([](const error& e, auto) { return html("{}", e.message); },
                                      [] { return Navigate({"https://there.test"}); });
             }},
    };
    start_at("/", [&] { return Router({.routes = routes}); });
    EXPECT_EQ(go("/old"), "<p>new</p>");
    EXPECT_EQ(places_.get(), (history_entry{"/new?x", "1"}));
    places_.back();
    EXPECT_EQ(shown(), "<p>home</p>");
    EXPECT_EQ(go("/lost"), "This leads out of the application: https://there.test");
}

TEST_F(router_page, P1_P2_P4_preload_functions_run_before_what_they_are_for_with_why) {
    auto note = [this](std::string name) {
        return [this, name](const preload_event& event) {
            auto intent = std::array{"initial", "navigate", "native", "preload"}[static_cast<int>(event.intent)];
            log_.push_back(name + " " + event.url + " " + intent + " " + std::string(event.params.get("id")));
        };
    };
    const route_table routes{
        {.path = "/a/:id",
         .component = noted("outer"),
         .children = {{.path = "/", .component = noted("inner"), .preload = note("preload inner")}},
         .preload = note("preload outer")},
        {.path = "/", .component = noted("home"), .preload = note("preload home")},
    };
    start_at("/a/7?x",
             [&] { return Router({.root = noted("root"), .routes = routes, .preload = note("preload root")}); });
    EXPECT_EQ(take_log(), (words{"preload root /a/7?x initial ", "+root", "preload outer /a/7?x initial 7",
                                 "preload inner /a/7?x initial 7", "+outer", "+inner"}));
    go("/");
    EXPECT_EQ(take_log(), (words{"preload home / navigate ", "+home", "-inner", "-outer"}));
    places_.back();
    shown();
    EXPECT_EQ(take_log(),
              (words{"preload outer /a/7?x native 7", "preload inner /a/7?x native 7", "+outer", "+inner", "-home"}));
    go("/a/8");
    EXPECT_EQ(take_log(), words()) << "it stays mounted (N36)";
}

TEST_F(router_page, P5_P6_P7_P9_P14_a_link_that_is_pointed_at_fetches_for_the_page_to_come) {
    int reads = 0;
    auto get_page = query("page", [&reads](std::string id) -> task<std::string> {
        ++reads;
        co_await sleep_for(10ms);
        co_return "data " + id;
    });
    const auto greeting = create_context(std::string("nobody"));
    words seen;
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/p/:id",
         .component =
             [&] {
                 auto data = create_async([&] { return get_page(use_param("id")); });
                 return html("<b>{}</b>", [=] { return data() ? *data() : "none"; });
             },
         .preload =
             [&](const preload_event& event) {
                 seen.push_back(use_context(greeting));
                 get_page(std::string(event.params.get("id")));
                 if (event.params.get("id") == "bad") raise_error({error{"bad"}, {}});
             }},
    };
    start_at("/", [&] {
        provide_context(greeting, "somebody");
        return Router({.routes = routes});
    });
    preload_page_route("/p/7", {.preload_data = true});
    EXPECT_EQ(reads, 1);
    EXPECT_EQ(seen, words{"somebody"});
    EXPECT_EQ(shown(), "<p>home</p>");
    preload_page_route("/nowhere/at/all", {.preload_data = true});
    preload_page_route("/p/bad", {.preload_data = true});
    EXPECT_EQ(reads, 2) << "its failure is nobody's";
    time_.advance(4'000ms);
    EXPECT_EQ(go("/p/7"), "<b>data 7</b>") << "at once";
    EXPECT_EQ(reads, 2);
}

TEST_F(router_page, T1_T2_T13_routers_of_other_places_show_them) {
    const route_table routes{Route("/", noted("home")), Route("/a", noted("a")), Route("/b", noted("b"))};
    places_.set({"/page#/a", {}}, true, true);
    root_->run([&] { mount_page([&] { return HashRouter({.routes = routes}); }); });
    EXPECT_EQ(shown(), "<p>a</p>");
    EXPECT_EQ(go("/b"), "<p>b</p>");
    EXPECT_EQ(places_.get().value, "#/b");
    EXPECT_TRUE(page_router()->follow_link("/page#/a", {}));
    EXPECT_EQ(shown(), "<p>a</p>");
    places_.back();
    EXPECT_EQ(shown(), "<p>b</p>");
}

TEST_F(router_page, T12_T13_a_router_in_memory_starts_at_the_root_and_leaves_the_address_alone) {
    const route_table routes{Route("/", noted("home")), Route("/a", noted("a"))};
    auto entries = std::make_shared<memory_history>();
    EXPECT_EQ(start_at("/a", [&] { return MemoryRouter({.routes = routes, .places = entries}); }), "<p>home</p>");
    EXPECT_EQ(go("/a"), "<p>a</p>");
    EXPECT_EQ(places_.get().value, "/a");
    entries->back();
    EXPECT_EQ(shown(), "<p>home</p>");
}

TEST_F(router_page, T15_a_router_of_one_place_shows_that) {
    const route_table routes{Route("/", noted("home")), Route("/a", noted("a"))};
    EXPECT_EQ(start_at("/", [&] { return StaticRouter({.routes = routes}, "/a"); }), "<p>a</p>");
}

TEST_F(router_page, N7_L1_routes_and_links_live_below_the_base) {
    const route_table routes{Route("/", [] { return A("/b", "to b"); }), Route("/b", noted("b"))};
    auto link = start_at("/app", [&] { return Router({.routes = routes, .base = "/app"}); });
    EXPECT_EQ(link, R"(<a link="" href="/app/b" class="inactive">to b</a>)");
    EXPECT_EQ(go("/b"), "<p>b</p>");
    EXPECT_EQ(places_.get().value, "/app/b");
    EXPECT_FALSE(page_router()->has_route("/b"));
    EXPECT_FALSE(page_router()->has_route("/apple"));
}

TEST_F(router_page, W8_W12_a_page_that_failed_is_left_for_one_that_works) {
    const route_table routes{
        Route("/bad", [] { return html("{}", [] { return raise_error({error{"broken"}, {}}), ""; }); }),
        Route("/good", noted("good"))};
    auto root = [](const outlet& page) {
        return ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); }, [=] { return page(); });
    };
    EXPECT_EQ(start_at("/bad", [&] { return Router({.root = root, .routes = routes}); }), "<i>broken</i>");
    EXPECT_EQ(go("/good"), "<p>good</p>");
    EXPECT_EQ(go("/bad"), "<i>broken</i>");
}

TEST_F(router_page, N35_N38_components_have_what_their_preload_functions_gave) {
    struct greeting {
        std::string words;
    };
    auto says = [](const outlet& below) { return html("<p>{}{}</p>", use_preloaded<greeting>().words, below()); };
    const route_table routes{
        {.path = "/a/:id",
         .component = says,
         .children = {{.path = "/", .component = says, .preload = [](auto&) { return greeting{"inner"}; }}},
         .preload = [](const preload_event& e) { return greeting{"outer " + std::string(e.params.get("id"))}; }},
    };
    auto shown = start_at("/a/7", [&] {
        return Router({.root = says, .routes = routes, .preload = [](auto&) { return greeting{"root"}; }});
    });
    EXPECT_EQ(shown, "<p>root<p>outer 7<p>inner</p></p></p>");
}

// What an accessor that the preload function made reads follows the parameters while the route stays.
TEST_F(router_page, N35_what_was_preloaded_may_be_an_accessor) {
    using accessor = memo<std::string>;
    const route_table routes{{.path = "/a/:id",
                              .component = [] { return html("<p>{}</p>", use_preloaded<accessor>()); },
                              .preload = [](auto&) { return create_memo([] { return "no. " + use_param("id"); }); }}};
    EXPECT_EQ(start_at("/a/7", [&] { return Router({.routes = routes}); }), "<p>no. 7</p>");
    EXPECT_EQ(go("/a/8"), "<p>no. 8</p>");
}

TEST_F(router_page, P1_what_a_preload_function_made_lives_as_long_as_its_route) {
    auto lasts = [this](std::string name) {
        return [this, name](auto&) {
            log_.push_back("start " + name);
            on_cleanup([this, name] { log_.push_back("end " + name); });
        };
    };
    signal<bool> is_open(false);
    const route_table routes{
        {.path = "/a",
         .component = [&](const outlet& below) { return Show(is_open, below); },
         .children = {{.path = "/", .component = noted("one"), .preload = lasts("one")},
                      {.path = "/two", .component = noted("two"), .preload = lasts("two")}},
         .preload = lasts("a")},
        {.path = "/b", .component = noted("b")},
    };
    start_at("/a", [&] { return Router({.routes = routes}); });
    EXPECT_EQ(take_log(), (words{"start a", "start one"})) << "before the outlet is placed";
    is_open.set(true);
    shown();
    EXPECT_EQ(take_log(), words{"+one"});
    go("/a/two");
    EXPECT_EQ(take_log(), (words{"start two", "+two", "-one", "end one"}));
    is_open.set(false);
    shown();
    EXPECT_EQ(take_log(), (words{"-two", "end two"}));
    is_open.set(true);
    shown();
    EXPECT_EQ(take_log(), (words{"start two", "+two"}));
    go("/b");
    EXPECT_EQ(take_log(), (words{"+b", "-two", "end two", "end a"}));
}

TEST_F(router_page, P1_what_was_preloaded_for_one_visit_is_not_for_the_next) {
    int runs = 0;
    auto note = [&](const preload_event& event) { return std::to_string(++runs) + " " + event.url; };
    for (const auto& way : {words{}, words{"/a/8"}, words{"/a/7?x"}, words{"/a/8", "/a/7"}}) {
        signal<bool> is_open(false);
        const route_table routes{
            {.path = "/a/:id",
             .component = [&](const outlet& below) { return Show(is_open, below); },
             .children = {{.path = "/",
                           .component = [] { return html("<p>{}</p>", use_preloaded<std::string>()); },
                           .preload = note}}},
        };
        runs = 0;
        start_at("/a/7", [&] { return Router({.routes = routes}); });
        for (const auto& to : way) go(to);
        EXPECT_EQ(runs, 1) << "the level stays, and places nothing below";
        is_open.set(true);
        EXPECT_EQ(shown(), way.empty() ? "<p>1 /a/7</p>" : "<p>2 " + way.back() + "</p>");
        end_page();
    }
}

TEST_F(router_page, N9_N40_a_layout_that_stays_leads_on_from_where_it_is_then) {
    std::optional<navigate_function> navigate;
    const route_table routes{{.path = "/p/:id",
                              .component =
                                  [&](const outlet& below) {
                                      navigate = use_navigate();
                                      return html("{} {}", A("settings", "Settings"), below());
                                  },
                              .children = {Route("/", [] { return view(); }), Route("/settings", noted("settings"))}}};
    start_at("/p/1", [&] { return Router({.routes = routes}); });
    EXPECT_EQ(go("/p/2"), R"(<a link="" href="/p/2/settings" class="inactive">Settings</a> )");
    (void)(*navigate)("settings");
    EXPECT_EQ(shown(),
              R"(<a link="" href="/p/2/settings" class="active" aria-current="page">Settings</a> <p>settings</p>)");
}

TEST_F(router_page, L1_a_link_may_lead_elsewhere_later) {
    signal<std::string> to("/a");
    const route_table routes{Route("*all", [&] { return A(to, "there"); })};
    EXPECT_EQ(start_at("/b", [&] { return Router({.routes = routes}); }),
              R"(<a link="" href="/a" class="inactive">there</a>)");
    to.set("/b");
    EXPECT_EQ(shown(), R"(<a link="" href="/b" class="active" aria-current="page">there</a>)");
}

TEST_F(router_page, N37_N38_the_root_stays_around_nothing_where_no_route_matches) {
    auto root = [this](const outlet& below) {
        log_.push_back("root");
        return html("<i>{}</i><b>{}</b>", [params = use_params()] { return params.names().size(); }, below());
    };
    const route_table routes{{.path = "/:a/:b", .component = noted("page")}};
    EXPECT_EQ(start_at("/x", [&] { return Router({.root = root, .routes = routes}); }), "<i>0</i><b></b>");
    EXPECT_EQ(page_router()->matches().size(), 0u);
    EXPECT_EQ(go("/x/y"), "<i>2</i><b><p>page</p></b>");
    EXPECT_EQ(go("/x/y/z"), "<i>0</i><b></b>");
    EXPECT_EQ(take_log(), (words{"root", "+page", "-page"}));
}

TEST_F(router_page, T16_routes_that_change_are_matched_anew_and_the_same_definitions_stay) {
    const route_definition home{.path = "/home", .component = noted("home")};
    const route_definition other{.path = "/home", .component = noted("other")};
    const route_definition extra{.path = "/extra", .component = noted("extra")};
    signal<int> which(0);
    auto routes = [=] {
        switch (which()) {
            case 0:
                return route_table{home};
            case 1:
                return route_table{extra, home};
            default:
                return route_table{other};
        }
    };
    EXPECT_EQ(start_at("/home", [&] { return Router({.routes = routes}); }), "<p>home</p>");
    EXPECT_FALSE(page_router()->has_route("/extra"));
    take_log();
    which.set(1);
    EXPECT_EQ(shown(), "<p>home</p>");
    EXPECT_EQ(take_log(), words());
    EXPECT_EQ(go("/extra"), "<p>extra</p>");
    which.set(0);
    EXPECT_EQ(shown(), "") << "there is no such route any more";
    which.set(1);
    EXPECT_EQ(shown(), "<p>extra</p>");
    go("/home");
    which.set(2);
    EXPECT_EQ(shown(), "<p>other</p>");
    EXPECT_EQ(take_log(), (words{"+extra", "-home", "-extra", "+extra", "+home", "-extra", "-home", "+other"}));
}

TEST_F(router_page, T16_a_navigation_on_its_way_when_the_routes_change_leads_to_what_they_show_then) {
    auto slow = query("slow", []() -> task<std::string> {
        co_await sleep_for(10ms);
        co_return "data";
    });
    signal<bool> is_new(false);
    auto page = [&](std::string name) {
        return [&slow, name] {
            auto data = create_async([&slow] { return slow(); });
            return html("<p>{} {}</p>", name, [=] { return data() ? *data() : "none"; });
        };
    };
    auto routes = [&] {
        return is_new() ? route_table{Route("/", noted("home")), Route("/slow", page("new"))}
                        : route_table{Route("/", noted("home")), Route("/slow", page("old"))};
    };
    auto root = [](const outlet& below) { return Suspense([] { return html("..."); }, [=] { return below(); }); };
    start_at("/", [&] { return Router({.root = root, .routes = routes}); });
    EXPECT_EQ(go("/slow"), "<p>home</p>");
    is_new.set(true);
    EXPECT_EQ(shown(), "<p>home</p>") << "still on its way";
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<p>new data</p>");
    EXPECT_EQ(places_.get().value, "/slow");
}

TEST_F(router_page, L1_a_link_says_what_its_options_ask_for) {
    const link_options all{.class_name = "tab",
                           .active_class = "on",
                           .inactive_class = "off",
                           .replace = true,
                           .no_scroll = true,
                           .state = R"({"from":"here"})",
                           .preload = false};
    const route_table routes{Route("*all", [&] { return A("/tea", [] { return "Tea"; }, all); })};
    EXPECT_EQ(start_at("/", [&] { return Router({.routes = routes}); }),
              R"(<a link="" href="/tea" class="tab off" state="{&quot;from&quot;:&quot;here&quot;}" preload="false" )"
              R"(replace="" noscroll="">Tea</a>)");
    EXPECT_EQ(go("/tea"),
              R"(<a link="" href="/tea" class="tab on" state="{&quot;from&quot;:&quot;here&quot;}" preload="false" )"
              R"(replace="" noscroll="" aria-current="page">Tea</a>)");
}

TEST_F(router_page, L1_an_anchor_of_ones_own_knows_what_a_link_knows) {
    const route_table routes{Route("*all", [] {
        auto link = use_link("/tea", {.inactive_class = ""});
        return html(
            R"(<a href={} title="Tea" class={} aria-current={}>{}</a>)", link.href(), [=] { return link.classes(); },
            [=] { return link.current(); }, [=] { return link.is_active() ? "here" : "there"; });
    })};
    EXPECT_EQ(start_at("/", [&] { return Router({.routes = routes}); }),
              R"(<a title="Tea" href="/tea" class="">there</a>)");
    EXPECT_EQ(go("/tea/green"), R"(<a title="Tea" href="/tea" class="active">here</a>)");
}

}  // namespace
}  // namespace solder::test

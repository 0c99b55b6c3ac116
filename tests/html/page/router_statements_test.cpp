#include "router_fixture.hpp"
#include <map>
#include <solder/html/dynamic.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>

// Statements of the specification about routes, preloading and routers, one test for each.

namespace solder::test {
namespace {

using router_statements = router_fixture;

TEST_F(router_statements, N10_relative_targets_start_at_the_route_that_navigates) {
    std::map<std::string, navigate_function> from;
    auto navigates = [&](std::string name) {
        return [&from, name](const outlet& below) {
            from.insert_or_assign(name, use_navigate());
            return below();
        };
    };
    const route_table routes{
        {.path = "/org/:o",
         .component = navigates("org"),
         .children = {{.path = "/team/:t", .component = navigates("team")},
                      {.path = "/files/*rest", .component = navigates("files")}}},
    };
    const std::string team = "/app/org/7/team/2?z=1#q", files = "/app/org/7/files/a/b";
    start_at(team, [&] { return Router({.root = navigates("root"), .routes = routes, .base = "/app"}); });
    auto leads = [&](const std::string& at, const std::string& who, std::string_view to) {
        go(at, {.resolve = false});
        EXPECT_TRUE(from.at(who)(to));
        shown();
        return places_.get().value;
    };
    EXPECT_EQ(leads(team, "root", "x"), "/app/x");
    EXPECT_EQ(leads(team, "org", "x"), "/app/org/7/x");
    EXPECT_EQ(leads(team, "org", "?a=1"), "/app/org/7?a=1");
    EXPECT_EQ(leads(team, "team", "x"), "/app/org/7/team/2/x");
    EXPECT_EQ(leads(files, "files", "x"), "/app/org/7/files/x") << "what a wildcard caught is no part of the path";
}

TEST_F(router_statements, N37_where_no_route_matches_the_root_has_nothing_inside) {
    std::optional<live_params> params;
    const route_table routes{{.path = "/org/:o", .component = noted("org")}};
    auto root = [&](const outlet& page) {
        params = use_params();
        return html("<main>{}</main>", page());
    };
    EXPECT_EQ(start_at("/org/7", [&] { return Router({.root = root, .routes = routes}); }), "<main><p>org</p></main>");
    EXPECT_EQ(params->names(), words{"o"});
    EXPECT_EQ(go("/nowhere/at/all"), "<main></main>");
    EXPECT_EQ(page_router()->matches().size(), 0u);
    EXPECT_EQ(params->names(), words());
    EXPECT_EQ(params->get("o"), "");
    EXPECT_EQ(go("/org/8"), "<main><p>org</p></main>");
    EXPECT_EQ(params->get("o"), "8");
}

TEST_F(router_statements, P3_preload_functions_get_the_parameters_of_the_page_or_of_the_page_to_come) {
    std::optional<live_params> live;
    auto note = [&](std::string name) {
        return [&, name](const preload_event& event) {
            auto said = name;
            for (const auto& [key, value] : event.params) said += " " + key + "=" + value;
            log_.push_back(said + " " + event.url);
            if (event.intent != query_intent::preload) live = use_params();
        };
    };
    const route_table routes{
        {.path = "/org/:o",
         .component = noted("org"),
         .children = {{.path = "/", .component = noted("home")},
                      {.path = "/team/:t", .component = noted("team"), .preload = note("team")}},
         .preload = note("org")},
        {.path = "/", .component = noted("start")},
    };
    start_at("/org/7/team/2", [&] { return Router({.routes = routes}); });
    EXPECT_EQ(take_log(), (words{"org o=7 t=2 /org/7/team/2", "team o=7 t=2 /org/7/team/2", "+org", "+team"}))
        << "those of all levels together";
    go("/org/8/team/3");
    EXPECT_EQ(live->get("o") + live->get("t"), "83") << "these follow the location";
    take_log();
    preload_page_route("/org/9/team/4?x#y", {.preload_data = true});
    EXPECT_EQ(take_log(), (words{"org o=9 /org/9/team/4?x#y", "team o=9 t=4 /org/9/team/4?x#y"}));
    EXPECT_EQ(live->get("o"), "8") << "the page itself has not moved";
}

TEST_F(router_statements, P8_what_a_preload_function_gives_for_a_page_that_may_come_is_dropped) {
    auto given = std::make_shared<int>(7);
    int runs = 0;
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/a", .component = noted("a"), .preload = [&](const preload_event&) { return ++runs, given; }},
    };
    start_at("/", [&] { return Router({.routes = routes}); });
    const auto holders = given.use_count();
    preload_page_route("/a", {.preload_data = true});
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(given.use_count(), holders);
    EXPECT_EQ(go("/a"), "<p>a</p>");
    EXPECT_EQ(runs, 2) << "the route runs it for itself";
}

TEST_F(router_statements, P13_paths_are_transformed_before_every_preload) {
    const auto without_language = [](std::string_view path) {
        return std::string(path.starts_with("/de") ? path.substr(3) : path);
    };
    const route_table routes{{.path = "/", .component = noted("home")},
                             {.path = "/p/:id", .component = noted("page"), .preload = [&](const preload_event& event) {
                                  log_.push_back("preload " + std::string(event.params.get("id")) + " " + event.url);
                              }}};
    const auto makers = {Router, HashRouter, MemoryRouter};
    const auto links = {"/de/p/7", "/page#/de/p/7", "/de/p/7"};
    auto link = links.begin();
    for (auto* make : makers) {
        std::optional<route_preloader> preload;
        auto root = [&](const outlet& page) {
            preload = use_preload_route();
            return page();
        };
        start_at("/de/", [&] { return make({.root = root, .routes = routes, .transform_url = without_language}); });
        take_log();
        preload_page_route(*link++, {.preload_data = true});
        (*preload)("/de/p/8", {.preload_data = true});
        EXPECT_EQ(take_log(), (words{"preload 7 /de/p/7", "preload 8 /de/p/8"}));
        end_page();
    }
}

/// Notes what it is told to write and where to scroll.
struct noted_place final : history {
    explicit noted_place(std::string at) : value(std::move(at)) {}
    history_entry get() const override { return {value, state}; }
    void set(const history_entry& entry, bool replace, bool scrolls) override {
        value = entry.value, state = entry.state;
        log.push_back((replace ? "replace " : "push ") + value + (scrolls ? "" : " keep"));
    }
    void scroll(std::string_view to, bool top) override {
        log.push_back("scroll " + std::string(to) + (top ? " top" : ""));
    }
    std::string value, state;
    words log;
};

TEST_F(router_statements, T1_all_routers_have_these_options_in_common) {
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/a", .component = noted("a"), .children = {{.path = "/b", .component = noted("b")}}},
    };
    auto check = [&](const char* outside, callback<view(router_options)> make) {
        places_.set({outside, {}}, true, true);
        root_->run([&] {
            mount_page([&] {
                return make(
                    {.root = noted("root"),
                     .routes = routes,
                     .single_flight = false,
                     .base = "/app",
                     .transform_url =
                         [](std::string_view path) { return std::string(path == "/app/old" ? "/app/a/b" : path); },
                     .preload = [&](const preload_event& event) { log_.push_back("preload " + event.url); }});
            });
        });
        EXPECT_EQ(shown(), "<p>root<p>a<p>b</p></p></p>");
        EXPECT_EQ(take_log(), (words{"preload /app/old", "+root", "+a", "+b"}));
        EXPECT_EQ(page_router()->base(), "/app");
        EXPECT_EQ(page_router()->pathname(), "/app/old");
        EXPECT_EQ(page_router()->single_flight_page(), "");
        EXPECT_EQ(go("/"), "<p>root<p>home</p></p>");
        end_page();
        EXPECT_EQ(shown(), "");
        take_log();
    };
    check("/app/old", Router);
    check("/page#/app/old", HashRouter);
    check("/elsewhere", [](router_options options) {
        options.places = std::make_shared<memory_history>(history_entry{"/app/old"});
        return MemoryRouter(std::move(options));
    });
    check("/elsewhere", [](router_options options) { return StaticRouter(std::move(options), "/app/old"); });
}

TEST_F(router_statements, L8_by_default_all_links_are_followed_and_preloaded) {
    const route_table routes{Route("/*all")};
    start_at("/", [&] { return Router({.routes = routes}); });
    EXPECT_FALSE(page_router()->links.explicit_only);
    EXPECT_TRUE(page_router()->links.preload);
    end_page();
    start_at("/", [&] { return Router({.routes = routes, .explicit_links = true, .preload_links = false}); });
    EXPECT_TRUE(page_router()->links.explicit_only);
    EXPECT_FALSE(page_router()->links.preload);
}

TEST_F(router_statements, T13_the_page_around_a_router_in_memory_scrolls_along) {
    noted_place page("/page");
    set_page_history(&page);
    const route_table routes{Route("/*all", noted("page"))};
    root_->run([&] { mount_page([&] { return MemoryRouter({.routes = routes}); }); });
    go("/a#part");
    go("/b", {.scroll = false});
    page_router()->go(-1);
    shown();
    EXPECT_EQ(page.log, words{"scroll /a#part top"}) << "its address is left alone";
    end_page();
    set_page_history(&places_);
}

TEST_F(router_statements, T6_a_link_to_where_we_are_leads_to_its_place_on_the_page_again) {
    auto place = std::make_shared<noted_place>("/a");
    const route_table routes{Route("/*all", noted("page"))};
    start_at("/elsewhere", [&] { return Router({.routes = routes, .places = place}); });
    for (int clicks = 0; clicks < 2; ++clicks) {
        EXPECT_TRUE(page_router()->follow_link("/a#part", {}));
        shown();
    }
    EXPECT_TRUE(page_router()->navigate("/a#part")) << "a program that says where it is moves nothing";
    EXPECT_EQ(place->log, (words{"push /a#part", "scroll /a#part"}));
}

TEST_F(router_statements, T17_a_router_that_is_gone_has_taken_all_with_it) {
    signal<bool> is_there(true);
    const route_table routes{
        {.path = "/a", .component = noted("a"), .preload = [&](const preload_event&) { log_.push_back("preload"); }},
        {.path = "/", .component = [&] {
             use_before_leave([&](const leave_event&) { log_.push_back("asked"); });
             return noted("home")([] { return view(); });
         }}};
    start_at("/", [&] { return Show(is_there, [&] { return Router({.root = noted("root"), .routes = routes}); }); });
    EXPECT_TRUE(page_router()->is_held_back() || !take_log().empty());
    take_log();
    is_there.set(false);
    EXPECT_EQ(shown(), "");
    EXPECT_EQ(take_log(), (words{"-home", "-root"}));
    EXPECT_EQ(page_router(), nullptr) << "a click is the browser's";
    EXPECT_FALSE(places_.on_change);
    preload_page_route("/a", {.preload_data = true});
    places_.set({"/a", {}}, false, true);
    places_.go(-1);
    EXPECT_EQ(shown(), "");
    EXPECT_EQ(take_log(), words());
    is_there.set(true);
    EXPECT_EQ(shown(), "<p>root<p>home</p></p>") << "another one starts where the place is";
}

TEST_F(router_statements, T3_a_place_of_ones_own_is_a_history) {
    struct setting final : history {
        history_entry get() const override { return {value, state}; }
        void set(const history_entry& entry, bool replace, bool scroll) override {
            value = entry.value, state = entry.state;
            written.push_back((replace ? "replace " : "push ") + value + (scroll ? "" : " keep"));
        }
        void go(int delta) override { written.push_back("go " + std::to_string(delta)); }
        std::string render_path(std::string_view path) const override { return "app:" + std::string(path); }
        std::string parse_path(std::string_view link) const override { return std::string(link.substr(5)); }
        std::string value = "/a", state;
        words written;
    };
    auto place = std::make_shared<setting>();
    const route_table routes{Route("/a", [] { return A("/b?x", "to b"); }), Route("/b", noted("b"))};
    EXPECT_EQ(start_at("/elsewhere", [&] { return Router({.routes = routes, .places = place}); }),
              R"(<a link="" href="app:/b?x" class="inactive">to b</a>)");
    EXPECT_TRUE(page_router()->follow_link("/deep/b?x", {.scroll = false, .state = "1"}));
    EXPECT_EQ(shown(), "<p>b</p>");
    page_router()->go(-2);
    EXPECT_EQ(place->written, (words{"push /b?x keep", "go -2"}));
    EXPECT_EQ(page_router()->state(), "1");
    EXPECT_EQ(places_.get().value, "/elsewhere");
    place->value = "/a";
    place->on_change(std::nullopt);
    EXPECT_TRUE(shown().contains("to b")) << "changed from outside";
    root_.reset();
    EXPECT_FALSE(place->on_change) << "no longer registered";
}

TEST_F(router_statements, Q18_what_a_preload_function_starts_leads_nowhere) {
    auto login = query("login", [](std::string) -> task<std::string> {
        co_await sleep_for(10ms);
        co_return redirect("/login");
    });
    auto chained = query("chained", [login](std::string id) -> task<std::string> { co_return co_await login(id); });
    auto later = [login](std::string id) -> task<void> {
        co_await sleep_for(10ms);
        co_await login(id + " later");
    };
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/login", .component = noted("login")},
        {.path = "/p/:id",
         .component = noted("page"),
         .preload =
             [&](const preload_event& event) {
                 const std::string id(event.params.get("id"));
                 detach(later(id));
                 (void)create_async([=] { return chained(id + " chained"); });
                 (void)create_async([]() -> task<int> { co_return redirect("/login"); });
                 return create_async([=] { return login(id); });
             }},
    };
    start_at("/", [&] { return Router({.routes = routes}); });
    preload_page_route("/p/7", {.preload_data = true});
    time_.advance(100ms);
    EXPECT_EQ(shown(), "<p>home</p>");
    root_->run([&] { (void)create_async([=] { return login("7"); }); });
    EXPECT_EQ(shown(), "<p>login</p>") << "who reads it is led there";
}

}  // namespace
}  // namespace solder::test

// The code of docs/router.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/html.hpp>
#include <solder/html/page_router.hpp>
#include <solder/html/render.hpp>
#include <solder/query.hpp>
#include <solder/reactive.hpp>
#include <solder/router.hpp>
#include <solder/router/hash_history.hpp>

namespace {

using namespace solder;

// clang-format off
struct tea { std::int64_t id; std::string name; };

const auto get_teas = query("teas", [] { return std::vector<tea>{{1, "Sencha"}, {2, "Assam"}}; });
const auto get_tea = query("tea", [](std::int64_t id) { return id == 1 ? std::optional(tea{1, "Sencha"}) : std::nullopt; });

namespace first {

view Waiting() { return html("<p>One moment...</p>"); }
view Failure(const error& why, const reset_function& again) {
    return html("{}{}<h1>That did not work</h1><p>{}</p><button onclick={}>Try again</button>",
                HttpStatus(status_of(why.kind)), Title("Error"), why.message, again);
}

view Layout(const outlet& page) {
    return html("<nav>{}{}</nav><main>{}</main>", A("/", "Home", {.end = true}), A("/teas", "Teas"),
                Suspense(Waiting, [=] { return ErrorBoundary(Failure, page); }));
}

view Home() { return html("{}<h1>Welcome</h1>", Title("Tea shop")); }
view Teas() { return html("{}<h1>All teas</h1>", Title("Teas")); }
view NotFound() { return html("{}<h1>There is nothing here</h1>", HttpStatus(404)); }

view App() {
    static const route_table routes{
        Route("/", Home),
        Route("/teas", Teas),
        Route("*lost", NotFound),
    };
    return Router({.root = Layout, .routes = routes});
}

}  // namespace first

namespace nested {

inline constexpr route<"/teas"> teas_route;
inline constexpr route<":id", std::int64_t> tea_route;  // below another

// Stays while its visitor goes from tea to tea.
view Teas(const outlet& below) {
    auto teas = create_async([] { return get_teas(); });
    return html("<ul>{}</ul>{}", For(teas, [](const tea& t) {
                    return html("<li>{}</li>", A((teas_route / tea_route).href(t.id), t.name));
                }), below);
}

// Stays as well: the id is a memo, and what reads it follows.
view Tea(memo<std::int64_t> id) {
    auto tea = create_async([=] { return get_tea(id()); });
    return html("<h1>{}</h1>", [=] { return tea() && *tea() ? (*tea())->name : "No such tea"; });
}

const route_table routes{
    Route(teas_route, Teas, {Route("/", [] { return html("<p>Choose one.</p>"); }), Route(tea_route, Tea)}),
};

}  // namespace nested

view GoHome() {
    auto navigate = use_navigate();
    return html("<button onclick={}>Home</button>", [=] { navigate("/", {.replace = true}); });
}

view Warning() {
    auto here = use_location();
    return html("<p>{}</p>", [=] { return here.query("offer").empty() ? "" : "Today only!"; });
}

view TeaTab() {
    auto link = use_link("/teas", {.class_name = "tab"});
    return html(R"(<a href={} class={} aria-current={} title="All teas">Teas</a>)",
                link.href(), [=] { return link.classes(); }, [=] { return link.current(); });
}

struct filter {
    std::string q;
    int page = 1;
};
view Filtered() {
    auto search = use_search_params<filter>();  // ?q=green&page=2
    auto next = [=] { search.update([](filter& f) { f.page += 1; }); };
    return html("<p>{}, page {}</p><button onclick={}>Next</button><a href={}>First</a>",
                [=] { return search().q; }, [=] { return search().page; }, next,
                [=] { return search.href({.q = search().q}); });
}

view TeaSearch() {
    auto search = use_search_params<filter>();
    return html(R"(<form action="/teas" noscroll><input type="search" name="q" value={} aria-label="Search"></form>)",
                [=] { return search().q; });
}

view SearchField() {
    auto search = use_search_params<filter>();
    auto in_address = create_memo([=] { return search().q; });
    auto typed = create_signal(in_address.peek());
    auto paused = create_deferred(typed, {.after = std::chrono::milliseconds(250)});
    auto asked = std::make_shared<std::string>(typed.peek());  // of the address, also while that is on its way
    create_effect([=] {
        if (paused() == *asked) return;
        *asked = paused.peek();
        untrack([&] { search.update([=](filter& f) { f = {.q = *asked}; }, {.replace = true}); });  // the first page
    });
    create_effect([=] {
        *asked = in_address();
        if (*asked != paused.peek()) typed.set(*asked);
    });
    return html(R"(<form method="get"><input type="search" name="q" aria-label="Search" bind={}></form>)", typed);
}

using accessor = async_value<std::optional<tea>>;
const route_definition preloaded{
    .path = nested::tea_route,
    .component = [] {
        auto tea = use_preloaded<accessor>();
        return html("<h1>{}</h1>", [=] { return tea() && *tea() ? (*tea())->name : ""; });
    },
    .preload = typed_preload(nested::tea_route, [](memo<std::int64_t> id) {
        return create_async([=] { return get_tea(id()); });
    }),
};

struct member { std::string name; };
std::optional<member> logged_in;
const auto get_me = query("me", [] { return logged_in; });
view Login() { return html("<h1>Who are you?</h1>"); }
view Orders() { return html("<h1>Orders</h1>"); }

view Shop(const outlet& page) {
    auto me = create_async([] { return get_me(); });
    return html("<header>{}</header><main>{}</main>", [=] { return me() && *me() ? (*me())->name : "Nobody"; },
                Suspense(first::Waiting, [=] { return ErrorBoundary(first::Failure, page); }));
}

view MembersOnly(const outlet& page) {
    auto me = create_async([] { return get_me(); });
    auto here = use_location();
    auto log_in = [=] { return "/login" + merge_search_string("", {{"then", here.pathname()}}); };
    return Switch({
        Match([=] { return me() && *me(); }, page),
        Match([=] { return me() && !*me(); }, [=] { return Navigate({.href = log_in()}); }),
    });
}

view MembersApp() {
    static const route_table routes{
        Route("/login", Login),
        Route("/orders", MembersOnly, {Route("/", Orders)}),
    };
    return Router({.root = Shop, .routes = routes});
}

void ask(callback<void()> leave);

void guard(solder::signal<bool> is_dirty) {
    use_before_leave([=](const leave_event& event) {
        if (!is_dirty()) return;
        event.prevent_default();                  // stay; location and history do not change
        ask([event] { event.retry(true); });      // leave after all, without asking again
    });
}

view Head(const tea& t) {
    return html("{}{}{}", Title(t.name),
                Meta({.name = "description", .content = "All about " + t.name}),
                Link({.rel = "canonical", .href = "https://tea.example/teas/" + std::to_string(t.id)}));
}

void tables(solder::signal<bool> is_admin) {
    const route_definition shop = Route("/", first::Home);
    const route_definition admin = Route("/admin", first::Teas);
    auto routes = [=] { return is_admin() ? route_table{shop, admin} : route_table{shop}; };
    solder::view shop_or_more = Router({.routes = routes});
}

struct settings_file { std::string place; std::string read() const { return place; } void write(std::string_view p) { place = p; } };
class settings_places final : public history {
public:
    explicit settings_places(settings_file& file) : file_(file) {}
    history_entry get() const override { return {file_.read(), {}}; }
    void set(const history_entry& entry, bool, bool) override { file_.write(entry.value); }
    void go(int) override {}
    void load_page(const std::string&) override {}

private:
    settings_file& file_;
};

view Choice() {
    auto matcher = create_matcher("/team/:colour", false, {{"colour", {"red", "blue"}}});
    std::string found;
    if (auto match = (*matcher)("/team/red")) found = match->params.get("colour");  // "red"
    return html("{}", found);
}

std::string lower_layer() {
    const route_pattern_node routes[] = {
        {.paths = {"/shop"}, .children = {{.paths = {"/"}}, {.paths = {":sku"}}}},
        {.paths = {"*lost"}},
    };
    const auto branches = create_branches(routes);
    std::string levels;
    for (const auto& match : get_route_matches(*branches, "/shop/tea"))
        levels += match.route->pattern + " ";  // "/shop /shop/:sku "
    return levels;
}
// clang-format on

class router_page : public ::testing::Test {
protected:
    router_page() {
        detail::graph::current().renders_once = true;
        set_page_history(&places_);
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
    }
    ~router_page() override {
        set_page_submissions(nullptr);
        set_page_query_cache(nullptr);
        set_page_history(nullptr);
        detail::graph::current().renders_once = false;
    }
    /// Without the marks of holes.
    rendered_page render(std::string place, callback<view()> root) {
        places_.set({std::move(place), {}}, true, true);
        rendered_page page;
        scoped_root scope;
        scope.run([&] {
            detach(keep(render_to_string_async(std::move(root)), page));
            time_.run();
        });
        for (std::string_view mark : {"<!--[-->", "<!--]-->"})
            for (auto at = page.html.find(mark); at != std::string::npos; at = page.html.find(mark))
                page.html.erase(at, mark.size());
        return page;
    }
    static task<void> keep(task<rendered_page> work, rendered_page& into) { into = co_await std::move(work); }
    rendered_page render_route(std::string place, const route_table& routes) {
        return render(std::move(place), [&] { return Router({.routes = routes}); });
    }

    manual_environment time_;
    memory_history places_;
    query_cache cache_;
    submission_list submissions_;
};

TEST_F(router_page, shows_the_first_application) {
    auto teas = render("/teas", first::App);
    EXPECT_EQ(
        teas.html,
        R"(<nav><a href="/" link="" class="inactive">Home</a>)"
        R"(<a href="/teas" link="" class="active" aria-current="page">Teas</a></nav><main><h1>All teas</h1></main>)");
    EXPECT_EQ(teas.title, "Teas");
    EXPECT_EQ(render("/nowhere", first::App).status, 404u);
}

const auto get_gone = query("gone", []() -> task<std::string> {
    co_await fail(not_found("No such tea."));
    co_return std::string();
});
view Gone() {
    auto gone = create_async([] { return get_gone(); });
    return html("<p>{}</p>", [=] { return gone() ? *gone() : ""; });
}

TEST_F(router_page, shows_a_failure_in_its_place) {
    const route_table routes{Route("/gone", Gone)};
    auto page = render("/gone", [&] { return Router({.root = first::Layout, .routes = routes}); });
    EXPECT_NE(page.html.find("<h1>That did not work</h1><p>No such tea.</p><button>Try again</button></main>"),
              std::string::npos)
        << page.html;
    EXPECT_EQ(page.title, "Error");
    EXPECT_EQ(page.status, 404u);
}

TEST_F(router_page, shows_protected_routes_to_members) {
    EXPECT_EQ(render("/orders", MembersApp).html, "<header>Nobody</header><main></main>");
    EXPECT_EQ(places_.get().value, "/login?then=%2Forders");
    logged_in = member{"Ann"};
    cache_.clear();
    EXPECT_EQ(render("/orders", MembersApp).html, "<header>Ann</header><main><h1>Orders</h1></main>");
}

TEST_F(router_page, shows_nested_routes) {
    const std::string list = R"(<ul><li><a href="/teas/1" link="" class="inactive">Sencha</a></li>)"
                             R"(<li><a href="/teas/2" link="" class="inactive">Assam</a></li></ul>)";
    EXPECT_EQ(render_route("/teas", nested::routes).html, list + "<p>Choose one.</p>");
    EXPECT_NE(render_route("/teas/1", nested::routes).html.find("<h1>Sencha</h1>"), std::string::npos);
    EXPECT_NE(render_route("/teas/2", nested::routes).html.find("<h1>No such tea</h1>"), std::string::npos);
    EXPECT_EQ(render_route("/teas/green", nested::routes).status, 404u);
}

TEST_F(router_page, gives_components_what_was_preloaded) {
    const route_table routes{Route("/teas", {}, {preloaded})};
    EXPECT_EQ(render_route("/teas/1", routes).html, "<h1>Sencha</h1>");
}

TEST_F(router_page, reads_the_search_as_a_struct) {
    const route_table routes{Route("/", Filtered), Route("/offers", Warning), Route("/find", SearchField),
                             Route("/teas", TeaSearch)};
    EXPECT_EQ(render_route("/?q=green&page=2", routes).html,
              R"(<p>green, page 2</p><button>Next</button><a href="/?q=green">First</a>)");
    EXPECT_EQ(render_route("/offers?offer=1", routes).html, "<p>Today only!</p>");
    EXPECT_EQ(render_route("/offers", routes).html, "<p></p>");
    for (const auto* path : {"/find?q=green", "/teas?q=green"}) {
        EXPECT_NE(render_route(path, routes).html.find(R"(value="green")"), std::string::npos) << path;
    }
}

TEST_F(router_page, says_things_in_the_head) {
    const route_table routes{Route("/", [] { return Head({7, "Oolong"}); }), Route("/tab", TeaTab),
                             Route("/go", GoHome)};
    auto page = render_route("/", routes);
    EXPECT_EQ(page.title, "Oolong");
    EXPECT_EQ(page.head, R"(<meta name="description" content="All about Oolong" data-head="">)"
                         R"(<link rel="canonical" href="https://tea.example/teas/7" data-head="">)");
    EXPECT_EQ(render_route("/tab", routes).html, R"(<a href="/teas" class="tab inactive" title="All teas">Teas</a>)");
    EXPECT_EQ(render_route("/go", routes).html, "<button>Home</button>");
}

void ask(callback<void()> leave) { leave(); }

TEST_F(router_page, works_below_pages) {
    EXPECT_EQ(lower_layer(), "/shop /shop/:sku ");
    const route_table routes{Route("/", Choice)};
    EXPECT_EQ(render_route("/", routes).html, "red");
    settings_file file{"/admin"};
    settings_places places(file);
    EXPECT_EQ(places.get().value, "/admin");
    scoped_root root;
    root.run([] {
        tables(create_signal(true));
        EXPECT_EQ(use_router().has_route("/admin"), true);
        guard(create_signal(false));
    });
}

}  // namespace

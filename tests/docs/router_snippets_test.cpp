// The code of docs/router.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/html.hpp>
#include <solder/html/render.hpp>
#include <solder/query.hpp>
#include <solder/router.hpp>
#include <solder/router/hash_history.hpp>

namespace {

using namespace solder;

// clang-format off
struct tea { std::int64_t id; std::string name; };

const auto get_teas = query("teas", [] { return std::vector<tea>{{1, "Sencha"}, {2, "Assam"}}; });
const auto get_tea = query("tea", [](std::int64_t id) { return id == 1 ? std::optional(tea{1, "Sencha"}) : std::nullopt; });

namespace first {

view Layout(const outlet& page) {
    return html("<nav>{}{}</nav><main>{}</main>", A("/", "Home"), A("/teas", "Teas"), page);
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
    return html("<p>{}, page {}</p><button onclick={}>Next</button>",
                [=] { return search().q; }, [=] { return search().page; }, next);
}

using accessor = async_value<std::optional<tea>>;
const route_definition preloaded{
    .path = nested::tea_route,
    .component = [] {
        auto tea = use_preloaded<accessor>();
        return html("<h1>{}</h1>", [=] { return tea() && *tea() ? (*tea())->name : ""; });
    },
    .preload = [](const preload_event&) {
        return create_async([id = use_params()] { return get_tea(std::stoll(id.get("id"))); });
    },
};

void ask(callback<void()> leave);

void guard(signal<bool> is_dirty) {
    use_before_leave([=](const leave_event& event) {
        if (!is_dirty()) return;
        event.prevent_default();                  // stay; location and history do not change
        ask([event] { event.retry(true); });      // leave after all, without asking again
    });
}

view Head(const tea& t) {
    return html("{}{}{}", Title(t.name),
                Meta({.name = "description", .content = "All about " + t.name}),
                Link({.rel = "canonical", .href = nested::tea_route.href(t.id)}));
}

void tables(signal<bool> is_admin) {
    const route_definition shop = Route("/", first::Home);
    const route_definition admin = Route("/admin", first::Teas);
    auto routes = [=] { return is_admin() ? route_table{shop, admin} : route_table{shop}; };
    Router({.routes = routes});
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
}  // namespace

#include <solder/core/assert.hpp>
#include <solder/core/platform.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/html/routes.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/router/hash_history.hpp>
#include <solder/router/path.hpp>

namespace solder {
namespace {

constinit thread_local history* page_history = nullptr;
constinit thread_local router_state* page_router_now = nullptr;

route_pattern_node pattern_of(const route_definition& definition) {
    route_pattern_node node{definition.path.texts(), definition.filters,      {}, &definition,
                            definition.info,         definition.path.checks()};
    for (const auto& child : definition.children) node.children.push_back(pattern_of(child));
    return node;
}

/// The definition that level `level` shows; null below the last.
const route_definition* definition_at(router_state& router, std::size_t level) {
    const auto& matches = router.matches();
    return level < matches.size() ? static_cast<const route_definition*>(matches[level].route->definition) : nullptr;
}

/// What a level reads that the page before did not show goes along with the reply to its call (V25).
void ship_if_new(const router_state& router, std::size_t level) {
    if constexpr (!in_browser) {
        const auto& before = use_context(page_before_context());
        if (!before.empty() && level >= router.levels_shared_with(before)) provide_context(ships_all_context(), true);
    }
}

void run_preload(const route_preload& preload, const preload_event& event) {
    if (preload) untrack([&] { preload(event); });
}

void load_part_of(const route_definition& definition) {
    if (auto part = definition.component.part(); !part.empty()) preload_part(part);
}

/// Those of all levels at once: what is below one is made only when that is there.
std::vector<std::string_view> parts_of_place(router_state& router) {
    std::vector<std::string_view> parts;
    for (std::size_t level = 0; const auto* definition = definition_at(router, level); ++level)
        if (auto part = definition->component.part(); !part.empty()) parts.push_back(part);
    return parts;
}

/// For a page that may be shown next. Nothing of a failure reaches the page that is shown.
void preload_place(router_state& router, const std::string& url, preload_options options) {
    intent_scope only_maybe(query_intent::preload);
    for (const auto& match : router.matches_at(url)) {
        const auto& definition = *static_cast<const route_definition*>(match.route->definition);
        load_part_of(definition);
        if (!options.preload_data) continue;
        catch_error([&] { run_preload(definition.preload, {match.params, url, query_intent::preload}); },
                    [](const raised_error&) {});
    }
}

/// Shows level `level` and below; what stays the same definition stays mounted (N36).
view level_view(router_state& router, std::size_t level) {
    return detail::make_dynamic_view([&router, level]() -> detail::view_maker {
        auto shown = create_memo([&router, level] { return definition_at(router, level); });
        return [&router, level, shown]() -> view {
            const auto* definition = shown();
            if (!definition) return level == 0 ? HttpStatus(404) : view();
            return untrack([&] {
                provide_context(route_path_context(), router.matches()[level].path);
                ship_if_new(router, level);
                run_preload(definition->preload,
                            {router.matches()[level].params, router.target().value, router.intent()});
                return definition->component([&router, level] { return level_view(router, level + 1); });
            });
        };
    });
}

std::string comparable_path(std::string_view path) {
    std::string lower(path.substr(0, path.find_first_of("?#")));
    if (lower.size() > 1 && lower.ends_with('/')) lower.pop_back();
    lower = percent_decode_or_keep(lower);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return lower;
}

}  // namespace

route_definition Route(const route_paths& path, route_component component, std::vector<route_definition> children) {
    return {path, std::move(component), std::move(children), {}, {}};
}

route_table::route_table(std::initializer_list<route_definition> routes) : route_table(std::vector(routes)) {}

route_table::route_table(std::vector<route_definition> routes)
    : route_table(std::make_shared<const std::vector<route_definition>>(std::move(routes)), {}) {}

route_table::route_table(definitions routes, std::string_view base) : definitions_(std::move(routes)) {
    std::vector<route_pattern_node> nodes;
    for (const auto& definition : *definitions_) nodes.push_back(pattern_of(definition));
    auto made = create_branches(nodes, base);
    if (!made) detail::assertion_failed("route_table", made.error().message.c_str(), __FILE__, __LINE__);
    branches_ = std::make_shared<const route_branches>(std::move(*made));
}

route_table route_table::below(std::string_view base) const { return {definitions_, base}; }

namespace {
history* places_around() {
    auto* found = use_context(history_context());
    return found ? found : page_history;
}
}  // namespace

view HashRouter(router_options options) {
    auto* outside = places_around();
    SOLDER_ASSERT(outside, "a HashRouter needs a history around it: set_page_history, or history_context in a request");
    options.places = std::make_shared<hash_history>(*outside);
    return Router(std::move(options));
}

view MemoryRouter(router_options options) {
    if (!options.places) options.places = std::make_shared<memory_history>();
    return Router(std::move(options));
}

view StaticRouter(router_options options, std::string url) {
    options.places = std::make_shared<memory_history>(history_entry{std::move(url), {}});
    return Router(std::move(options));
}

view Router(router_options options) {
    auto* places = options.places ? options.places.get() : places_around();
    SOLDER_ASSERT(places, "a Router needs a history: set_page_history, or history_context in a request");
    const auto table = options.base.empty() ? options.routes : options.routes.below(options.base);
    auto router = std::make_shared<router_state>(
        table.branches(), *places, routing_options{std::move(options.base), std::move(options.transform_url)});
    router->brings_answers = options.single_flight;
    on_cleanup([places = std::move(options.places), table, router] {
        if (page_router_now != router.get()) return;
        page_router_now = nullptr;
        set_page_navigator(nullptr);
    });
    provide_context(router_context(), router.get());
    provide_context(navigator_context(), router.get());
    if (!use_context(history_context())) {
        page_router_now = router.get();
        set_page_navigator(router.get());
    }
    detail::hold_for_parts([state = router.get()] { return parts_of_place(*state); });
    run_preload(options.preload, {route_params(), router->target().value, query_intent::initial});
    return options.root([state = router.get()] { return level_view(*state, 0); });
}

route_preloader::route_preloader()
    : router_(&use_router()), around_(get_owner()), from_(use_context(route_path_context())) {}

void route_preloader::operator()(std::string_view url, preload_options options) const {
    if (auto to = router_->resolve(url, from_))
        run_with_owner(around_.get(), [&] { untrack([&] { preload_place(*router_, *to, options); }); });
}

void preload_page_route(std::string_view link, preload_options options) {
    auto* router = page_router();
    if (!router) return;
    run_with_owner(router->around(),
                   [&] { untrack([&] { preload_place(*router, router->place_of_link(link), options); }); });
}

view Navigate(navigate_to where) {
    return detail::make_dynamic_view([where = std::move(where)]() -> detail::view_maker {
        auto gone = use_router().navigate(where.href, {.replace = true, .state = where.state},
                                          use_context(route_path_context()));
        if (!gone) raise_error({std::move(gone.error()), {}});
        return [] { return view(); };
    });
}

void set_page_history(history* places) { page_history = places; }

const context<history*>& history_context() {
    static const auto* made = new context<history*>(nullptr);
    return *made;
}

const context<std::string>& page_before_context() {
    static const auto* made = new context<std::string>(std::string());
    return *made;
}

router_state* page_router() { return page_router_now; }

detail::link_place detail::make_link_place(std::string_view href, const link_options& options) {
    auto& router = use_router();
    auto resolved = router.resolve(href, use_context(route_path_context()));
    return {resolved ? router.render_path(*resolved) : std::string(href), options.class_name,
            resolved ? comparable_path(*resolved) : "", options.end, &router};
}

bool detail::link_place::is_active() const {
    if (path.empty()) return false;  // leads out of the application
    auto here = comparable_path(router->pathname());
    return here == path || (!end && path != "/" && here.starts_with(path + "/"));
}

std::string detail::link_place::classes() const {
    std::string state = is_active() ? "active" : "inactive";
    return class_name.empty() ? state : class_name + " " + state;
}

std::optional<std::string> detail::link_place::current() const {
    if (path.empty() || comparable_path(router->pathname()) != path) return std::nullopt;
    return "page";
}

}  // namespace solder

#include <solder/core/assert.hpp>
#include <solder/core/platform.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/html/routes.hpp>
#include <solder/query/shipped_data.hpp>
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
    : definitions_(std::make_shared<const std::vector<route_definition>>(std::move(routes))) {
    std::vector<route_pattern_node> nodes;
    for (const auto& definition : *definitions_) nodes.push_back(pattern_of(definition));
    auto made = create_branches(nodes);
    if (!made) detail::assertion_failed("route_table", made.error().message.c_str(), __FILE__, __LINE__);
    branches_ = std::make_shared<const route_branches>(std::move(*made));
}

view Router(router_options options) {
    auto* places = use_context(history_context());
    if (!places) places = page_history;
    SOLDER_ASSERT(places, "a Router needs a history: set_page_history, or history_context in a request");
    auto router = std::make_shared<router_state>(options.routes.branches(), *places);
    router->brings_answers = options.single_flight;
    on_cleanup([router, table = options.routes] {
        if (page_router_now == router.get()) page_router_now = nullptr;
    });
    provide_context(router_context(), router.get());
    provide_context(navigator_context(), router.get());
    if (!use_context(history_context())) {
        page_router_now = router.get();
        set_page_navigator(router.get());
    }
    return options.root([state = router.get()] { return level_view(*state, 0); });
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
    auto resolved = resolve_path("", href, use_context(route_path_context()));
    return {resolved.value_or(std::string(href)), options.class_name, resolved ? comparable_path(*resolved) : "",
            options.end, &use_router()};
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

#include "route_preload.hpp"
#include <atomic>
#include <solder/core/assert.hpp>
#include <solder/core/make_value.hpp>
#include <solder/core/on_demand.hpp>
#include <solder/core/platform.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/html/page_router.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/transition.hpp>
#include <solder/router/hash_history.hpp>
#include <solder/router/path.hpp>

namespace solder {
namespace {

constinit SOLDER_PER_THREAD detail::on_demand<history> page_history;
constinit SOLDER_PER_THREAD router_state* page_router_now = nullptr;

route_pattern_node pattern_of(const route_definition& definition) {
    route_pattern_node node{definition.path.texts(), definition.filters,      {}, &definition,
                            definition.info,         definition.path.checks()};
    for (const auto& child : definition.children) node.children.push_back(pattern_of(child));
    return node;
}

/// The definition that level `level` shows; 0 below the last.
std::uint32_t mark_at(router_state& router, std::size_t level) {
    const auto& matches = router.matches();
    return level < matches.size() ? detail::definition_of(matches[level]).mark.number : 0;
}

/// What a level reads that the page before did not show goes along with the reply to its call (V25).
void ship_if_new(const router_state& router, std::size_t level) {
    if constexpr (!in_browser) {
        const auto& before = use_context(page_before_context());
        if (!before.empty() && level >= router.levels_shared_with(before)) provide_context(ships_all_context(), true);
    }
}

/// Those of all levels at once: what is below one is made only when that is there.
std::vector<std::string_view> parts_of_place(router_state& router) {
    std::vector<std::string_view> parts;
    for (const auto& match : router.matches())
        if (auto part = detail::definition_of(match).component.part(); !part.empty()) parts.push_back(part);
    return parts;
}

/// Whether its place is what was asked for, and none of its own.
bool is_of_request(const router_state& router) {
    if constexpr (in_browser) return false;
    return router.is_over(use_context(history_context()));
}

/// Shows level `level` and below; what stays the same definition stays mounted (N36).
view level_view(router_state& router, std::size_t level) {
    return detail::make_dynamic_view([&router, level]() -> detail::view_maker {
        auto shown = create_memo([&router, level] { return mark_at(router, level); });
        return [&router, level, shown]() -> view {
            if (detail::keeps_what_is_shown(shown)) return view();
            const auto mark = shown();
            if (mark == 0) return level == 0 ? detail::make_status_view(404, is_of_request(router)) : view();
            return detail::make_content([&] {
                const auto* definition = &detail::definition_of(router.matches()[level]);
                provide_context(route_depth_context(), static_cast<std::uint32_t>(level + 1));
                ship_if_new(router, level);
                provide_context(detail::preloaded_context(), detail::take_preloaded(router, level, mark));
                return definition->component([&router, level] { return level_view(router, level + 1); });
            });
        };
    });
}

}  // namespace

route_definition Route(const route_paths& path, route_component component, std::vector<route_definition> children) {
    return {.path = path, .component = std::move(component), .children = std::move(children)};
}

route_table::route_table(std::initializer_list<route_definition> routes) : route_table(std::vector(routes)) {}

route_table::route_table(std::vector<route_definition> routes)
    : route_table(detail::make_value<const std::vector<route_definition>>(std::move(routes)), {}) {}

route_table::route_table(definitions routes, std::string_view base) : definitions_(std::move(routes)) {
    std::vector<route_pattern_node> nodes;
    for (const auto& definition : *definitions_) nodes.push_back(pattern_of(definition));
    auto made = create_branches(nodes, base);
    if (!made) detail::assertion_failed("route_table", made.error().message.c_str(), __FILE__, __LINE__);
    branches_ = detail::make_value<const route_branches>(std::move(*made));
}

route_table route_table::below(std::string_view base) const { return {definitions_, base}; }

namespace {
history* places_around() {
    auto* found = use_context(history_context());
    return found ? found : page_history.get();
}
}  // namespace

view HashRouter(router_options options) {
    auto* outside = places_around();
    SOLDER_ASSERT(outside, "a HashRouter needs a history around it: set_page_history, or history_context in a request");
    options.places = detail::make_value<hash_history>(*outside);
    return Router(std::move(options));
}

view MemoryRouter(router_options options) {
    if (!options.places) options.places = detail::make_value<memory_history>();
    auto page = Router(std::move(options));
    use_router().scrolled_page = places_around();
    return page;
}

view StaticRouter(router_options options, std::string url) {
    options.places = detail::make_value<memory_history>(history_entry{std::move(url), {}});
    return Router(std::move(options));
}

/// What a Router keeps for as long as it is shown.
class router_frame {
public:
    router_frame(router_options& options, history& places)
        : places_(std::move(options.places)),
          base_(options.base),
          table_(placed(options.routes.first_)),
          state(table_.branches(), places, {std::move(options.base), std::move(options.transform_url)}) {
        state.brings_answers = options.single_flight;
        state.links = {options.explicit_links, options.preload_links};
        state.view_transitions = options.view_transitions;
        if (options.routes.give_) follow(std::move(options.routes.give_));
    }
    ~router_frame() {
        if (page_router_now != &state) return;
        page_router_now = nullptr;
        set_page_navigator(nullptr);
    }
    router_frame(const router_frame&) = delete;

private:
    route_table placed(const route_table& routes) const { return base_.empty() ? routes : routes.below(base_); }

    void follow(callback<route_table()> give) {
        create_render_effect([this, give = std::move(give), first = true]() mutable {
            auto next = placed(give());
            if (std::exchange(first, false)) return;
            before_ = std::exchange(table_, std::move(next));  // what ends now may still look at it
            untrack([&] { state.set_routes(table_.branches()); });
        });
    }

    std::shared_ptr<history> places_;
    std::string base_;
    route_table table_;
    std::optional<route_table> before_;

public:
    router_state state;
};

constexpr detail::router_actions router_actions_of_page{
    [](router_state& router, std::string_view link, const navigate_options& options) {
        return router.follow_link(link, options);
    },
    &preload_page_route, [](router_state& router) { return router.is_held_back(); }};
constinit SOLDER_PER_THREAD const detail::router_actions* actions_now = nullptr;

void take_page(router_state& router) {
    page_router_now = &router;
    actions_now = &router_actions_of_page;
    set_page_navigator(&router);
}

view Router(router_options options) {
    auto* places = options.places ? options.places.get() : places_around();
    SOLDER_ASSERT(places, "a Router needs a history: set_page_history, or history_context in a request");
    auto frame = detail::make_value<router_frame>(options, *places);
    auto& router = frame->state;
    on_cleanup([frame] {});
    const bool is_of_page = !use_context(history_context()) && !use_context(router_context());
    provide_context(router_context(), &router);
    provide_context(navigator_context(), &router);
    if (is_of_page) detail::when_shown([&router] { take_page(router); });
    detail::hold_for_parts([&router] { return parts_of_place(router); });
    provide_context(
        detail::preloaded_context(),
        detail::run_preload(options.preload, {route_params(), router.target().value, query_intent::initial}));
    return options.root([&router] { return level_view(router, 0); });
}

view Navigate(navigate_to where) {
    return detail::make_dynamic_view([where = std::move(where)]() -> detail::view_maker {
        auto gone = use_navigate()(where.href, {.replace = true, .state = where.state});
        if (!gone) raise_error({std::move(gone.error()), {}});
        return [] { return view(); };
    });
}

void set_page_history(history* places) { page_history.set(places); }
void detail::make_page_history_by(history* (*make)()) { page_history.make = make; }

std::uint32_t detail::definition_mark::next() {
    static constinit std::atomic<std::uint32_t> last = 0;
    return ++last;
}

const context<history*>& history_context() {
    static const auto* made = new context<history*>(nullptr);
    return *made;
}

const context<std::string>& page_before_context() {
    static const auto* made = new context<std::string>(std::string());
    return *made;
}

router_state* page_router() { return page_router_now; }
const detail::router_actions* detail::page_router_actions() { return page_router_now ? actions_now : nullptr; }

}  // namespace solder

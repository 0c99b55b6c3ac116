#include "browser_history.hpp"
#include "page.hpp"
#include <solder/client/host.hpp>
#include <solder/html/page_router.hpp>

// Links and moves in the history.

namespace solder::detail {
namespace {

/// Whether the router follows a link with these flags of `solder_link`.
bool is_taken(const router_state& router, std::uint32_t flags) {
    return !router.links.explicit_only || (flags & 4) != 0;
}

}  // namespace

extern "C" {

SOLDER_EXPORT(solder_link) std::uint32_t solder_link(std::uint32_t bytes, std::uint32_t flags) {
    auto* router = page_router();
    if (!router) return 0;
    return enter([&] {
        auto [target, state] = texts<2>(bytes);
        // A page of another build must come from the server, as must what no route shows.
        if (current_page().build.is_foreign || !is_taken(*router, flags)) return 0u;
        bool followed = page_router_actions()->follow_link(
            *router, target, {.replace = (flags & 1) != 0, .scroll = (flags & 2) == 0, .state = std::string(state)});
        return followed ? 1u : 0u;
    });
}

SOLDER_EXPORT(solder_preload) void solder_preload(std::uint32_t bytes, std::uint32_t flags) {
    auto* router = page_router();
    if (!router) return;
    enter([&] {
        if (current_page().build.is_foreign || !is_taken(*router, flags) || !router->links.preload) return;
        page_router_actions()->preload({current_page().room.get(), bytes}, {.preload_data = (flags & 1) != 0});
    });
}

SOLDER_EXPORT(solder_location_changed) void solder_location_changed(std::uint32_t bytes, std::int32_t delta) {
    auto* places = browser_history::made();
    if (!places) return;
    enter([&] {
        auto [location, state] = texts<2>(bytes);
        places->changed({std::string(location), std::string(state)}, delta);
    });
}

SOLDER_EXPORT(solder_leaving) std::uint32_t solder_leaving() {
    auto* router = page_router();
    if (!router) return 0;
    return enter([&] { return page_router_actions()->is_held_back(*router) ? 1u : 0u; });
}
}

}  // namespace solder::detail

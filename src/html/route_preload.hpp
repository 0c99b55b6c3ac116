#ifndef SOLDER_SRC_HTML_ROUTE_PRELOAD_HPP
#define SOLDER_SRC_HTML_ROUTE_PRELOAD_HPP
#include <solder/html/page_router.hpp>

namespace solder::detail {

inline const route_definition& definition_of(const route_match& match) {
    return *static_cast<const route_definition*>(match.route->definition);
}

/// Empty when there is nothing to run.
shared_any run_preload(const route_preload& preload, const preload_event& event);
/// What the preload function of `level` gave; it ends with the current owner.
shared_any take_preloaded(router_state& router, std::size_t level, std::uint32_t mark);

}  // namespace solder::detail
#endif

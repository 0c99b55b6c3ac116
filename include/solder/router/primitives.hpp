#ifndef SOLDER_ROUTER_PRIMITIVES_HPP
#define SOLDER_ROUTER_PRIMITIVES_HPP
#include <solder/router/route_path.hpp>
#include <solder/router/router.hpp>

namespace solder {

/// The parameters of the routes that are shown. Calling this outside of a `Router` is a mistake that a debug build
/// names; the same holds for everything here.
[[nodiscard]] live_params use_params();

/// A value in the path of the current routes: `/projects/:id` has the parameter `id`. Its value now: call it inside a
/// hole, memo or query that is to follow it, where it is tracked by itself. As it stands in the URL (percent-encoded);
/// empty when there is none.
[[nodiscard]] std::string use_param(std::string_view name);
/// The same as a number; empty when it is not one or does not fit.
[[nodiscard]] std::optional<std::int64_t> use_integer_param(std::string_view name);

/// What a path finds in the current location, whether or not it is one of the application's routes. The base of the
/// router is part of the location; the whole of it has to match.
///
///     auto lesson = use_match("/:lang?/lessons/:slug");
///     if (lesson()) lesson()->params.get("slug");
[[nodiscard]] memo<std::optional<path_match>> use_match(const route_paths& paths, const match_filters& filters = {});
/// The same for a path that changes: `path` is called again when something it read changed.
/// Errors: a path that cannot be (`check_route_path`) is raised to the nearest boundary, and matches nothing.
[[nodiscard]] memo<std::optional<path_match>> use_match(callback<std::string()> path, match_filters filters = {});

/// An accessor of the levels that are shown, root first; tracked. Each call gives a list of the caller's own.
[[nodiscard]] inline auto use_current_matches() {
    return [router = &use_router()]() -> std::vector<route_match> { return router->matches(); };
}

}  // namespace solder
#endif

#ifndef SOLDER_HTML_ROUTES_HPP
#define SOLDER_HTML_ROUTES_HPP
#include <memory>
#include <solder/html/html.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/link.hpp>
#include <solder/html/route_definition.hpp>
#include <solder/router/primitives.hpp>
#include <solder/router/router.hpp>
#include <string>

namespace solder {

struct router_options {
    /// Shows around every route, and stays when the route changes; takes the outlet.
    route_component root = {};
    route_source routes;
    /// The reply to an action brings along what the page that is shown then reads, so that it is not asked for again.
    bool single_flight = true;
    std::string base = {};  ///< the path that the application lives below: `/app`
    /// The path that routes are matched with, from the one of the location.
    callback<std::string(std::string_view)> transform_url = {};
    /// Called once, before the root is made: starts what every page needs.
    route_preload preload = {};
    /// Where the browser can, navigations to another path are View Transitions (CSS View Transitions, level 1): the old
    /// view fades into the new one, as the application's style says. Not for visitors who asked for less motion.
    bool view_transitions = false;
    /// Follows only the links that have the attribute `link`, as those of `A` do, and leaves others to the browser.
    bool explicit_links = false;
    /// Runs the preload functions of the page behind a link when a visitor points at it.
    bool preload_links = true;
    /// Where locations come from and go to; null: the address bar, or the URL of the request.
    std::shared_ptr<history> places = {};
};

/// Shows the route of the current location. In the browser it follows the address bar, on a server it shows the URL of
/// the request.
view Router(router_options options);

/// The same with the location in the hash of the address: for pages from a server that knows no routes.
view HashRouter(router_options options);
/// The same with a location that nobody sees; in memory, unless `options.places` is given. The page around scrolls as
/// with `Router`.
view MemoryRouter(router_options options);
/// The same for one place that is given, and changes in memory alone.
view StaticRouter(router_options options, std::string url);

struct preload_options {
    bool preload_data = false;  ///< not only lazy parts: runs the preload functions too
};
/// What `use_preload_route` gives; copyable.
class route_preloader {
public:
    void operator()(std::string_view url, preload_options options = {}) const;

private:
    route_place from_ = use_route_place();
    ref<owner> around_{get_owner()};
};
/// A function that loads the lazy parts of the routes that would show a URL, and with `preload_data` runs their preload
/// functions, for a page that may be shown next: `preload("/students", {.preload_data = true})`. Links do both by
/// themselves when a visitor points at them. A failure of one is reported and keeps none from running.
[[nodiscard]] inline route_preloader use_preload_route() { return {}; }

/// Where a `Navigate` leads.
struct navigate_to {
    std::string href;
    std::string state = {};  ///< JSON text kept with the history entry
};
/// Goes elsewhere as soon as it is shown, in place of the entry that led here; shows nothing.
view Navigate(navigate_to where);

}  // namespace solder
#endif

#ifndef SOLDER_HTML_ROUTES_HPP
#define SOLDER_HTML_ROUTES_HPP
#include <functional>
#include <memory>
#include <solder/html/html.hpp>
#include <solder/html/lazy.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/router/primitives.hpp>
#include <solder/router/router.hpp>
#include <string>
#include <vector>

namespace solder {

/// Where a route or the root shows what is below it.
using outlet = std::function<view()>;

/// What shows a route: a component without parameters, or one that takes the outlet for the routes below it.
class route_component {
public:
    route_component() = default;
    template <class Component>
        requires(!std::same_as<std::remove_cvref_t<Component>, route_component>)
    route_component(Component component) {
        if constexpr (requires { Component::part; }) part_ = Component::part;
        if constexpr (std::is_invocable_v<Component&, outlet>)
            make_ = std::move(component);
        else
            make_ = [component = std::move(component)](const outlet&) { return component(); };
    }
    /// One without a component shows what is below it.
    view operator()(const outlet& below) const { return make_ ? make_(below) : below(); }

    /// The lazy part that its code is in; empty: none.
    [[nodiscard]] std::string_view part() const { return part_; }
    void set_part(std::string_view part) { part_ = part; }

private:
    std::string_view part_;
    std::function<view(const outlet&)> make_;
};

/// What the preload function of a route is told.
struct preload_event {
    const route_params& params;  ///< of the place that is or may be shown
    std::string url;             ///< path, search and hash of it
    query_intent intent;         ///< `preload`: it may be shown next; else it is about to be
};
/// Starts what the route needs before its component is made: calls its queries. What these gave serves the component,
/// so nothing is fetched twice. It returns nothing: a component reads by calling the queries itself.
using route_preload = std::function<void(const preload_event&)>;

/// A route: its paths, what shows it, and the routes below it. Path literals are checked while compiling.
struct route_definition {
    route_paths path = {};
    route_component component = {};
    std::vector<route_definition> children = {};
    route_preload preload = {};
    match_filters filters = {};  ///< besides those of a typed route
    route_info info = {};
};

/// The same as a component of the page's description: `Route("/projects/:id", ProjectPage)`.
[[nodiscard]] route_definition Route(const route_paths& path, route_component component = {},
                                     std::vector<route_definition> children = {});

/// The routes of an application, ready to match. Make it once; it may be shared by threads.
/// A path that cannot be (a wildcard in the middle, a repeated name) ends the program with a message: it is a defect of
/// the program, found at its start.
class route_table {
public:
    route_table(std::initializer_list<route_definition> routes);
    explicit route_table(std::vector<route_definition> routes);
    [[nodiscard]] const route_branches& branches() const { return *branches_; }
    /// The same routes below `base`.
    [[nodiscard]] route_table below(std::string_view base) const;

private:
    using definitions = std::shared_ptr<const std::vector<route_definition>>;
    route_table(definitions routes, std::string_view base);

    definitions definitions_;
    std::shared_ptr<const route_branches> branches_;
};

struct router_options {
    /// Shows around every route, and stays when the route changes; takes the outlet.
    route_component root = {};
    const route_table& routes;
    /// The reply to an action brings along what the page that is shown then reads, so that it is not asked for again.
    bool single_flight = true;
    std::string base = {};  ///< the path that the application lives below: `/app`
    /// The path that routes are matched with, from the one of the location.
    callback<std::string(std::string_view)> transform_url = {};
    /// Called once, before the root is made: starts what every page needs.
    route_preload preload = {};
    /// Where locations come from and go to; null: the address bar, or the URL of the request.
    std::shared_ptr<history> places = {};
};

/// Shows the route of the current location. In the browser it follows the address bar, on a server it shows the URL of
/// the request.
view Router(router_options options);

/// The same with the location in the hash of the address: for pages from a server that knows no routes.
view HashRouter(router_options options);
/// The same with a location that nobody sees; in memory, unless `options.places` is given.
view MemoryRouter(router_options options);
/// The same for one place that is given, and changes in memory alone.
view StaticRouter(router_options options, std::string url);

/// Sets where the routers made on this thread from now on take their location from; not owned.
void set_page_history(history* places);
/// The same for what is made in an owner: a request.
[[nodiscard]] const context<history*>& history_context();
/// On a server, in a scope that reads for a call: the page that the call came from, path and query. Levels of routes
/// that it does not show too ship all that they read. Empty: there is none.
[[nodiscard]] const context<std::string>& page_before_context();
/// The router of this thread's page, for what comes from outside of it (a click on a link); null when there is none.
[[nodiscard]] router_state* page_router();

struct preload_options {
    bool preload_data = false;  ///< not only lazy parts: runs the preload functions too
};
/// What `use_preload_route` gives; copyable.
class route_preloader {
public:
    route_preloader();
    void operator()(std::string_view url, preload_options options = {}) const;

private:
    router_state* router_;
    ref<owner> around_;
    std::string from_;
};
/// A function that loads the lazy parts of the routes that would show a URL, and with `preload_data` runs their preload
/// functions, for a page that may be shown next: `preload("/students", {.preload_data = true})`. Links do both by
/// themselves when a visitor points at them. A failure of one is reported and keeps none from running.
[[nodiscard]] inline route_preloader use_preload_route() { return {}; }
/// The same for the page's router, from outside of it.
void preload_page_route(std::string_view link, preload_options options);

struct navigate_to {
    std::string href;
    std::string state = {};  ///< JSON text kept with the history entry
};
/// Goes elsewhere as soon as it is shown, in place of the entry that led here; shows nothing.
view Navigate(navigate_to where);

struct link_options {
    std::string class_name = {};  ///< stands beside "active" or "inactive"
    bool end = false;             ///< active only where the whole path is the same
    bool replace = false;         ///< the current history entry is replaced
    bool no_scroll = false;       ///< stay where the page is scrolled to
};

namespace detail {
struct link_place {
    std::string href;
    std::string class_name;
    std::string path;  // in lower case, without search, hash and closing slash
    bool end;
    router_state* router;

    std::string classes() const;
    std::optional<std::string> current() const;
    bool is_active() const;
};
link_place make_link_place(std::string_view href, const link_options& options);
}  // namespace detail

/// A link inside the application. Relative targets start from the route around; the link knows whether it is active
/// (class `active` or `inactive`, `aria-current="page"` on the very page).
/// @param content  text or a view, or a callable that gives one
template <class Content>
view A(std::string_view href, Content content, const link_options& options = {}) {
    auto place = std::make_shared<const detail::link_place>(detail::make_link_place(href, options));
    return html(
        R"(<a href={} link="" class={} aria-current={} replace={} noscroll={}>{}</a>)", place->href,
        [place] { return place->classes(); }, [place] { return place->current(); },
        options.replace ? std::optional<std::string>("") : std::nullopt,
        options.no_scroll ? std::optional<std::string>("") : std::nullopt, std::move(content));
}

}  // namespace solder
#endif

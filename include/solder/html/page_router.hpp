#ifndef SOLDER_HTML_PAGE_ROUTER_HPP
#define SOLDER_HTML_PAGE_ROUTER_HPP
#include <solder/html/routes.hpp>

// What the client, the server and tests have to do with the router of a page. No application needs this.

namespace solder {

/// Sets where the routers made on this thread from now on take their location from; not owned.
void set_page_history(history* places);
/// The same for what is made in an owner: a request.
[[nodiscard]] const context<history*>& history_context();
/// On a server, in a scope that reads for a call: the page that the call came from, path and query. Levels of routes
/// that it does not show too ship all that they read. Empty: there is none.
[[nodiscard]] const context<std::string>& page_before_context();
/// The router of this thread's page, for what comes from outside of it (a click on a link); null when there is none.
[[nodiscard]] router_state* page_router();
/// Loads what a page behind a link of the page's router needs, as `use_preload_route` does.
void preload_page_route(std::string_view link, preload_options options);

namespace detail {

/// `set_page_history` for one that is made when a router first asks for it.
void make_page_history_by(history* (*make)());

/// What the client does with the page's router. A table of addresses: a page without a router is linked without these.
struct router_actions {
    bool (*follow_link)(router_state&, std::string_view link, const navigate_options&);
    void (*preload)(std::string_view link, preload_options);
    bool (*is_held_back)(router_state&);
};
/// Null where `page_router` is.
[[nodiscard]] const router_actions* page_router_actions();

}  // namespace detail
}  // namespace solder
#endif

#ifndef SOLDER_ROUTER_ROUTER_HPP
#define SOLDER_ROUTER_ROUTER_HPP
#include <solder/core/url.hpp>
#include <solder/query/navigator.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/router/branches.hpp>
#include <solder/router/history.hpp>
#include <solder/router/live_params.hpp>
#include <solder/router/search_params.hpp>
#include <string>

namespace solder {

struct navigate_options {
    bool resolve = true;     ///< false: `to` is taken relative to the root, not to the route that navigates
    bool replace = false;    ///< the current history entry is replaced
    bool scroll = true;      ///< go to the top of the page
    std::string state = {};  ///< JSON text kept with the history entry
};

/// Which place of the application is shown, and how to get to another.
///
/// One per page in the browser, one per request on the server. `branches` and `places` are not owned and must outlive
/// it.
class router_state final : public navigator {
public:
    router_state(const route_branches& branches, history& places);
    ~router_state() override;

    /// Tracked, each on its own: a reader of the path does not run again when only the search changes.
    [[nodiscard]] const std::string& pathname() const { return pathname_(); }
    [[nodiscard]] const std::string& search() const { return search_(); }
    [[nodiscard]] const std::string& hash() const { return hash_(); }
    [[nodiscard]] const std::string& state() const { return state_(); }
    /// Tracked: the levels that are shown, root first.
    [[nodiscard]] const std::vector<route_match>& matches() const { return matches_(); }
    [[nodiscard]] const live_params& params() const { return params_; }

    /// Goes to `to`. Nothing happens when it cannot be reached inside the application or is where we are.
    /// @param from  the matched path of the route that relative targets start from
    void navigate(std::string_view to, const navigate_options& options = {}, std::string_view from = {});
    /// Whether some route shows `raw` (path, search and hash).
    [[nodiscard]] bool has_route(std::string_view raw) const;

    void go_to(std::string location, bool replace) override;
    /// Whether replies to actions bring along what the page reads (single flight).
    bool brings_answers = true;
    std::string single_flight_page() const override;
    /// How many levels, from the root, this place and the one at `raw` (path, search and hash) show alike.
    [[nodiscard]] std::size_t levels_shared_with(std::string_view raw) const;

private:
    void show(const history_entry& entry);

    const route_branches& branches_;
    history& places_;
    signal<std::string> pathname_{std::string("/")};
    signal<std::string> search_{std::string()};
    signal<std::string> hash_{std::string()};
    signal<std::string> state_{std::string()};
    signal<std::vector<route_match>> matches_{std::vector<route_match>()};
    live_params params_{matches_};
};

/// The router around the running code; null outside of any.
[[nodiscard]] const context<router_state*>& router_context();
/// The matched path of the route around the running code, which relative targets start from.
[[nodiscard]] const context<std::string>& route_path_context();

/// The router around the running code. Calling this outside of a `Router` is a mistake that a debug build names.
[[nodiscard]] router_state& use_router();

/// A function that navigates from the route around the running code.
[[nodiscard]] inline auto use_navigate() {
    return [router = &use_router(), from = use_context(route_path_context())](
               std::string_view to, const navigate_options& options = {}) { router->navigate(to, options, from); };
}

}  // namespace solder
#endif

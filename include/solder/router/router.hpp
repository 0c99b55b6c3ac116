#ifndef SOLDER_ROUTER_ROUTER_HPP
#define SOLDER_ROUTER_ROUTER_HPP
#include <memory>
#include <optional>
#include <solder/core/start.hpp>
#include <solder/core/url.hpp>
#include <solder/query/navigator.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/router/branches.hpp>
#include <solder/router/history.hpp>
#include <solder/router/leave_event.hpp>
#include <solder/router/live_params.hpp>
#include <solder/router/navigate_options.hpp>
#include <solder/router/search_params.hpp>
#include <string>

namespace solder {

/// What a router is told besides its routes.
struct routing_options {
    std::string base = {};  ///< the path that the application lives below: `/app`
    /// The path that routes are matched with, from the one of the location.
    callback<std::string(std::string_view)> transform_url = {};
};

/// What a router does with the links of its page.
struct link_rules {
    bool explicit_only = false;  ///< follows those with the attribute `link` alone
    bool preload = true;         ///< runs preload functions when a visitor points at one
};

/// Which place of the application is shown, and how to get to another.
///
/// A navigation is a transition: what is shown stays until the page to come has what it needs, and so do location and
/// history. Of several on their way the last one wins. On a server it takes place at once.
///
/// One per page in the browser, one per request on the server. `branches` and `places` are not owned and must outlive
/// it.
class router_state final : public navigator {
public:
    /// More navigations than these before one has settled are a circle of redirects: the next fails.
    static constexpr int most_redirects = 100;

    router_state(const route_branches& branches, history& places, routing_options options = {});
    router_state(const router_state&) = delete;
    ~router_state() override;

    /// Tracked, each on its own: a reader of the path does not run again when only the search changes.
    [[nodiscard]] const std::string& pathname() const { return pathname_(); }
    [[nodiscard]] const std::string& search() const { return search_(); }
    [[nodiscard]] const std::string& hash() const { return hash_(); }
    [[nodiscard]] const std::string& state() const { return state_(); }
    /// Tracked: the levels that are shown, root first.
    [[nodiscard]] const std::vector<route_match>& matches() const { return matches_(); }
    /// Tracked: whether a navigation is on its way.
    [[nodiscard]] bool is_routing() const { return is_routing_(); }
    /// Tracked: another number for each navigation; when one is given up, that of what is shown again.
    [[nodiscard]] std::uint32_t visits() const { return visits_(); }
    /// Not tracked: where a navigation on its way leads, else where we are.
    [[nodiscard]] const history_entry& target() const { return pending_ ? pending_->target : shown_; }
    /// "/", or the path that the application lives below.
    [[nodiscard]] const std::string& base() const { return base_; }
    [[nodiscard]] const live_params& params() const { return params_; }

    /// From now on these are the routes; what is shown and what is on its way is matched anew. The branches before must
    /// live until the current batch has ended.
    void set_routes(const route_branches& branches);

    /// Goes to `to`. Nothing happens when that is where we are already, but that a navigation on its way is given up.
    /// @param from  the matched path of the route that relative targets start from
    /// Errors: `invalid` when `to` leads out of the application; "Too many redirects".
    result<void> navigate(std::string_view to, const navigate_options& options = {}, std::string_view from = {});
    /// Moves in the history by `delta` entries; 0: nothing.
    void go(int delta);
    /// Where `to` leads from the route at `from`; empty when out of the application.
    [[nodiscard]] std::optional<std::string> resolve(std::string_view to, std::string_view from = {}) const;
    /// Whether some route shows `raw` (path, search and hash).
    [[nodiscard]] bool has_route(std::string_view raw) const;
    /// The levels that would show `raw`; empty when none does.
    [[nodiscard]] std::vector<route_match> matches_at(std::string_view raw) const;
    /// How many levels, from the root, this place and the one at `raw` show alike.
    [[nodiscard]] std::size_t levels_shared_with(std::string_view raw) const;
    /// The text of a link to `path`, which routers in the hash of the address write differently.
    [[nodiscard]] std::string render_path(std::string_view path) const { return places_.render_path(path); }

    /// Why pages are made now.
    [[nodiscard]] query_intent intent() const;
    /// The owner that this was made in; null: none.
    [[nodiscard]] owner* around() const { return around_.get(); }

    /// Whether its places are those of `other`.
    [[nodiscard]] bool is_over(const history* other) const { return &places_ == other; }
    /// The place that a link of the page leads to, from path, search and hash of its address.
    [[nodiscard]] std::string place_of_link(std::string_view link) const { return places_.parse_path(link); }
    /// Follows a link of the page: path, search and hash of its address. One to where we are scrolls to its hash again.
    /// @return whether it leads to a place of the application; false: nothing was done
    bool follow_link(std::string_view link, const navigate_options& options);

    void go_to(std::string location, bool replace) override;
    /// Whether navigations to another path are View Transitions, where the page can.
    bool view_transitions = false;
    /// Whether replies to actions bring along what the page reads (single flight).
    bool brings_answers = true;
    link_rules links;
    /// Whose page scrolls along, for places that have no page themselves; null: none. Not owned.
    history* scrolled_page = nullptr;
    std::string single_flight_page() const override;
    void load_again() override { places_.load_page({}); }
    [[nodiscard]] std::string origin() const override { return places_.origin; }

    /// Asks `guard` before the page is left, for as long as the current owner lives.
    void add_guard(leave_guard guard);
    /// Whether a guard holds what is shown back from being left for another page of the browser.
    [[nodiscard]] bool is_held_back();

private:
    friend class leave_event;
    /// A navigation that has not settled: the first one's manners, the last one's target.
    struct pending_navigation {
        history_entry target;
        bool replace = false;
        bool scroll = true;
        bool is_native = false;  ///< the history is there already
        bool has_moved = false;  ///< the history is not at what is shown: it has moved under this one or one before
        int count = 1;
    };
    result<void> move(history_entry target, const navigate_options& options, bool force);
    bool is_let_go_for(const history_entry& target, navigate_options options);
    void listen();
    void moved_by_history(std::optional<int> delta);
    void begin(pending_navigation next);
    void give_up();
    void settle(std::uint32_t number);
    void show(const history_entry& entry);
    void show_matches(const std::vector<route_match>& matches);
    bool is_let_go(leave_event_data of);
    void step(int delta, bool force);
    void undo(int away);
    void went_while_undoing(int steps);
    [[nodiscard]] std::string path_to_match(std::string pathname) const;
    [[nodiscard]] std::vector<route_match> match(const std::string& pathname) const;

    const route_branches* branches_;
    history& places_;
    ref<owner> around_{get_owner()};
    routing_options options_;
    std::string base_;
    history_entry shown_;
    std::string shown_path_;         // its path
    std::uint32_t shown_visit_ = 0;  // and its visit
    std::optional<pending_navigation> pending_;
    std::uint32_t number_ = 0;  // of the newest navigation
    bool has_routed_ = false;
    bool next_joins_ = false;    // the navigation that begins joins a held one at once
    int undo_ = 0;               // a move back of ours that is on its way, because a guard held the page; 0: none
    int away_ = 0;               // meanwhile: how far the history is from what is shown
    std::uint32_t settled_ = 0;  // meanwhile: the navigation that has settled, to be written after it
    int forced_delta_ = 0;       // a move that guards are not asked about
    std::vector<std::shared_ptr<leave_guard>> guards_;
    std::shared_ptr<router_state*> self_;  // null inside once this is gone
    operation running_;
    signal<std::string> pathname_{std::string("/")};
    signal<std::string> search_{std::string()};
    signal<std::string> hash_{std::string()};
    signal<std::string> state_{std::string()};
    signal<std::vector<route_match>> matches_{std::vector<route_match>()};
    signal<bool> is_routing_{false};
    signal<std::uint32_t> visits_{0};
    live_params params_{matches_};
};

/// The router around the running code; null outside of any.
[[nodiscard]] const context<router_state*>& router_context();
/// How many levels of routes are around the running code.
[[nodiscard]] const context<std::uint32_t>& route_depth_context();

/// The router around the running code. Calling this outside of a `Router` is a mistake that a debug build names.
[[nodiscard]] router_state& use_router();

/// The route around some code, which relative targets start from. It follows the location for as long as that route
/// stays. A handle.
class route_place {
public:
    route_place(router_state& router, std::uint32_t depth) : router_(&router), depth_(depth) {}
    [[nodiscard]] router_state& router() const { return *router_; }
    /// Tracked: what the route matched, parameters filled in; empty outside of any route.
    [[nodiscard]] std::string path() const;
    /// Tracked: where `to` leads from here; empty when out of the application.
    [[nodiscard]] std::optional<std::string> resolve(std::string_view to) const { return router_->resolve(to, path()); }

private:
    router_state* router_;
    std::uint32_t depth_;
};

/// The route around the running code.
[[nodiscard]] inline route_place use_route_place() { return {use_router(), use_context(route_depth_context())}; }

/// Navigates from the route that it was made in; tracks nothing. A handle.
class navigate_function {
public:
    explicit navigate_function(route_place from) : from_(from) {}
    /// As `router_state::navigate`.
    result<void> operator()(std::string_view to, const navigate_options& options = {}) const {
        return from_.router().navigate(to, options, untrack([this] { return from_.path(); }));
    }
    /// Moves in the history by `delta` entries; 0: nothing.
    void operator()(int delta) const { from_.router().go(delta); }

private:
    route_place from_;
};

/// A function that navigates from the route around the running code.
[[nodiscard]] inline navigate_function use_navigate() { return navigate_function(use_route_place()); }

}  // namespace solder
#endif

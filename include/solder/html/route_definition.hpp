#ifndef SOLDER_HTML_ROUTE_DEFINITION_HPP
#define SOLDER_HTML_ROUTE_DEFINITION_HPP
#include <cstdint>
#include <functional>
#include <memory>
#include <solder/core/assert.hpp>
#include <solder/core/shared_any.hpp>
#include <solder/html/view.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/router/branches.hpp>
#include <solder/router/route_path.hpp>
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
        static_assert(std::is_invocable_r_v<view, Component&, outlet> || std::is_invocable_r_v<view, Component&>,
                      "the component of a route takes nothing, or the outlet of the routes below it, and gives a view; "
                      "values of the path come by a typed route or use_params()");
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

namespace detail {
template <class T>
inline constexpr bool is_cold_task = false;
template <class T>
inline constexpr bool is_cold_task<task<T>> = true;

const context<shared_any>& preloaded_context();

/// Tells a definition from others; copies are the same definition.
struct definition_mark {
    std::uint32_t number = next();
    static std::uint32_t next();
};
}  // namespace detail

/// What the preload function of a route is told.
struct preload_event {
    const route_params& params;  ///< of the place that is or may be shown
    std::string url;             ///< path, search and hash of it
    query_intent intent;         ///< `preload`: it may be shown next; else it is about to be
};
/// Starts what a route needs before its component is made: calls its queries, so that nothing waits for the component.
/// What it returns is the component's (`use_preloaded`), but when the page only may be shown next: then it is dropped.
class route_preload {
public:
    route_preload() = default;
    template <class Fn>
        requires std::is_invocable_v<const Fn&, const preload_event&>
    route_preload(Fn fn) {
        using given = std::invoke_result_t<const Fn&, const preload_event&>;
        static_assert(!detail::is_cold_task<given>,
                      "a preload function is no coroutine: nobody would run it. Call queries, or give an accessor");
        run_ = [fn = std::move(fn)](const preload_event& event) -> shared_any {
            if constexpr (std::is_void_v<given>)
                return fn(event), shared_any();
            else
                return shared_any(fn(event));
        };
    }
    explicit operator bool() const { return static_cast<bool>(run_); }
    shared_any operator()(const preload_event& event) const { return run_(event); }

private:
    std::function<shared_any(const preload_event&)> run_;
};

/// What the preload function of the route around gave; in the root component, that of the router. Calling this where it
/// gave no `Value` is a mistake that a debug build names.
template <class Value>
[[nodiscard]] const Value& use_preloaded() {
    const auto* given = use_context(detail::preloaded_context()).template get<Value>();
    SOLDER_ASSERT(given, "use_preloaded: the preload function of this route gives nothing of this type");
    return *given;
}

/// A route: its paths, what shows it, and the routes below it. Path literals are checked while compiling.
struct route_definition {
    route_paths path = {};
    route_component component = {};
    std::vector<route_definition> children = {};
    route_preload preload = {};
    match_filters filters = {};  ///< besides those of a typed route
    route_info info = {};
    detail::definition_mark mark = {};  ///< not to be set
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

/// The routes of a router: a table, or a callable that gives one and is called again whenever what it read changed. Of
/// the routes shown, those whose definitions are in the new table too stay mounted.
class route_source {
public:
    route_source(const route_table& fixed) : first_(fixed) {}
    template <class Fn>
        requires std::is_invocable_r_v<route_table, Fn&>
    route_source(Fn give) : give_(std::move(give)), first_(untrack(give_)) {}

private:
    friend class router_frame;
    callback<route_table()> give_;  // empty: it is always the first
    route_table first_;
};

}  // namespace solder
#endif

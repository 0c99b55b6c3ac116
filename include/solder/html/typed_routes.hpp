#ifndef SOLDER_HTML_TYPED_ROUTES_HPP
#define SOLDER_HTML_TYPED_ROUTES_HPP
#include <solder/core/make_value.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/routes.hpp>
#include <solder/reactive/transition.hpp>
#include <solder/router/route.hpp>

namespace solder {

namespace detail {

/// Calls `component` with `values`, and with the outlet when it takes one.
template <class Component, class... Values>
view show_typed(const Component& component, const outlet& below, const Values&... values) {
    if constexpr (std::is_invocable_v<const Component&, const Values&..., const outlet&>)
        return component(values..., below);
    else
        return component(values...);
}

template <class Component, class... Values>
concept shows_values = std::is_invocable_r_v<view, const Component&, const Values&...> ||
                       std::is_invocable_r_v<view, const Component&, const Values&..., const outlet&>;

/// Values without `==` always differ.
struct same_route_values {
    template <class... Params>
    bool operator()(const std::tuple<Params...>& a, const std::tuple<Params...>& b) const {
        return [&]<std::size_t... At>(std::index_sequence<At...>) {
            return (is_same_value(std::get<At>(a), std::get<At>(b)) && ...);
        }(std::index_sequence_for<Params...>());
    }
};

template <fixed_string Path, class... Params, class Component>
route_component make_typed_component(route<Path, Params...> of, Component component) {
    if constexpr (sizeof...(Params) > 0 && shows_values<Component, memo<Params>...>) {
        return [of, component = std::move(component)](const outlet& below) -> view {
            return std::apply([&](const auto&... values) { return show_typed(component, below, values...); }, of.use());
        };
    } else if constexpr (sizeof...(Params) > 0 && shows_values<Component, Params...>) {
        return [of, shown = detail::make_value<const Component>(std::move(component))](const outlet& below) -> view {
            return make_dynamic_view([of, shown, below]() -> view_maker {
                const auto now = create_memo(
                    [values = of.use()] {
                        return std::apply([](const auto&... each) { return std::tuple(each()...); }, values);
                    },
                    same_route_values());
                return [now, shown, below]() -> view {
                    if (keeps_what_is_shown(now, same_route_values())) return view();
                    const auto values = now();
                    return make_content([&] {
                        return std::apply([&](const auto&... each) { return show_typed(*shown, below, each...); },
                                          values);
                    });
                };
            });
        };
    } else {
        static_assert(shows_values<Component>,
                      "a component of a typed route takes its values, or memos of them, or nothing; then an outlet");
        return component;
    }
}

}  // namespace detail

/// What shows a typed route. The component's parameters say what it wants, and an `outlet` may stand behind them:
/// - a `memo<T>` for each value: it stays on the page when the values change, and what reads them follows;
/// - a `T` for each: it is made anew when a value changes;
/// - none: as for any route.
template <fixed_string Path, class... Params, class Component>
[[nodiscard]] route_component typed_component(route<Path, Params...> of, Component component) {
    auto shown = detail::make_typed_component(of, std::move(component));
    if constexpr (requires { Component::part; }) shown.set_part(Component::part);
    return shown;
}

namespace detail {

template <class T>
memo<T> fixed_memo(T value) {
    return create_memo([value = std::move(value)] { return value; });
}

}  // namespace detail

/// A preload function that is given the values of `of`, for that route and those below it:
/// `typed_preload(project_route, [](std::int64_t id) { ... })`. One that takes a `memo<T>` for each is given such as
/// follow the location while the route stays; for a page that only may be shown next, memos of its values.
template <fixed_string Path, class... Params, class Fn>
[[nodiscard]] route_preload typed_preload(route<Path, Params...> of, Fn fn) {
    return [of, fn = std::move(fn)](const preload_event& event) {
        const auto values = of.read(event.params);
        SOLDER_ASSERT(values, "typed_preload: this route is not below the one whose values it takes");
        if constexpr (std::is_invocable_v<const Fn&, const memo<Params>&...>) {
            if (event.intent != query_intent::preload) return std::apply(fn, of.use());
            return std::apply([&](const Params&... each) { return fn(detail::fixed_memo(each)...); }, *values);
        } else {
            return std::apply(fn, *values);
        }
    };
}

/// `Route(project_route, ProjectPage)`: with `typed_component`.
template <fixed_string Path, class... Params, class Component>
[[nodiscard]] route_definition Route(route<Path, Params...> path, Component component,
                                     std::vector<route_definition> children = {}) {
    return Route(route_paths(path), typed_component(path, std::move(component)), std::move(children));
}

}  // namespace solder
#endif

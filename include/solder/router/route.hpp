#ifndef SOLDER_ROUTER_ROUTE_HPP
#define SOLDER_ROUTER_ROUTE_HPP
#include <algorithm>
#include <solder/core/fixed_string.hpp>
#include <solder/router/matcher.hpp>
#include <solder/router/primitives.hpp>
#include <solder/router/route_path.hpp>
#include <solder/router/route_value.hpp>
#include <tuple>

namespace solder {

namespace detail {

template <class T>
inline constexpr bool is_optional_type = false;
template <class T>
inline constexpr bool is_optional_type<std::optional<T>> = true;

/// What a parameter of type `T` is read as when it is there.
template <class T>
struct present {
    using type = T;
};
template <class T>
struct present<std::optional<T>> {
    using type = T;
};
template <class T>
using present_t = typename present<T>::type;

struct path_parameter {
    std::string_view name;
    bool is_optional = false;
    bool is_wildcard = false;
};

constexpr std::size_t count_parameters(std::string_view path) {
    std::size_t count = 0;
    while (!path.empty()) count += !name_in(take_segment(path)).empty();
    return count;
}

template <std::size_t Count>
consteval std::array<path_parameter, Count> parameters_of(std::string_view path) {
    std::array<path_parameter, Count> out{};
    for (std::size_t at = 0; !path.empty();) {
        const auto segment = take_segment(path);
        if (name_in(segment).empty()) continue;
        out[at++] = {name_in(segment), is_optional_parameter(segment), segment.starts_with('*')};
    }
    return out;
}

/// The literal `Above/Below`, with one slash between.
template <fixed_string Above, fixed_string Below>
consteval auto joined_paths() {
    constexpr auto above = Above.view().substr(0, Above.view().find_last_not_of('/') + 1);
    constexpr auto below = Below.view().substr(std::min(Below.view().find_first_not_of('/'), Below.view().size()));
    char text[above.size() + below.size() + 2]{};
    char* end = std::ranges::copy(above, text).out;
    *end++ = '/';
    std::ranges::copy(below, end);
    return fixed_string<above.size() + below.size() + 1>(text);
}

template <class T>
bool accepts_raw(std::string_view raw) {
    return route_value<T>::read(raw).has_value();
}

/// Null: the parameter is not there.
template <class T>
std::optional<T> read_parameter(const std::string* raw) {
    if constexpr (is_optional_type<T>) {
        if (!raw) return T();
        auto value = route_value<present_t<T>>::read(*raw);
        return value ? std::optional<T>(std::move(value)) : std::nullopt;
    } else {
        return raw ? route_value<T>::read(*raw) : std::nullopt;
    }
}

template <class T>
std::optional<std::string> write_parameter(const T& value) {
    if constexpr (is_optional_type<T>)
        return value ? write_parameter(*value) : std::nullopt;
    else
        return route_value<T>::write(value);
}

/// `path` with `values`, plain text, in place of its parameters, in their order; an optional one may be empty.
std::string fill_path(std::string_view path, std::span<const std::optional<std::string>> values);

/// A typed parameter of the current routes. Keeps its last value while there is none: a page that is left still shows
/// what it showed.
template <class T>
memo<T> use_typed_parameter(std::string_view name) {
    return create_memo([params = use_params(), name](const T* before) -> T {
        const auto raw = params.find(name);
        if (auto value = read_parameter<T>(raw ? &*raw : nullptr)) return std::move(*value);
        return before ? *before : T();
    });
}

}  // namespace detail

/// The path of a route with a type for each of its parameters: what a component is given, what links are built from,
/// and what a location has to have.
///
///     inline constexpr solder::route<"/projects/:id", std::int64_t> project_route;
///     project_route.href(42);  // "/projects/42"
///
/// An optional parameter (`:id?`) has a `std::optional`, a named wildcard a `std::string`. Types beyond integers and
/// text: see `route_value`. A location whose value does not read as the type is no match, so that other routes get
/// their turn.
template <fixed_string Path, class... Params>
class route {
    static constexpr std::size_t count = detail::count_parameters(Path.view());
    static_assert((detail::check_path_literal(Path.view()), true));
    static_assert(sizeof...(Params) == count, "a typed route names one type for each parameter of its path");
    static_assert((route_parameter<detail::present_t<Params>> && ...),
                  "a parameter of a route is an integer, std::string, std::optional of these, or has a route_value");

    static constexpr auto parameters = detail::parameters_of<count>(Path.view());
    template <std::size_t... At>
    static consteval bool types_fit(std::index_sequence<At...>) {
        return ((parameters[At].is_optional == detail::is_optional_type<Params>) && ...);
    }
    static_assert(types_fit(std::index_sequence_for<Params...>()),
                  "the type of an optional parameter, and of no other, is a std::optional");
    template <std::size_t... At>
    static consteval bool wildcard_is_text(std::index_sequence<At...>) {
        return ((!parameters[At].is_wildcard || std::same_as<Params, std::string>) && ...);
    }
    static_assert(wildcard_is_text(std::index_sequence_for<Params...>()), "the type of a wildcard is std::string");

public:
    using values = std::tuple<Params...>;

    [[nodiscard]] static constexpr std::string_view path() { return Path.view(); }

    /// The address for these values. Begins with a slash when the path does; otherwise it is relative, as the path of a
    /// route below another is.
    ///
    /// No path can carry a text that is empty, `.` or `..`, nor an optional parameter behind one that is missing: a
    /// debug build names these mistakes, otherwise that part of the path is left out.
    [[nodiscard]] std::string href(const Params&... value) const {
        const std::array<std::optional<std::string>, count> texts{detail::write_parameter(value)...};
        return detail::fill_path(path(), texts);
    }

    /// The values in `params`; empty when one is missing or does not read as its type.
    [[nodiscard]] std::optional<values> read(const route_params& params) const {
        return read_all(params, std::index_sequence_for<Params...>());
    }

    /// In a component of this route: the values, each tracked by itself.
    [[nodiscard]] std::tuple<memo<Params>...> use() const { return use_all(std::index_sequence_for<Params...>()); }

    constexpr operator route_paths() const { return route_paths(path(), checks); }

    /// This path below that of `Above`, for links: `(project_route / task_route).href(1, 2)`.
    template <fixed_string Above, class... ParamsAbove>
    friend constexpr auto operator/(route<Above, ParamsAbove...>, route) {
        return route<detail::joined_paths<Above, Path>(), ParamsAbove..., Params...>();
    }

private:
    template <std::size_t... At>
    static consteval auto all_checks(std::index_sequence<At...>) {
        return std::array<parameter_check, count>{
            parameter_check{parameters[At].name, &detail::accepts_raw<detail::present_t<Params>>}...};
    }
    static constexpr std::array<parameter_check, count> checks = all_checks(std::index_sequence_for<Params...>());

    template <std::size_t... At>
    std::optional<values> read_all(const route_params& params, std::index_sequence<At...>) const {
        auto all = std::tuple(detail::read_parameter<Params>(params.find(parameters[At].name))...);
        if (!(std::get<At>(all).has_value() && ...)) return std::nullopt;
        return values(std::move(*std::get<At>(all))...);
    }
    template <std::size_t... At>
    std::tuple<memo<Params>...> use_all(std::index_sequence<At...>) const {
        return {detail::use_typed_parameter<Params>(parameters[At].name)...};
    }
};

}  // namespace solder
#endif

#ifndef SOLDER_WIRE_SAME_HPP
#define SOLDER_WIRE_SAME_HPP
#include <algorithm>
#include <concepts>
#include <ranges>
#include <solder/wire/shape.hpp>

namespace solder::wire {

/// Whether two values hold the same: `==` where the type has one, else member by member; also inside vectors,
/// optionals, maps, pairs and tuples of structs without `==`.
template <class T>
constexpr bool same(const T& a, const T& b) {
    if constexpr (solder::detail::optional_type<T>) {
        return a.has_value() == b.has_value() && (!a || same(*a, *b));
    } else if constexpr (solder::detail::tuple_type<T>) {
        return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return (same(std::get<Index>(a), std::get<Index>(b)) && ...);
        }(std::make_index_sequence<std::tuple_size_v<T>>());
    } else if constexpr (requires { typename T::hasher; }) {
        static_assert(
            !requires { typename T::hasher; }, "an unordered container has no order to compare by: use std::map");
    } else if constexpr (solder::detail::is_made_from<T, std::variant>) {
        return a.index() == b.index() && [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return ((Index != a.index() || same(*std::get_if<Index>(&a), *std::get_if<Index>(&b))) && ...);
        }(std::make_index_sequence<std::variant_size_v<T>>());
    } else if constexpr (solder::detail::range_of_others<T>) {
        // Before `==`: a vector claims to have one even where its elements do not.
        using element = std::ranges::range_value_t<const T>;
        return std::ranges::size(a) == std::ranges::size(b) &&
               std::equal(std::ranges::begin(a), std::ranges::end(a), std::ranges::begin(b),
                          [](const element& x, const element& y) { return same(x, y); });
    } else if constexpr (std::floating_point<T>) {
        return a == b || (a != a && b != b);  // NaN has not changed
    } else if constexpr (std::equality_comparable<T>) {
        return a == b;
    } else if constexpr (reflectable<T>) {
        return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            return (same(boost::pfr::get<Index>(a), boost::pfr::get<Index>(b)) && ...);
        }(std::make_index_sequence<member_count<T>>());
    } else {
        static_assert(solder::detail::never<T>, "this type has no == and is no plain struct: give it an operator==");
    }
}

}  // namespace solder::wire
#endif

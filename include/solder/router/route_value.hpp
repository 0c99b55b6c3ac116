#ifndef SOLDER_ROUTER_ROUTE_VALUE_HPP
#define SOLDER_ROUTER_ROUTE_VALUE_HPP
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace solder {

/// How a type stands in the path of a typed route. Specialise it for a type of your own:
///
///     static std::optional<T> read(std::string_view raw);  // percent-encoded; empty: no match
///     static std::string write(const T& value);            // plain text, encoded by who writes it into a path
template <class T>
struct route_value;

namespace detail {
std::optional<std::int64_t> read_route_integer(std::string_view raw, std::int64_t least, std::int64_t most);
std::optional<std::uint64_t> read_route_integer(std::string_view raw, std::uint64_t most);
std::string write_route_integer(std::int64_t value);
std::string write_route_integer(std::uint64_t value);
}  // namespace detail

/// Digits, with a minus where the type has one. No plus, no leading zeros: a number has one address.
template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
struct route_value<T> {
    using limits = std::numeric_limits<T>;
    using widest = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;

    static std::optional<T> read(std::string_view raw) {
        std::optional<widest> number;
        if constexpr (std::is_signed_v<T>)
            number = detail::read_route_integer(raw, limits::min(), limits::max());
        else
            number = detail::read_route_integer(raw, limits::max());
        return number ? std::optional(static_cast<T>(*number)) : std::nullopt;
    }
    static std::string write(T value) { return detail::write_route_integer(static_cast<widest>(value)); }
};

/// Any text that percent-decodes to UTF-8.
template <>
struct route_value<std::string> {
    static std::optional<std::string> read(std::string_view raw);
    static std::string write(const std::string& value) { return value; }
};

/// What a typed route can take for a parameter.
template <class T>
concept route_parameter = requires(std::string_view raw, const T& value) {
    { route_value<T>::read(raw) } -> std::same_as<std::optional<T>>;
    { route_value<T>::write(value) } -> std::convertible_to<std::string>;
};

}  // namespace solder
#endif

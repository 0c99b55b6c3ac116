#ifndef SOLDER_WIRE_ENUM_RANGE_HPP
#define SOLDER_WIRE_ENUM_RANGE_HPP
#include <concepts>
#include <type_traits>

namespace solder {

/// The first and the last value of an enum, as `static constexpr E first` and `last`. Specialise it, and numbers
/// outside are refused when the enum is read from JSON, a form or an address. Without it every number of its underlying
/// type is read: check it before it chooses anything.
template <class E>
struct enum_range {};

namespace detail {

template <class E>
concept has_enum_range = requires {
    { enum_range<E>::first } -> std::convertible_to<E>;
    { enum_range<E>::last } -> std::convertible_to<E>;
};

/// False: it is none of the values.
template <class E>
constexpr bool take_enum(std::underlying_type_t<E> number, E& to) {
    static_assert(
        requires { E{std::underlying_type_t<E>{}}; },
        "an enum that is read has a fixed underlying type: `enum class role`, or `enum role : int`");
    to = static_cast<E>(number);
    if constexpr (has_enum_range<E>) return enum_range<E>::first <= to && to <= enum_range<E>::last;
    return true;
}

}  // namespace detail
}  // namespace solder
#endif

#ifndef SOLDER_WIRE_REFLECT_HPP
#define SOLDER_WIRE_REFLECT_HPP
#include <array>
#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace solder {

/// A plain struct: an aggregate class without base classes, whose members we can count and name.
/// At most 100 members; no C arrays, no bit fields.
template <class T>
concept reflectable = std::is_class_v<T> && std::is_aggregate_v<T> && !std::is_polymorphic_v<T> &&
                      !requires { std::tuple_size<T>::value; };

/// How many members `T` has.
template <reflectable T>
inline constexpr std::size_t member_count = boost::pfr::tuple_size_v<T>;

/// The type of member `Index`, in order of declaration.
template <reflectable T, std::size_t Index>
using member_type = boost::pfr::tuple_element_t<Index, T>;

namespace detail {

template <class T>
struct object_box {
    T value;
};

// The address of a member as a template argument makes the compiler spell the member in the function's signature.
// `nowhere` is never defined: only its address is taken, while compiling.
#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <class T>
extern const object_box<T> nowhere;

template <class T>
struct member_address {
    const T* at;
};

template <class T, std::size_t Index>
consteval auto address_of_member() {
    return member_address<member_type<T, Index>>{std::addressof(boost::pfr::get<Index>(nowhere<T>.value))};
}
#ifdef __clang__
#pragma clang diagnostic pop
#endif

template <auto Address>
consteval std::string_view signature() {
    return __PRETTY_FUNCTION__;
}

/// g++ ends its signature with `...::title)}; std::string_view = ...]`, clang with `...value.title}]`.
consteval std::string_view name_in_signature(std::string_view text) {
    text = text.substr(0, text.rfind('}'));
    if (text.ends_with(')')) text.remove_suffix(1);
    return text.substr(text.find_last_of(":.") + 1);
}

// A copy holds just the name, so that the long signature does not reach the program.
template <class T, std::size_t Index>
struct member_name_text {
    static constexpr std::string_view found = name_in_signature(signature<address_of_member<T, Index>()>());
    static constexpr auto chars = [] {
        std::array<char, found.size()> copy{};
        for (std::size_t i = 0; i < found.size(); ++i) copy[i] = found[i];
        return copy;
    }();
};

}  // namespace detail

/// The name of member `Index` as written in the struct.
template <reflectable T, std::size_t Index>
inline constexpr std::string_view member_name{detail::member_name_text<T, Index>::chars.data(),
                                              detail::member_name_text<T, Index>::chars.size()};

/// Calls `visit(name, member)` for each member of `object`, in order of declaration.
template <class Object, class Visit>
    requires reflectable<std::remove_const_t<Object>>
constexpr void for_each_member(Object& object, Visit&& visit) {
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        (static_cast<void>(visit(member_name<std::remove_const_t<Object>, Index>, boost::pfr::get<Index>(object))),
         ...);
    }(std::make_index_sequence<member_count<std::remove_const_t<Object>>>());
}

}  // namespace solder
#endif

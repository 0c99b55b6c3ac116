#ifndef SOLDER_REACTIVE_STORE_TRAITS_HPP
#define SOLDER_REACTIVE_STORE_TRAITS_HPP
#include <solder/wire/shape.hpp>

namespace solder {

/// Specialise as true for a struct that is always read and written whole (a date, a colour, an id of its own type): a
/// store then keeps it as one value instead of member by member.
template <class T>
inline constexpr bool store_leaf = false;

namespace detail {

template <class T>
consteval auto default_store_key() {
    if constexpr (requires { requires std::is_member_object_pointer_v<decltype(&T::id)>; })
        return &T::id;
    else
        return nullptr;
}

}  // namespace detail

/// What tells the elements of a list in a store apart: the member `id` where there is one, else nothing. Specialise to
/// choose another (`inline constexpr auto store_key<task> = &task::number;`) or none (`nullptr`), next to the struct.
template <class T>
inline constexpr auto store_key = detail::default_store_key<T>();

/// A struct that a store keeps member by member.
template <class T>
concept store_record = reflectable<T> && !std::is_empty_v<T> && !store_leaf<T>;

namespace detail {

enum class store_kind : std::uint8_t {
    leaf,    ///< one value: `signal<T>`
    record,  ///< a struct whose identity never changes: a node
    maybe,   ///< a struct that may be absent or replaced by another: a signal of a node
    list,    ///< a vector of structs: a signal of a list of nodes
};

template <class T>
inline constexpr bool is_keyed_record = !std::is_null_pointer_v<decltype(store_key<T>)>;
template <class T>
inline constexpr std::type_identity<void> record_within{};
template <store_record T>
inline constexpr std::type_identity<T> record_within<T>{};
template <store_record T>
inline constexpr std::type_identity<T> record_within<std::optional<T>>{};
template <store_record T, class Allocator>
inline constexpr std::type_identity<T> record_within<std::vector<T, Allocator>>{};

/// The struct that a member of type `T` holds one, one or none, or many of; void for a leaf.
template <class T>
using record_in = typename decltype(record_within<T>)::type;

template <class T>
consteval store_kind store_kind_of() {
    if constexpr (std::is_void_v<record_in<T>>)
        return store_kind::leaf;
    else if constexpr (vector_type<T>)
        return store_kind::list;
    else if constexpr (optional_type<T> || is_keyed_record<record_in<T>>)
        return store_kind::maybe;
    else
        return store_kind::record;
}

/// Whether a store of `T` holds structs of type `Record`; `Seen` ends the walk in recursive structs.
template <class T, class Record, class... Seen>
consteval bool holds_record() {
    using inside = record_in<T>;
    if constexpr (std::is_void_v<inside> || (std::same_as<inside, Seen> || ...)) {
        return false;
    } else if constexpr (std::same_as<inside, Record>) {
        return true;
    } else {
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            return (holds_record<member_type<inside, Index>, Record, inside, Seen...>() || ...);
        }(std::make_index_sequence<member_count<inside>>());
    }
}

/// Takes the place of any member while looking whether a struct can be initialised.
struct any_member {
    template <class T>
    operator T&() const noexcept {
        __builtin_unreachable();
    }
};

template <class T, std::size_t... Before, std::size_t... After>
consteval bool is_array_member(std::index_sequence<Before...>, std::index_sequence<After...>) {
    // Without braces of its own an array takes as many initialisers as it has elements; `{}` takes it as a whole.
    constexpr auto any = [](std::size_t) { return any_member{}; };
    return requires { T{any(Before)..., any_member{}, any(After)...}; } && requires { T{any(Before)..., {}}; } &&
           !requires { T{any(Before)..., {}, any(After)...}; };
}

template <class T>
consteval bool has_array_member() {
    constexpr std::size_t count = member_count<T>;
    return []<std::size_t... Index>(std::index_sequence<Index...>) {
        return (is_array_member<T>(std::make_index_sequence<Index>(), std::make_index_sequence<count - Index - 1>()) ||
                ...);
    }(std::make_index_sequence<count>());
}

}  // namespace detail
}  // namespace solder
#endif

#ifndef SOLDER_REACTIVE_DETAIL_STORE_TYPES_HPP
#define SOLDER_REACTIVE_DETAIL_STORE_TYPES_HPP
#include <solder/reactive/detail/value_hash.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/store_traits.hpp>
#include <solder/wire/same.hpp>

// What the code of stores, written once for all structs in src/reactive/store*.cpp, has to know of each type: a table
// of constants for each struct, seven small functions for each type of leaf.

namespace solder::detail {

class record_node;
struct record_type;
using node_list = std::vector<ref<record_node>>;

/// Room for what stands for one member in a node: `signal<T>`, `ref<record_node>`, `signal<ref<record_node>>` or
/// `signal<node_list>`, by the `store_kind` of the member.
struct store_slot {
    template <class T>
    T& as() const {
        static_assert(sizeof(T) <= sizeof(bytes) && alignof(T) <= alignof(void*));
        return *std::launder(reinterpret_cast<T*>(bytes));
    }
    alignas(void*) mutable std::byte bytes[sizeof(signal<int>)];
};

// ---- leaves

/// Gives a leaf the equality of `wire::same` where its own `==` is missing or does not compile.
template <class T>
struct compared_leaf {
    T value;
    friend bool operator==(const compared_leaf& a, const compared_leaf& b) { return wire::same(a.value, b.value); }
};

template <class T>
consteval bool is_plainly_compared() {
    if constexpr (optional_type<T> || vector_type<T>)
        return is_plainly_compared<typename T::value_type>();
    else
        return std::is_scalar_v<T> || std::same_as<T, std::string>;
}

/// What the signal of a leaf holds.
template <class T>
using held_leaf = std::conditional_t<is_plainly_compared<T>(), T, compared_leaf<T>>;

template <class T>
constexpr auto& value_of_leaf(auto& held) {
    if constexpr (is_plainly_compared<T>())
        return held;
    else
        return held.value;
}

struct leaf_type {
    void (*make)(store_slot&, void* from, call_site made);
    void (*end)(store_slot&);
    const void* (*peek)(const store_slot&);
    /// Writes when the value differs.
    void (*write)(const store_slot&, void* from, call_site here);
    bool (*same)(const void*, const void*);
    std::uint64_t (*hash)(const void*, std::uint64_t seed);
    /// Whether a key of this type is missing; null when it never is.
    bool (*absent)(const void*);
};

template <class T>
struct leaf_functions {
    static_assert(std::copyable<T>, "a store hands out copies: its members must be copyable");
    using held = signal<held_leaf<T>>;
    static void make(store_slot& slot, void* from, call_site made) {
        ::new (static_cast<void*>(slot.bytes)) held(held_leaf<T>{std::move(*static_cast<T*>(from))}, made);
    }
    static void end(store_slot& slot) { slot.as<held>().~held(); }
    static const void* peek(const store_slot& slot) { return std::addressof(value_of_leaf<T>(slot.as<held>().peek())); }
    static void write(const store_slot& slot, void* from, call_site here) {
        slot.as<held>().set(held_leaf<T>{std::move(*static_cast<T*>(from))}, here);
    }
    static bool same(const void* a, const void* b) {
        return wire::same(*static_cast<const T*>(a), *static_cast<const T*>(b));
    }
    static std::uint64_t hash(const void* value, std::uint64_t seed) {
        return hash_value(*static_cast<const T*>(value), seed);
    }
    static bool absent(const void* value) {
        if constexpr (optional_type<T>)
            return !static_cast<const T*>(value)->has_value();
        else
            return false;
    }
};

template <class T>
inline constexpr leaf_type leaf_type_of{
    .make = leaf_functions<T>::make,
    .end = leaf_functions<T>::end,
    .peek = leaf_functions<T>::peek,
    .write = leaf_functions<T>::write,
    .same = leaf_functions<T>::same,
    .hash = leaf_functions<T>::hash,
    .absent = optional_type<T> ? leaf_functions<T>::absent : nullptr,
};

// ---- members

/// The structs inside a value: of a struct itself, of an optional none or one, of a vector all.
struct records_in_value {
    std::byte* first;
    std::size_t count;
};

struct store_type {
    store_kind kind;
    const leaf_type* leaf;                     ///< of a leaf, else null
    const record_type* record;                 ///< of the others, else null
    records_in_value (*records)(void* value);  ///< of the others, else null
};

template <class T>
records_in_value records_in(void* value) {
    T& holder = *static_cast<T*>(value);
    if constexpr (vector_type<T>)
        return {reinterpret_cast<std::byte*>(holder.data()), holder.size()};
    else if constexpr (optional_type<T>)
        return {holder ? reinterpret_cast<std::byte*>(std::addressof(*holder)) : nullptr, holder ? 1u : 0u};
    else
        return {static_cast<std::byte*>(value), 1};
}

template <class T>
consteval store_type make_store_type();
template <class T>
inline constexpr store_type store_type_of = make_store_type<T>();

// ---- structs

struct record_type {
    std::size_t bytes;  ///< of one value
    std::uint16_t count;
    std::int16_t key;  ///< index of the member by which elements are told apart; -1 for none
    const store_type* const* members;
    void* (*member)(void* value, std::size_t index);
};

template <class T>
void* member_of(void* value, std::size_t index) {
    T& object = *static_cast<T*>(value);
    void* found = nullptr;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        ((Index == index ? void(found = std::addressof(boost::pfr::get<Index>(object))) : void()), ...);
    }(std::make_index_sequence<member_count<T>>());
    return found;
}

/// Where a `T` could be; there is none. Only addresses of its members are taken.
template <class T>
alignas(T) inline constinit std::byte place_of_no_object[sizeof(T)]{};

/// The index of the member that `member` points to; `at` compares it with the member of index `Index`.
template <class T, class Member, class At>
constexpr std::int16_t find_member(At at) {
    std::int16_t found = -1;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        auto look = [&]<std::size_t I>() {
            if constexpr (std::same_as<member_type<T, I>, Member>)
                if (at.template operator()<I>()) found = static_cast<std::int16_t>(I);
        };
        (look.template operator()<Index>(), ...);
    }(std::make_index_sequence<member_count<T>>());
    return found;
}

template <class T, class Member>
std::int16_t index_of_member(Member T::* member) {
    T& object = *reinterpret_cast<T*>(place_of_no_object<T>);
    const auto* wanted = std::addressof(object.*member);
    return find_member<T, Member>(
        [&]<std::size_t I>() { return std::addressof(boost::pfr::get<I>(object)) == wanted; });
}

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif
template <class T, class Member>
consteval std::int16_t constant_index_of_member(Member T::* member) {
    const auto* wanted = std::addressof(nowhere<T>.value.*member);
    return find_member<T, Member>(
        [&]<std::size_t I>() { return std::addressof(boost::pfr::get<I>(nowhere<T>.value)) == wanted; });
}
#ifdef __clang__
#pragma clang diagnostic pop
#endif

template <class Member>
consteval bool check_key() {
    static_assert(store_kind_of<Member>() == store_kind::leaf,
                  "a key is compared as one value: mark its struct with `store_leaf`");
    static_assert(
        has_hash<Member>(),
        "a key must have a hash: text, numbers, enums, structs and ranges of these, or a std::hash of its own");
    return true;
}

template <class T>
consteval std::int16_t key_index() {
    if constexpr (is_keyed_record<T>) {
        return []<class Member, class Class>(Member Class::* member) consteval {
            static_assert(std::same_as<Class, T>, "store_key names a member of another struct");
            static_assert(check_key<Member>());
            if constexpr (std::same_as<Class, T>)
                return constant_index_of_member<T, Member>(member);
            else
                return std::int16_t{-1};
        }(store_key<T>);
    } else {
        return -1;
    }
}

/// Says in words what a store cannot keep.
template <class T>
consteval bool check_record() {
    static_assert(!has_array_member<T>(), "a store keeps no C arrays: use std::array or std::vector");
    if constexpr (!has_array_member<T>()) {
        static_assert(std::copyable<T>, "a store hands out copies: no references, no const and no move-only members");
        [[maybe_unused]] constexpr auto each = []<std::size_t... Index>(std::index_sequence<Index...>) {
            return !(std::is_array_v<member_type<T, Index>> || ...);
        }(std::make_index_sequence<member_count<T>>());
        static_assert(each, "a store keeps no C arrays: use std::array or std::vector");
    }
    return true;
}

template <class T, class Indexes = std::make_index_sequence<member_count<T>>>
inline constexpr auto member_table = nullptr;
template <class T, std::size_t... Index>
inline constexpr const store_type* member_table<T, std::index_sequence<Index...>>[] = {
    &store_type_of<member_type<T, Index>>...};

template <class T>
inline constexpr record_type record_type_of{
    .bytes = sizeof(T),
    .count = static_cast<std::uint16_t>(member_count<T>),
    .key = key_index<T>(),
    .members = member_table<T>,
    .member = member_of<T>,
};

template <class T>
consteval store_type make_store_type() {
    if constexpr (store_kind_of<T>() == store_kind::leaf)
        return {store_kind::leaf, &leaf_type_of<T>, nullptr, nullptr};
    else
        return {store_kind_of<T>(), nullptr, &record_type_of<record_in<T>>, records_in<T>};
}

}  // namespace solder::detail
#endif

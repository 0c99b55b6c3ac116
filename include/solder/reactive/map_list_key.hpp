#ifndef SOLDER_REACTIVE_MAP_LIST_KEY_HPP
#define SOLDER_REACTIVE_MAP_LIST_KEY_HPP
#include <cstdint>
#include <functional>
#include <ranges>
#include <solder/reactive/detail/nodes.hpp>
#include <solder/reactive/detail/value_hash.hpp>
#include <solder/wire/same.hpp>
#include <string_view>

// What tells elements of a list apart, and whether one has changed. Keys are never stored: they are looked at in place.

namespace solder::detail {

/// What a handle of a store is of; else the member `id` where there is one, else the whole value.
struct own_key {
    template <class T>
    constexpr decltype(auto) operator()(const T& element) const {
        if constexpr (requires { element.identity(); })
            return element.identity();
        else if constexpr (requires { element.id; })
            return (element.id);
        else
            return (element);
    }
};

/// Whether an element is as it was. What cannot be compared counts as changed.
template <class T>
bool same_element(const T& a, const T& b) {
    if constexpr (has_equality<T>())
        return a == b;
    else if constexpr (reflectable<T> || optional_type<T> || tuple_type<T> || std::ranges::sized_range<const T>)
        return wire::same(a, b);
    else
        return false;
}

template <class Key>
bool same_key(const Key& a, const Key& b) {
    if constexpr (text_type<Key>)
        return std::string_view(a) == std::string_view(b);
    else if constexpr (std::is_pointer_v<Key>)
        return a == b;
    else
        return wire::same(a, b);
}

/// Equal for equal keys.
template <class Key>
std::uint64_t key_hash(const Key& key) {
    static_assert(has_hash<Key>(),
                  "this type cannot tell rows apart: give it a std::hash, or name a key of the element");
    return hash_value(key, 0);
}

}  // namespace solder::detail
#endif

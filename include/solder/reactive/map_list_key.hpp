#ifndef SOLDER_REACTIVE_MAP_LIST_KEY_HPP
#define SOLDER_REACTIVE_MAP_LIST_KEY_HPP
#include <bit>
#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <ranges>
#include <solder/reactive/detail/nodes.hpp>
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

[[nodiscard]] std::uint64_t hash_text(std::string_view text);

constexpr std::uint64_t join_hashes(std::uint64_t a, std::uint64_t b) {
    return (std::rotl(a, 5) ^ b) * 0x9E3779B97F4A7C15ull;
}

/// Equal for equal keys. By the bits of the value, or `std::hash` for classes that have one, or member by member.
template <class Key>
std::uint64_t key_hash(const Key& key) {
    if constexpr (text_type<Key>) {
        return hash_text(key);
    } else if constexpr (std::integral<Key> || std::is_enum_v<Key>) {
        return static_cast<std::uint64_t>(key);
    } else if constexpr (std::floating_point<Key>) {
        return std::bit_cast<std::uint64_t>(static_cast<double>(key) + 0.0);  // -0.0 becomes 0.0, its equal
    } else if constexpr (optional_type<Key>) {
        return key ? join_hashes(1, key_hash(*key)) : 0;
    } else if constexpr (tuple_type<Key>) {
        std::uint64_t all = 0;
        std::apply([&](const auto&... each) { ((all = join_hashes(all, key_hash(each))), ...); }, key);
        return all;
    } else if constexpr (std::ranges::sized_range<const Key>) {
        std::uint64_t all = 0;
        for (const auto& each : key) all = join_hashes(all, key_hash(each));
        return all;
    } else if constexpr (requires { std::hash<Key>{}(key); }) {
        return std::hash<Key>{}(key);
    } else if constexpr (reflectable<Key>) {
        std::uint64_t all = 0;
        [&]<std::size_t... Index>(std::index_sequence<Index...>) {
            ((all = join_hashes(all, key_hash(boost::pfr::get<Index>(key)))), ...);
        }(std::make_index_sequence<member_count<Key>>());
        return all;
    } else {
        static_assert(never<Key>,
                      "this type cannot tell rows apart: give it a std::hash, or name a key of the element");
    }
}

}  // namespace solder::detail
#endif

#ifndef SOLDER_REACTIVE_DETAIL_VALUE_HASH_HPP
#define SOLDER_REACTIVE_DETAIL_VALUE_HASH_HPP
#include <bit>
#include <functional>
#include <ranges>
#include <solder/wire/shape.hpp>

// Hashes by which elements, rows and keys are found again. Values that `wire::same` calls the same hash alike, as long
// as a `==` of the program's own compares what the members say.

namespace solder::detail {

/// One step of a hash: for one `hash` no two values give the same.
constexpr std::uint64_t mix_hash(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E37'79B9'7F4A'7C15u;
    hash = (hash ^ (hash >> 32)) * 0xD6E8'FEB8'6659'FD93u;
    return hash ^ (hash >> 29);
}

[[nodiscard]] std::uint64_t hash_text(std::string_view text, std::uint64_t seed);

template <class T>
concept std_hashable = requires(const T& value) {
    { std::hash<T>{}(value) } -> std::convertible_to<std::size_t>;
};
template <class T>
concept hashed_range = range_of_others<T>;

/// Whether different values of `T` get different hashes, which keys must have.
template <class T>
consteval bool has_hash() {
    if constexpr (optional_type<T>)
        return has_hash<typename T::value_type>();
    else if constexpr (tuple_type<T>)
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            return (has_hash<std::remove_cvref_t<std::tuple_element_t<Index, T>>>() && ...);
        }(std::make_index_sequence<std::tuple_size_v<T>>());
    else if constexpr (text_type<T> || std_hashable<T>)
        return true;
    else if constexpr (hashed_range<T>)
        return has_hash<std::ranges::range_value_t<const T>>();
    else if constexpr (reflectable<T>)
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            return (has_hash<member_type<T, Index>>() && ...);
        }(std::make_index_sequence<member_count<T>>());
    else
        return false;
}

/// What cannot be told apart by hash adds nothing to it.
template <class T>
std::uint64_t hash_value(const T& value, std::uint64_t seed) {
    if constexpr (optional_type<T>) {
        return value ? hash_value(*value, mix_hash(seed, 1)) : mix_hash(seed, 0);
    } else if constexpr (tuple_type<T>) {
        std::apply([&](const auto&... part) { ((seed = hash_value(part, seed)), ...); }, value);
        return seed;
    } else if constexpr (std::integral<T> || std::is_enum_v<T>) {
        return mix_hash(seed, static_cast<std::uint64_t>(value));
    } else if constexpr (std::floating_point<T>) {
        double same_zero = value == 0 ? 0.0 : static_cast<double>(value);  // -0.0 == 0.0
        return mix_hash(seed, std::bit_cast<std::uint64_t>(same_zero));
    } else if constexpr (text_type<T>) {
        return hash_text(value, seed);
    } else if constexpr (std_hashable<T>) {
        return mix_hash(seed, std::hash<T>{}(value));
    } else if constexpr (hashed_range<T>) {
        seed = mix_hash(seed, std::ranges::size(value));
        for (const auto& part : value) seed = hash_value<std::ranges::range_value_t<const T>>(part, seed);
        return seed;
    } else if constexpr (reflectable<T>) {
        for_each_member(value, [&](std::string_view, const auto& part) { seed = hash_value(part, seed); });
        return seed;
    } else {
        return seed;
    }
}

}  // namespace solder::detail
#endif

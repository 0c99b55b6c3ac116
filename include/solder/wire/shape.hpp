#ifndef SOLDER_WIRE_SHAPE_HPP
#define SOLDER_WIRE_SHAPE_HPP
#include <array>
#include <concepts>
#include <cstddef>
#include <map>
#include <optional>
#include <ranges>
#include <solder/wire/reflect.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// What kind of type the walks over values (JSON, forms, keys) meet.
namespace solder::detail {

template <class T, template <class...> class Template>
inline constexpr bool is_made_from = false;
template <template <class...> class Template, class... Args>
inline constexpr bool is_made_from<Template<Args...>, Template> = true;

template <class T>
concept optional_type = is_made_from<T, std::optional>;
template <class T>
concept vector_type = is_made_from<T, std::vector>;
template <class T>
concept tuple_type = is_made_from<T, std::tuple> || is_made_from<T, std::pair>;

template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t Size>
inline constexpr bool is_array<std::array<T, Size>> = true;
template <class T>
concept array_type = is_array<T>;

template <class T>
inline constexpr bool is_string_map = false;
template <class T, class Less, class Allocator>
inline constexpr bool is_string_map<std::map<std::string, T, Less, Allocator>> = true;
template <class T>
concept string_map_type = is_string_map<T>;

/// Integers are numbers; characters are not.
template <class T>
concept integer_type =
    std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
    !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;
template <class T>
concept real_type = std::same_as<T, double> || std::same_as<T, float>;
template <class T>
concept text_type = std::convertible_to<const T&, std::string_view> && !std::same_as<T, std::nullptr_t>;
/// What is more than its elements: a range that contains itself has no end.
template <class T>
concept range_of_others =
    std::ranges::sized_range<const T> && !text_type<T> && !std::same_as<std::ranges::range_value_t<const T>, T>;
template <class T>
concept nothing_type =
    std::same_as<T, std::nullptr_t> || std::same_as<T, std::monostate> || std::same_as<T, std::nullopt_t>;

/// Whether `T` is built from types for which `Leaf<T>::value` holds; `Seen` ends the walk in recursive structs.
template <template <class> class Leaf, class T, class... Seen>
consteval bool built_from() {
    if constexpr ((std::same_as<T, Seen> || ...) || Leaf<T>::value) {
        return true;
    } else if constexpr (optional_type<T> || vector_type<T> || array_type<T>) {
        return built_from<Leaf, typename T::value_type, Seen...>();
    } else if constexpr (string_map_type<T>) {
        return built_from<Leaf, typename T::mapped_type, Seen...>();
    } else if constexpr (tuple_type<T>) {
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            return (built_from<Leaf, std::tuple_element_t<Index, T>, Seen...>() && ...);
        }(std::make_index_sequence<std::tuple_size_v<T>>());
    } else if constexpr (reflectable<T>) {
        return []<std::size_t... Index>(std::index_sequence<Index...>) {
            return (built_from<Leaf, member_type<T, Index>, T, Seen...>() && ...);
        }(std::make_index_sequence<member_count<T>>());
    } else {
        return false;
    }
}

template <class>
inline constexpr bool never = false;

}  // namespace solder::detail
#endif

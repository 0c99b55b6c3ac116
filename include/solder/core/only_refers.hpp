#ifndef SOLDER_CORE_ONLY_REFERS_HPP
#define SOLDER_CORE_ONLY_REFERS_HPP
#include <ranges>
#include <type_traits>

namespace solder::detail {

/// Such as `std::string_view`, `const char*` and `std::span`: the text or the list may have gone before it is read.
template <class T>
inline constexpr bool only_refers =
    std::is_same_v<T, const char*> || std::is_same_v<T, char*> || std::ranges::enable_view<T>;

}  // namespace solder::detail
#endif

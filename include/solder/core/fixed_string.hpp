#ifndef SOLDER_CORE_FIXED_STRING_HPP
#define SOLDER_CORE_FIXED_STRING_HPP
#include <cstddef>
#include <string_view>

namespace solder {

/// A string literal as a template argument: `server_function<"tasks.list", ...>`.
template <std::size_t Size>
struct fixed_string {
    char text[Size + 1];

    consteval fixed_string(const char (&literal)[Size + 1]) {
        for (std::size_t i = 0; i <= Size; ++i) text[i] = literal[i];
    }
    constexpr std::string_view view() const { return {text, Size}; }
};
template <std::size_t Length>
fixed_string(const char (&)[Length]) -> fixed_string<Length - 1>;

}  // namespace solder
#endif

#ifndef SOLDER_CORE_PLAIN_PATH_HPP
#define SOLDER_CORE_PLAIN_PATH_HPP
#include <algorithm>
#include <solder/core/ascii.hpp>
#include <string_view>

namespace solder::detail {

/// Whether a path is of letters, digits, `-`, `_` and `/` alone, as most are: there is nothing in it to decode, encode,
/// resolve or refuse.
constexpr bool is_plain_path(std::string_view text) {
    return text.starts_with('/') && std::ranges::all_of(text, [](char c) {
               return is_ascii_letter_or_digit(c) || c == '/' || c == '-' || c == '_';
           });
}

}  // namespace solder::detail
#endif

#ifndef SOLDER_CORE_UTF8_HPP
#define SOLDER_CORE_UTF8_HPP
#include <cstdint>
#include <string>
#include <string_view>

namespace solder {

/// Whether `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);
/// `text` with one U+FFFD for each part that is not well-formed UTF-8, cut as browsers cut them (Unicode 15, 3.9,
/// "substitution of maximal subparts").
[[nodiscard]] std::string repaired_utf8(std::string_view text);
/// Appends the UTF-8 form of `code_point`.
void append_utf8(std::string& out, std::uint32_t code_point);

/// Some bytes of a text: a character, or as many as can begin one but do not go on as one.
struct utf8_sequence {
    std::size_t length;
    bool is_character;
};
/// The sequence at `i`, which is in the text.
[[nodiscard]] utf8_sequence utf8_sequence_at(std::string_view text, std::size_t i);

}  // namespace solder
#endif

#ifndef SOLDER_HTML_ESCAPE_HPP
#define SOLDER_HTML_ESCAPE_HPP
#include <string>
#include <string_view>

namespace solder {

/// Appends `text` so that it stands for itself between tags (HTML standard, 13.3, escaping a string). Here and in
/// attributes NUL and each byte that is not UTF-8 become U+FFFD.
void append_escaped_text(std::string& out, std::string_view text);
/// Appends `text` so that it stands for itself inside a double-quoted attribute value.
void append_escaped_attribute(std::string& out, std::string_view text);
/// Appends `number` as JavaScript writes it (ECMA-262, Number::toString), NaN and infinities too, so that both bodies
/// show the same. Always the shortest digits, which the JSON writer of `wire` does not promise.
void append_number_text(std::string& out, double number);

}  // namespace solder
#endif

#ifndef SOLDER_SRC_HTML_SERVER_ESCAPE_HPP
#define SOLDER_SRC_HTML_SERVER_ESCAPE_HPP
#include <cstddef>
#include <string_view>

namespace solder::detail {

/// What one byte of a text takes at most when it is escaped.
inline constexpr std::size_t escaped_bytes = 6;

/// As `append_escaped_text` and `append_escaped_attribute`, to where there is room for it.
/// @return the end of what was written
char* write_escaped_text(char* to, std::string_view text);
char* write_escaped_attribute(char* to, std::string_view text);
/// Inside a single-quoted attribute value.
char* write_escaped_single_quoted(char* to, std::string_view text);

}  // namespace solder::detail
#endif

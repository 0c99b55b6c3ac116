#ifndef SOLDER_SRC_WIRE_CHARACTERS_HPP
#define SOLDER_SRC_WIRE_CHARACTERS_HPP

namespace solder::detail {

/// White space of JSON (RFC 8259, section 2).
inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace solder::detail
#endif

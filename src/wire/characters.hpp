#ifndef SOLDER_WIRE_CHARACTERS_HPP
#define SOLDER_WIRE_CHARACTERS_HPP

namespace solder::detail {

/// White space of JSON (RFC 8259, section 2).
inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// -1: `c` is none.
inline int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace solder::detail
#endif

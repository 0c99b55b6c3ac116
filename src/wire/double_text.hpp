#ifndef SOLDER_SRC_WIRE_DOUBLE_TEXT_HPP
#define SOLDER_SRC_WIRE_DOUBLE_TEXT_HPP
#include <cstddef>
#include <string_view>

/// Doubles and their texts. Two bodies, `native` and `browser`: every browser can do it already. Both sides write the
/// same text for the same double, since keys are compared by their text.
namespace solder::detail {

inline constexpr std::size_t most_double_text = 32;

/// Writes the shortest digits that read back to `value` (finite), laid out as JavaScript does. Returns how many
/// characters that is.
std::size_t write_double(double value, char (&to)[most_double_text]);

/// The double nearest to `number`, which matches JSON's grammar; an infinity when that is too large.
double nearest_double(std::string_view number);

}  // namespace solder::detail
#endif

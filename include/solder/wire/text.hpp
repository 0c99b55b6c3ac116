#ifndef SOLDER_WIRE_TEXT_HPP
#define SOLDER_WIRE_TEXT_HPP
#include <cstdint>
#include <optional>
#include <solder/core/utf8.hpp>
#include <string>
#include <string_view>

namespace solder {

void append_integer(std::string& out, std::int64_t value);
void append_integer(std::string& out, std::uint64_t value);
/// Appends the text JSON has for `value`: digits that read back to the same double, in the layout JavaScript uses
/// (`0.1`, `1e+21`). NaN and infinities have none and become `{"$num":"nan"}`, `{"$num":"inf"}`, `{"$num":"-inf"}`.
void append_number(std::string& out, double value);

/// The value of a number in JSON's grammar, correctly rounded. Nothing when it is too large for a double.
/// @param number  must match JSON's grammar
[[nodiscard]] std::optional<double> read_number(std::string_view number);
/// The length of the number in JSON's grammar at the start of `text`; 0 when there is none.
[[nodiscard]] std::size_t number_length(std::string_view text);

/// The parts of a whole number in 64 bits: `-5` is {5, true}. Nothing when `text` is not all digits or too large.
struct whole_number {
    std::uint64_t magnitude = 0;
    bool negative = false;
};
[[nodiscard]] std::optional<whole_number> read_whole_number(std::string_view text);

/// Appends `text` as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);
/// The same, but bytes that are not UTF-8 stay as they are.
void append_quoted(std::string& out, std::string_view text);

/// JSON made safe inside `<script>`: `<` (HTML standard, 4.12.1.3), U+2028 and U+2029 become escapes. Still the same
/// JSON.
[[nodiscard]] std::string json_for_script(std::string json);

}  // namespace solder
#endif

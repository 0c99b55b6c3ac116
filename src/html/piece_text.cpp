#include "piece_text.hpp"
#include <cmath>
#include <solder/html/hole_value.hpp>
#include <solder/wire/text.hpp>
#include <utility>

namespace solder::detail {

hole_value whole_number_value(std::uint64_t value) {
    if (std::in_range<std::int64_t>(value)) return {static_cast<std::int64_t>(value)};
    std::string digits;
    append_integer(digits, value);
    return {std::move(digits)};
}

void append_piece_text(std::string& out, const hole_value& value) {
    if (auto* text = std::get_if<std::string>(&value.of)) out += repaired_utf8(*text);
    if (auto* integer = std::get_if<std::int64_t>(&value.of)) append_integer(out, *integer);
    if (auto* truth = std::get_if<bool>(&value.of)) out += *truth ? "true" : "false";
    if (auto* number = std::get_if<double>(&value.of)) {
        if (std::isfinite(*number)) return append_number(out, *number);
        out += std::isnan(*number) ? "NaN" : *number > 0 ? "Infinity" : "-Infinity";
    }
}

}  // namespace solder::detail

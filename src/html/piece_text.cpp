#include "piece_text.hpp"
#include <cmath>
#include <solder/wire/text.hpp>

namespace solder::detail {

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

#include "piece_text.hpp"
#include <cmath>
#include <solder/html/hole_value.hpp>
#include <solder/wire/text.hpp>
#include <utility>

namespace solder::detail {

hole_value whole_number_value(std::uint64_t magnitude, bool is_negative) {
    constexpr auto most = in_browser ? std::uint64_t{1} << 53 : std::uint64_t{INT64_MAX};
    if (magnitude <= most) return {static_cast<std::int64_t>(is_negative ? 0 - magnitude : magnitude)};
    std::string digits(is_negative ? "-" : "");
    append_integer(digits, magnitude);
    return {std::move(digits)};
}

void append_piece_text(std::string& out, const hole_value& value) {
    if (auto* text = value.as<std::string>()) out += repaired_utf8(*text);
    if (auto* integer = value.as<std::int64_t>()) append_integer(out, *integer);
    if (auto* truth = value.as<bool>()) out += *truth ? "true" : "false";
    if (auto* number = value.as<double>()) {
        if (std::isfinite(*number)) return append_number(out, *number);
        out += std::isnan(*number) ? "NaN" : *number > 0 ? "Infinity" : "-Infinity";
    }
}

}  // namespace solder::detail

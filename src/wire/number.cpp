#include "double_text.hpp"
#include <cmath>
#include <solder/core/ascii.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && detail::is_ascii_digit(text[end])) ++end;
    return end - at;
}

}  // namespace

std::size_t number_length(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digits_at(text, at);
    if (whole == 0) return 0;
    at += text[at] == '0' ? 1 : whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = digits_at(text, at + 1);
        if (fraction == 0) return 0;
        at += 1 + fraction;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        const std::size_t exponent = digits_at(text, at);
        if (exponent == 0) return 0;
        at += exponent;
    }
    return at;
}

std::optional<double> read_number(std::string_view number) {
    const double value = detail::nearest_double(number);
    if (std::isinf(value)) return std::nullopt;
    return value;
}

std::optional<whole_number> read_whole_number(std::string_view text) {
    whole_number number;
    if (text.starts_with('-')) {
        number.negative = true;
        text.remove_prefix(1);
    }
    if (text.empty()) return std::nullopt;
    for (const char c : text) {
        if (!detail::is_ascii_digit(c)) return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (number.magnitude > (UINT64_MAX - digit) / 10) return std::nullopt;
        number.magnitude = number.magnitude * 10 + digit;
    }
    return number;
}

void append_integer(std::string& out, std::uint64_t value) {
    char digits[20];
    char* at = digits + sizeof digits;
    do {
        *--at = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    out.append(at, digits + sizeof digits);
}

void append_integer(std::string& out, std::int64_t value) {
    auto magnitude = static_cast<std::uint64_t>(value);
    if (value < 0) {
        out += '-';
        magnitude = 0 - magnitude;
    }
    append_integer(out, magnitude);
}

void append_number(std::string& out, double value) {
    if (std::isnan(value)) {
        out += R"({"$num":"nan"})";
    } else if (std::isinf(value)) {
        out += value < 0 ? R"({"$num":"-inf"})" : R"({"$num":"inf"})";
    } else {
        char digits[detail::most_double_text];
        out.append(digits, detail::write_double(value, digits));
    }
}

}  // namespace solder

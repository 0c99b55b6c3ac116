#include "../double_text.hpp"
#include "decimal_to_double.hpp"
#include <charconv>
#include <cmath>
#include <solder/core/ascii.hpp>

namespace solder::detail {
namespace {

// Bounded so that no sum of two exponents leaves the range of int.
constexpr int exponent_bound = 100'000'000;

int read_exponent(std::string_view text) {
    const bool negative = text.starts_with('-');
    int exponent = 0;
    for (const char c : text)
        if (detail::is_ascii_digit(c) && exponent < exponent_bound) exponent = exponent * 10 + (c - '0');
    return negative ? -exponent : exponent;
}

decimal split_number(std::string_view number) {
    decimal parts;
    bool after_point = false;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const char c = number[i];
        if (c == '-') continue;
        if (c == '.') {
            after_point = true;
        } else if (detail::is_ascii_digit(c)) {
            if (after_point) --parts.exponent;
            if (c != '0' || !parts.digits.empty()) parts.digits += c;
        } else {
            parts.exponent += read_exponent(number.substr(i + 1));
            break;
        }
    }
    while (parts.digits.ends_with('0')) {
        parts.digits.pop_back();
        ++parts.exponent;
    }
    return parts;
}

// More digits than decide the rounding of any double (767); the rest only matters by being there.
constexpr std::size_t most_digits = 770;

void drop_needless_digits(decimal& parts) {
    if (parts.digits.size() <= most_digits) return;
    parts.exponent += static_cast<int>(parts.digits.size() - most_digits);
    parts.digits.resize(most_digits);
    parts.digits.back() = '1';
}

/// The shortest digits of a double: 0.d1d2d3... * 10^point.
struct shortest_digits {
    std::string digits;
    int point;
};

shortest_digits digits_of(double value) {
    char text[most_double_text];
    std::string_view rest(text, std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr);
    const auto e = rest.find('e');
    std::string digits(rest.substr(0, 1));
    if (e > 2) digits += rest.substr(2, e - 2);
    return {std::move(digits), read_exponent(rest.substr(e + 1)) + 1};
}

/// Number::toString of ECMAScript, for a value that is not negative.
std::string laid_out(shortest_digits of) {
    auto& [digits, point] = of;
    const auto count = static_cast<int>(digits.size());
    if (point > 0 && point <= 21) {
        if (point >= count) return digits.append(static_cast<std::size_t>(point - count), '0');
        return digits.insert(static_cast<std::size_t>(point), 1, '.');
    }
    if (point > -6 && point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (count > 1) digits.insert(1, 1, '.');
    return digits + (point > 0 ? "e+" : "e-") + std::to_string(point > 0 ? point - 1 : 1 - point);
}

}  // namespace

std::size_t write_double(double value, char (&to)[most_double_text]) {
    const bool negative = std::signbit(value);
    auto text = laid_out(digits_of(std::abs(value)));
    if (negative) text.insert(0, 1, '-');
    return text.copy(to, most_double_text);
}

double nearest_double(std::string_view number) {
    auto parts = split_number(number);
    drop_needless_digits(parts);
    const double value = nearest_double(parts);
    return number.starts_with('-') ? -value : value;
}

}  // namespace solder::detail

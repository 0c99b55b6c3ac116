#include "decimal_to_double.hpp"
#include <cmath>
#include <solder/wire/text.hpp>

// RapidJSON's digits of a double, under a namespace of our own: an application may include RapidJSON with other
// settings. Its way back (strtod.h of 1.1.0) is not used: it gives wrong values near both ends of the range.
#define RAPIDJSON_NAMESPACE solder_rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace solder_rapidjson {
#define RAPIDJSON_NAMESPACE_END }
#define RAPIDJSON_ASSERT(condition) ((condition) ? (void)0 : __builtin_trap())
#include <rapidjson/internal/dtoa.h>

namespace solder {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

// Bounded so that no sum of two exponents leaves the range of int.
constexpr int exponent_bound = 100'000'000;

int read_exponent(std::string_view text) {
    const bool negative = text.starts_with('-');
    int exponent = 0;
    for (const char c : text)
        if (is_digit(c) && exponent < exponent_bound) exponent = exponent * 10 + (c - '0');
    return negative ? -exponent : exponent;
}

detail::decimal split_number(std::string_view number) {
    detail::decimal parts;
    bool after_point = false;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const char c = number[i];
        if (c == '-') continue;
        if (c == '.') {
            after_point = true;
        } else if (is_digit(c)) {
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

void drop_needless_digits(detail::decimal& parts) {
    if (parts.digits.size() <= most_digits) return;
    parts.exponent += static_cast<int>(parts.digits.size() - most_digits);
    parts.digits.resize(most_digits);
    parts.digits.back() = '1';
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
    detail::decimal parts = split_number(number);
    drop_needless_digits(parts);
    const double value = detail::nearest_double(parts);
    if (std::isinf(value)) return std::nullopt;
    return number.starts_with('-') ? -value : value;
}

std::optional<whole_number> read_whole_number(std::string_view text) {
    whole_number number;
    if (text.starts_with('-')) {
        number.negative = true;
        text.remove_prefix(1);
    }
    if (text.empty()) return std::nullopt;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
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
        char digits[32];
        std::string_view text(digits, solder_rapidjson::internal::dtoa(value, digits));
        if (text.ends_with(".0")) text.remove_suffix(2);
        const auto exponent = text.find('e');
        if (exponent != text.npos && is_digit(text[exponent + 1])) {
            out.append(text.substr(0, exponent + 1)).append(1, '+').append(text.substr(exponent + 1));
        } else {
            out += text;
        }
    }
}

}  // namespace solder

#include <array>
#include <charconv>
#include <cmath>
#include <solder/html/escape.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

/// What stands in a text for some of its bytes, which are all ASCII.
struct references {
    std::string_view (*of)(char);
    std::array<bool, 256> has{};

    explicit constexpr references(std::string_view (*of_byte)(char)) : of(of_byte) {
        for (int i = 0; i < 128; ++i) has[static_cast<std::size_t>(i)] = !of(static_cast<char>(i)).empty();
    }
};

constexpr std::string_view reference_in_text(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '\r':
            return "&#13;";  // the parser would turn it into a line feed
        case '\0':
            return "\xEF\xBF\xBD";  // which the parser makes of it in some places; it drops it in others
        default:
            return {};
    }
}

constexpr std::string_view reference_in_attribute(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '"':
            return "&quot;";
        case '<':
            return "&lt;";
        case '\r':
            return "&#13;";
        case '\0':
            return "\xEF\xBF\xBD";
        default:
            return {};
    }
}

void append_replaced(std::string& out, std::string_view text, const references& by) {
    if (!is_utf8(text)) return append_replaced(out, repaired_utf8(text), by);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!by.has[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, kept, i - kept);
        out.append(by.of(text[i]));
        kept = i + 1;
    }
    out.append(text, kept);
}

/// Digits of the shortest form that reads back as the same number, and where the decimal point stands.
struct shortest {
    std::string digits;
    int point;
};

shortest shortest_digits(double positive) {
    std::array<char, 32> buffer;
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), positive, std::chars_format::scientific).ptr;
    std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    auto e = text.find('e');
    shortest out{std::string(1, text[0]), 0};
    if (e > 2) out.digits += text.substr(2, e - 2);
    auto exponent = text.substr(e + 1);
    if (exponent.front() == '+') exponent.remove_prefix(1);
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), out.point);
    ++out.point;
    return out;
}

}  // namespace

void append_escaped_text(std::string& out, std::string_view text) {
    static constexpr references by(reference_in_text);
    append_replaced(out, text, by);
}

void append_escaped_attribute(std::string& out, std::string_view text) {
    static constexpr references by(reference_in_attribute);
    append_replaced(out, text, by);
}

void append_number_text(std::string& out, double number) {
    if (std::isnan(number)) return void(out += "NaN");
    if (number < 0) {
        out += '-';
        return append_number_text(out, -number);
    }
    if (std::isinf(number)) return void(out += "Infinity");
    if (number == 0) return void(out += '0');
    auto [digits, point] = shortest_digits(number);
    auto count = static_cast<int>(digits.size());
    if (point > 21 || point < -5) {
        out += digits[0];
        if (count > 1) out.append(".").append(digits, 1);
        out.append(point > 0 ? "e+" : "e-").append(std::to_string(std::abs(point - 1)));
    } else if (point <= 0) {
        out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
    } else if (count <= point) {
        out.append(digits).append(static_cast<std::size_t>(point - count), '0');
    } else {
        auto whole = static_cast<std::size_t>(point);
        out.append(digits, 0, whole).append(".").append(digits, whole);
    }
}

}  // namespace solder

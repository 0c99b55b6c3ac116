#include "escape.hpp"
#include "bytes.hpp"
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <solder/core/utf8.hpp>
#include <solder/html/escape.hpp>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace solder {
namespace {

using detail::copy_short, detail::load, detail::load_tail, detail::sixteen_bytes;

/// What stands in a text for some of its bytes, which are all ASCII; for the others it is empty.
struct references {
    std::string_view (*of)(char);
    char own;  // the one that the other kinds of text do not replace
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

constexpr std::string_view reference_in_single_quotes(char c) {
    if (c == '\'') return "&#39;";
    return c == '"' ? std::string_view() : reference_in_attribute(c);
}

constexpr references in_text{reference_in_text, '>'};
constexpr references in_attribute{reference_in_attribute, '"'};
constexpr references in_single_quotes{reference_in_single_quotes, '\''};

using block = sixteen_bytes;

constexpr block all(char c) {
    const auto b = static_cast<unsigned char>(c);
    return block{b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b};
}

/// One bit for each byte that is replaced, or no ASCII where that counts, the lowest for the first.
inline std::uint32_t stops_in(block at, char own, bool is_utf8) {
    const auto found = (at == all('&')) | (at == all('<')) | (at == all(own)) | (at == all('\r')) | (at == all('\0'));
    const auto high = is_utf8 ? reinterpret_cast<block>(found) : reinterpret_cast<block>(found) | at;
#ifdef __SSE2__
    return static_cast<std::uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(high)));
#else
    std::uint32_t bits = 0;
    for (int i = 0; i < 16; ++i) bits |= static_cast<std::uint32_t>(high[i] >> 7) << i;
    return bits;
#endif
}

/// The same for what is left of `text` from `at` on, less than a block.
template <const references& By>
std::uint32_t stops_in_rest(std::string_view text, std::size_t at, bool is_utf8) {
    const std::size_t left = text.size() - at;
    if (text.size() >= 16) return stops_in(load_tail(text), By.own, is_utf8) >> (16 - left);
    if (text.size() >= 4) {
        // Two halves that share some bytes, side by side.
        const unsigned whole = static_cast<unsigned>(text.size()), half = whole >= 8 ? 8 : 4;
        const auto bits = stops_in(load_tail(text), By.own, is_utf8), all_of_half = (1u << half) - 1;
        if (bits == 0) return 0;
        return ((bits & all_of_half) | ((bits >> half) & all_of_half) << (whole - half)) >> at;
    }
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < left; ++i) {
        const char c = text[at + i];
        const bool stops = (c & 0x80) != 0 ? !is_utf8 : !By.of(c).empty();
        bits |= static_cast<std::uint32_t>(stops) << i;
    }
    return bits;
}

/// Every byte that stands for itself is copied as it is looked at, with those behind it.
template <const references& By>
char* write_replaced(char* to, std::string_view text) {
    if (text.size() < sizeof(block) && !text.empty()) {
        const auto bytes = load_tail(text);
        const bool is_ascii = stops_in(bytes, By.own, false) == 0;
        if (is_ascii || (stops_in(bytes, By.own, true) == 0 && is_utf8(text))) return copy_short(to, text);
    }
    bool is_checked = false;  // to be UTF-8 from here on
    for (std::size_t at = 0; at < text.size();) {
        const auto left = std::min(text.size() - at, sizeof(block));
        std::uint32_t stops;
        if (left == sizeof(block)) {
            const auto bytes = load<block>(text.data() + at);
            std::memcpy(to, &bytes, sizeof bytes);
            stops = stops_in(bytes, By.own, is_checked);
        } else {
            copy_short(to, text.substr(at));
            stops = stops_in_rest<By>(text, at, is_checked);
        }
        const auto kept = stops == 0 ? left : static_cast<std::size_t>(std::countr_zero(stops));
        to += kept;
        at += kept;
        if (stops == 0) continue;
        if ((text[at] & 0x80) == 0)
            to = copy_short(to, By.of(text[at++]));
        else if (is_utf8(text.substr(at)))
            is_checked = true;
        else
            return write_replaced<By>(to, repaired_utf8(text.substr(at)));
    }
    return to;
}

constexpr bool goes_on(char c) { return (c & 0xC0) == 0x80; }

/// As much of `text` as `most` bytes are, up to the end of a character.
std::string_view first_part(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (goes_on(text[end]) && most - end < 3) --end;
    return text.substr(0, goes_on(text[end]) ? most : end);
}

template <const references& By>
void append_replaced(std::string& out, std::string_view text) {
    char room[256 * detail::escaped_bytes];
    while (!text.empty()) {
        const auto part = first_part(text, sizeof room / detail::escaped_bytes);
        out.append(room, write_replaced<By>(room, part));
        text.remove_prefix(part.size());
    }
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

void append_escaped_text(std::string& out, std::string_view text) { append_replaced<in_text>(out, text); }
void append_escaped_attribute(std::string& out, std::string_view text) { append_replaced<in_attribute>(out, text); }
char* detail::write_escaped_text(char* to, std::string_view text) { return write_replaced<in_text>(to, text); }
char* detail::write_escaped_attribute(char* to, std::string_view text) {
    return write_replaced<in_attribute>(to, text);
}
char* detail::write_escaped_single_quoted(char* to, std::string_view text) {
    return write_replaced<in_single_quotes>(to, text);
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

#include <solder/core/ascii.hpp>
#include <solder/core/percent.hpp>
#include <solder/core/utf8.hpp>

namespace solder {
namespace {

constexpr std::string_view component_marks = "-_.!~*'()";
constexpr std::string_view segment_marks = "-_.!~*'()+@:$&,;=";
constexpr std::string_view form_marks = "*-._";

bool is_escape(std::string_view text, std::size_t at) {
    return text[at] == '%' && text.size() - at > 2 && detail::hex_digit(text[at + 1]) >= 0 &&
           detail::hex_digit(text[at + 2]) >= 0;
}

char escaped_byte(std::string_view text, std::size_t at) {
    return static_cast<char>(detail::hex_digit(text[at + 1]) * 16 + detail::hex_digit(text[at + 2]));
}

/// `text` with its escapes decoded; `plus` stands for `+`.
std::string decoded(std::string_view text, char plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_escape(text, i)) {
            out += escaped_byte(text, i);
            i += 2;
        } else {
            out += text[i] == '+' ? plus : text[i];
        }
    }
    return out;
}

bool has_malformed_escape(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && !is_escape(text, i)) return true;
    }
    return false;
}

}  // namespace

namespace detail {

std::string form_decoded(std::string_view text) { return decoded(text, ' '); }
std::string leniently_percent_decoded(std::string_view text) { return decoded(text, '+'); }

void append_percent_escape(std::string& out, char c) {
    constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    const char escape[]{'%', digits[byte >> 4], digits[byte & 15]};
    out.append(escape, sizeof escape);
}

void append_percent_encoded(std::string& out, char c, std::string_view kept) {
    if (is_ascii_letter_or_digit(c) || kept.find(c) != kept.npos)
        out += c;
    else
        append_percent_escape(out, c);
}

void append_form_encoded(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == ' ')
            out += '+';
        else
            append_percent_encoded(out, c, form_marks);
    }
}

}  // namespace detail

std::string percent_encode_component(std::string_view text) {
    std::string out;
    out.reserve(text.size() * 2);
    for (const char c : text) detail::append_percent_encoded(out, c, component_marks);
    return out;
}

std::string percent_encode_segment(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_escape(text, i)) {
            detail::append_percent_escape(out, escaped_byte(text, i));
            i += 2;
        } else {
            detail::append_percent_encoded(out, text[i], segment_marks);
        }
    }
    return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
    if (has_malformed_escape(text)) return std::nullopt;
    std::string out = detail::leniently_percent_decoded(text);
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

std::string percent_decode_or_keep(std::string_view text) {
    auto decoded = percent_decode(text);
    return decoded ? std::move(*decoded) : std::string(text);
}

}  // namespace solder

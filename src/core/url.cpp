#include <cstdint>
#include <solder/core/url.hpp>

namespace solder {
namespace {

using detail::ascii_lower;
using detail::is_ascii_digit;
using detail::is_ascii_letter;

constexpr std::string_view component_marks = "-_.!~*'()";
constexpr std::string_view segment_marks = "-_.!~*'()+@:$&,;=";
constexpr std::string_view form_marks = "*-._";
// Printable ASCII that the WHATWG URL standard encodes in each part of an http URL.
constexpr std::string_view path_encoded = " \"#<>?^`{}";
constexpr std::string_view query_encoded = " \"#<>'";
constexpr std::string_view fragment_encoded = " \"<>`";

bool has(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
bool is_slash(char c) { return c == '/' || c == '\\'; }

int hex_value(char c) {
    if (is_ascii_digit(c)) return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_escape(std::string_view text, std::size_t at) {
    return text[at] == '%' && text.size() - at > 2 && hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
}

char escaped_byte(std::string_view text, std::size_t at) {
    return static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
}

void append_escape(std::string& out, char c) {
    constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

/// Appends `c` plain when it is a letter, a digit or one of `marks`.
void append_unless(std::string& out, char c, std::string_view marks) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || has(marks, c))
        out += c;
    else
        append_escape(out, c);
}

/// Appends a part of a URL, encoding controls, bytes above ASCII and `encoded`.
void append_part(std::string& out, std::string_view text, std::string_view encoded) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte > '~' || has(encoded, c))
            append_escape(out, c);
        else
            out += c;
    }
}

struct utf8_run {
    std::size_t length;
    bool valid;
};

/// The character that begins `text`, or as much of it as can begin one (Unicode 15, table 3-7).
utf8_run first_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {1, true};
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < length; ++i) {
        if (i == text.size()) return {i, false};
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < low || byte > high) return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {length, true};
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto [length, valid] = first_character(text);
        if (!valid) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string with_valid_utf8(std::string text) {
    if (is_utf8(text)) return text;
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        const auto [length, valid] = first_character(rest);
        out += valid ? rest.substr(0, length) : std::string_view("\xEF\xBF\xBD");
        rest.remove_prefix(length);
    }
    return out;
}

std::string decode_form_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_escape(text, i)) {
            out += escaped_byte(text, i);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return with_valid_utf8(std::move(out));
}

void append_form_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == ' ')
            out += '+';
        else
            append_unless(out, c, form_marks);
    }
}

/// What the URL standard does first: no controls and spaces around, no tabs and line breaks inside.
std::string without_ignored(std::string_view raw) {
    const auto ignored = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    while (!raw.empty() && ignored(raw.front())) raw.remove_prefix(1);
    while (!raw.empty() && ignored(raw.back())) raw.remove_suffix(1);
    std::string out;
    for (const char c : raw) {
        if (c != '\t' && c != '\n' && c != '\r') out += c;
    }
    return out;
}

bool is_port(std::string_view text) {
    std::uint32_t port = 0;
    for (const char c : text) {
        if (!is_ascii_digit(c)) return false;
        port = port * 10 + static_cast<std::uint32_t>(c - '0');
        if (port > 65535) return false;
    }
    return true;
}

bool is_host_name(std::string_view host) {
    const std::string decoded = percent_decode(host).value_or("%");
    for (const char c : decoded) {
        if (static_cast<unsigned char>(c) <= ' ' || c == '\x7F' || has("#/:<>?@[\\]^|%", c)) return false;
    }
    return !decoded.empty();
}

bool is_bracketed_address(std::string_view host) {
    if (host.size() < 4 || host.back() != ']') return false;
    for (const char c : host.substr(1, host.size() - 2)) {
        if (hex_value(c) < 0 && c != ':' && c != '.') return false;
    }
    return true;
}

/// `user:password@host:port`.
bool is_authority(std::string_view text) {
    if (const auto at = text.rfind('@'); at != std::string_view::npos) text.remove_prefix(at + 1);
    auto colon = text.rfind(':');
    if (const auto bracket = text.rfind(']'); bracket != std::string_view::npos && colon < bracket) colon = text.npos;
    if (colon != text.npos && !is_port(text.substr(colon + 1))) return false;
    const auto host = text.substr(0, colon);
    return host.starts_with('[') ? is_bracketed_address(host) : is_host_name(host);
}

/// Takes scheme and host off `text`. False when they are not those of a web page.
bool take_origin(std::string_view& text) {
    bool needs_host = false;
    if (has_scheme(text)) {
        needs_host = detail::has_scheme_named(text, "https");
        if (!needs_host && !detail::has_scheme_named(text, "http")) return false;
        text.remove_prefix(text.find(':') + 1);
    }
    std::size_t slashes = 0;
    while (slashes < text.size() && is_slash(text[slashes])) ++slashes;
    if (slashes < 2 && !needs_host) return true;  // "http:x" is relative: our pages are http too
    text.remove_prefix(slashes);
    const auto authority = text.substr(0, text.find_first_of("/\\?#"));
    text.remove_prefix(authority.size());
    return is_authority(authority);
}

std::size_t dots_in(std::string_view segment) {
    std::size_t dots = 0;
    while (!segment.empty()) {
        const bool escaped = segment.starts_with("%2e") || segment.starts_with("%2E");
        if (!escaped && segment.front() != '.') return 0;
        segment.remove_prefix(escaped ? 3 : 1);
        ++dots;
    }
    return dots;
}

std::string encode_pathname(std::string_view path) {
    if (!path.empty() && is_slash(path.front())) path.remove_prefix(1);
    std::string out;
    for (bool last = false; !last;) {
        const auto end = path.find_first_of("/\\");
        last = end == path.npos;
        const auto segment = path.substr(0, end);
        const auto dots = dots_in(segment);
        if (dots == 2 && !out.empty()) out.resize(out.rfind('/'));
        if (dots != 1 && dots != 2) {
            out += '/';
            append_part(out, segment, path_encoded);
        } else if (last) {
            out += '/';
        }
        if (!last) path.remove_prefix(end + 1);
    }
    return out;
}

/// Cuts `text` at the first `mark` and gives that part encoded; empty when nothing follows the mark.
std::string take_part(std::string_view& text, char mark, std::string_view encoded) {
    const auto at = text.find(mark);
    if (at == text.npos) return {};
    std::string out;
    if (at + 1 < text.size()) {
        out += mark;
        append_part(out, text.substr(at + 1), encoded);
    }
    text = text.substr(0, at);
    return out;
}

}  // namespace

std::string percent_encode_component(std::string_view text) {
    std::string out;
    for (const char c : text) append_unless(out, c, component_marks);
    return out;
}

std::string percent_encode_segment(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_escape(text, i)) {
            append_escape(out, escaped_byte(text, i));
            i += 2;
        } else {
            append_unless(out, text[i], segment_marks);
        }
    }
    return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (!is_escape(text, i)) return std::nullopt;
        out += escaped_byte(text, i);
        i += 2;
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

std::string percent_decode_or_keep(std::string_view text) {
    auto decoded = percent_decode(text);
    return decoded ? std::move(*decoded) : std::string(text);
}

std::optional<url_parts> parse_location(std::string_view raw) {
    const std::string cleaned = without_ignored(raw);
    std::string_view text = cleaned;
    if (!raw.starts_with('/') && !take_origin(text)) return std::nullopt;
    url_parts parts;
    parts.hash = take_part(text, '#', fragment_encoded);
    parts.search = take_part(text, '?', query_encoded);
    parts.pathname = encode_pathname(text);
    return parts;
}

std::vector<query_pair> parse_query(std::string_view text) {
    if (text.starts_with('?')) text.remove_prefix(1);
    std::vector<query_pair> pairs;
    while (!text.empty()) {
        const auto piece = text.substr(0, text.find('&'));
        text.remove_prefix(piece.size() < text.size() ? piece.size() + 1 : piece.size());
        if (piece.empty()) continue;
        const auto equals = piece.find('=');
        const auto value = equals == piece.npos ? std::string_view() : piece.substr(equals + 1);
        pairs.push_back({decode_form_text(piece.substr(0, equals)), decode_form_text(value)});
    }
    return pairs;
}

std::string write_query(std::span<const query_pair> pairs) {
    std::string out;
    for (const auto& [name, value] : pairs) {
        if (!out.empty()) out += '&';
        append_form_text(out, name);
        out += '=';
        append_form_text(out, value);
    }
    return out;
}

}  // namespace solder

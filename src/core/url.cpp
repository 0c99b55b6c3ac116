#include <cstdint>
#include <solder/core/plain_path.hpp>
#include <solder/core/platform.hpp>
#include <solder/core/url.hpp>
#include <solder/core/utf8.hpp>

namespace solder {
namespace {

// Printable ASCII that the WHATWG URL standard encodes in each part of an http URL.
constexpr std::string_view path_encoded = " \"#<>?^`{}";
constexpr std::string_view query_encoded = " \"#<>'";
constexpr std::string_view fragment_encoded = " \"<>`";

bool has(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
bool is_slash(char c) { return c == '/' || c == '\\'; }

/// Appends a part of a URL, encoding controls, bytes above ASCII and `encoded`.
void append_part(std::string& out, std::string_view text, std::string_view encoded) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte > '~' || has(encoded, c))
            detail::append_percent_escape(out, c);
        else
            out += c;
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
        if (!detail::is_ascii_digit(c)) return false;
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
        if (detail::hex_digit(c) < 0 && c != ':' && c != '.') return false;
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

std::string decoded(std::string_view name_or_value) { return repaired_utf8(detail::form_decoded(name_or_value)); }

}  // namespace

std::optional<url_parts> parse_location(std::string_view raw) {
    if constexpr (!in_browser)
        if (detail::is_plain_path(raw)) return url_parts{std::string(raw), {}, {}};
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
        pairs.push_back({decoded(piece.substr(0, equals)), decoded(value)});
    }
    return pairs;
}

std::string write_query(std::span<const query_pair> pairs) {
    std::string out;
    for (const auto& [name, value] : pairs) {
        if (!out.empty()) out += '&';
        detail::append_form_encoded(out, name);
        out += '=';
        detail::append_form_encoded(out, value);
    }
    return out;
}

}  // namespace solder

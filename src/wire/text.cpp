#include <solder/wire/text.hpp>

namespace solder {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

void append_control(std::string& out, unsigned byte) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (byte) {
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out.append("\\u00").append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
    }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned byte = byte_at(text, i);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text.substr(copied, i - copied));
        copied = i + 1;
        if (byte < 0x20)
            append_control(out, byte);
        else
            out.append(1, '\\').append(1, text[i]);
    }
    out.append(text.substr(copied)).append(1, '"');
}

void append_json_string(std::string& out, std::string_view text) {
    if (is_utf8(text)) return append_quoted(out, text);
    append_quoted(out, repaired_utf8(text));
}

std::string json_for_script(std::string json) {
    constexpr std::string_view separator_start = "\xE2\x80";  // U+2028 is E2 80 A8, U+2029 is E2 80 A9
    if (json.find('<') == json.npos && json.find(separator_start) == json.npos) return json;
    std::string safe;
    safe.reserve(json.size() + json.size() / 8);
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string_view rest = std::string_view(json).substr(i, 3);
        if (rest[0] == '<') {
            safe += "\\u003c";
        } else if (rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9") {
            safe += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            safe += rest[0];
        }
    }
    return safe;
}

}  // namespace solder

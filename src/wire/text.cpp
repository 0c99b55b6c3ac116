#include <cstring>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

bool continues(std::string_view text, std::size_t i) { return i < text.size() && (byte_at(text, i) & 0xC0) == 0x80; }

std::size_t ascii_run(std::string_view text, std::size_t i) {
    const std::size_t start = i;
    for (std::uint64_t eight; i + sizeof eight <= text.size(); i += sizeof eight) {
        std::memcpy(&eight, text.data() + i, sizeof eight);
        if ((eight & 0x8080808080808080u) != 0) break;
    }
    while (i < text.size() && byte_at(text, i) < 0x80) ++i;
    return i - start;
}

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

// Unicode, table 3-7.
std::size_t utf8_length(std::string_view text, std::size_t i) {
    const unsigned first = byte_at(text, i);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4 || !continues(text, i + 1)) return 0;
    if (first < 0xE0) return 2;
    const unsigned second = byte_at(text, i + 1);
    if (!continues(text, i + 2)) return 0;
    if (first < 0xF0) return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? 0 : 3;
    if (!continues(text, i + 3)) return 0;
    return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = ascii_run(text, 0); i < text.size(); i += ascii_run(text, i)) {
        const std::size_t length = utf8_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

void append_utf8(std::string& out, std::uint32_t code_point) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += static_cast<char>(0xC0 | (code_point >> 6));
        tail(0);
    } else if (code_point < 0x10000) {
        out += static_cast<char>(0xE0 | (code_point >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | (code_point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

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

std::string repaired_utf8(std::string_view text) {
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8_length(text, i);
        if (length == 0)
            append_utf8(repaired, 0xFFFD);
        else
            repaired.append(text.substr(i, length));
        i += length == 0 ? 1 : length;
    }
    return repaired;
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

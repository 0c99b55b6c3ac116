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
    std::string safe;
    std::size_t copied = 0;
    auto replace = [&](std::size_t at, std::size_t bytes, std::string_view by) {
        if (safe.empty()) safe.reserve(json.size() + json.size() / 8 + by.size());
        safe.append(json, copied, at - copied).append(by);
        copied = at + bytes;
    };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const unsigned byte = byte_at(json, i);
        if (byte == '<')
            replace(i, 1, "\\u003c");
        else if (byte == 0xE2 && json.compare(i, 3, "\xE2\x80\xA8") == 0)
            replace(i, 3, "\\u2028");
        else if (byte == 0xE2 && json.compare(i, 3, "\xE2\x80\xA9") == 0)
            replace(i, 3, "\\u2029");
    }
    if (copied == 0) return json;
    safe.append(json, copied);
    return safe;
}

}  // namespace solder

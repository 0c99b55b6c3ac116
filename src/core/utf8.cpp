#include <cstring>
#include <solder/core/utf8.hpp>

namespace solder {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

std::size_t ascii_run(std::string_view text, std::size_t i) {
    const std::size_t start = i;
    for (std::uint64_t eight; i + sizeof eight <= text.size(); i += sizeof eight) {
        std::memcpy(&eight, text.data() + i, sizeof eight);
        if ((eight & 0x8080808080808080u) != 0) break;
    }
    while (i < text.size() && byte_at(text, i) < 0x80) ++i;
    return i - start;
}

}  // namespace

// Unicode 15, table 3-7.
utf8_sequence utf8_sequence_at(std::string_view text, std::size_t i) {
    const unsigned lead = byte_at(text, i);
    if (lead < 0x80) return {1, true};
    if (lead < 0xC2 || lead > 0xF4) return {1, false};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t at = 1; at < length; ++at) {
        if (i + at == text.size() || byte_at(text, i + at) < low || byte_at(text, i + at) > high) return {at, false};
        low = 0x80;
        high = 0xBF;
    }
    return {length, true};
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = ascii_run(text, 0); i < text.size(); i += ascii_run(text, i)) {
        const auto [length, is_character] = utf8_sequence_at(text, i);
        if (!is_character) return false;
        i += length;
    }
    return true;
}

std::string repaired_utf8(std::string_view text) {
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [length, is_character] = utf8_sequence_at(text, i);
        repaired += is_character ? text.substr(i, length) : std::string_view("\xEF\xBF\xBD");
        i += length;
    }
    return repaired;
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

}  // namespace solder

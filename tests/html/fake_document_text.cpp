#include "fake_document.hpp"
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace solder::testing {

// ECMAScript, Number::toString: digits d1 d2 ... dk with the decimal point after the first n of them.
std::string javascript_number(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return "0";
    if (number < 0) return "-" + javascript_number(-number);
    char buffer[32];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
    auto mark = written.find('e');
    int exponent = std::atoi(std::string(written.substr(mark + 1)).c_str());
    std::string digits;
    for (char c : written.substr(0, mark))
        if (c != '.') digits += c;
    int k = static_cast<int>(digits.size());
    int n = exponent + 1;
    if (k <= n && n <= 21) return digits + std::string(static_cast<std::size_t>(n - k), '0');
    if (0 < n && n <= 21) return digits.insert(static_cast<std::size_t>(n), ".");
    if (-6 < n && n <= 0) return "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    if (k > 1) digits.insert(1, ".");
    return digits + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

std::u16string utf16_of(std::string_view utf8) {
    std::u16string out;
    for (std::size_t i = 0; i < utf8.size();) {
        auto first = static_cast<unsigned char>(utf8[i]);
        std::size_t bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if ((first >= 0x80 && first < 0xc2) || i + bytes > utf8.size()) throw std::logic_error("text is not UTF-8");
        std::uint32_t code = bytes == 1 ? first : first & (0x7f >> bytes);
        for (std::size_t rest = 1; rest < bytes; ++rest)
            code = code << 6 | (static_cast<unsigned char>(utf8[i + rest]) & 0x3f);
        if (code >= 0x10000) {
            out += static_cast<char16_t>(0xd7c0 + (code >> 10));
            out += static_cast<char16_t>(0xdc00 + (code & 0x3ff));
        } else {
            out += static_cast<char16_t>(code);
        }
        i += bytes;
    }
    return out;
}

std::string utf8_of(std::u16string_view utf16) {
    std::string out;
    for (std::size_t i = 0; i < utf16.size(); ++i) {
        std::uint32_t code = utf16[i];
        if (code >= 0xd800 && code < 0xdc00 && i + 1 < utf16.size())
            code = 0x10000 + ((code & 0x3ff) << 10) + (utf16[++i] & 0x3ff);
        if (code < 0x80) {
            out += static_cast<char>(code);
            continue;
        }
        int rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        out += static_cast<char>((0xff00 >> (rest + 1) & 0xff) | code >> (6 * rest));
        while (rest-- > 0) out += static_cast<char>(0x80 | (code >> (6 * rest) & 0x3f));
    }
    return out;
}

std::string describe_text(std::string_view data) {
    return "\"" + utf8_of(std::u16string_view(utf16_of(data)).substr(0, 40)) + "\"";
}

std::string describe(const fake_node* node) {
    if (!node) return "nothing";
    if (node->is_text()) return describe_text(node->data);
    if (!node->is_element()) return "<!--" + node->data + "-->";
    std::string out = "<" + node->name;
    for (auto name : {"id", "class"})
        if (auto* value = node->attribute(name)) out += std::string(" ") + name + "=\"" + *value + "\"";
    return out + ">";
}

}  // namespace solder::testing

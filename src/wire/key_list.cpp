#include <solder/wire/key.hpp>

namespace solder {
namespace {

bool may_stand_bare(char c) {
    return c >= 0x20 && c < 0x7F && std::string_view(",[]{}\"").find(c) == std::string_view::npos;
}

bool is_plain(const query_key& key) {
    if (key.is_exact() || key.segments().size() != 1) return false;
    const auto name = key.name();
    if (name.empty() || name.front() == ' ' || name.back() == ' ') return false;
    for (const char c : name)
        if (!may_stand_bare(c)) return false;
    return true;
}

void append_key(std::string& out, const query_key& key) {
    if (key.is_exact()) {
        out += R"({"exact":)";
        detail::append_segments(out, key.segments());
        out += '}';
    } else if (key.segments().size() == 1 && key.segments().front().as_string()) {
        append_quoted(out, key.name());
    } else {
        detail::append_segments(out, key.segments());
    }
}

void append_escape(std::string& out, std::uint32_t unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[(unit >> shift) & 15];
}

// The code point that starts at `i`, which moves to its last byte. `text` is well-formed.
std::uint32_t decode_at(std::string_view text, std::size_t& i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t tail = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    std::uint32_t code_point = first & (0x3Fu >> tail);
    for (std::size_t k = 0; k < tail; ++k)
        code_point = code_point << 6 | (static_cast<unsigned char>(text[++i]) & 0x3F);
    return code_point;
}

// Beyond ASCII there are only the insides of strings, so everything there may become an escape.
std::string to_ascii(const std::string& json) {
    const std::string text = repaired_utf8(json);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == 0x7F) {
            append_escape(out, 0x7F);
        } else if (static_cast<unsigned char>(text[i]) < 0x80) {
            out += text[i];
        } else if (std::uint32_t code_point = decode_at(text, i); code_point < 0x10000) {
            append_escape(out, code_point);
        } else {
            append_escape(out, 0xD800 + ((code_point - 0x10000) >> 10));
            append_escape(out, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
        }
    }
    return out;
}

bool read_exact(json_reader& reader, std::vector<query_key>& to) {
    std::string_view name;
    std::vector<key_segment> segments;
    if (!reader.begin_object()) return false;
    if (!reader.next_member(name) || name != "exact") return reader.expected("an exact key");
    if (!detail::read_segments(reader, segments)) return false;
    if (segments.empty() || !segments.front().as_string()) return reader.expected("a key that starts with a name");
    to.emplace_back(exact_key(*segments.front().as_string(), {segments.begin() + 1, segments.end()}));
    return reader.next_member(name) ? reader.expected("nothing but an exact key") : reader.ok();
}

bool read_key(json_reader& reader, std::vector<query_key>& to) {
    switch (reader.peek()) {
        case json_kind::object:
            return read_exact(reader, to);
        case json_kind::string: {
            std::string name;
            if (!reader.read_string(name)) return false;
            to.emplace_back(key_pattern{name});
            return true;
        }
        default: {
            std::vector<key_segment> segments;
            if (!detail::read_segments(reader, segments)) return false;
            to.emplace_back(key_pattern(std::move(segments)));
            return true;
        }
    }
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view space = " \t";
    const auto start = text.find_first_not_of(space);
    return start == text.npos ? std::string_view() : text.substr(start, text.find_last_not_of(space) - start + 1);
}

std::vector<query_key> read_names(std::string_view text) {
    std::vector<query_key> keys;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto piece = without_blanks(text.substr(0, comma)); !piece.empty())
            keys.push_back(parse_key_text(piece));
        text = comma == text.npos ? std::string_view() : text.substr(comma + 1);
    }
    return keys;
}

}  // namespace

std::string encode_key_list(std::span<const query_key> keys) {
    bool all_plain = true;
    for (const auto& key : keys) all_plain = all_plain && is_plain(key);
    std::string out;
    for (const auto& key : keys) {
        if (!out.empty()) out += ',';
        all_plain ? void(out += key.name()) : append_key(out, key);
    }
    return all_plain ? out : to_ascii("[" + out + "]");
}

result<std::vector<query_key>> read_key_list(std::string_view text) {
    text = without_blanks(text);
    if (!text.starts_with('[')) return read_names(text);
    json_reader reader(text);
    std::vector<query_key> keys;
    bool good = reader.begin_array();
    while (good && reader.next_element()) good = read_key(reader, keys) || reader.within("key", keys.size() + 1);
    if (!good || !reader.finish()) return std::unexpected(reader.take_error());
    return keys;
}

std::vector<query_key> decode_key_list(std::string_view text) {
    auto keys = read_key_list(text);
    return keys ? *std::move(keys) : std::vector<query_key>();
}

}  // namespace solder

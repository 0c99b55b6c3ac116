#include <solder/wire/key_text.hpp>

namespace solder::detail {
namespace {

void append_object(std::string& out, const key_segment::object& members) {
    char separator = '{';
    for (const auto& member : members) {
        append_key_name(out, separator, member.name);
        append_segment(out, member.value);
        separator = ',';
    }
    if (members.empty()) out += '{';
    out += '}';
}

bool read_key_number(json_reader& reader, key_segment& to) {
    std::string_view text;
    if (!reader.read_number_text(text)) return false;
    const auto whole = read_whole_number(text);
    constexpr std::uint64_t lowest = std::uint64_t{1} << 63;  // as magnitude
    if (whole && whole->negative && whole->magnitude <= lowest) {
        to = static_cast<std::int64_t>(0 - whole->magnitude);
        return true;
    }
    if (whole && !whole->negative) {
        to = whole->magnitude;
        return true;
    }
    const auto number = read_number(text);
    if (!number) return reader.expected("a number that fits a double");
    to = *number;
    return true;
}

// Behind `{`, before the first member or the end.
bool read_object(json_reader& reader, key_segment& to) {
    key_segment::object members;
    std::string_view name;
    while (reader.next_member(name)) {
        // One `$` alone is only for our own forms, which `read_segment` has seen already.
        if (name.starts_with('$') && !name.starts_with("$$")) return reader.expected("no such member in a key");
        std::string own(name.substr(name.starts_with("$$") ? 1 : 0));
        key_segment value = nullptr;
        if (!read_segment(reader, value)) return false;
        members.emplace_back(own, std::move(value));
    }
    to = key_segment::from_object(std::move(members));
    return reader.ok();
}

}  // namespace

void append_key_number(std::string& out, double value) { append_segment(out, value); }

void append_key_name(std::string& out, char separator, std::string_view name) {
    out += separator;
    if (name.starts_with('$')) {
        append_quoted(out, std::string("$").append(name));
    } else {
        append_quoted(out, name);
    }
    out += ':';
}

void append_segments(std::string& out, std::span<const key_segment> segments) {
    out += '[';
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (i != 0) out += ',';
        append_segment(out, segments[i]);
    }
    out += ']';
}

void append_segment(std::string& out, const key_segment& segment) {
    if (segment.is_null())
        out += "null";
    else if (const auto* truth = segment.as_bool())
        out += *truth ? "true" : "false";
    else if (const auto* whole = segment.as_integer())
        append_integer(out, *whole);
    else if (const auto* large = segment.as_large_integer())
        append_integer(out, *large);
    else if (const auto* number = segment.as_double())
        append_number(out, *number);
    else if (const auto* text = segment.as_string())
        append_quoted(out, *text);
    else if (const auto* elements = segment.as_array())
        append_segments(out, *elements);
    else if (const auto* members = segment.as_object())
        append_object(out, *members);
}

bool read_segments(json_reader& reader, std::vector<key_segment>& to) {
    if (!reader.begin_array()) return false;
    while (reader.next_element()) {
        key_segment element = nullptr;
        if (!read_segment(reader, element)) return false;
        to.push_back(std::move(element));
    }
    return reader.ok();
}

bool read_segment(json_reader& reader, key_segment& to) {
    switch (reader.peek()) {
        case json_kind::boolean: {
            bool truth = false;
            const bool good = reader.read_bool(truth);
            to = truth;
            return good;
        }
        case json_kind::number:
            return read_key_number(reader, to);
        case json_kind::string: {
            std::string text;
            const bool good = reader.read_string(text);
            to = text;
            return good;
        }
        case json_kind::array: {
            key_segment::array elements;
            const bool good = read_segments(reader, elements);
            to = key_segment::from_array(std::move(elements));
            return good;
        }
        case json_kind::object: {
            if (reader.comes_next(R"({"$num":)")) {
                double number = 0;
                const bool good = reader.read_double(number);
                to = number;
                return good;
            }
            return reader.begin_object() && read_object(reader, to);
        }
        default:
            to = nullptr;
            return reader.read_null();
    }
}

}  // namespace solder::detail

#include "characters.hpp"
#include <limits>
#include <solder/core/ascii.hpp>
#include <solder/wire/json_reader.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

void append_count(std::string& out, std::size_t count) { append_integer(out, static_cast<std::uint64_t>(count)); }

// Four hex digits at `at`, or -1.
std::int32_t hex_four(std::string_view text, std::size_t at) {
    if (text.size() - at < 4) return -1;
    std::int32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const int digit = detail::hex_digit(text[i]);
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

}  // namespace

json_reader::json_reader(std::string_view text, const json_limits& limits)
    : text_(text), max_depth_(limits.max_depth), kind_(limits.kind) {
    if (text.size() > limits.max_bytes) {
        std::string message = "larger than ";
        append_count(message, limits.max_bytes);
        fail(message + " bytes");
    }
}

json_kind json_reader::peek() {
    if (failed_) return json_kind::none;
    skip_space();
    value_at_ = at_;
    if (at_ == text_.size()) return json_kind::none;
    switch (text_[at_]) {
        case 'n':
            return json_kind::null;
        case 't':
        case 'f':
            return json_kind::boolean;
        case '"':
            return json_kind::string;
        case '[':
            return json_kind::array;
        case '{':
            return json_kind::object;
        default:
            return number_length(text_.substr(at_)) != 0 ? json_kind::number : json_kind::none;
    }
}

void json_reader::skip_space() {
    while (at_ < text_.size() && detail::is_space(text_[at_])) ++at_;
}

bool json_reader::eat(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
}

bool json_reader::eat_word(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return malformed();
    at_ += word.size();
    return true;
}

bool json_reader::read_null() { return peek() == json_kind::null ? eat_word("null") : expected("null"); }

bool json_reader::read_bool(bool& to) {
    if (peek() != json_kind::boolean) return expected("true or false");
    to = text_[at_] == 't';
    return eat_word(to ? "true" : "false");
}

bool json_reader::read_number_text(std::string_view& to) {
    if (peek() != json_kind::number) return expected("a number");
    to = text_.substr(at_, number_length(text_.substr(at_)));
    at_ += to.size();
    return true;
}

bool json_reader::read_integer(std::int64_t& to, std::int64_t lowest, std::int64_t highest) {
    std::string_view text;
    if (peek() == json_kind::number && read_number_text(text)) {
        const auto number = read_whole_number(text);
        const std::uint64_t limit =
            number && number->negative ? 0 - static_cast<std::uint64_t>(lowest) : static_cast<std::uint64_t>(highest);
        if (number && number->magnitude <= limit) {
            to = static_cast<std::int64_t>(number->negative ? 0 - number->magnitude : number->magnitude);
            return true;
        }
    }
    std::string what = "a whole number from ";
    append_integer(what, lowest);
    what += " to ";
    append_integer(what, highest);
    return expected(what);
}

bool json_reader::read_integer(std::uint64_t& to, std::uint64_t highest) {
    std::string_view text;
    if (peek() == json_kind::number && read_number_text(text)) {
        const auto number = read_whole_number(text);
        if (number && number->magnitude <= (number->negative ? 0 : highest)) {
            to = number->magnitude;
            return true;
        }
    }
    std::string what = "a whole number from 0 to ";
    append_integer(what, highest);
    return expected(what);
}

bool json_reader::read_double(double& to) {
    if (peek() == json_kind::object) {
        std::string_view name;
        std::string_view word;
        begin_object();
        if (!next_member(name) || name != "$num" || peek() != json_kind::string || !string_slice(word))
            return expected("a number");
        if (word == "nan")
            to = std::numeric_limits<double>::quiet_NaN();
        else if (word == "inf" || word == "-inf")
            to = word[0] == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        else
            return expected("a number");
        return next_member(name) ? expected("a number") : ok();
    }
    std::string_view text;
    if (!read_number_text(text)) return false;
    const auto number = read_number(text);
    if (!number) return expected("a number that fits a double");
    to = *number;
    return true;
}

bool json_reader::read_string(std::string& to) {
    std::string_view slice;
    if (peek() != json_kind::string) return expected("a string");
    if (!string_slice(slice)) return false;
    to = slice;
    return true;
}

// A string without escapes is a slice of the text; else it is built in `scratch_`.
bool json_reader::string_slice(std::string_view& to) {
    const std::size_t start = ++at_;
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '"') {
            to = text_.substr(start, at_++ - start);
            return is_utf8(to) || fail("not UTF-8");
        }
        if (c == '\\') {
            scratch_ = text_.substr(start, at_ - start);
            if (!unescape()) return false;
            to = scratch_;
            return is_utf8(to) || fail("not UTF-8");
        }
        if (static_cast<unsigned char>(c) < 0x20) break;
    }
    return malformed();
}

bool json_reader::unescape() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (static_cast<unsigned char>(c) < 0x20) break;
        ++at_;
        if (c == '"') return true;
        if (c != '\\') {
            scratch_ += c;
            continue;
        }
        std::uint32_t code_point = 0;
        if (!read_escape(at_, code_point)) return malformed();
        append_utf8(scratch_, code_point);
    }
    return malformed();
}

bool json_reader::read_escape(std::size_t& at, std::uint32_t& code_point) {
    if (at == text_.size()) return false;
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = text_[at++];
    if (const auto found = letters.find(letter); found != letters.npos) {
        code_point = static_cast<unsigned char>(meanings[found]);
        return true;
    }
    const std::int32_t first = letter == 'u' ? hex_four(text_, at) : -1;
    if (first < 0 || (first >= 0xDC00 && first <= 0xDFFF)) return false;
    at += 4;
    code_point = static_cast<std::uint32_t>(first);
    if (first < 0xD800 || first > 0xDBFF) return true;
    // A first surrogate needs its second.
    if (!text_.substr(at).starts_with("\\u")) return false;
    const std::int32_t second = hex_four(text_, at + 2);
    if (second < 0xDC00 || second > 0xDFFF) return false;
    at += 6;
    code_point = 0x10000 + ((code_point - 0xD800) << 10) + static_cast<std::uint32_t>(second - 0xDC00);
    return true;
}

bool json_reader::enter(char c, std::string_view what) {
    if (peek() == json_kind::none || !eat(c)) return expected(what);
    if (depth_ == max_depth_) {
        std::string message = "nested deeper than ";
        append_count(message, max_depth_);
        return fail(message);
    }
    ++depth_;
    fresh_ = true;
    return true;
}

// Whether one more entry follows in the innermost array or object; consumes the comma or the closing bracket.
bool json_reader::another(char close) {
    if (failed_) return false;
    skip_space();
    const bool first = fresh_;
    fresh_ = false;
    if (eat(close)) {
        --depth_;
        return false;
    }
    return first || eat(',') || malformed();
}

bool json_reader::begin_array() { return enter('[', "a list"); }
bool json_reader::next_element() { return another(']'); }
bool json_reader::begin_object() { return enter('{', "an object"); }

bool json_reader::next_member(std::string_view& name) {
    if (!another('}')) return false;
    if (peek() != json_kind::string) return malformed();
    if (!string_slice(name)) return false;
    skip_space();
    return eat(':') || malformed();
}

bool json_reader::read_raw(std::string_view& to) {
    const json_kind kind = peek();
    const std::size_t start = at_;
    std::string_view part;
    bool flag = false;
    switch (kind) {
        case json_kind::none:
            return malformed();
        case json_kind::null:
            read_null();
            break;
        case json_kind::boolean:
            read_bool(flag);
            break;
        case json_kind::number:
            read_number_text(part);
            break;
        case json_kind::string:
            string_slice(part);
            break;
        case json_kind::array:
            if (begin_array())
                while (next_element() && read_raw(part)) {
                }
            break;
        case json_kind::object:
            if (begin_object())
                while (next_member(part) && read_raw(part)) {
                }
            break;
    }
    to = text_.substr(start, at_ - start);
    return ok();
}

bool json_reader::finish() {
    skip_space();
    return ok() && (at_ == text_.size() || malformed());
}

bool json_reader::fail(std::string_view message) {
    if (!failed_) message_ = message;
    failed_ = true;
    return false;
}

bool json_reader::malformed() {
    if (failed_) return false;
    if (at_ >= text_.size()) return fail("the JSON ends too early");
    std::string message = "malformed JSON at byte ";
    append_count(message, at_);
    return fail(message);
}

bool json_reader::expected(std::string_view what) {
    if (failed_) return false;
    if (value_at_ == text_.size()) return malformed();
    std::string message = "expected ";
    return fail(message.append(what));
}

bool json_reader::within(std::string_view word, std::string_view name) {
    std::string place(word);
    place.append(" \"").append(name).append("\": ");
    message_.insert(0, place);
    return false;
}

bool json_reader::within(std::string_view word, std::size_t number) {
    std::string place(word);
    place += ' ';
    append_count(place, number);
    message_.insert(0, place + ": ");
    return false;
}

error json_reader::take_error() { return {std::move(message_), kind_, kind_ == error_kind::invalid}; }

}  // namespace solder

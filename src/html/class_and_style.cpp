#include <cmath>
#include <solder/core/url.hpp>
#include <solder/html/class_and_style.hpp>
#include <solder/wire/text.hpp>

// What both bodies know of classes and styles.

namespace solder {
namespace detail {
namespace {

/// What `value` is now: computed values are asked, and stay for the next time.
const hole_value& value_now(hole_value& value, hole_value& computed) {
    auto* at = &value;
    while (auto* fn = at->as<hole_computation>()) {
        auto next = (*fn)();
        computed = std::move(next);
        at = &computed;
    }
    return *at;
}

void append_value(std::string& out, const hole_value& value) {
    if (auto* text = value.as<std::string>()) out += *text;
    if (auto* integer = value.as<std::int64_t>()) append_integer(out, *integer);
    if (auto* number = value.as<double>())
        if (std::isfinite(*number)) append_number(out, *number);
}

bool is_on(const hole_value& value) {
    auto* truth = value.as<bool>();
    return truth && *truth;
}

std::optional<std::string> unless_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

std::optional<std::string> join_classes(std::span<attribute_part> parts) {
    std::string out;
    for (auto& part : parts) {
        hole_value computed;
        const auto& value = value_now(part.value, computed);
        const auto before = out.size();
        if (before > 0) out += ' ';
        const auto begin = out.size();
        if (part.name.empty())
            append_value(out, value);
        else if (is_on(value))
            out += part.name;
        if (out.size() == begin) out.resize(before);
    }
    return unless_empty(std::move(out));
}

std::optional<std::string> join_styles(std::span<attribute_part> parts) {
    std::string out;
    for (auto& part : parts) {
        hole_value computed;
        std::string value;
        append_value(value, value_now(part.value, computed));
        if (value.empty() || !is_safe_style_value(value)) continue;
        out.append(out.empty() ? "" : "; ").append(part.name).append(": ").append(value);
    }
    return unless_empty(std::move(out));
}

namespace {

/// Reads a value once, front to back, with the brackets that are open.
class style_reader {
public:
    explicit style_reader(std::string_view value) : value_(value) {}

    bool is_safe() {
        while (at_ < value_.size()) {
            const char c = value_[at_];
            const bool fits = c == '"' || c == '\'' ? read_string() : read_plain(c);
            if (!fits) return false;
        }
        return open_.empty();
    }

private:
    bool read_plain(char c) {
        ++at_;
        switch (c) {
            case '(':
                return open(')') && (!after_url() || read_address());
            case '[':
                return open(']');
            case ')':
            case ']':
                return close(c);
            case '/':
                return at_ == value_.size() || value_[at_] != '*';
            default:
                return stays_within(c);
        }
    }
    static bool stays_within(char c) {
        if (c == ';' || c == '{' || c == '}' || c == '\\' || c == '<') return false;
        return is_html_space(c) || static_cast<unsigned char>(c) >= ' ';
    }

    bool open(char closing) {
        open_ += closing;
        return true;
    }
    bool close(char c) {
        if (open_.empty() || open_.back() != c) return false;
        open_.pop_back();
        return true;
    }

    /// Whether the bracket before this place belongs to a `url`, which has a grammar of its own without quotes.
    bool after_url() const {
        if (at_ < 4) return false;
        const auto name = value_.substr(at_ - 4, 3);
        return ascii_lower(name[0]) == 'u' && ascii_lower(name[1]) == 'r' && ascii_lower(name[2]) == 'l';
    }
    bool read_address() {
        while (at_ < value_.size() && is_html_space(value_[at_])) ++at_;
        const auto begin = at_ + 1;
        if (at_ == value_.size() || (value_[at_] != '"' && value_[at_] != '\'') || !read_string()) return false;
        return is_safe_link_scheme(value_.substr(begin, at_ - begin - 1));
    }

    bool read_string() {
        const char quote = value_[at_++];
        for (; at_ < value_.size(); ++at_) {
            const char c = value_[at_];
            if (c == quote) return ++at_, true;
            if (c == '\\' || (static_cast<unsigned char>(c) < ' ' && c != '\t')) return false;
        }
        return false;
    }

    std::string_view value_;
    std::size_t at_ = 0;
    std::string open_;  // the brackets that close them, innermost last
};

}  // namespace
}  // namespace detail

bool is_safe_style_value(std::string_view value) { return detail::style_reader(value).is_safe(); }

}  // namespace solder

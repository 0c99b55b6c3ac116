#include "characters.hpp"
#include <solder/wire/raw_json.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

bool ends_scalar(char c) { return c == ',' || c == ':' || c == ']' || c == '}' || detail::is_space(c); }

/// Cuts values out of text by counting brackets; nothing is decoded but the names of members.
class slicer {
public:
    slicer(std::string_view text, const json_limits& limits) : text_(text), limits_(limits) {}

    bool eat(char c) {
        skip_space();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool at_end() {
        skip_space();
        return at_ == text_.size();
    }

    /// The next value; empty when there is none or it does not end.
    std::string_view value() {
        skip_space();
        const std::size_t start = at_;
        if (!skip_value()) return {};
        return text_.substr(start, at_ - start);
    }

    bool name(std::string& to) {
        const std::string_view quoted = value();
        if (!quoted.starts_with('"')) return false;
        json_reader reader(quoted, limits_);
        return reader.read_string(to) && eat(':');
    }

    std::unexpected<error> refuse() const {
        std::string message = "the JSON ends too early";
        if (at_ < text_.size()) {
            message = "malformed JSON at byte ";
            append_integer(message, static_cast<std::uint64_t>(at_));
        }
        return std::unexpected(error{std::move(message), limits_.kind, limits_.kind == error_kind::invalid});
    }

private:
    void skip_space() {
        while (at_ < text_.size() && detail::is_space(text_[at_])) ++at_;
    }
    bool skip_value() {
        const std::size_t start = at_;
        if (at_ == text_.size()) return false;
        if (text_[at_] == '"') return skip_string();
        if (text_[at_] == '[' || text_[at_] == '{') return skip_brackets();
        while (at_ < text_.size() && !ends_scalar(text_[at_])) ++at_;
        return at_ != start;
    }
    bool skip_string() {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                return true;
            }
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        }
        return false;
    }
    bool skip_brackets() {
        std::size_t open = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                if (!skip_string()) return false;
                continue;
            }
            ++at_;
            if (c == '[' || c == '{') ++open;
            if ((c == ']' || c == '}') && --open == 0) return true;
        }
        return false;
    }

    std::string_view text_;
    const json_limits& limits_;
    std::size_t at_ = 0;
};

/// The failure to report for `text` as a whole, if any.
result<void> check_whole(std::string_view text, const json_limits& limits) {
    json_reader reader(text, limits);
    if (reader.ok() && !is_utf8(text)) reader.fail("not UTF-8");
    if (!reader.ok()) return std::unexpected(reader.take_error());
    return {};
}

}  // namespace

result<std::vector<json_slice>> scan_json_object(std::string_view text, const json_limits& limits) {
    if (auto whole = check_whole(text, limits); !whole) return std::unexpected(std::move(whole.error()));
    std::vector<json_slice> members;
    slicer cut(text, limits);
    if (!cut.eat('{')) return cut.refuse();
    if (!cut.eat('}')) {
        do {
            json_slice& member = members.emplace_back();
            if (!cut.name(member.name)) return cut.refuse();
            member.value = cut.value();
            if (member.value.empty()) return cut.refuse();
        } while (cut.eat(','));
        if (!cut.eat('}')) return cut.refuse();
    }
    if (!cut.at_end()) return cut.refuse();
    return members;
}

result<std::vector<std::string_view>> split_json_array(std::string_view text, const json_limits& limits) {
    if (auto whole = check_whole(text, limits); !whole) return std::unexpected(std::move(whole.error()));
    std::vector<std::string_view> elements;
    slicer cut(text, limits);
    if (!cut.eat('[')) return cut.refuse();
    if (!cut.eat(']')) {
        do {
            elements.push_back(cut.value());
            if (elements.back().empty()) return cut.refuse();
        } while (cut.eat(','));
        if (!cut.eat(']')) return cut.refuse();
    }
    if (!cut.at_end()) return cut.refuse();
    return elements;
}

}  // namespace solder

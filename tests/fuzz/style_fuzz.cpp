// Any text as the value of a style: one that is taken stays within its property, as a reader made from the CSS standard
// sees it (CSS Syntax 3, 4.3), and loads nothing that runs script.
#include <cstdint>
#include <cstdlib>
#include <solder/core/url.hpp>
#include <solder/html/class_and_style.hpp>
#include <solder/wire/text.hpp>

namespace {

void require(bool good) {
    if (!good) std::abort();
}

/// Splits the text of a `style` attribute into declarations, token by token.
class declarations {
public:
    explicit declarations(std::string_view style) : style_(style) {
        while (at_ < style_.size()) read();
        all.push_back(style_.substr(begin_));
        is_whole &= open_.empty();
    }
    std::vector<std::string_view> all;
    std::vector<std::string> addresses;
    bool is_whole = true;  // no bracket, string or comment was left open, none closed that was not open

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < style_.size() ? style_[at_ + ahead] : '\0'; }
    static bool is_line_end(char c) { return c == '\n' || c == '\r' || c == '\f'; }
    static bool is_white(char c) { return is_line_end(c) || c == ' ' || c == '\t'; }
    static bool is_name(char c) {
        return solder::detail::is_ascii_letter(c) || solder::detail::is_ascii_digit(c) || c == '-' || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    }
    bool at_escape() const { return peek() == '\\' && at_ + 1 < style_.size() && !is_line_end(peek(1)); }

    void read() {
        const char c = peek();
        if (c == '/' && peek(1) == '*') return read_comment();
        if (c == '"' || c == '\'') return void(read_string());
        if (is_name(c) || at_escape()) return read_name();
        ++at_;
        if (c == '#' || c == '@') {
            while (at_ < style_.size() && (is_name(peek()) || at_escape())) at_ += at_escape() ? 2 : 1;
        } else if (c == '(') {
            open_ += ')';
        } else if (c == '[') {
            open_ += ']';
        } else if (c == '{') {
            open_ += '}';
        } else if (c == ')' || c == ']' || c == '}') {
            is_whole &= !open_.empty() && open_.back() == c;
            if (is_whole) open_.pop_back();
        } else if (c == ';' && open_.empty()) {
            all.push_back(style_.substr(begin_, at_ - 1 - begin_));
            begin_ = at_;
        }
    }

    void read_comment() {
        const auto end = style_.find("*/", at_ + 2);
        is_whole &= end != style_.npos;
        at_ = end == style_.npos ? style_.size() : end + 2;
    }

    std::string read_string() {
        const char quote = style_[at_++];
        std::string text;
        for (; at_ < style_.size(); ++at_) {
            if (style_[at_] == quote) return ++at_, text;
            if (is_line_end(style_[at_])) break;
            if (style_[at_] == '\\') ++at_;
            if (at_ < style_.size()) text += style_[at_];
        }
        is_whole = false;
        return text;
    }

    void read_name() {
        std::string name;
        while (at_ < style_.size() && (is_name(peek()) || at_escape())) {
            if (peek() == '\\') ++at_;
            name += solder::detail::ascii_lower(style_[at_++]);
        }
        if (name != "url" || peek() != '(') return;
        ++at_;
        while (is_white(peek())) ++at_;
        if (peek() == '"' || peek() == '\'') {
            addresses.push_back(read_string());
            open_ += ')';
            return;
        }
        for (addresses.emplace_back(); at_ < style_.size() && peek() != ')'; ++at_) {
            if (at_escape()) ++at_;
            addresses.back() += style_[at_];
        }
        is_whole &= at_ < style_.size();
        ++at_;
    }

    std::string_view style_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    std::string open_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string value(reinterpret_cast<const char*>(data), size);
    auto styles = solder::styles({{"width", value}, {"color", "red"}});
    const auto written = styles().value();
    if (value.empty() || !solder::is_safe_style_value(value)) {
        require(written == "color: red");
        return 0;
    }
    require(written == "width: " + value + "; color: red");
    const declarations read(written);
    require(read.is_whole && read.all.size() == 2 && read.all[0] == "width: " + value && read.all[1] == " color: red");
    for (const auto& address : read.addresses) require(solder::is_safe_link_scheme(address));
    return 0;
}

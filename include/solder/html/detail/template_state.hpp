#ifndef SOLDER_HTML_DETAIL_TEMPLATE_STATE_HPP
#define SOLDER_HTML_DETAIL_TEMPLATE_STATE_HPP
#include <cstdint>
#include <solder/core/ascii.hpp>
#include <solder/html/detail/html_errors.hpp>
#include <solder/html/detail/html_nesting.hpp>
#include <solder/html/hole_traits.hpp>
#include <solder/html/template_info.hpp>
#include <string_view>

namespace solder::detail {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

inline constexpr const char* common_tags[] = {
    "a",      "article", "b",     "button", "dd", "div",      "dl",  "dt",    "footer", "form", "h1",
    "h2",     "header",  "input", "label",  "li", "main",     "nav", "ol",    "option", "p",    "section",
    "select", "span",    "table", "tbody",  "td", "textarea", "th",  "thead", "tr",     "ul"};

/// A template that is being read: how far, what is open, and the holes so far. `template_parser` says how it is used.
class template_state {
public:
    constexpr template_state(const char* source, std::uint32_t size, const hole_uses* arguments,
                             std::uint32_t argument_count, template_hole* holes)
        : source_(source), size_(size), arguments_(arguments), argument_count_(argument_count), holes_(holes) {}

protected:
    /// At a brace: true at `{}`, else steps onto the second of two braces.
    constexpr bool skip_brace_or_find_hole() {
        const char c = source_[at_];
        const char next = char_at(at_ + 1);
        if (c == '{' && next == '}') return true;
        if (c != next) html_error::one_brace_is_written_twice(line_at(at_), "");
        has_brace_escapes_ = true;
        ++at_;
        return false;
    }

    constexpr hole_uses next_argument() {
        if (template_depth_ > 0) html_error::holes_are_not_allowed_in_a_template_element(line_at(at_), "");
        if (hole_ >= argument_count_) html_error::more_holes_than_arguments(line_at(at_), "");
        return arguments_[hole_];
    }

    constexpr void add_hole(std::uint32_t end, std::uint32_t node, std::uint32_t name_length, hole_kind kind,
                            bool is_sole) {
        template_hole& hole = holes_[hole_++];
        hole.end = offset(end);
        hole.next = offset(at_ + 2);
        hole.node = offset(node);
        hole.name_length = static_cast<std::uint8_t>(name_length);
        hole.kind = kind;
        hole.sole = is_sole;
        hole.is_state = false;
        hole.drops_line_feed = is_sole && (has_name(top(), "pre") || has_name(top(), "textarea"));
    }

    constexpr bool has_name(const open_element& open, std::uint32_t name, std::uint32_t name_length) const {
        if (open.name_length != name_length) return false;
        for (std::uint32_t i = 0; i < name_length; ++i)
            if (source_[open.name + i] != source_[name + i]) return false;
        return true;
    }

    constexpr bool has_name(const open_element& open, std::string_view name) const {
        return std::string_view(source_ + open.name, open.name_length) == name;
    }

    constexpr char char_at(std::uint32_t at) const { return at < size_ ? source_[at] : '\0'; }
    /// Whether nothing is open, or a template element is.
    constexpr bool is_at_root() const { return depth_ == 0 || top().kind == element_kind::template_; }
    constexpr const open_element& top() const { return open_[depth_ - 1]; }
    static constexpr std::uint16_t offset(std::uint32_t at) { return static_cast<std::uint16_t>(at); }

    constexpr const char* tag_at(const open_element& element) const {
        return tag_at(element.name, element.name_length);
    }
    /// As a literal of its own, for common names: clang prints the whole template otherwise.
    constexpr const char* tag_at(std::uint32_t name, std::uint32_t name_length) const {
        for (const char* common : common_tags) {
            std::uint32_t i = 0;
            while (i < name_length && common[i] == source_[name + i]) ++i;
            if (i == name_length && common[i] == '\0') return common;
        }
        return source_ + name;
    }

    constexpr int line_at(std::uint32_t at) const {
        int line = 1;
        for (std::uint32_t i = 0; i < at && i < size_; ++i) line += source_[i] == '\n';
        return line;
    }

    static constexpr std::uint32_t max_depth = 48;

    const char* source_;
    std::uint32_t size_;
    const hole_uses* arguments_;
    std::uint32_t argument_count_;
    template_hole* holes_;

    std::uint32_t at_ = 0;
    std::uint32_t hole_ = 0;
    std::uint32_t node_count_ = 0;
    std::uint32_t depth_ = 0;
    std::uint32_t template_depth_ = 0;  // how many template elements are open
    bool has_brace_escapes_ = false;
    open_element open_[max_depth];
};

}  // namespace solder::detail
#endif

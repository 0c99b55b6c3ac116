#ifndef SOLDER_HTML_DETAIL_TEMPLATE_CONTENT_HPP
#define SOLDER_HTML_DETAIL_TEMPLATE_CONTENT_HPP
#include <solder/html/detail/template_attributes.hpp>

namespace solder::detail {

/// Reads what stands between tags, and keeps what the roots are.
class content_reader : protected attribute_reader {
protected:
    using attribute_reader::attribute_reader;

    constexpr void read_text() {
        const std::uint32_t begin = at_;
        bool is_visible = false;
        bool at_hole = false;
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (c == '<') break;
            if (c == '{' || c == '}') {
                if (skip_brace_or_find_hole()) {
                    at_hole = true;
                    break;
                }
                is_visible = true;
            } else if (!is_html_space(c)) {
                is_visible = true;
            }
        }
        if (is_visible) add_text(begin);
        if (at_hole) read_content_hole();
    }

    constexpr void add_text(std::uint32_t begin) {
        check_text(begin);
        if (depth_ == 0) add_root(true);
    }

    constexpr void add_root(bool is_text) {
        if (root_count_++ == 0) begins_with_text_ = is_text;
        ends_with_text_ = is_text;
    }

    constexpr void check_text(std::uint32_t at) {
        switch (what_is_wrong_with_text(depth_ ? top().kind : element_kind::unknown)) {
            case nesting_mistake::none:
                break;
            case nesting_mistake::select_text:
                html_error::text_is_not_allowed_in_select(line_at(at), "");
                break;
            default:
                html_error::text_would_be_moved_out_of_the_table(line_at(at), "");
        }
        if (!is_at_root()) return;
        root_content& root = roots_[template_depth_];
        if (root.part != root_part::none) html_error::root_of_table_parts_takes_only_like_parts(line_at(at), "");
        root.has_text = true;
    }

    constexpr void read_content_hole() {
        const hole_uses uses = next_argument();
        hole_kind kind = hole_kind::child;
        if (!(uses & (content_use | raw_use))) {
            if (uses & component_use) html_error::component_is_called_with_parentheses(line_at(at_), "");
            if (!(uses & text_use)) html_error::content_hole_takes_text_or_a_view(line_at(at_), "");
            check_text(at_);
            kind = hole_kind::text;
        }
        if (depth_ == 0) add_root(false);
        add_hole(at_, node_count_++, 0, kind, stands_alone());
        at_ += 2;
    }

    constexpr bool stands_alone() const {
        return depth_ > 0 && at_ == top().content && char_at(at_ + 2) == '<' && char_at(at_ + 3) == '/';
    }

    /// The content of script, style and the like: text up to the closing tag.
    constexpr void read_raw_content() {
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (c == '<') {
                if (at_closing_tag_of_top()) return;
                if (top().kind != element_kind::script || char_at(at_ + 1) == '!')
                    html_error::markup_is_not_allowed_inside_this_element(line_at(at_), tag_at(top()));
            } else if ((c == '{' || c == '}') && skip_brace_or_find_hole()) {
                html_error::holes_are_not_allowed_in_script_or_style(line_at(at_), tag_at(top()));
            }
        }
    }

    /// The content of textarea and title: text, or one text hole.
    constexpr void read_plain_content() {
        if (bind_hole_ != no_hole && !at_closing_tag_of_top())
            html_error::bind_fills_the_textarea_itself(line_at(at_), tag_at(top()));
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (c == '<') {
                if (at_closing_tag_of_top()) return;
                html_error::markup_is_not_allowed_inside_this_element(line_at(at_), tag_at(top()));
            } else if ((c == '{' || c == '}') && skip_brace_or_find_hole()) {
                const char* tag = tag_at(top());
                if (!stands_alone()) html_error::textarea_and_title_hole_must_stand_alone(line_at(at_), tag);
                const hole_uses uses = next_argument();
                if (!(uses & text_use) || (uses & content_use))
                    html_error::textarea_and_title_take_only_text(line_at(at_), tag);
                read_content_hole();
                return;
            }
        }
    }

    constexpr bool at_closing_tag_of_top() const {
        const open_element& open = top();
        if (char_at(at_ + 1) != '/') return false;
        for (std::uint32_t i = 0; i < open.name_length; ++i)
            if (char_at(at_ + 2 + i) != source_[open.name + i]) return false;
        return true;
    }

    static constexpr std::uint32_t max_templates = 4;

    std::uint32_t root_count_ = 0;
    bool begins_with_text_ = false;
    bool ends_with_text_ = false;
    root_content roots_[max_templates + 1];
};

}  // namespace solder::detail
#endif

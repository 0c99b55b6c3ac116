#ifndef SOLDER_HTML_DETAIL_TEMPLATE_PARSER_HPP
#define SOLDER_HTML_DETAIL_TEMPLATE_PARSER_HPP
#include <solder/html/detail/template_content.hpp>

namespace solder::detail {

/// Reads a template once, front to back, and fills in its holes. Runs only while compiling: 200 templates in one
/// source are usual, so loops go by index and nothing is copied. Every mistake ends in a function of `html_error`.
class template_parser : content_reader {
public:
    using content_reader::content_reader;

    constexpr void parse() {
        if (size_ > 65535 || argument_count_ > 255) html_error::template_is_too_long(1, "");
        while (at_ < size_) {
            if (source_[at_] == '<')
                read_markup();
            else
                read_text();
        }
        if (depth_ > 0) fail_never_closed();
        if (hole_ < argument_count_) html_error::more_arguments_than_holes(line_at(size_), "");
    }

    constexpr bool has_brace_escapes() const { return has_brace_escapes_; }
    constexpr name_space root_space() const { return root_space_; }
    constexpr bool has_text_at_edge() const { return begins_with_text_ || ends_with_text_; }
    constexpr std::uint8_t root_count() const { return root_count_ < 255 ? root_count_ : 255; }

private:
    constexpr void read_markup() {
        const char c = char_at(at_ + 1);
        if (c == '/') return read_closing_tag();
        if (is_lower(c) || is_upper(c)) return read_opening_tag();
        if (c != '!') html_error::less_than_sign_in_text_is_written_lt(line_at(at_), "");
        if (char_at(at_ + 2) == '-') html_error::comments_are_not_allowed_in_templates(line_at(at_), "");
        html_error::doctype_html_head_and_body_belong_to_the_document(line_at(at_), "");
    }

    constexpr void read_closing_tag() {
        const std::uint32_t name = at_ + 2;
        at_ = name;
        while (at_ < size_ && source_[at_] != '>' && !is_html_space(source_[at_])) ++at_;
        const std::uint32_t name_length = at_ - name;
        if (depth_ == 0 || !has_name(top(), name, name_length)) fail_at_closing_tag(name, name_length);
        while (is_html_space(char_at(at_))) ++at_;
        if (char_at(at_) != '>') html_error::tag_is_never_finished(line_at(name), tag_at(name, name_length));
        ++at_;
        if (top().kind == element_kind::template_) --template_depth_;
        --depth_;
    }

    constexpr void fail_at_closing_tag(std::uint32_t name, std::uint32_t name_length) {
        const int line = line_at(name);
        const char* tag = tag_at(name, name_length);
        std::uint64_t hash = 0;
        for (std::uint32_t i = 0; i < name_length; ++i) hash = next_hash(hash, source_[name + i]);
        const element_kind kind = html_elements.find(hash);
        if (is_void(kind)) html_error::void_element_has_no_closing_tag(line, tag);
        if (depth_ == 0) html_error::closing_tag_without_opening_tag(line, tag);
        for (std::uint32_t i = 0; i + 1 < depth_; ++i)
            if (has_name(open_[i], name, name_length)) fail_never_closed();
        html_error::closing_tag_does_not_match(line, tag);
    }

    constexpr void fail_never_closed() {
        const int line = line_at(top().name);
        const char* tag = tag_at(top());
        html_error::tag_is_never_closed(line, tag);
    }

    constexpr void read_opening_tag() {
        open_element element{};
        element.name = ++at_;
        bool has_upper = false;
        bool has_dash = false;
        std::uint64_t hash = 0;
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (is_html_space(c) || c == '>' || c == '/') break;
            if (is_upper(c))
                has_upper = true;
            else if (c == '-')
                has_dash = true;
            else if (!is_lower(c) && !is_ascii_digit(c) && !(has_dash && (c == '.' || c == '_')))
                html_error::element_name_is_not_known(line_at(at_), "");
            hash = next_hash(hash, c);
        }
        element.name_length = static_cast<std::uint8_t>(at_ - element.name);
        if (at_ - element.name > 255) html_error::element_name_is_not_known(line_at(at_), "");
        find_kind(element, hash, has_upper, has_dash);
        place_element(element);
        const std::uint32_t node = template_depth_ > 0 ? node_count_ : node_count_++;
        const bool ends_with_slash = read_attributes(element, node);
        check_element(element);
        if (ends_with_slash) {
            if (is_void(element.kind) || element.space != name_space::html) return;
            html_error::only_void_and_svg_elements_end_with_a_slash(line_at(at_ - 1), tag_at(element));
        }
        if (is_void(element.kind)) return;
        push(element);
    }

    constexpr void find_kind(open_element& element, std::uint64_t hash, bool has_upper, bool has_dash) {
        if (is_at_root() && !roots_[template_depth_].has_element && !has_dash) choose_root_space(hash);
        const name_space space = depth_ ? top().content_space : root_space_;
        element.space = space;
        element.content_space = space;
        if (space == name_space::svg) {
            element.kind = svg_elements.find(hash);
            if (element.kind == element_kind::foreign_object) element.content_space = name_space::html;
        } else if (space == name_space::math) {
            element.kind = math_elements.find(hash);
        } else if (has_dash && !has_upper) {
            element.kind = element_kind::phrase;
        } else {
            element.kind = html_elements.find(hash);
            if (element.kind == element_kind::svg) element.content_space = name_space::svg;
            if (element.kind == element_kind::math) element.content_space = name_space::math;
            if (element.kind == element_kind::svg || element.kind == element_kind::math)
                element.space = element.content_space;
        }
        if (element.kind == element_kind::unknown) fail_at_unknown_name(element, hash, has_upper);
    }

    /// A template of what only stands in `<svg>` or `<math>` is made as a part of that.
    constexpr void choose_root_space(std::uint64_t hash) {
        if (depth_ > 0 || html_elements.find(hash) != element_kind::unknown) return;
        if (svg_elements.find(hash) != element_kind::unknown)
            root_space_ = name_space::svg;
        else if (math_elements.find(hash) != element_kind::unknown)
            root_space_ = name_space::math;
    }

    constexpr void fail_at_unknown_name(const open_element& element, std::uint64_t hash, bool has_upper) {
        const int line = line_at(element.name);
        const char* tag = tag_at(element);
        if (html_elements.find(hash) != element_kind::unknown)
            html_error::html_element_needs_foreign_object_around(line, tag);
        if (svg_elements.find(hash) != element_kind::unknown || math_elements.find(hash) != element_kind::unknown)
            html_error::svg_or_mathml_element_needs_its_root_around(line, tag);
        if (has_upper) html_error::element_names_are_lower_case(line, tag);
        html_error::element_name_is_not_known(line, tag);
    }

    constexpr void place_element(open_element& element) {
        const bool is_root = is_at_root();
        const element_kind parent = is_root ? element_kind::unknown : top().kind;
        const std::uint16_t around = depth_ ? top().around : 0;
        if (element.space == name_space::html) {
            const nesting_mistake mistake = what_is_wrong_with_element(element.kind, parent, around);
            if (mistake != nesting_mistake::none) fail_nesting(mistake, line_at(element.name), tag_at(element));
        } else if (takes_only_certain_elements(parent)) {
            fail_nesting(nesting_mistake::table_content, line_at(element.name), tag_at(element));
        }
        element.around = around_inside(element.kind, around);
        if (is_root) place_root(element);
    }

    /// The browser's parser decides by the first root how it reads the others (HTML standard, 13.2.6.4.18).
    constexpr void place_root(const open_element& element) {
        if (depth_ == 0) add_root(false);
        if (element.kind == element_kind::template_) return;
        root_content& root = roots_[template_depth_];
        const root_part part = root_part_of(element.kind);
        if (root.has_element ? part != root.part : part != root_part::none && root.has_text) {
            const int line = line_at(element.name);
            html_error::root_of_table_parts_takes_only_like_parts(line, tag_at(element));
        }
        root.has_element = true;
        root.part = part;
    }

    constexpr void begin_template(const open_element& element) {
        if (++template_depth_ > max_templates)
            html_error::tags_are_nested_too_deeply(line_at(element.name), "template");
        roots_[template_depth_] = {};
    }

    constexpr void push(open_element& element) {
        if (element.kind == element_kind::template_) begin_template(element);
        if (depth_ == max_depth) html_error::tags_are_nested_too_deeply(line_at(element.name), tag_at(element));
        element.content = at_;
        open_[depth_++] = element;
        if (element.kind == element_kind::script || element.kind == element_kind::raw)
            read_raw_content();
        else if (element.kind == element_kind::plain_text)
            read_plain_content();
    }

    name_space root_space_ = name_space::html;
};

}  // namespace solder::detail
#endif

#ifndef SOLDER_HTML_DETAIL_TEMPLATE_PARSER_HPP
#define SOLDER_HTML_DETAIL_TEMPLATE_PARSER_HPP
#include <cstdint>
#include <solder/html/detail/html_errors.hpp>
#include <solder/html/detail/html_names.hpp>
#include <solder/html/detail/html_nesting.hpp>
#include <solder/html/hole_traits.hpp>
#include <solder/html/template_info.hpp>
#include <string_view>

namespace solder::detail {

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline constexpr const char* common_tags[] = {
    "a",      "article", "b",     "button", "dd", "div",      "dl",  "dt",    "footer", "form", "h1",
    "h2",     "header",  "input", "label",  "li", "main",     "nav", "ol",    "option", "p",    "section",
    "select", "span",    "table", "tbody",  "td", "textarea", "th",  "thead", "tr",     "ul"};

/// Reads a template once, front to back, and fills in its holes. Runs only while compiling: 200 templates in one
/// source are usual, so loops go by index and nothing is copied. Every mistake ends in a function of `html_error`.
class template_parser {
public:
    constexpr template_parser(const char* source, std::uint32_t size, const hole_uses* arguments,
                              std::uint32_t argument_count, template_hole* holes)
        : source_(source), size_(size), arguments_(arguments), argument_count_(argument_count), holes_(holes) {}

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
    constexpr std::uint8_t root_count() const { return root_count_ < 255 ? root_count_ : 255; }

private:
    // --- content -------------------------------------------------------------------------------------------------

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
            } else if (!is_space(c)) {
                is_visible = true;
            }
        }
        if (is_visible) add_text(begin);
        if (at_hole) read_content_hole();
    }

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

    constexpr void add_text(std::uint32_t begin) {
        check_text(begin);
        if (depth_ == 0) ++root_count_;
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
            if (!(uses & text_use)) html_error::content_hole_takes_text_or_a_view(line_at(at_), "");
            check_text(at_);
            kind = hole_kind::text;
        }
        if (depth_ == 0) ++root_count_;
        add_hole(at_, node_count_++, 0, kind, stands_alone());
        at_ += 2;
    }

    constexpr bool stands_alone() const {
        return depth_ > 0 && at_ == top().content && char_at(at_ + 2) == '<' && char_at(at_ + 3) == '/';
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
        hole.drops_line_feed = is_sole && (has_name(top(), "pre") || has_name(top(), "textarea"));
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

    // --- tags ----------------------------------------------------------------------------------------------------

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
        while (at_ < size_ && source_[at_] != '>' && !is_space(source_[at_])) ++at_;
        const std::uint32_t name_length = at_ - name;
        if (depth_ == 0 || !has_name(top(), name, name_length)) fail_at_closing_tag(name, name_length);
        while (is_space(char_at(at_))) ++at_;
        if (char_at(at_) != '>') html_error::tag_is_never_finished(line_at(name), tag_at(name, name_length));
        ++at_;
        if (top().kind == element_kind::template_) --template_depth_;
        --depth_;
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
            if (is_space(c) || c == '>' || c == '/') break;
            if (is_upper(c))
                has_upper = true;
            else if (c == '-')
                has_dash = true;
            else if (!is_lower(c) && !is_digit(c) && !(has_dash && (c == '.' || c == '_')))
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
        if (depth_ == 0) ++root_count_;
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

    // --- attributes ----------------------------------------------------------------------------------------------

    /// Up to and past the `>`; true when it is `/>`.
    constexpr bool read_attributes(const open_element& element, std::uint32_t node) {
        attribute_count_ = 0;
        is_in_foreign_tag_ = element.space != name_space::html;
        bind_hole_ = no_hole;
        type_ = type_end_ = 0;
        is_multiple_hole_ = false;
        while (true) {
            const std::uint32_t before = at_;
            while (at_ < size_ && is_space(source_[at_])) ++at_;
            if (at_ >= size_) html_error::tag_is_never_finished(line_at(element.name), tag_at(element));
            const char c = source_[at_];
            if (c == '>') {
                ++at_;
                return false;
            }
            if (c == '/' && char_at(at_ + 1) == '>') {
                at_ += 2;
                return true;
            }
            if (at_ == before) html_error::attributes_need_a_space_between(line_at(at_), tag_at(element));
            read_attribute(element, node, before);
        }
    }

    struct attribute_name {
        std::uint32_t begin;
        std::uint32_t length;
        std::uint64_t hash;
        attribute_kind kind;
    };

    constexpr void read_attribute(const open_element& element, std::uint32_t node, std::uint32_t before) {
        const attribute_name name = read_attribute_name(element);
        if (char_at(at_) != '=') {
            std::uint32_t after = at_;
            while (is_space(char_at(after))) ++after;
            if (after != at_ && char_at(after) == '=')
                html_error::spaces_around_equals_sign_are_not_allowed(line_at(at_), "");
            check_static_attribute(name, at_, at_);
            return;
        }
        const char c = char_at(++at_);
        if (c == '{' && char_at(at_ + 1) == '}') return read_attribute_hole(name, node, before);
        const bool is_quoted = c == '"' || c == '\'';
        const std::uint32_t value = at_ + is_quoted;
        const std::uint32_t first_piece = hole_;
        if (is_quoted)
            read_quoted_value(name, node);
        else
            read_bare_value();
        if (hole_ == first_piece) check_static_attribute(name, value, at_ - is_quoted);
    }

    constexpr attribute_name read_attribute_name(const open_element& element) {
        const bool is_property = source_[at_] == '.';
        if (is_property) ++at_;
        const std::uint32_t begin = at_;
        bool has_upper = false;
        std::uint64_t hash = 0;
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (is_upper(c))
                has_upper = true;
            else if (!is_lower(c) && c != '-' && !is_digit(c) && c != ':' && c != '_' && c != '.')
                break;
            hash = next_hash(hash, c);
        }
        const char end = char_at(at_);
        if (at_ == begin && end == '{') html_error::attribute_hole_needs_a_name(line_at(at_), tag_at(element));
        if (at_ == begin || !(is_space(end) || end == '=' || end == '>' || end == '/' || end == '\0'))
            html_error::attribute_name_expected(line_at(at_), tag_at(element));
        if (at_ - begin > 255) html_error::attribute_name_is_too_long(line_at(at_), "");
        if (has_upper && !is_property && !(element.space == name_space::svg && svg_spellings.find(hash)))
            html_error::attribute_names_are_lower_case(line_at(begin), source_ + begin);
        add_attribute(is_property ? next_hash(hash, '.') : hash, begin);
        return {begin, at_ - begin, hash, is_property ? attribute_kind::property : kind_of(begin, hash)};
    }

    constexpr attribute_kind kind_of(std::uint32_t name, std::uint64_t hash) const {
        if (source_[name] == 'o' && source_[name + 1] == 'n') return attribute_kind::event;
        constexpr std::string_view aria = "aria-";
        std::uint32_t i = 0;
        while (i < aria.size() && source_[name + i] == aria[i]) ++i;
        if (i == aria.size()) return attribute_kind::truth;
        return attributes.find(hash);
    }

    constexpr void add_attribute(std::uint64_t hash, std::uint32_t name) {
        for (std::uint32_t i = 0; i < attribute_count_; ++i)
            if (attribute_hashes_[i] == hash) html_error::attribute_is_written_twice(line_at(name), source_ + name);
        if (attribute_count_ == max_attributes) html_error::too_many_attributes_in_one_tag(line_at(name), "");
        attribute_hashes_[attribute_count_++] = hash;
    }

    constexpr void read_quoted_value(const attribute_name& name, std::uint32_t node) {
        const std::uint32_t begin = at_++;
        const char quote = source_[begin];
        const std::uint32_t first_piece = hole_;
        for (; at_ < size_ && source_[at_] != quote; ++at_) {
            const char c = source_[at_];
            if ((c == '{' || c == '}') && skip_brace_or_find_hole()) {
                if (hole_ == first_piece) check_pieces(name, begin + 1, quote);
                check_piece(name);
                const auto kind = quote == '"' ? hole_kind::piece : hole_kind::single_piece;
                add_hole(at_, node, hole_ == first_piece ? name.length : 0, kind, false);
                ++at_;
            }
        }
        if (at_ >= size_) html_error::quote_is_never_closed(line_at(begin), "");
        if (hole_ > first_piece) check_text_of_pieces(begin + 1);
        ++at_;
    }

    // --- attribute values in pieces ------------------------------------------------------------------------------

    /// At the first hole in the value of an attribute.
    constexpr void check_pieces(const attribute_name& name, std::uint32_t begin, char quote) {
        const char* text = source_ + name.begin;
        if (at_ == begin && char_at(at_ + 2) == quote)
            html_error::attribute_hole_stands_without_quotes(line_at(at_), text);
        check_name_space(name);
        switch (name.kind) {
            case attribute_kind::url:
                if (begins_with_javascript(begin, at_))
                    html_error::static_javascript_address_is_not_allowed(line_at(at_), text);
                if (!says_where_it_leads(begin))
                    html_error::address_with_holes_begins_with_a_path_or_scheme(line_at(at_), text);
                return;
            case attribute_kind::plain:
                if (name.hash == style_hash) html_error::style_with_holes_is_put_together_by_styles(line_at(at_), text);
                return;
            case attribute_kind::boolean_or_text:
            case attribute_kind::truth:
            case attribute_kind::text_only:
                return;
            default:
                html_error::attribute_hole_is_the_whole_value(line_at(at_), text);
        }
    }

    constexpr void check_piece(const attribute_name& name) {
        if (!(next_argument() & text_use)) html_error::attribute_takes_text(line_at(at_), source_ + name.begin);
    }

    /// Whether an address leads to the same site, or has one of these schemes and its host, whatever follows from here
    /// on. A slash after `/` would begin a host.
    constexpr bool says_where_it_leads(std::uint32_t begin) const {
        std::uint32_t i = begin;
        while (i < at_ && (is_lower(source_[i]) || is_digit(source_[i]) || source_[i] == '-')) ++i;
        if (i == at_) return false;
        const char end = source_[i];
        const std::string_view scheme(source_ + begin, i - begin);
        const bool is_web = scheme == "https" || scheme == "http";
        if (end == ':') return scheme == "mailto" || scheme == "tel" || (is_web && has_whole_host(i + 1));
        if (end == '/' && i == begin) return i + 1 < at_ && (!is_slash(source_[i + 1]) || has_whole_host(i));
        return end == '/' || end == '?' || end == '#';
    }
    static constexpr bool is_slash(char c) { return c == '/' || c == '\\'; }
    /// Whether `//host` and what ends it stand from `begin` up to here.
    constexpr bool has_whole_host(std::uint32_t begin) const {
        if (at_ < begin + 3 || source_[begin] != '/' || source_[begin + 1] != '/') return false;
        for (auto i = begin + 2; i < at_; ++i)
            if (is_slash(source_[i]) || source_[i] == '?' || source_[i] == '#') return i > begin + 2;
        return false;
    }

    /// What stands around the pieces is taken as it is in the page body, and read by a parser on a server: a `&` must
    /// mean itself there, as in `?a={}&b={}` (HTML standard, 13.2.5.73).
    constexpr void check_text_of_pieces(std::uint32_t begin) const {
        for (std::uint32_t i = begin; i < at_; ++i) {
            if (source_[i] != '&') continue;
            std::uint32_t end = i + 1;
            while (is_lower(source_[end]) || is_upper(source_[end]) || is_digit(source_[end])) ++end;
            if (source_[end] != '=' && !(end == i + 1 && is_space(source_[end])))
                html_error::reference_in_a_value_with_holes_is_written_as_the_sign(line_at(i), "");
        }
    }

    constexpr void read_bare_value() {
        const std::uint32_t begin = at_;
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (c == '>' || is_space(c)) break;
            if (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`' || c == '{' || c == '}' ||
                (c == '/' && char_at(at_ + 1) == '>'))
                html_error::attribute_value_needs_quotes(line_at(at_), "");
        }
        if (at_ != begin) return;
        if (is_space(char_at(at_))) html_error::spaces_around_equals_sign_are_not_allowed(line_at(at_), "");
        html_error::attribute_value_expected(line_at(at_), "");
    }

    constexpr void check_static_attribute(const attribute_name& name, std::uint32_t value, std::uint32_t end) {
        if (name.hash == type_hash) type_ = value, type_end_ = end;
        if (name.kind == attribute_kind::plain) return;
        const char* text = source_ + name.begin;
        if (name.kind == attribute_kind::property) html_error::property_needs_a_hole(line_at(value), text);
        if (name.kind == attribute_kind::ref) html_error::ref_needs_a_hole(line_at(value), text);
        if (name.kind == attribute_kind::bind) html_error::bind_needs_a_hole(line_at(value), text);
        if (name.kind == attribute_kind::event) html_error::static_event_handler_is_not_allowed(line_at(value), text);
        if (name.kind == attribute_kind::url && begins_with_javascript(value, end))
            html_error::static_javascript_address_is_not_allowed(line_at(value), text);
    }

    /// Browsers skip control signs before an address, and tabs and line ends within (URL standard, 4.4).
    constexpr bool begins_with_javascript(std::uint32_t at, std::uint32_t end) const {
        const char* wanted = "javascript:";
        for (; at < end && *wanted; ++at) {
            const char c = source_[at];
            const bool is_skipped = (c >= 0 && c < ' ') || (c == ' ' && *wanted == 'j');
            if (is_skipped) continue;
            if ((is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c) != *wanted) return false;
            ++wanted;
        }
        return *wanted == '\0';
    }

    constexpr void read_attribute_hole(const attribute_name& name, std::uint32_t node, std::uint32_t before) {
        const hole_uses uses = next_argument();
        const hole_kind kind = check_attribute_hole(name, uses);
        check_name_space(name);
        if (name.hash == multiple_hash) is_multiple_hole_ = true;
        add_hole(before, node, name.length, kind, false);
        at_ += 2;
        const char c = char_at(at_);
        if (at_ < size_ && !is_space(c) && c != '>' && c != '/')
            html_error::attribute_hole_is_the_whole_value(line_at(at_), source_ + name.begin);
    }

    /// Browsers know the attributes of other name spaces by their prefix in markup alone.
    constexpr void check_name_space(const attribute_name& name) const {
        const std::string_view text(source_ + name.begin, name.length);
        if (is_in_foreign_tag_ &&
            (text.starts_with("xlink:") || text.starts_with("xml:") || text.starts_with("xmlns:")))
            html_error::attribute_of_another_namespace_takes_no_hole(line_at(name.begin), source_ + name.begin);
    }

    constexpr hole_kind check_attribute_hole(const attribute_name& name, hole_uses uses) {
        const bool is_text = uses & text_use;
        const bool is_boolean = uses & boolean_use;
        const char* text = source_ + name.begin;
        switch (name.kind) {
            case attribute_kind::boolean:
                if (!is_boolean) html_error::boolean_attribute_takes_bool(line_at(at_), text);
                return hole_kind::boolean;
            case attribute_kind::boolean_or_text:
                if (is_boolean) return hole_kind::boolean;
                if (!is_text) html_error::boolean_attribute_takes_bool(line_at(at_), text);
                return hole_kind::attribute;
            case attribute_kind::truth:
                if (!is_text) break;
                return hole_kind::truth;
            case attribute_kind::text_only:
                if (is_boolean) html_error::attribute_takes_text_not_bool(line_at(at_), text);
                break;
            case attribute_kind::url:
                if (!is_text) html_error::address_attribute_takes_text(line_at(at_), text);
                return hole_kind::url;
            case attribute_kind::markup:
                html_error::property_would_insert_unescaped_html(line_at(at_), text);
                break;
            case attribute_kind::event:
                if (!(uses & callable_use)) html_error::event_takes_a_function(line_at(at_), text);
                if (!(uses & handler_use)) html_error::event_function_must_return_nothing(line_at(at_), text);
                return hole_kind::event;
            case attribute_kind::ref:
                if (!(uses & ref_use)) html_error::ref_takes_a_function_or_element_ref(line_at(at_), text);
                return hole_kind::ref;
            case attribute_kind::bind:
                bind_hole_ = hole_;
                return hole_kind::bind_text;
            case attribute_kind::property:
                check_property(name);
                if (!is_text) html_error::property_takes_a_value(line_at(at_), text);
                return hole_kind::property;
            case attribute_kind::plain:
                break;
        }
        if (!is_text) html_error::attribute_takes_text(line_at(at_), text);
        return hole_kind::attribute;
    }

    constexpr void check_property(const attribute_name& name) {
        const attribute_kind kind = unsafe_properties.find(name.hash);
        const char* text = source_ + name.begin;
        if (kind == attribute_kind::markup) html_error::property_would_insert_unescaped_html(line_at(at_), text);
        if (kind == attribute_kind::url) html_error::address_is_set_by_attribute_not_by_property(line_at(at_), text);
        if (text[0] == 'o' && text[1] == 'n')
            html_error::event_handler_is_set_by_attribute_not_by_property(line_at(at_), text);
    }

    /// At the end of a tag: what depends on all of its attributes.
    constexpr void check_element(const open_element& element) {
        if (bind_hole_ != no_hole) check_bind(element);
        const bool is_select = element.kind == element_kind::select;
        const bool is_textarea = element.kind == element_kind::plain_text && has_name(element, "textarea");
        if ((is_select || is_textarea) && has_attribute("value"))
            html_error::value_of_select_and_textarea_is_no_attribute(line_at(element.name), tag_at(element));
        if (element.kind == element_kind::template_ && has_attribute("shadowrootmode"))
            html_error::shadow_root_is_not_made_by_a_template_element(line_at(element.name), tag_at(element));
        if (element.space == name_space::html && (element.around & (around_a | around_button)) && is_control(element))
            html_error::control_inside_link_or_button(line_at(element.name), tag_at(element));
    }

    /// What a click on it is for (HTML standard, 3.2.5.2.7, "interactive content").
    constexpr bool is_control(const open_element& element) const {
        if (element.kind == element_kind::a) return element.around & around_button;
        if (element.kind == element_kind::button) return element.around & around_a;
        if (has_name(element, "input")) {
            const std::string_view type(source_ + type_, type_end_ - type_);
            return type != "hidden";
        }
        return element.kind == element_kind::select || element.kind == element_kind::label ||
               has_name(element, "textarea") || has_name(element, "details") || has_name(element, "iframe") ||
               has_name(element, "embed");
    }

    /// At the end of a tag with `bind={}`: which kind of control it is.
    constexpr void check_bind(const open_element& element) {
        const int line = line_at(element.name);
        const char* tag = tag_at(element);
        const hole_uses uses = arguments_[bind_hole_];
        if (!(uses & any_bind_use)) html_error::bind_takes_a_signal_of_string_bool_number_or_list(line, tag);
        const hole_kind kind = kind_of_control(element, uses, line, tag);
        const bool has_state = kind == hole_kind::bind_truth || kind_of_input() == input_kind::radio;
        if (has_attribute(has_state ? "checked" : "value") || has_property(has_state ? "checked" : "value"))
            html_error::bind_sets_value_and_checked_itself(line, tag);
        holes_[bind_hole_].kind = kind;
    }

    constexpr hole_kind kind_of_control(const open_element& element, hole_uses uses, int line, const char* tag) const {
        const bool is_select = element.kind == element_kind::select;
        const bool is_textarea = has_name(element, "textarea");
        if (is_select && has_attribute("multiple")) {
            if (is_multiple_hole_) html_error::bind_needs_multiple_written_in_the_template(line, tag);
            if (!(uses & bind_list_use)) html_error::bind_of_multiple_select_takes_a_signal_of_list(line, tag);
            return hole_kind::bind_choices;
        }
        if (!is_select && !is_textarea) {
            if (!has_name(element, "input"))
                html_error::bind_needs_a_field_checkbox_radio_textarea_or_select(line, tag);
            return kind_of_bound_input(uses, line, tag);
        }
        if (!(uses & bind_text_use)) html_error::bind_of_text_or_choice_takes_a_signal_of_string(line, tag);
        return is_select ? hole_kind::bind_choice : hole_kind::bind_textarea;
    }

    constexpr hole_kind kind_of_bound_input(hole_uses uses, int line, const char* tag) const {
        if (has_attribute("type") && type_ == 0) html_error::bind_needs_the_type_written_in_the_template(line, tag);
        const input_kind kind = kind_of_input();
        switch (kind) {
            case input_kind::not_bound:
                html_error::bind_needs_a_field_checkbox_radio_textarea_or_select(line, tag);
                break;
            case input_kind::checkbox:
                if (!(uses & bind_truth_use)) html_error::bind_of_checkbox_takes_a_signal_of_bool(line, tag);
                return hole_kind::bind_truth;
            case input_kind::number:
                if (!(uses & (bind_number_use | bind_text_use)))
                    html_error::bind_of_number_takes_a_signal_of_number(line, tag);
                return hole_kind::bind_text;
            case input_kind::radio:
                if (!has_attribute("value")) html_error::bind_of_radio_needs_a_value(line, tag);
                break;
            case input_kind::text:
                break;
        }
        if (!(uses & bind_text_use)) html_error::bind_of_text_or_choice_takes_a_signal_of_string(line, tag);
        return kind == input_kind::radio ? hole_kind::bind_choice : hole_kind::bind_text;
    }

    constexpr input_kind kind_of_input() const {
        if (type_ == 0) return input_kind::text;
        std::uint64_t hash = 0;
        for (std::uint32_t i = type_; i < type_end_; ++i) hash = next_hash(hash, source_[i]);
        return input_kinds.find(hash);
    }

    constexpr bool has_attribute(const char* name) const { return has_hash(hash_of(name)); }
    constexpr bool has_property(const char* name) const { return has_hash(next_hash(hash_of(name), '.')); }
    constexpr bool has_hash(std::uint64_t hash) const {
        for (std::uint32_t i = 0; i < attribute_count_; ++i)
            if (attribute_hashes_[i] == hash) return true;
        return false;
    }

    // --- small things --------------------------------------------------------------------------------------------

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
    static constexpr std::uint32_t max_templates = 4;
    static constexpr std::uint32_t max_attributes = 48;
    static constexpr std::uint32_t no_hole = ~0u;
    static constexpr std::uint64_t type_hash = hash_of("type");
    static constexpr std::uint64_t multiple_hash = hash_of("multiple");
    static constexpr std::uint64_t style_hash = hash_of("style");

    const char* source_;
    std::uint32_t size_;
    const hole_uses* arguments_;
    std::uint32_t argument_count_;
    template_hole* holes_;

    std::uint32_t at_ = 0;
    std::uint32_t hole_ = 0;
    std::uint32_t node_count_ = 0;
    std::uint32_t depth_ = 0;
    std::uint32_t root_count_ = 0;
    std::uint32_t attribute_count_ = 0;
    std::uint32_t template_depth_ = 0;  // how many template elements are open
    root_content roots_[max_templates + 1];
    name_space root_space_ = name_space::html;
    bool is_in_foreign_tag_ = false;
    bool has_brace_escapes_ = false;
    std::uint32_t bind_hole_ = no_hole;      // of the tag that is read
    std::uint32_t type_ = 0, type_end_ = 0;  // the value of its attribute `type`
    bool is_multiple_hole_ = false;          // it has `multiple={}`
    open_element open_[max_depth];
    std::uint64_t attribute_hashes_[max_attributes];
};

}  // namespace solder::detail
#endif

#ifndef SOLDER_HTML_DETAIL_TEMPLATE_ATTRIBUTES_HPP
#define SOLDER_HTML_DETAIL_TEMPLATE_ATTRIBUTES_HPP
#include <solder/core/url.hpp>
#include <solder/html/detail/html_addresses.hpp>
#include <solder/html/detail/template_controls.hpp>

namespace solder::detail {

/// Reads the attributes of a tag, with their values and holes.
class attribute_reader : protected tag_attributes {
protected:
    using tag_attributes::tag_attributes;

    /// Up to and past the `>`; true when it is `/>`.
    constexpr bool read_attributes(const open_element& element, std::uint32_t node) {
        begin_tag();
        is_in_foreign_tag_ = element.space != name_space::html;
        is_custom_tag_ =
            !is_in_foreign_tag_ && std::string_view(source_ + element.name, element.name_length).contains('-');
        while (true) {
            const std::uint32_t before = at_;
            while (at_ < size_ && is_html_space(source_[at_])) ++at_;
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
        bool is_known;  // else it is an event that only custom elements have
    };

    constexpr void read_attribute(const open_element& element, std::uint32_t node, std::uint32_t before) {
        const attribute_name name = read_attribute_name(element);
        if (char_at(at_) != '=') {
            std::uint32_t after = at_;
            while (is_html_space(char_at(after))) ++after;
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
            else if (!is_lower(c) && c != '-' && !is_ascii_digit(c) && c != ':' && c != '_' && c != '.')
                break;
            hash = next_hash(hash, c);
        }
        const char end = char_at(at_);
        if (at_ == begin && end == '{') html_error::attribute_hole_needs_a_name(line_at(at_), tag_at(element));
        if (at_ == begin || !(is_html_space(end) || end == '=' || end == '>' || end == '/' || end == '\0'))
            html_error::attribute_name_expected(line_at(at_), tag_at(element));
        if (at_ - begin > 255) html_error::attribute_name_is_too_long(line_at(at_), "");
        const attribute_kind kind = is_property ? attribute_kind::property : kind_of(begin, at_ - begin, hash);
        const bool may_have_upper = is_property || (element.space == name_space::svg && svg_spellings.find(hash)) ||
                                    (is_custom_tag_ && kind == attribute_kind::event);
        if (has_upper && !may_have_upper) html_error::attribute_names_are_lower_case(line_at(begin), source_ + begin);
        const bool is_known = is_property || element.space != name_space::html || is_custom_tag_ ||
                              is_own_name(begin) || attributes.find(hash) != attribute_kind::unknown;
        if (!is_known && kind != attribute_kind::event)
            html_error::attribute_name_is_not_known(line_at(begin), source_ + begin);
        add_attribute(is_property ? next_hash(hash, '.') : hash, begin);
        return {begin, at_ - begin, hash, kind, is_known};
    }

    constexpr attribute_kind kind_of(std::uint32_t name, std::uint32_t length, std::uint64_t hash) const {
        if (source_[name] == 'o' && source_[name + 1] == 'n' && !(is_custom_tag_ && length == 2))
            return attribute_kind::event;
        constexpr std::string_view aria = "aria-";
        std::uint32_t i = 0;
        while (i < aria.size() && source_[name + i] == aria[i]) ++i;
        if (i == aria.size()) return attribute_kind::truth;
        const attribute_kind known = attributes.find(hash);
        return known == attribute_kind::unknown ? attribute_kind::plain : known;
    }

    /// HTML gives its attributes names of letters; others belong to whoever thought of them, as `data-*` and `x-show`.
    constexpr bool is_own_name(std::uint32_t begin) const {
        for (std::uint32_t i = begin; i < at_; ++i)
            if (!is_lower(source_[i])) return true;
        return false;
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

    /// At the first hole in the value of an attribute.
    constexpr void check_pieces(const attribute_name& name, std::uint32_t begin, char quote) {
        const char* text = source_ + name.begin;
        if (at_ == begin && char_at(at_ + 2) == quote)
            html_error::attribute_hole_stands_without_quotes(line_at(at_), text);
        begin_holes(name);
        switch (name.kind) {
            case attribute_kind::url:
                if (has_scheme_named({source_ + begin, at_ - begin}, "javascript"))
                    html_error::static_javascript_address_is_not_allowed(line_at(at_), text);
                if (!says_where_it_leads({source_ + begin, at_ - begin}))
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

    /// What stands around the pieces is taken as it is in the page body, and read by a parser on a server: a `&` must
    /// mean itself there, as in `?a={}&b={}` (HTML standard, 13.2.5.73).
    constexpr void check_text_of_pieces(std::uint32_t begin) const {
        for (std::uint32_t i = begin; i < at_; ++i) {
            if (source_[i] != '&') continue;
            std::uint32_t end = i + 1;
            while (is_lower(source_[end]) || is_upper(source_[end]) || is_ascii_digit(source_[end])) ++end;
            if (source_[end] != '=' && !(end == i + 1 && is_html_space(source_[end])))
                html_error::reference_in_a_value_with_holes_is_written_as_the_sign(line_at(i), "");
        }
    }

    constexpr void read_bare_value() {
        const std::uint32_t begin = at_;
        for (; at_ < size_; ++at_) {
            const char c = source_[at_];
            if (c == '>' || is_html_space(c)) break;
            if (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`' || c == '{' || c == '}' ||
                (c == '/' && char_at(at_ + 1) == '>'))
                html_error::attribute_value_needs_quotes(line_at(at_), "");
        }
        if (at_ != begin) return;
        if (is_html_space(char_at(at_))) html_error::spaces_around_equals_sign_are_not_allowed(line_at(at_), "");
        html_error::attribute_value_expected(line_at(at_), "");
    }

    constexpr void check_static_attribute(const attribute_name& name, std::uint32_t value, std::uint32_t end) {
        if (name.hash == type_hash) type_ = {value, end};
        if (name.hash == method_hash) method_ = {value, end};
        if (name.hash == formmethod_hash) formmethod_ = {value, end};
        if (name.kind == attribute_kind::plain) return;
        const char* text = source_ + name.begin;
        if (name.kind == attribute_kind::animated && is_address({source_ + value, end - value}))
            html_error::animation_would_go_around_the_check_of_addresses(line_at(value), text);
        if (name.kind == attribute_kind::property) html_error::property_needs_a_hole(line_at(value), text);
        if (name.kind == attribute_kind::ref) html_error::ref_needs_a_hole(line_at(value), text);
        if (name.kind == attribute_kind::bind) html_error::bind_needs_a_hole(line_at(value), text);
        if (name.kind == attribute_kind::event) html_error::static_event_handler_is_not_allowed(line_at(value), text);
        if (name.kind == attribute_kind::url && has_scheme_named({source_ + value, end - value}, "javascript"))
            html_error::static_javascript_address_is_not_allowed(line_at(value), text);
    }

    constexpr void read_attribute_hole(const attribute_name& name, std::uint32_t node, std::uint32_t before) {
        const hole_uses uses = next_argument();
        const hole_kind kind = check_attribute_hole(name, uses);
        begin_holes(name);
        if (name.hash == multiple_hash) is_multiple_hole_ = true;
        if (name.hash == open_hash && kind == hole_kind::boolean) open_hole_ = hole_;
        if ((uses & action_use) && name.hash == action_hash) action_hole_ = hole_;
        if ((uses & action_use) && name.hash == formaction_hash) formaction_hole_ = hole_;
        add_hole(before, node, name.length, kind, false);
        holes_[hole_ - 1].is_state = kind == hole_kind::boolean && is_state(name.hash);
        at_ += 2;
        const char c = char_at(at_);
        if (at_ < size_ && !is_html_space(c) && c != '>' && c != '/')
            html_error::attribute_hole_is_the_whole_value(line_at(at_), source_ + name.begin);
    }

    /// Before the first hole of an attribute. Browsers know those of other name spaces by their prefix in markup alone.
    constexpr void begin_holes(const attribute_name& name) {
        if (name.hash == value_hash && name.kind != attribute_kind::property) value_hole_ = hole_;
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
            case attribute_kind::animated:
                html_error::animation_would_go_around_the_check_of_addresses(line_at(at_), text);
                break;
            case attribute_kind::event:
                if (is_custom_tag_ && is_text) break;  // an attribute such as `once`
                if (is_custom_tag_ && !(uses & handler_use))
                    html_error::attribute_takes_text_and_event_a_function(line_at(at_), text);
                if (!(uses & callable_use)) html_error::event_takes_a_function(line_at(at_), text);
                if (!(uses & handler_use)) html_error::event_function_must_return_nothing(line_at(at_), text);
                if (!name.is_known && !(uses & detail_use)) html_error::attribute_name_is_not_known(line_at(at_), text);
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
            case attribute_kind::unknown:
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

private:
    static constexpr bool is_state(std::uint64_t name) {
        return name == hash_of("checked") || name == hash_of("selected") || name == hash_of("muted");
    }

    static constexpr std::uint64_t type_hash = hash_of("type");
    static constexpr std::uint64_t method_hash = hash_of("method");
    static constexpr std::uint64_t formmethod_hash = hash_of("formmethod");
    static constexpr std::uint64_t open_hash = hash_of("open");
    static constexpr std::uint64_t action_hash = hash_of("action");
    static constexpr std::uint64_t formaction_hash = hash_of("formaction");
    static constexpr std::uint64_t multiple_hash = hash_of("multiple");
    static constexpr std::uint64_t style_hash = hash_of("style");
    static constexpr std::uint64_t value_hash = hash_of("value");

    /// What `attributeName` of an animation names: with it `to={}` would be an address that nobody checks.
    static constexpr bool is_address(std::string_view animated) {
        return same_ignoring_case(animated, "href") || same_ignoring_case(animated, "xlink:href");
    }

    bool is_in_foreign_tag_ = false;
    bool is_custom_tag_ = false;
};

}  // namespace solder::detail
#endif

#ifndef SOLDER_HTML_DETAIL_TEMPLATE_CONTROLS_HPP
#define SOLDER_HTML_DETAIL_TEMPLATE_CONTROLS_HPP
#include <solder/html/detail/html_names.hpp>
#include <solder/html/detail/template_state.hpp>

namespace solder::detail {

/// The attributes of the tag that is read, and what depends on all of them: controls, and what is bound to them.
class tag_attributes : protected template_state {
protected:
    using template_state::template_state;

    constexpr void begin_tag() {
        attribute_count_ = 0;
        bind_hole_ = value_hole_ = open_hole_ = action_hole_ = formaction_hole_ = no_hole;
        type_ = method_ = formmethod_ = {};
        is_multiple_hole_ = false;
    }

    /// The value of an attribute without holes.
    struct written_value {
        std::uint32_t begin = 0, end = 0;  // both 0: there is none
    };
    constexpr std::string_view text_of(written_value value) const {
        return {source_ + value.begin, value.end - value.begin};
    }

    constexpr void add_attribute(std::uint64_t hash, std::uint32_t name) {
        for (std::uint32_t i = 0; i < attribute_count_; ++i)
            if (attribute_hashes_[i] == hash) html_error::attribute_is_written_twice(line_at(name), source_ + name);
        if (attribute_count_ == max_attributes) html_error::too_many_attributes_in_one_tag(line_at(name), "");
        attribute_hashes_[attribute_count_++] = hash;
    }

    constexpr bool has_attribute(const char* name) const { return has_hash(hash_of(name)); }
    constexpr bool has_property(const char* name) const { return has_hash(next_hash(hash_of(name), '.')); }
    constexpr bool has_hash(std::uint64_t hash) const {
        for (std::uint32_t i = 0; i < attribute_count_; ++i)
            if (attribute_hashes_[i] == hash) return true;
        return false;
    }

    /// At the end of a tag: what depends on all of its attributes.
    constexpr void check_element(const open_element& element) {
        if (bind_hole_ != no_hole) check_bind(element);
        if (value_hole_ != no_hole) holes_[value_hole_].is_state = has_name(element, "input");
        if (open_hole_ != no_hole)
            holes_[open_hole_].is_state = has_name(element, "details") || has_name(element, "dialog");
        const bool is_select = element.kind == element_kind::select;
        const bool is_textarea = element.kind == element_kind::plain_text && has_name(element, "textarea");
        if ((is_select || is_textarea) && has_attribute("value"))
            html_error::value_of_select_and_textarea_is_no_attribute(line_at(element.name), tag_at(element));
        if (element.kind == element_kind::template_ && has_attribute("shadowrootmode"))
            html_error::shadow_root_is_not_made_by_a_template_element(line_at(element.name), tag_at(element));
        if (element.space == name_space::html && (element.around & (around_a | around_button)) && is_control(element))
            html_error::control_inside_link_or_button(line_at(element.name), tag_at(element));
        if (template_depth_ == 0) check_sending(element);
    }

    /// How a form is sent, as far as the template tells.
    enum class sent_by : std::uint8_t { unknown, get, post, dialog };

    constexpr sent_by sending_of(const char* name, written_value value, sent_by otherwise) const {
        if (!has_attribute(name)) return otherwise;
        if (value.begin == 0) return sent_by::unknown;
        const std::string_view text = text_of(value);
        if (same_ignoring_case(text, "post")) return sent_by::post;
        return same_ignoring_case(text, "dialog") ? sent_by::dialog : sent_by::get;
    }

    /// Whatever sends a form to an action does so by POST: a GET would write the fields into the address. What decides
    /// that and stands in a hole, or outside of the template, is not known here.
    constexpr void check_sending(const open_element& element) {
        if (element.kind == element_kind::form) {
            form_is_sent_ = sending_of("method", method_, sent_by::get);
            form_has_action_ = action_hole_ != no_hole;
            if (form_has_action_) check_action(element, action_hole_, form_is_sent_);
        } else if (formaction_hole_ != no_hole || formmethod_.begin != 0) {
            const bool is_in_form = (element.around & around_form) && !has_attribute("form");
            const sent_by by = sending_of("formmethod", formmethod_, is_in_form ? form_is_sent_ : sent_by::unknown);
            if (formaction_hole_ != no_hole)
                check_action(element, formaction_hole_, by);
            else if (is_in_form && form_has_action_ && !has_attribute("formaction") && by == sent_by::get)
                html_error::form_of_an_action_is_sent_by_post(line_at(element.name), tag_at(element));
        }
    }

    constexpr void check_action(const open_element& element, std::uint32_t hole, sent_by by) const {
        if (by != sent_by::unknown && by != sent_by::post)
            html_error::form_of_an_action_is_sent_by_post(line_at(element.name), tag_at(element));
        if (arguments_[hole] & unbound_action_use)
            html_error::form_fills_only_the_last_parameter_of_an_action(line_at(element.name), tag_at(element));
    }

    /// What a click on it is for (HTML standard, 3.2.5.2.7, "interactive content").
    constexpr bool is_control(const open_element& element) const {
        if (element.kind == element_kind::a) return element.around & around_button;
        if (element.kind == element_kind::button) return element.around & around_a;
        if (has_name(element, "input")) {
            return text_of(type_) != "hidden";
        }
        return element.kind == element_kind::select || element.kind == element_kind::label ||
               has_name(element, "textarea") || has_name(element, "details") || has_name(element, "iframe") ||
               has_name(element, "embed");
    }

    /// At the end of a tag with `bind={}`: which kind of control it is. Lines are counted where something is wrong
    /// alone: each takes a walk over all before.
    constexpr void check_bind(const open_element& element) {
        const hole_uses uses = arguments_[bind_hole_];
        if (!(uses & any_bind_use))
            html_error::bind_takes_a_signal_of_string_bool_number_or_list(line_at(element.name), tag_at(element));
        const hole_kind kind = kind_of_control(element, uses);
        const bool has_state = kind == hole_kind::bind_truth || kind_of_input() == input_kind::radio;
        if (has_attribute(has_state ? "checked" : "value") || has_property(has_state ? "checked" : "value"))
            html_error::bind_sets_value_and_checked_itself(line_at(element.name), tag_at(element));
        holes_[bind_hole_].kind = kind;
    }

    constexpr hole_kind kind_of_control(const open_element& element, hole_uses uses) const {
        const bool is_select = element.kind == element_kind::select;
        const bool is_textarea = has_name(element, "textarea");
        if (is_select && has_attribute("multiple")) {
            if (is_multiple_hole_)
                html_error::bind_needs_multiple_written_in_the_template(line_at(element.name), tag_at(element));
            if (!(uses & bind_list_use))
                html_error::bind_of_multiple_select_takes_a_signal_of_list(line_at(element.name), tag_at(element));
            return hole_kind::bind_choices;
        }
        if (!is_select && !is_textarea) {
            if (!has_name(element, "input"))
                html_error::bind_needs_a_field_checkbox_radio_textarea_or_select(line_at(element.name),
                                                                                 tag_at(element));
            return kind_of_bound_input(element, uses);
        }
        if (!(uses & bind_text_use))
            html_error::bind_of_text_or_choice_takes_a_signal_of_string(line_at(element.name), tag_at(element));
        return is_select ? hole_kind::bind_choice : hole_kind::bind_textarea;
    }

    constexpr hole_kind kind_of_bound_input(const open_element& element, hole_uses uses) const {
        if (has_attribute("type") && type_.begin == 0)
            html_error::bind_needs_the_type_written_in_the_template(line_at(element.name), tag_at(element));
        const input_kind kind = kind_of_input();
        switch (kind) {
            case input_kind::not_bound:
                html_error::bind_needs_a_field_checkbox_radio_textarea_or_select(line_at(element.name),
                                                                                 tag_at(element));
                break;
            case input_kind::checkbox:
                if (!(uses & bind_truth_use))
                    html_error::bind_of_checkbox_takes_a_signal_of_bool(line_at(element.name), tag_at(element));
                return hole_kind::bind_truth;
            case input_kind::number:
                if (!(uses & (bind_number_use | bind_text_use)))
                    html_error::bind_of_number_takes_a_signal_of_number(line_at(element.name), tag_at(element));
                return hole_kind::bind_text;
            case input_kind::radio:
                if (!has_attribute("value"))
                    html_error::bind_of_radio_needs_a_value(line_at(element.name), tag_at(element));
                break;
            case input_kind::text:
                break;
        }
        if (!(uses & bind_text_use))
            html_error::bind_of_text_or_choice_takes_a_signal_of_string(line_at(element.name), tag_at(element));
        return kind == input_kind::radio ? hole_kind::bind_choice : hole_kind::bind_text;
    }

    constexpr input_kind kind_of_input() const {
        if (type_.begin == 0) return input_kind::text;
        std::uint64_t hash = 0;
        for (std::uint32_t i = type_.begin; i < type_.end; ++i) hash = next_hash(hash, source_[i]);
        return input_kinds.find(hash);
    }

    static constexpr std::uint32_t max_attributes = 48;
    static constexpr std::uint32_t no_hole = ~0u;

    std::uint32_t attribute_count_ = 0;
    std::uint32_t bind_hole_ = no_hole;
    std::uint32_t value_hole_ = no_hole;  // the first in the attribute `value`
    std::uint32_t open_hole_ = no_hole;
    std::uint32_t action_hole_ = no_hole, formaction_hole_ = no_hole;  // where they take an action
    written_value type_, method_, formmethod_;                         // of the attributes that are called so
    bool is_multiple_hole_ = false;                                    // there is a `multiple={}`
    bool form_has_action_ = false;                                     // of the last form that was opened, as the next
    sent_by form_is_sent_ = sent_by::unknown;
    std::uint64_t attribute_hashes_[max_attributes];
};

}  // namespace solder::detail
#endif

#ifndef SOLDER_HTML_DETAIL_HTML_ERRORS_HPP
#define SOLDER_HTML_DETAIL_HTML_ERRORS_HPP

/// What the compiler prints when a template is wrong. Reaching a function that is not constexpr stops the evaluation;
/// the names say which mistake it was (`tag_is_never_closed`) and where (`on_template_line<3>`). A template argument
/// for the line because g++ 12 prints no function arguments; clang also prints the `tag` or attribute name.
namespace solder::html_error {

template <int Line>
void on_template_line();
void further_down_in_the_template();

constexpr void stop_at(int line) {
    switch (line) {
        case 1:
            return on_template_line<1>();
        case 2:
            return on_template_line<2>();
        case 3:
            return on_template_line<3>();
        case 4:
            return on_template_line<4>();
        case 5:
            return on_template_line<5>();
        case 6:
            return on_template_line<6>();
        case 7:
            return on_template_line<7>();
        case 8:
            return on_template_line<8>();
        case 9:
            return on_template_line<9>();
        case 10:
            return on_template_line<10>();
        case 11:
            return on_template_line<11>();
        case 12:
            return on_template_line<12>();
        case 13:
            return on_template_line<13>();
        case 14:
            return on_template_line<14>();
        case 15:
            return on_template_line<15>();
        case 16:
            return on_template_line<16>();
        case 17:
            return on_template_line<17>();
        case 18:
            return on_template_line<18>();
        case 19:
            return on_template_line<19>();
        case 20:
            return on_template_line<20>();
        case 21:
            return on_template_line<21>();
        case 22:
            return on_template_line<22>();
        case 23:
            return on_template_line<23>();
        case 24:
            return on_template_line<24>();
        case 25:
            return on_template_line<25>();
        case 26:
            return on_template_line<26>();
        case 27:
            return on_template_line<27>();
        case 28:
            return on_template_line<28>();
        case 29:
            return on_template_line<29>();
        case 30:
            return on_template_line<30>();
        case 31:
            return on_template_line<31>();
        case 32:
            return on_template_line<32>();
        case 33:
            return on_template_line<33>();
        case 34:
            return on_template_line<34>();
        case 35:
            return on_template_line<35>();
        case 36:
            return on_template_line<36>();
        case 37:
            return on_template_line<37>();
        case 38:
            return on_template_line<38>();
        case 39:
            return on_template_line<39>();
        case 40:
            return on_template_line<40>();
        default:
            return further_down_in_the_template();
    }
}

/// The element has no closing tag.
constexpr void tag_is_never_closed(int line, const char*) { stop_at(line); }
/// `</x>` names another element than the one that is open.
constexpr void closing_tag_does_not_match(int line, const char*) { stop_at(line); }
/// Nothing is open here.
constexpr void closing_tag_without_opening_tag(int line, const char*) { stop_at(line); }
/// `<br>` and the like are complete as they are.
constexpr void void_element_has_no_closing_tag(int line, const char*) { stop_at(line); }
/// The text ends inside a tag.
constexpr void tag_is_never_finished(int line, const char*) { stop_at(line); }
/// Browsers read `<div/>` as `<div>`.
constexpr void only_void_and_svg_elements_end_with_a_slash(int line, const char*) { stop_at(line); }
/// More than 48 levels.
constexpr void tags_are_nested_too_deeply(int line, const char*) { stop_at(line); }
/// A bare `<` in text: write `&lt;`.
constexpr void less_than_sign_in_text_is_written_lt(int line, const char*) { stop_at(line); }
/// They would be sent to every visitor.
constexpr void comments_are_not_allowed_in_templates(int line, const char*) { stop_at(line); }
/// A template is a part of a page.
constexpr void doctype_html_head_and_body_belong_to_the_document(int line, const char*) { stop_at(line); }
/// Its content is not part of the page, so holes in it could not be found.
constexpr void holes_are_not_allowed_in_a_template_element(int line, const char*) { stop_at(line); }
/// The server's page would have one, content made in the browser would not.
constexpr void shadow_root_is_not_made_by_a_template_element(int line, const char*) { stop_at(line); }
/// Not in HTML and without the dash of a custom element.
constexpr void element_name_is_not_known(int line, const char*) { stop_at(line); }
/// `<path>` outside `<svg>` would be an unknown HTML element.
constexpr void svg_or_mathml_element_needs_its_root_around(int line, const char*) { stop_at(line); }
/// `<div>` in `<svg>` would end it.
constexpr void html_element_needs_foreign_object_around(int line, const char*) { stop_at(line); }
/// Except the ones SVG spells otherwise.
constexpr void element_names_are_lower_case(int line, const char*) { stop_at(line); }
/// Except properties and the ones SVG spells otherwise.
constexpr void attribute_names_are_lower_case(int line, const char*) { stop_at(line); }
/// Not in HTML, and without the dash of one's own such as `data-kind`. What is newer than solder goes into
/// SOLDER_MORE_ATTRIBUTES. A handler that takes a `solder::custom_event<...>` may be of an event of any name.
constexpr void attribute_name_is_not_known(int line, const char*) { stop_at(line); }
/// A tag holds names, `name="value"` and `name={}`.
constexpr void attribute_name_expected(int line, const char*) { stop_at(line); }
/// Browsers keep the first and drop the second.
constexpr void attribute_is_written_twice(int line, const char*) { stop_at(line); }
/// There is nothing after `=`.
constexpr void attribute_value_expected(int line, const char*) { stop_at(line); }
/// The value has a sign in it that is not allowed outside quotes.
constexpr void attribute_value_needs_quotes(int line, const char*) { stop_at(line); }
/// Or before the first.
constexpr void attributes_need_a_space_between(int line, const char*) { stop_at(line); }
/// Write `name={}` or `name="value"`.
constexpr void spaces_around_equals_sign_are_not_allowed(int line, const char*) { stop_at(line); }
/// The attribute value does not end.
constexpr void quote_is_never_closed(int line, const char*) { stop_at(line); }
/// More than 48.
constexpr void too_many_attributes_in_one_tag(int line, const char*) { stop_at(line); }
/// More than 255 characters.
constexpr void attribute_name_is_too_long(int line, const char*) { stop_at(line); }
/// Write `name={}`.
constexpr void attribute_hole_needs_a_name(int line, const char*) { stop_at(line); }
/// `xlink:href` in SVG: write `href={}`.
constexpr void attribute_of_another_namespace_takes_no_hole(int line, const char*) { stop_at(line); }
/// Write `name={}`, not `name="{}"`.
constexpr void attribute_hole_stands_without_quotes(int line, const char*) { stop_at(line); }
/// Write `name={}`; text around a hole takes quotes: `name="one {}"`, where the value is a text.
constexpr void attribute_hole_is_the_whole_value(int line, const char*) { stop_at(line); }
/// What a visitor wrote could lead to a script or to another site: write `href="/tasks/{}"`, `"?page={}"`,
/// `"https://example.org/{}"`, `mailto:`, `tel:`, or `href={}`. Of `"/{}"` a text with a slash makes `//host`.
constexpr void address_with_holes_begins_with_a_path_or_scheme(int line, const char*) { stop_at(line); }
/// What a visitor wrote could add properties: write `style={}` with `styles({...})`.
constexpr void style_with_holes_is_put_together_by_styles(int line, const char*) { stop_at(line); }
/// Text around holes stands for itself: write `"` in single quotes and the sign itself for `&...;`. A `&` is followed
/// by a space or by a name and `=`; let another one be a part of an argument.
constexpr void reference_in_a_value_with_holes_is_written_as_the_sign(int line, const char*) { stop_at(line); }
/// `{{` stands for `{` and `}}` for `}`; `{}` is a hole.
constexpr void one_brace_is_written_twice(int line, const char*) { stop_at(line); }
/// Nor in noscript and iframe: escaping cannot make them safe.
constexpr void holes_are_not_allowed_in_script_or_style(int line, const char*) { stop_at(line); }
/// Its content is text only.
constexpr void markup_is_not_allowed_inside_this_element(int line, const char*) { stop_at(line); }
/// Text around it would join with it.
constexpr void textarea_and_title_hole_must_stand_alone(int line, const char*) { stop_at(line); }
/// A view cannot be inside.
constexpr void textarea_and_title_take_only_text(int line, const char*) { stop_at(line); }
/// The browser would insert one and shift everything.
constexpr void table_row_needs_tbody_around(int line, const char*) { stop_at(line); }
/// `td` and `th` stand in `tr`.
constexpr void table_cell_needs_row_around(int line, const char*) { stop_at(line); }
/// The browser would drop the tag.
constexpr void table_part_outside_table(int line, const char*) { stop_at(line); }
/// Only table parts may stand here.
constexpr void content_would_be_moved_out_of_the_table(int line, const char*) { stop_at(line); }
/// Only table parts may stand here.
constexpr void text_would_be_moved_out_of_the_table(int line, const char*) { stop_at(line); }
/// Only options may stand here.
constexpr void text_is_not_allowed_in_select(int line, const char*) { stop_at(line); }
/// Only options may stand here.
constexpr void element_is_not_allowed_in_select(int line, const char*) { stop_at(line); }
/// The browser would drop or move the others.
constexpr void root_of_table_parts_takes_only_like_parts(int line, const char*) { stop_at(line); }
/// A `p` ends where a block element begins.
constexpr void block_element_would_close_the_paragraph(int line, const char*) { stop_at(line); }
/// A `p` ends where the next begins.
constexpr void paragraph_inside_paragraph(int line, const char*) { stop_at(line); }
/// The browser closes the outer `a`.
constexpr void link_inside_link(int line, const char*) { stop_at(line); }
/// The browser closes the outer `button`.
constexpr void button_inside_button(int line, const char*) { stop_at(line); }
/// A click could mean either.
constexpr void control_inside_link_or_button(int line, const char*) { stop_at(line); }
/// A click could mean either control.
constexpr void label_inside_label(int line, const char*) { stop_at(line); }
/// The browser drops the inner `form`.
constexpr void form_inside_form(int line, const char*) { stop_at(line); }
/// The browser closes the outer one.
constexpr void heading_inside_heading(int line, const char*) { stop_at(line); }
/// The browser closes the outer item.
constexpr void list_item_needs_a_list_between(int line, const char*) { stop_at(line); }
/// Write `onclick={}` and pass a function.
constexpr void static_event_handler_is_not_allowed(int line, const char*) { stop_at(line); }
/// Write `onclick={}` and pass a function.
constexpr void static_javascript_address_is_not_allowed(int line, const char*) { stop_at(line); }
/// `attributeName` of an SVG animation says, in the template, another attribute than `href`.
constexpr void animation_would_go_around_the_check_of_addresses(int line, const char*) { stop_at(line); }
/// Write `.name={}`.
constexpr void property_needs_a_hole(int line, const char*) { stop_at(line); }
/// Write `ref={}`.
constexpr void ref_needs_a_hole(int line, const char*) { stop_at(line); }
/// Use a `{}` with `raw_html(...)`.
constexpr void property_would_insert_unescaped_html(int line, const char*) { stop_at(line); }
/// So that `javascript:` is refused: write `href={}`.
constexpr void address_is_set_by_attribute_not_by_property(int line, const char*) { stop_at(line); }
/// Write `onclick={}`.
constexpr void event_handler_is_set_by_attribute_not_by_property(int line, const char*) { stop_at(line); }
/// Each `{}` takes one argument.
constexpr void more_holes_than_arguments(int line, const char*) { stop_at(line); }
/// Each argument needs a `{}`.
constexpr void more_arguments_than_holes(int line, const char*) { stop_at(line); }
/// More than 65535 bytes or 255 holes.
constexpr void template_is_too_long(int line, const char*) { stop_at(line); }
/// Or a function that gives one, or a list of views.
constexpr void content_hole_takes_text_or_a_view(int line, const char*) { stop_at(line); }
/// Write `Card()`, not `Card`.
constexpr void component_is_called_with_parentheses(int line, const char*) { stop_at(line); }
/// Or a function that gives text.
constexpr void attribute_takes_text(int line, const char*) { stop_at(line); }
/// Or a function that gives it: `disabled="false"` would disable.
constexpr void boolean_attribute_takes_bool(int line, const char*) { stop_at(line); }
/// Such as "yes" or "on": `true` would not be one of its words.
constexpr void attribute_takes_text_not_bool(int line, const char*) { stop_at(line); }
/// Or a function that gives text.
constexpr void address_attribute_takes_text(int line, const char*) { stop_at(line); }
/// Write `method="post"`, and no other `formmethod` at a button: by GET what is typed, passwords too, would stand in
/// the address.
constexpr void form_of_an_action_is_sent_by_post(int line, const char*) { stop_at(line); }
/// A plain struct, whose members are the fields. Bind the parameters before it, or all: `action={}` with
/// `remove.with(id)`.
constexpr void form_fills_only_the_last_parameter_of_an_action(int line, const char*) { stop_at(line); }
/// Text, a number, a bool, or a function that gives one.
constexpr void property_takes_a_value(int line, const char*) { stop_at(line); }
/// Of a custom element, whose attributes may begin with `on`, too. Functions as below.
constexpr void attribute_takes_text_and_event_a_function(int line, const char*) { stop_at(line); }
/// Called with nothing, with `solder::event&` or with `const solder::custom_event<...>&`.
constexpr void event_takes_a_function(int line, const char*) { stop_at(line); }
/// Or `task<void>`.
constexpr void event_function_must_return_nothing(int line, const char*) { stop_at(line); }
/// Called with `const solder::element_ref&`.
constexpr void ref_takes_a_function_or_element_ref(int line, const char*) { stop_at(line); }
/// They have no such attribute: write `bind={}`, `.value={}`, or what the textarea holds between its tags.
constexpr void value_of_select_and_textarea_is_no_attribute(int line, const char*) { stop_at(line); }
/// Write `bind={}`.
constexpr void bind_needs_a_hole(int line, const char*) { stop_at(line); }
/// Or a member of a store: what a person types is written to it. Numbers are `int`, `std::int64_t` or `double`.
constexpr void bind_takes_a_signal_of_string_bool_number_or_list(int line, const char*) { stop_at(line); }
/// Other elements hold nothing that a person changes.
constexpr void bind_needs_a_field_checkbox_radio_textarea_or_select(int line, const char*) { stop_at(line); }
/// It decides what is bound: `type="number"`, not `type={}`.
constexpr void bind_needs_the_type_written_in_the_template(int line, const char*) { stop_at(line); }
/// `signal<std::string>`.
constexpr void bind_of_text_or_choice_takes_a_signal_of_string(int line, const char*) { stop_at(line); }
/// Or of an optional one, or `signal<std::string>`.
constexpr void bind_of_number_takes_a_signal_of_number(int line, const char*) { stop_at(line); }
/// `signal<bool>`.
constexpr void bind_of_checkbox_takes_a_signal_of_bool(int line, const char*) { stop_at(line); }
/// The signal has the value of the one that is chosen.
constexpr void bind_of_radio_needs_a_value(int line, const char*) { stop_at(line); }
/// Two would fight over it: leave out `value`, `checked`, `.value` or `.checked`.
constexpr void bind_sets_value_and_checked_itself(int line, const char*) { stop_at(line); }
/// `signal<std::vector<std::string>>`, or of numbers: several may be chosen.
constexpr void bind_of_multiple_select_takes_a_signal_of_list(int line, const char*) { stop_at(line); }
/// It decides what is bound: `multiple`, not `multiple={}`.
constexpr void bind_needs_multiple_written_in_the_template(int line, const char*) { stop_at(line); }
/// Write `<textarea bind={}></textarea>`.
constexpr void bind_fills_the_textarea_itself(int line, const char*) { stop_at(line); }

}  // namespace solder::html_error
#endif

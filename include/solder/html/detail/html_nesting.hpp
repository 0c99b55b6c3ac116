#ifndef SOLDER_HTML_DETAIL_HTML_NESTING_HPP
#define SOLDER_HTML_DETAIL_HTML_NESTING_HPP
#include <cstdint>
#include <solder/html/detail/html_errors.hpp>
#include <solder/html/detail/html_names.hpp>

/// What may stand in what. Only what the browser's parser would move, drop or close on its own is refused (HTML
/// standard, 13.2.6.4): the page would then have other nodes than the template says.
namespace solder::detail {

/// An element whose closing tag has not come yet.
struct open_element {
    std::uint32_t name;     // offset of its name
    std::uint32_t content;  // offset just after its opening tag
    std::uint16_t around;   // what its content must not hold, as bits below
    std::uint8_t name_length;
    element_kind kind;
    name_space space;
    name_space content_space;
};

inline constexpr std::uint16_t around_p = 1;
inline constexpr std::uint16_t around_a = 2;
inline constexpr std::uint16_t around_button = 4;
inline constexpr std::uint16_t around_form = 8;
inline constexpr std::uint16_t around_li = 16;
inline constexpr std::uint16_t around_term = 32;
inline constexpr std::uint16_t around_label = 64;

enum class nesting_mistake : std::uint8_t {
    none,
    document,
    row,
    cell,
    part,
    table_content,
    table_text,
    select_text,
    select_content,
    block_in_p,
    p_in_p,
    a_in_a,
    button_in_button,
    form_in_form,
    heading_in_heading,
    label_in_label,
    item_in_item,
};

constexpr void fail_nesting(nesting_mistake mistake, int line, const char* tag) {
    switch (mistake) {
        case nesting_mistake::none:
            return;
        case nesting_mistake::document:
            return html_error::doctype_html_head_and_body_belong_to_the_document(line, tag);
        case nesting_mistake::row:
            return html_error::table_row_needs_tbody_around(line, tag);
        case nesting_mistake::cell:
            return html_error::table_cell_needs_row_around(line, tag);
        case nesting_mistake::part:
            return html_error::table_part_outside_table(line, tag);
        case nesting_mistake::table_content:
            return html_error::content_would_be_moved_out_of_the_table(line, tag);
        case nesting_mistake::table_text:
            return html_error::text_would_be_moved_out_of_the_table(line, tag);
        case nesting_mistake::select_text:
            return html_error::text_is_not_allowed_in_select(line, tag);
        case nesting_mistake::select_content:
            return html_error::element_is_not_allowed_in_select(line, tag);
        case nesting_mistake::block_in_p:
            return html_error::block_element_would_close_the_paragraph(line, tag);
        case nesting_mistake::p_in_p:
            return html_error::paragraph_inside_paragraph(line, tag);
        case nesting_mistake::a_in_a:
            return html_error::link_inside_link(line, tag);
        case nesting_mistake::button_in_button:
            return html_error::button_inside_button(line, tag);
        case nesting_mistake::form_in_form:
            return html_error::form_inside_form(line, tag);
        case nesting_mistake::heading_in_heading:
            return html_error::heading_inside_heading(line, tag);
        case nesting_mistake::label_in_label:
            return html_error::label_inside_label(line, tag);
        case nesting_mistake::item_in_item:
            return html_error::list_item_needs_a_list_between(line, tag);
    }
}

/// Elements without content and closing tag.
constexpr bool is_void(element_kind kind) {
    return kind == element_kind::empty || kind == element_kind::rule || kind == element_kind::column;
}

constexpr nesting_mistake what_is_wrong_with_text(element_kind parent) {
    switch (parent) {
        case element_kind::table:
        case element_kind::columns:
        case element_kind::rows:
        case element_kind::row:
            return nesting_mistake::table_text;
        case element_kind::select:
        case element_kind::option_group:
            return nesting_mistake::select_text;
        default:
            return nesting_mistake::none;
    }
}

/// For parents that take only certain elements.
constexpr nesting_mistake what_is_wrong_inside(element_kind parent, element_kind kind) {
    if (kind == element_kind::template_) return nesting_mistake::none;
    const bool is_row = kind == element_kind::row;
    const bool is_cell = kind == element_kind::cell;
    switch (parent) {
        case element_kind::table:
            if (kind == element_kind::caption || kind == element_kind::columns || kind == element_kind::rows) break;
            if (is_row) return nesting_mistake::row;
            if (is_cell) return nesting_mistake::cell;
            return nesting_mistake::table_content;
        case element_kind::rows:
            if (is_row) break;
            return is_cell ? nesting_mistake::cell : nesting_mistake::table_content;
        case element_kind::row:
            return is_cell ? nesting_mistake::none : nesting_mistake::table_content;
        case element_kind::columns:
            return kind == element_kind::column ? nesting_mistake::none : nesting_mistake::table_content;
        case element_kind::select:
            if (kind == element_kind::option_group || kind == element_kind::rule) break;
            [[fallthrough]];
        case element_kind::option_group:
            return kind == element_kind::option ? nesting_mistake::none : nesting_mistake::select_content;
        case element_kind::option:
            return nesting_mistake::select_content;
        default:
            switch (kind) {
                case element_kind::row:
                    return nesting_mistake::row;
                case element_kind::cell:
                    return nesting_mistake::cell;
                case element_kind::caption:
                case element_kind::columns:
                case element_kind::column:
                case element_kind::rows:
                    return nesting_mistake::part;
                default:
                    break;
            }
    }
    return nesting_mistake::none;
}

constexpr bool takes_only_certain_elements(element_kind kind) {
    return what_is_wrong_inside(kind, element_kind::svg) != nesting_mistake::none;
}

/// For an HTML element in `parent` (`unknown`: it is a root, or in a template element, where any piece of a table may
/// stand).
constexpr nesting_mistake what_is_wrong_with_element(element_kind kind, element_kind parent, std::uint16_t around) {
    if (parent != element_kind::unknown) {
        const nesting_mistake mistake = what_is_wrong_inside(parent, kind);
        if (mistake != nesting_mistake::none) return mistake;
    }
    switch (kind) {
        case element_kind::document:
            return nesting_mistake::document;
        case element_kind::p:
            return around & around_p ? nesting_mistake::p_in_p : nesting_mistake::none;
        case element_kind::label:
            return around & around_label ? nesting_mistake::label_in_label : nesting_mistake::none;
        case element_kind::a:
            return around & around_a ? nesting_mistake::a_in_a : nesting_mistake::none;
        case element_kind::button:
            return around & around_button ? nesting_mistake::button_in_button : nesting_mistake::none;
        case element_kind::form:
            if (around & around_form) return nesting_mistake::form_in_form;
            break;
        case element_kind::heading:
            if (parent == element_kind::heading) return nesting_mistake::heading_in_heading;
            break;
        case element_kind::li:
            if (around & around_li) return nesting_mistake::item_in_item;
            break;
        case element_kind::term:
            if (around & around_term) return nesting_mistake::item_in_item;
            break;
        case element_kind::block:
        case element_kind::div:
        case element_kind::table:
        case element_kind::rule:
            break;
        default:
            return nesting_mistake::none;
    }
    return around & around_p ? nesting_mistake::block_in_p : nesting_mistake::none;
}

/// What holds for the content of an element, given what holds around it.
constexpr std::uint16_t around_inside(element_kind kind, std::uint16_t around) {
    constexpr std::uint16_t items = around_li | around_term;
    const auto without = [around](int bits) { return static_cast<std::uint16_t>(around & ~bits); };
    switch (kind) {
        case element_kind::p:
            return around | around_p;
        case element_kind::label:
            return around | around_label;
        case element_kind::a:
            return around | around_a;
        case element_kind::template_:
            return 0;
        case element_kind::button:
            return without(around_p | items) | around_button;
        case element_kind::form:
            return without(items) | around_form;
        case element_kind::li:
            return without(items) | around_li;
        case element_kind::term:
            return without(items) | around_term;
        case element_kind::block:
        case element_kind::heading:
            return without(items);
        case element_kind::table:
        case element_kind::foreign_object:
            return without(items | around_p | around_button);
        case element_kind::caption:
        case element_kind::cell:
        case element_kind::object:
            return without(items | around_p | around_button | around_a);
        default:
            return around;
    }
}

/// Which of the parser's table modes the first element of a template starts.
enum class root_part : std::uint8_t { none, column, table_content, row, cell };

constexpr root_part root_part_of(element_kind kind) {
    switch (kind) {
        case element_kind::column:
            return root_part::column;
        case element_kind::caption:
        case element_kind::columns:
        case element_kind::rows:
            return root_part::table_content;
        case element_kind::row:
            return root_part::row;
        case element_kind::cell:
            return root_part::cell;
        default:
            return root_part::none;
    }
}

/// What the top level of a template, or of a `<template>` in it, holds so far.
struct root_content {
    root_part part = root_part::none;
    bool has_element = false;
    bool has_text = false;
};

}  // namespace solder::detail
#endif

#include "bound_control.hpp"
#include "writing.hpp"
#include <memory>
#include <new>
#include <solder/core/url.hpp>
#include <solder/html/escape.hpp>
#include <solder/html/html.hpp>

namespace solder::detail {
namespace {

/// Its values and then its holes stand behind it, in one piece of memory.
class alignas(hole_value) template_node final : public view_node {
public:
    static template_node* make(const template_head& head, const template_hole* holes, hole_value* values) {
        const auto bytes = sizeof(template_node) + head.hole_count * (sizeof(hole_value) + sizeof(template_hole));
        return new (::operator new(bytes)) template_node(head, holes, values);
    }
    ~template_node() override { std::destroy_n(values(), info_.hole_count); }
    void operator delete(void* block) { ::operator delete(block); }  // not by the size of the class
    bool owns_hole() const override { return false; }

    void write(page_writer& page) override {
        std::size_t at = first_written();
        bound_controls bound;
        for (std::size_t i = 0; i < info_.hole_count; ++i) {
            const auto& hole = info_.holes[i];
            auto& value = values()[i];
            info_.append_static(page.out, at, hole.end);
            if (info_.bind && hole.name_length == 0) bound.settle(page.out);
            if (is_bind(hole.kind))
                write_bound(hole.kind, value, bound, page.out);
            else
                write_value(hole, value, page);
            at = hole.next;
        }
        info_.append_static(page.out, at, end_written(at));
        if (info_.bind) bound.settle(page.out);
    }

private:
    template_node(const template_head& head, const template_hole* holes, hole_value* given) : info_{head, nullptr} {
        std::uninitialized_move_n(given, head.hole_count, values());
        info_.holes = std::uninitialized_copy_n(holes, head.hole_count, behind_values()) - head.hole_count;
    }
    hole_value* values() { return reinterpret_cast<hole_value*>(this + 1); }
    template_hole* behind_values() { return reinterpret_cast<template_hole*>(values() + info_.hole_count); }

    // Blanks around the whole are no part of it: js/solder.js makes templates without.
    static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
    std::size_t first_written() const {
        std::size_t at = 0;
        while (at < info_.size && is_blank(info_.source[at])) ++at;
        return at;
    }
    std::size_t end_written(std::size_t after) const {
        std::size_t at = info_.size;
        while (at > after && is_blank(info_.source[at - 1])) --at;
        return at;
    }

    void write_value(const template_hole& hole, hole_value& value, page_writer& page) const {
        switch (hole.kind) {
            case hole_kind::child:
            case hole_kind::text:
                return write_content(hole, value, page);
            case hole_kind::attribute:
            case hole_kind::url:
            case hole_kind::truth:
                return write_attribute(hole, value, page.out);
            case hole_kind::boolean:
                if (resolve(value) && value.as<bool>() && *value.as<bool>())
                    page.out.append(" ").append(info_.name(hole));
                return;
            case hole_kind::property:
            case hole_kind::event:
            case hole_kind::ref:
                return;  // for the browser only
            default:
                return;  // those that bind are met before
        }
    }

    static void write_bound(hole_kind kind, hole_value& value, bound_controls& bound, std::string& out) {
        if (!resolve(value)) return;
        if (auto* truth = value.as<bool>()) return void(out.append(*truth ? " checked" : ""));
        if (kind == hole_kind::bind_textarea || kind == hole_kind::bind_choice)
            return bound.add(kind, out.size(), text_of(value));
        out += " value=\"";
        append_escaped_attribute(out, text_of(value));
        out += '"';
    }

    static void write_content(const template_hole& hole, hole_value& value, page_writer& page) {
        if (!hole.sole) page.out += hole_start;
        const auto begin = page.out.size();
        write_hole(value, page);
        if (hole.drops_line_feed && page.out.size() > begin && page.out[begin] == '\n') page.out.insert(begin, 1, '\n');
        if (!hole.sole) page.out += hole_end;
    }

    void write_attribute(const template_hole& hole, hole_value& value, std::string& out) const {
        if (!resolve(value) || value.is_empty()) return;
        if (auto* truth = value.as<bool>(); truth && hole.kind != hole_kind::truth) {
            if (*truth) out.append(" ").append(info_.name(hole)).append("=\"\"");
            return;
        }
        const auto* given = value.as<std::string>();
        const std::string made = given ? std::string() : text_of(value);
        std::string_view text = given ? *given : made;
        if (hole.kind == hole_kind::url && !is_safe_link_scheme(text)) text = "about:blank";
        out.append(" ").append(info_.name(hole)).append("=\"");
        append_escaped_attribute(out, text);
        out += '"';
    }

    template_info info_;
};

}  // namespace

view make_template_view(const template_head& head, const template_hole* holes, hole_value* values) {
    return view(template_node::make(head, holes, values));
}

}  // namespace solder::detail

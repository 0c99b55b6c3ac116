#include "../piece_text.hpp"
#include "bound_control.hpp"
#include "escape.hpp"
#include "template_text.hpp"
#include <memory>
#include <new>
#include <solder/core/url.hpp>
#include <solder/html/escape.hpp>
#include <solder/html/html.hpp>
#include <span>

namespace solder::detail {
namespace {

/// A value that has yet to be computed, and where what it gives goes.
struct late_value {
    hole_value value;
    template_hole hole;
    std::uint32_t at;  // in the text
};

/// Its late values and then its text stand behind it, in one piece of memory.
class alignas(late_value) template_node final : public view_node {
public:
    static template_node* make(const template_info& info, hole_value* values, const template_text& known) {
        const auto bytes = sizeof(template_node) + known.gaps().size() * sizeof(late_value) + known.text().size();
        return ::new (::operator new(bytes)) template_node(info, values, known);
    }
    ~template_node() override { std::destroy_n(late(), late_count_); }
    void operator delete(void* block) { ::operator delete(block); }  // not by the size of the class
    bool owns_hole() const override { return false; }
    bool has_text_at_edge() const override { return head_.has_text_at_edge; }

    void write(page_writer& page) override {
        std::size_t written = 0;
        bound_controls bound;
        for (auto& each : std::span(late(), late_count_)) {
            page.out.append(text().substr(written, each.at - written));
            if (head_.bind && is_content(each.hole.kind)) bound.settle(page.out);
            if (is_bind(each.hole.kind))
                write_bound(each.hole.kind, each.value, bound, page.out);
            else
                write_value(each.hole, each.value, page);
            written = each.at;
        }
        page.out.append(text().substr(written));
        if (head_.bind) bound.settle(page.out);
    }

private:
    template_node(const template_info& info, hole_value* given, const template_text& known)
        : head_(info),
          text_size_(static_cast<std::uint32_t>(known.text().size())),
          late_count_(static_cast<std::uint8_t>(known.gaps().size())) {
        auto* to = late();
        for (const auto& gap : known.gaps()) {
            new (to) late_value{std::move(given[gap.hole]), info.holes[gap.hole], gap.at};
            to++->value.own_text();
        }
        known.text().copy(behind_late(), text_size_);
    }
    late_value* late() const { return reinterpret_cast<late_value*>(const_cast<template_node*>(this) + 1); }
    char* behind_late() const { return reinterpret_cast<char*>(late() + late_count_); }
    std::string_view text() const { return {behind_late(), text_size_}; }
    std::string_view name(const template_hole& hole) const { return template_info{head_, nullptr}.name(hole); }

    void write_value(const template_hole& hole, hole_value& value, page_writer& page) const {
        switch (hole.kind) {
            case hole_kind::child:
            case hole_kind::text:
                return write_content(hole, value, page);
            case hole_kind::attribute:
            case hole_kind::url:
            case hole_kind::truth:
                return write_attribute(hole, value, page.out);
            case hole_kind::piece:
            case hole_kind::single_piece:
                return write_piece(hole.kind, value, page.out);
            case hole_kind::boolean:
                if (resolve(value) && value.as<bool>() && *value.as<bool>()) page.out.append(" ").append(name(hole));
                return;
            default:
                return;  // those that bind are met before, those for the browser are left out
        }
    }

    static void write_bound(hole_kind kind, hole_value& value, bound_controls& bound, std::string& out) {
        if (!resolve(value) || value.is_empty()) return;
        if (auto* truth = value.as<bool>()) return void(out.append(*truth ? " checked" : ""));
        if (kind != hole_kind::bind_text) return bound.add(kind, out.size(), text_of(value));
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

    static void write_piece(hole_kind kind, hole_value& value, std::string& out) {
        if (!resolve(value)) return;
        std::string text;
        append_piece_text(text, value);
        const auto begin = out.size();
        out.resize(begin + text.size() * escaped_bytes);
        auto* at = out.data() + begin;
        auto* end =
            kind == hole_kind::piece ? write_escaped_attribute(at, text) : write_escaped_single_quoted(at, text);
        out.resize(static_cast<std::size_t>(end - out.data()));
    }

    void write_attribute(const template_hole& hole, hole_value& value, std::string& out) const {
        if (!resolve(value) || value.is_empty()) return;
        if (auto* truth = value.as<bool>(); truth && hole.kind != hole_kind::truth) {
            if (*truth) out.append(" ").append(name(hole)).append("=\"\"");
            return;
        }
        const auto* given = value.as<std::string>();
        const std::string made = given ? std::string() : text_of(value);
        std::string_view text = given ? *given : made;
        if (hole.kind == hole_kind::url && !is_safe_link_scheme(text)) text = "about:blank";
        out.append(" ").append(name(hole)).append("=\"");
        append_escaped_attribute(out, text);
        out += '"';
    }

    template_head head_;
    std::uint32_t text_size_;
    std::uint8_t late_count_;
};

}  // namespace

view make_template_view(const template_head& head, const template_hole* holes, hole_value* values) {
    const template_info info{head, holes};
    const template_text known(info, values);
    return known.gaps().empty() ? known.take_view(values) : view(template_node::make(info, values, known));
}

}  // namespace solder::detail

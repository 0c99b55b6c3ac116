#include "writing.hpp"
#include <solder/html/dynamic.hpp>
#include <solder/html/escape.hpp>
#include <solder/reactive/graph.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder::detail {

void view_deleter::operator()(view_node* node) const { delete node; }

void write_item(const view& content, page_writer& page) {
    if (content && !content.get()->owns_hole()) return content.get()->write(page);
    page.out += hole_start;
    write_hole(content, page);
    page.out += hole_end;
}

void write_row(const view& content, page_writer& page) {
    if (!content || !content.get()->has_text_at_edge()) return write_item(content, page);
    page.out += hole_start;
    content.get()->write(page);
    page.out += hole_end;
}

std::string text_of(const hole_value& value) {
    std::string out;
    if (auto* text = value.as<std::string>()) return *text;
    if (auto* integer = value.as<std::int64_t>()) return std::to_string(*integer);
    if (auto* truth = value.as<bool>()) return *truth ? "true" : "false";
    if (auto* number = value.as<double>()) append_number_text(out, *number);
    return out;
}

bool misses_values(std::uint64_t reads_before) { return this_graph.awaited_reads != reads_before; }

bool resolve(hole_value& value) {
    while (auto* computed = value.as<hole_computation>()) {
        const auto reads_before = this_graph.awaited_reads;
        auto now = (*computed)();
        if (misses_values(reads_before)) return false;
        value = std::move(now);
    }
    return true;
}

void write_hole(hole_value& value, page_writer& page) {
    if (!resolve(value)) return;
    if (auto* content = value.as<view>())
        write_hole(*content, page);
    else if (auto* items = value.as<std::vector<view>>())
        for (const auto& item : *items) write_item(item, page);
    else if (auto* raw = value.as<raw_html_text>())
        page.out += raw->markup();
    else if (auto* text = value.as<std::string>())
        append_escaped_text(page.out, *text);
    else
        page.out += text_of(value);
}

namespace {

struct dynamic_node final : view_node {
    callback<view_maker()> set_up;
    ref<owner> inside;
    view made;
    bool is_made = false;

    explicit dynamic_node(callback<view_maker()> s) : set_up(std::move(s)) {}
    void write(page_writer& page) override {
        if (!is_made) begin();
        run_with_owner(inside.get(), [&] {
            if (!is_made) make();
            if (is_made) write_hole(made, page);
        });
    }

private:
    /// Also after a walk in which a value was missing: what was made then ends.
    void begin() {
        made = {};
        if (inside) inside->dispose();
        inside = make_ref<owner>(ref<owner>(get_owner()));
    }
    void make() {
        const auto reads_before = this_graph.awaited_reads;
        made = set_up()();
        is_made = !misses_values(reads_before);
    }
};

}  // namespace

view make_dynamic_view(callback<view_maker()> set_up) { return view(new dynamic_node(std::move(set_up))); }

}  // namespace solder::detail

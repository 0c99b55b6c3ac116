#include "placing.hpp"
#include "../piece_text.hpp"
#include "rare_commands.hpp"
#include <solder/html/dynamic.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {

void view_deleter::operator()(view_node* node) const { delete node; }

void fill_hole(const view& content, node_id hole) {
    auto& document = dom_writer::current();
    if (content) {
        if (content.get()->owns_hole()) return content.get()->fill(hole);
        auto range = content.get()->make_range(hole);
        if (!document.hydrating) document.insert(hole, range);
    }
    if (document.hydrating) document.command(dom_op::adopt_end, hole);
}

namespace {

dom_range place_between_marks(const view& content, node_id hole) {
    auto& document = dom_writer::current();
    node_id base = document.allocate(2);
    if (document.hydrating)
        document.command(dom_op::adopt_markers, base, hole);
    else
        document.command(content_command(dom_op::create_markers), base);
    document.forget_with_owner(base, 2);
    fill_hole(content, base + 1);
    return {base, base + 1};
}

}  // namespace

dom_range place_item(const view& content, node_id hole) {
    if (content && !content.get()->owns_hole()) return content.get()->make_range(hole);
    return place_between_marks(content, hole);
}

dom_range place_row(const view& content, node_id hole) {
    // Translators put elements in the place of texts: what begins or ends with one would not be found again.
    if (content && content.get()->has_text_at_edge()) return place_between_marks(content, hole);
    return place_item(content, hole);
}

dom_range make_waiting_place() {
    auto& document = dom_writer::current();
    node_id base = document.allocate(2);
    document.command(content_command(dom_op::create_markers), base);
    document.forget_with_owner(base, 2);
    return {base, base + 1};
}

namespace {

void fill_with_text(std::string_view text, node_id hole) {
    auto& document = dom_writer::current();
    node_id id = document.allocate(1);
    if (document.hydrating) {
        document.command(dom_op::adopt_text, id, hole, text);
        document.command(dom_op::adopt_end, hole);
    } else {
        document.command(content_command(dom_op::create_text), id, text);
        document.insert(hole, {id, id});
    }
    document.forget_with_owner(id, 1);
}

void fill_with_list(const std::vector<view>& items, node_id hole) {
    auto& document = dom_writer::current();
    for (const auto& item : items) {
        auto range = place_item(item, hole);
        if (!document.hydrating) document.insert(hole, range);
    }
    if (document.hydrating) document.command(dom_op::adopt_end, hole);
}

std::string text_of(const hole_value& value) {
    std::string out;
    append_piece_text(out, value);
    return out;
}

}  // namespace

void fill_hole_with(hole_value value, node_id hole) {
    auto& document = dom_writer::current();
    if (auto* content = value.as<view>())
        fill_hole(*content, hole);
    else if (auto* items = value.as<std::vector<view>>())
        fill_with_list(*items, hole);
    else if (auto* raw = value.as<raw_html_text>())
        document.command(document.hydrating ? solder_dom_adopt_raw() : solder_dom_raw(), hole,
                         std::string_view(raw->markup()));
    else if (auto* computed = value.as<hole_computation>())
        fill_hole_from(std::move(*computed), hole);
    else if (!value.is_empty())
        fill_with_text(text_of(value), hole);
    else if (document.hydrating)
        document.command(dom_op::adopt_end, hole);
}

void fill_hole_from(hole_computation make, node_id hole) {
    create_render_effect([make = std::move(make), hole, first = true]() mutable {
        auto value = make();
        untrack([&] {
            if (!std::exchange(first, false)) dom_writer::current().command(content_command(dom_op::clear), hole);
            fill_hole_with(std::move(value), hole);
        });
    });
}

namespace {

/// Content is made where it is computed and shown by an effect: one that is made for a transition is made at once, so
/// that what it reads holds that, and shown when that has settled.
struct dynamic_node final : view_node {
    callback<view_maker()> set_up;
    explicit dynamic_node(callback<view_maker()> s) : set_up(std::move(s)) {}
    void fill(node_id hole) override {
        auto made = create_memo([maker = set_up(), hole, first = true]() mutable -> made_content {
            allow_writes components_may;
            // Each content has an owner of its own: what goes on after its end, such as a coroutine, finds that ended,
            // and not the owner of the next.
            ambient_scope inside(make_ref<owner>(ref<owner>(get_owner())), current_observer);
            const auto content = maker();
            return untrack([&]() -> made_content {
                if (std::exchange(first, false)) return fill_hole(content, hole), made_content();
                const auto place = make_waiting_place();
                fill_hole(content, place.last);
                return {place.first};
            });
        });
        create_render_effect([made, hole] {
            if (const auto base = made().base)
                dom_writer::current().command(content_command(dom_op::take_content), hole, base);
        });
    }

private:
    struct made_content {
        node_id base = 0;  // the hole it was made in; 0: it was made in its place
        bool operator==(const made_content&) const { return false; }
    };
};

}  // namespace

view make_dynamic_view(callback<view_maker()> set_up) { return view(new dynamic_node(std::move(set_up))); }

}  // namespace solder::detail

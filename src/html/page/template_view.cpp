#include "bound_control.hpp"
#include "last_shown.hpp"
#include "placing.hpp"
#include <solder/core/url.hpp>
#include <solder/html/html.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/wire/text.hpp>

namespace solder::detail {
namespace {

class template_node final : public view_node {
public:
    template_node(known_template& known, hole_value* values)
        : known_(known),
          values_(std::make_move_iterator(values), std::make_move_iterator(values + known.holes.size())) {
        for (auto& each : values_) each.own_text();
    }
    bool owns_hole() const override { return false; }
    bool has_text_at_edge() const override { return known_.info.has_text_at_edge; }
    dom_range make_range(node_id hole) override;

private:
    void fill_slots(node_id base);
    void fill_slot(std::size_t hole, node_id base);
    node_id id_of(node_id base, std::size_t hole) const { return base + 2 + known_.slot_of[hole]; }

    known_template& known_;
    std::vector<hole_value> values_;
};

/// Runs `apply(value, first)` now, and for a computed value again with each one that differs.
template <class Apply>
void bind(hole_value value, Apply apply) {
    if (auto* computed = value.as<hole_computation>())
        create_render_effect([fn = std::move(*computed), apply, last = last_shown(), first = true]() mutable {
            bool changes = last.changes_to(fn());
            if (first || changes) apply(last.value(), std::exchange(first, false));
        });
    else
        apply(value, true);
}

/// As a number, or as text when JavaScript would round it.
template <class... Place>
void show_integer(std::int64_t value, dom_op as_number, dom_op as_text, Place... place) {
    constexpr auto most = std::int64_t{1} << 53;
    auto& document = dom_writer::current();
    // In a browser larger ones were made text before (`whole_number_value`).
    if (in_browser || (-most <= value && value <= most))
        return document.command(as_number, place..., static_cast<double>(value));
    std::string digits;
    append_integer(digits, value);
    document.command(as_text, place..., std::string_view(digits));
}

void show_text(node_id id, hole_value& value, bool) {
    auto& document = dom_writer::current();
    if (auto* text = value.as<std::string>()) return document.command(dom_op::text, id, std::string_view(*text));
    if (auto* integer = value.as<std::int64_t>()) return show_integer(*integer, dom_op::text_number, dom_op::text, id);
    if (auto* number = value.as<double>()) return document.command(dom_op::text_number, id, *number);
    if (auto* truth = value.as<bool>())
        return document.command(dom_op::text, id, std::string_view(*truth ? "true" : "false"));
    document.command(dom_op::text, id, std::string_view());
}

/// Whether an element may have an attribute that it should not have: the state may have changed since the server wrote
/// it.
bool is_there(bool first) { return !first || dom_writer::current().hydrating; }

struct attribute_place {
    node_id id;
    std::uint32_t name;
    hole_kind kind;
    bool is_field_value;

    void operator()(hole_value& value, bool first) const {
        auto& document = dom_writer::current();
        std::string digits;
        std::string_view shown;
        auto* truth = value.as<bool>();
        if (auto* integer = value.as<std::int64_t>()) append_integer(digits, *integer), shown = digits;
        if (auto* given = value.as<std::string>()) shown = *given;
        if (truth && kind == hole_kind::truth) shown = *truth ? "true" : "false";
        if (value.is_empty() || (truth && !*truth && shown.empty())) {
            if (is_there(first)) document.command(dom_op::remove_attribute, id, name);
            if (is_field_value && !first) document.command(dom_op::property_text, id, name, shown);
        } else if (!value.as<double>()) {
            if (kind == hole_kind::url && !is_safe_link_scheme(shown)) shown = "about:blank";
            document.command(dom_op::attribute, id, name, shown);
            if (is_field_value && !first) document.command(dom_op::property_text, id, name, shown);
        } else {
            document.command(dom_op::attribute_number, id, name, *value.as<double>());
            if (is_field_value && !first) document.command(dom_op::property_number, id, name, *value.as<double>());
        }
    }
};

struct boolean_place {
    node_id id;
    std::uint32_t name;
    bool is_state;  // `checked`, `selected`, `muted`: the attribute is only what they start with
    bool is_muted;  // which only a parser starts with

    void operator()(hole_value& value, bool first) const {
        auto& document = dom_writer::current();
        bool on = value.as<bool>() && *value.as<bool>();
        if (is_state && !first) return document.command(dom_op::property_boolean, id, name, on ? 1u : 0u);
        if (on && is_muted && !document.hydrating) document.command(dom_op::property_boolean, id, name, 1u);
        if (on)
            document.command(dom_op::attribute, id, name, std::string_view());
        else if (is_there(first))
            document.command(dom_op::remove_attribute, id, name);
    }
};

struct property_place {
    node_id id;
    std::uint32_t name;

    void operator()(hole_value& value, bool) const {
        auto& document = dom_writer::current();
        if (auto* text = value.as<std::string>())
            document.command(dom_op::property_text, id, name, std::string_view(*text));
        else if (auto* truth = value.as<bool>())
            document.command(dom_op::property_boolean, id, name, *truth ? 1u : 0u);
        else if (auto* integer = value.as<std::int64_t>())
            show_integer(*integer, dom_op::property_number, dom_op::property_text, id, name);
        else if (auto* number = value.as<double>())
            document.command(dom_op::property_number, id, name, *number);
        else
            document.command(dom_op::property_text, id, name, std::string_view());
    }
};

/// Gives the number of the last handler there is.
std::uint32_t listen(node_id id, std::uint32_t name, hole_value& value, std::uint32_t earlier) {
    auto* handler = value.as<event_handler>();
    if (!handler) return earlier;
    auto& document = dom_writer::current();
    const auto number = document.add_handler(std::move(*handler), name, earlier);
    document.command(dom_op::listen, id, name, number);
    return number;
}

/// What comes last: a select can take its value when it has its options, a range when it has its limits.
bool is_state(hole_kind kind) { return kind == hole_kind::property || is_bind(kind); }

dom_range template_node::make_range(node_id hole) {
    auto& document = dom_writer::current();
    if (!known_.is_defined) document.define(known_);
    const auto id_count = known_.slot_count + 2;
    const node_id base = document.allocate(id_count);
    if (document.hydrating)
        document.command(dom_op::adopt, known_.id, base, hole);
    else
        document.command(dom_op::create, known_.id, base);
    fill_slots(base);
    return {base, base + 1};
}

void template_node::fill_slot(std::size_t hole, node_id base) {
    const auto kind = known_.holes[hole].kind;
    const auto attribute = known_.info.name(known_.holes[hole]);
    const auto name = known_.name_of[hole];
    const auto id = id_of(base, hole);
    auto& value = values_[hole];
    const bool is_field_value = known_.holes[hole].is_field_value;
    const bool is_muted = attribute == "muted";
    if (kind == hole_kind::text)
        bind(std::move(value), [id](hole_value& v, bool first) { show_text(id, v, first); });
    else if (kind == hole_kind::boolean)
        bind(std::move(value),
             boolean_place{id, name, is_muted || attribute == "checked" || attribute == "selected", is_muted});
    else if (kind == hole_kind::ref)
        (*value.as<element_taker>())(id);
    else if (!is_piece(kind))
        known_.info.fill({id, kind, name, is_field_value, &value});
    else if (!attribute.empty())  // the first piece stands for the whole value
        known_.info.join({id, kind, name, is_field_value, &value}, known_.info, hole);
}

void template_node::fill_slots(node_id base) {
    std::uint32_t last_handler = 0;
    bool has_state = false;
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const auto kind = known_.holes[i].kind;
        if (kind == hole_kind::event)
            last_handler = listen(id_of(base, i), known_.name_of[i], values_[i], last_handler);
        else if (is_state(kind))
            has_state = true;
        else
            fill_slot(i, base);
    }
    for (std::size_t i = 0; has_state && i < values_.size(); ++i) {
        const auto kind = known_.holes[i].kind;
        if (kind == hole_kind::property) fill_slot(i, base);
        if (is_bind(kind))
            known_.info.bind->bind({id_of(base, i), kind, known_.name_of[i], values_[i].as<hole_computation>(),
                                    known_.info.bind->writers[i]});
    }
    dom_writer::current().forget_with_owner(base, known_.slot_count + 2, last_handler);
}

}  // namespace

void fill_hole_of_template(const filled_hole& hole) {
    auto& value = *hole.value;
    if (hole.kind == hole_kind::child)
        fill_hole_with(std::move(value), hole.id);
    else if (hole.kind == hole_kind::property)
        bind(std::move(value), property_place{hole.id, hole.name});
    else
        bind(std::move(value), attribute_place{hole.id, hole.name, hole.kind, hole.is_field_value});
}

view make_template_view(const template_head& head, const template_hole* holes, hole_value* values) {
    return view(new template_node(dom_writer::current().known(head, holes), values));
}

}  // namespace solder::detail

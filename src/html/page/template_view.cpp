#include "bound_control.hpp"
#include "last_shown.hpp"
#include "placing.hpp"
#include "rare_commands.hpp"
#include <solder/core/url.hpp>
#include <solder/html/html.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/wire/text.hpp>

namespace solder::detail {
namespace {

class template_node final : public view_node {
public:
    template_node(known_template& known, hole_value* values)
        : known_(known), values_(std::make_unique<hole_value[]>(known.info.hole_count)) {
        for (std::size_t i = 0; i < known.info.hole_count; ++i) {
            values_[i] = std::move(values[i]);
            values_[i].own_text();
        }
    }
    bool owns_hole() const override { return false; }
    bool has_text_at_edge() const override { return known_.info.has_text_at_edge; }
    dom_range make_range(node_id hole) override;

private:
    void fill_slots(node_id base);
    void fill_slot(std::size_t hole, node_id base);
    node_id id_of(node_id base, std::size_t hole) const { return base + 2 + known_.places[hole].slot; }

    known_template& known_;
    std::unique_ptr<hole_value[]> values_;
};

/// Where a value is shown, and how. One type for all, so that there is one effect for all.
struct place {
    void (*show)(const place& at, hole_value& value, bool first);
    node_id id;
    std::uint32_t name;
    hole_kind kind;
    bool is_state;
};

/// Shows what is computed now, and again each one that differs.
struct shown_computation {
    hole_computation compute;
    place at;
    bool first = true;
    last_shown last{};

    void operator()() {
        const bool changes = last.changes_to(compute());
        if (first || changes) at.show(at, last.value(), std::exchange(first, false));
    }
};

void bind(const filled_hole& hole, decltype(place::show) show) {
    const place at{show, hole.id, hole.name, hole.kind, hole.is_state};
    if (auto* computed = hole.value->as<hole_computation>())
        create_render_effect(shown_computation{std::move(*computed), at});
    else
        show(at, *hole.value, true);
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

void show_text(const place& at, hole_value& value, bool) {
    const auto id = at.id;
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

void show_attribute(const place& at, hole_value& value, bool first) {
    const auto [_, id, name, kind, is_state] = at;
    auto& document = dom_writer::current();
    std::string digits;
    std::string_view shown;
    auto* truth = value.as<bool>();
    if (auto* integer = value.as<std::int64_t>()) append_integer(digits, *integer), shown = digits;
    if (auto* given = value.as<std::string>()) shown = *given;
    if (truth && kind == hole_kind::truth) shown = *truth ? "true" : "false";
    if (value.is_empty() || (truth && !*truth && shown.empty())) {
        if (is_there(first)) document.command(dom_op::remove_attribute, id, name);
        if (is_state && !first) document.command(property_command(dom_op::property_text), id, name, shown);
    } else if (!value.as<double>()) {
        if (kind == hole_kind::url && !is_safe_link_scheme(shown)) shown = "about:blank";
        document.command(dom_op::attribute, id, name, shown);
        if (is_state && !first) document.command(property_command(dom_op::property_text), id, name, shown);
    } else {
        document.command(property_command(dom_op::attribute_number), id, name, *value.as<double>());
        if (is_state && !first)
            document.command(property_command(dom_op::property_number), id, name, *value.as<double>());
    }
}

bool is_on(const hole_value& value) { return value.as<bool>() && *value.as<bool>(); }

void show_boolean(const place& at, hole_value& value, bool first) {
    auto& document = dom_writer::current();
    if (is_on(value))
        document.command(dom_op::attribute, at.id, at.name, std::string_view());
    else if (is_there(first))
        document.command(dom_op::remove_attribute, at.id, at.name);
}

/// The attribute is what a reset of the form gives back (HTML standard, 4.10.22.4). With `muted` only a parser starts.
template <bool IsMuted>
void show_state(const place& at, hole_value& value, bool first) {
    auto& document = dom_writer::current();
    const bool on = is_on(value);
    show_boolean(at, value, first);
    if (!first || (IsMuted && on && !document.hydrating))
        document.command(property_command(dom_op::property_boolean), at.id, at.name, on ? 1u : 0u);
}

/// What a person changed before the page was taken over stays: the document sees to that.
void show_property(const place& at, hole_value& value, bool) {
    auto& document = dom_writer::current();
    if (auto* text = value.as<std::string>())
        document.command(kept_command(dom_op::kept_text), at.id, at.name, std::string_view(*text));
    else if (auto* truth = value.as<bool>())
        document.command(kept_command(dom_op::kept_boolean), at.id, at.name, *truth ? 1u : 0u);
    else if (auto* integer = value.as<std::int64_t>())
        show_integer(*integer, kept_command(dom_op::kept_number), kept_command(dom_op::kept_text), at.id, at.name);
    else if (auto* number = value.as<double>())
        document.command(kept_command(dom_op::kept_number), at.id, at.name, *number);
    else
        document.command(kept_command(dom_op::kept_text), at.id, at.name, std::string_view());
}

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
bool comes_last(hole_kind kind) { return kind == hole_kind::property || is_bind(kind); }

dom_range template_node::make_range(node_id hole) {
    auto& document = dom_writer::current();
    if (!known_.places) document.define(known_);
    const auto id_count = known_.slot_count + 2;
    const node_id base = document.allocate(id_count);
    if (document.hydrating)
        document.command(dom_op::adopt, known_.id, base, hole);
    else
        document.command(dom_op::create, known_.id, base);
    fill_slots(base);
    return {base, base + 1};
}

void template_node::fill_slot(std::size_t number, node_id base) {
    const auto& hole = known_.info.holes[number];
    const filled_hole filled{id_of(base, number), hole.kind, known_.places[number].name, hole.is_state,
                             &values_[number]};
    if (hole.kind == hole_kind::ref)
        (*filled.value->as<element_taker>())(filled.id);
    else if (is_basic(hole))
        bind(filled, hole.kind == hole_kind::text ? show_text : show_boolean);
    else if (!is_piece(hole.kind))
        known_.info.fill(filled);
    else if (hole.name_length > 0)  // the first piece stands for the whole value
        known_.info.special->join(filled, known_.info, number);
}

void template_node::fill_slots(node_id base) {
    std::uint32_t last_handler = 0;
    bool has_state = false;
    for (std::size_t i = 0; i < known_.info.hole_count; ++i) {
        const auto kind = known_.info.holes[i].kind;
        if (kind == hole_kind::event)
            last_handler = listen(id_of(base, i), known_.places[i].name, values_[i], last_handler);
        else if (comes_last(kind))
            has_state = true;
        else
            fill_slot(i, base);
    }
    for (std::size_t i = 0; has_state && i < known_.info.hole_count; ++i) {
        const auto kind = known_.info.holes[i].kind;
        if (kind == hole_kind::property) fill_slot(i, base);
        if (is_bind(kind))
            known_.info.bind->bind({id_of(base, i), kind, known_.places[i].name, values_[i].as<hole_computation>(),
                                    known_.info.bind->writers[i]});
    }
    dom_writer::current().forget_with_owner(base, known_.slot_count + 2, last_handler);
}

}  // namespace

void fill_hole_of_template(const filled_hole& hole) {
    auto& value = *hole.value;
    if (hole.kind == hole_kind::child)
        fill_hole_with(std::move(value), hole.id);
    else if (hole.kind == hole_kind::boolean)
        bind(hole, dom_writer::current().name(hole.name) == "muted" ? show_state<true> : show_state<false>);
    else
        bind(hole, show_attribute);
}

void fill_hole_with_property(const filled_hole& hole) {
    const bool is_open = hole.kind == hole_kind::boolean && dom_writer::current().name(hole.name) == "open";
    if (hole.kind == hole_kind::property || is_open)
        bind(hole, show_property);
    else
        fill_hole_of_template(hole);
}

view make_template_view(const template_head& head, const template_hole* holes, hole_value* values) {
    return view(new template_node(dom_writer::current().known(head, holes), values));
}

}  // namespace solder::detail

#include "bound_control.hpp"
#include "last_shown.hpp"
#include "rare_commands.hpp"
#include <solder/reactive/signal.hpp>
#include <solder/wire/text.hpp>

namespace solder::detail {
namespace {

class control final : public ref_counted {
public:
    explicit control(const bound_control& bound)
        : id_(bound.id),
          kind_(bound.kind),
          value_(std::move(*bound.value)),
          write_(bound.write),
          signal_(value_.source) {}

    void follow() {
        if (last_.changes_to(value_())) show(last_.value());
        is_first_ = false;
    }
    /// What a person typed or chose.
    void take(event& e) {
        if (!write_(*signal_, {e.value, e.checked})) return;
        last_.changes_to(value_());  // it shows this already, perhaps written otherwise: "1.50"
    }

private:
    // At first what a reset of the form goes back to: as long as nobody has touched the control it shows that.
    void show(hole_value& value) {
        auto& document = dom_writer::current();
        auto* text = value.as<std::string>();
        if (kind_ == hole_kind::bind_choice || kind_ == hole_kind::bind_choices)
            return document.command(solder_dom_choose(), id_, std::string_view(*text), is_first_ ? 1u : 0u);
        const bool is_truth = kind_ == hole_kind::bind_truth;
        // Of an input that is an attribute, which the document does not write anew while it takes over.
        const bool is_attribute = is_first_ && kind_ == hole_kind::bind_text;
        const auto name = document.intern(is_truth                     ? is_first_ ? "defaultChecked" : "checked"
                                          : is_first_ && !is_attribute ? "defaultValue"
                                                                       : "value");
        if (is_truth)
            return document.command(property_command(dom_op::property_boolean), id_, name, *value.as<bool>() ? 1u : 0u);
        if (auto* number = value.as<double>())
            return document.command(
                is_attribute ? property_command(dom_op::attribute_number) : property_command(dom_op::property_number),
                id_, name, *number);
        std::string digits;
        if (auto* integer = value.as<std::int64_t>()) append_integer(digits, *integer);
        document.command(is_attribute ? dom_op::attribute : property_command(dom_op::property_text), id_, name,
                         std::string_view(text ? *text : digits));
    }

    node_id id_;
    hole_kind kind_;
    bool is_first_ = true;
    hole_computation value_;
    control_writer write_;
    ref<signal_base> signal_;
    last_shown last_;
};

}  // namespace

void bind_control(const bound_control& bound) {
    const auto made = make_ref<control>(bound);
    auto& document = dom_writer::current();
    create_render_effect([made] { made->follow(); });
    const auto handler = document.add_handler([made](event& e) { made->take(e); }, bound.event_name, 0);
    on_cleanup([handler] { dom_writer::current().end_handlers(handler); });
    document.command(dom_op::listen, bound.id, bound.event_name, handler);
}

}  // namespace solder::detail

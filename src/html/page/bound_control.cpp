#include "bound_control.hpp"
#include "last_shown.hpp"
#include "rare_commands.hpp"
#include <limits>
#include <optional>
#include <solder/reactive/signal.hpp>
#include <solder/wire/text.hpp>

namespace solder::detail {
namespace {

/// Texts of number fields (HTML standard, 2.3.4.3) are JSON's numbers, but may begin with zeros or a dot.
std::string json_number(std::string_view text) {
    std::string out;
    if (text.starts_with('-')) out += '-', text.remove_prefix(1);
    while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') text.remove_prefix(1);
    if (text.starts_with('.')) out += '0';
    return out.append(text);
}

std::optional<double> double_in(std::string_view text) {
    const auto number = json_number(text);
    if (number.empty() || number_length(number) != number.size()) return std::nullopt;
    return read_number(number);
}

std::optional<std::int64_t> integer_in(std::string_view text) {
    const auto whole = read_whole_number(text);
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!whole || whole->magnitude > most + whole->negative) return std::nullopt;
    return static_cast<std::int64_t>(whole->negative ? 0 - whole->magnitude : whole->magnitude);
}

class control final : public ref_counted {
public:
    explicit control(const bound_control& bound)
        : id_(bound.id), kind_(bound.kind), value_(std::move(*bound.value)), signal_(value_.source) {}

    void follow() {
        if (last_.changes_to(value_())) show(last_.value());
        is_first_ = false;
    }
    /// What a person typed or chose.
    void take(event& e) {
        switch (kind_) {
            case hole_kind::bind_truth:
                return set(e.checked);
            case hole_kind::bind_int:
                if (const auto number = integer_in(e.value); number && std::in_range<int>(*number))
                    set(static_cast<int>(*number));
                return;
            case hole_kind::bind_int64:
                if (const auto number = integer_in(e.value)) set(*number);
                return;
            case hole_kind::bind_double:
                if (const auto number = double_in(e.value)) set(*number);
                return;
            default:
                return set(std::string(e.value));
        }
    }

private:
    template <class T>
    void set(T value) {
        using kept = std::conditional_t<std::same_as<T, int>, std::int64_t, T>;
        last_.changes_to(hole_value{kept(value)});  // it shows this already, perhaps written otherwise: "1.50"
        signal<T>(ref<signal_state<T>>(static_cast<signal_state<T>*>(signal_.get()))).set(std::move(value));
    }

    // At first what a reset of the form goes back to: as long as nobody has touched the control it shows that.
    void show(hole_value& value) {
        auto& document = dom_writer::current();
        auto* text = value.as<std::string>();
        if (kind_ == hole_kind::bind_choice)
            return document.command(solder_dom_choose(), id_, std::string_view(*text), is_first_ ? 1u : 0u);
        const bool is_truth = kind_ == hole_kind::bind_truth;
        const auto name = document.intern(is_truth    ? is_first_ ? "defaultChecked" : "checked"
                                          : is_first_ ? "defaultValue"
                                                      : "value");
        if (is_truth) return document.command(dom_op::property_boolean, id_, name, *value.as<bool>() ? 1u : 0u);
        if (auto* number = value.as<double>()) return document.command(dom_op::property_number, id_, name, *number);
        std::string digits;
        if (auto* integer = value.as<std::int64_t>()) append_integer(digits, *integer);
        document.command(dom_op::property_text, id_, name, std::string_view(text ? *text : digits));
    }

    node_id id_;
    hole_kind kind_;
    bool is_first_ = true;
    hole_computation value_;
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

#ifndef SOLDER_HTML_DETAIL_BOUND_VALUE_HPP
#define SOLDER_HTML_DETAIL_BOUND_VALUE_HPP
#include <cstdint>
#include <optional>
#include <solder/html/hole_traits.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <vector>

// Between what a control with `bind={}` holds, which is text, and the value of the signal or member of a store.

namespace solder::detail {

/// What a person typed or chose.
struct control_state {
    std::string_view text;  ///< of a multiple select: `choices_text` of its options
    bool checked = false;
};

/// Several values as one text, a JSON list of texts, and back. Nothing when `text` is none.
std::string choices_text(const std::vector<std::string>& values);
std::vector<std::string> choices_in(std::string_view text);

/// These give false when the control holds no such value, as while a number is being typed.
bool read_control(const control_state& held, std::string& to);
bool read_control(const control_state& held, bool& to);
bool read_control(const control_state& held, int& to);
bool read_control(const control_state& held, std::int64_t& to);
bool read_control(const control_state& held, double& to);
template <class Number>
bool read_control(const control_state& held, std::optional<Number>& to) {
    return held.text.empty() || read_control(held, to.emplace());
}
template <class T>
bool read_control(const control_state& held, std::vector<T>& to) {
    for (const auto& text : choices_in(held.text))
        if (T value{}; read_control({text}, value)) to.push_back(std::move(value));
    return true;
}

/// The text of an option that stands for `value`.
inline const std::string& option_text(const std::string& value) { return value; }
std::string option_text(std::int64_t value);
std::string option_text(double value);
inline std::string option_text(int value) { return option_text(std::int64_t{value}); }

template <class T>
std::string choices_text(const std::vector<T>& values) {
    std::vector<std::string> texts;
    for (const auto& value : values) texts.push_back(option_text(value));
    return choices_text(texts);
}

template <class T>
signal<T> signal_at(signal_base& node) {
    return signal<T>(ref<signal_state<T>>(static_cast<signal_state<T>*>(&node)));
}
template <class Handle>
struct handle_of_node;
template <class T>
struct handle_of_node<signal<T>> {
    static signal<T> at(signal_base& node) { return signal_at<T>(node); }
};
template <class T>
struct handle_of_node<store<T>> {
    static store<T> at(signal_base& node) { return store<T>(signal_at<typename store<T>::kept_type>(node)); }
};

/// Gives what a control holds to the handle whose node this is.
template <class Handle>
bool write_control(signal_base& node, const control_state& held) {
    typename Handle::value_type next{};
    if (!read_control(held, next)) return false;
    handle_of_node<Handle>::at(node).set(std::move(next));
    return true;
}
using control_writer = bool (*)(signal_base& node, const control_state& held);

template <class Arg>
constexpr control_writer find_control_writer() {
    if constexpr (bind_uses<Arg> != 0)
        return write_control<Arg>;
    else
        return nullptr;
}
template <class... Args>
inline constexpr control_writer writers_of_arguments[sizeof...(Args) + 1] = {find_control_writer<Args>()..., nullptr};

struct bound_control;
/// Makes a control and a signal follow each other, in the page body.
void bind_control(const bound_control& control);

/// What a template with `bind={}` names, so that no other program has it.
struct bind_functions {
    void (*bind)(const bound_control&);
    const control_writer* writers;  ///< by argument; null for those that cannot be bound
};
template <class... Args>
inline constexpr bind_functions bind_functions_for{bind_control, writers_of_arguments<Args...>};

}  // namespace solder::detail
#endif

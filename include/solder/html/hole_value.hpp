#ifndef SOLDER_HTML_HOLE_VALUE_HPP
#define SOLDER_HTML_HOLE_VALUE_HPP
#include <concepts>
#include <memory>
#include <solder/core/platform.hpp>
#include <solder/core/ref.hpp>
#include <solder/core/start.hpp>
#include <solder/html/detail/bound_value.hpp>
#include <solder/html/hole_traits.hpp>
#include <solder/html/view.hpp>
#include <string_view>

namespace solder {

/// Content whose type was erased before.
template <>
struct hole_traits<detail::hole_value> {
    static constexpr detail::hole_uses uses = detail::content_use;
    static constexpr bool is_handler = false;
    static constexpr bool is_ref = false;
};

namespace detail {

template <class T>
hole_value to_hole_value(T&& value);

/// Whether a type of whole numbers has some that are handed on as text: those that an `std::int64_t` does not hold, and
/// in a browser those that JavaScript would round. Programs without such types have no code for that.
template <class T>
inline constexpr bool may_be_digits =
    std::is_integral_v<T> && sizeof(T) >= sizeof(std::int64_t) && (in_browser || std::is_unsigned_v<T>);
hole_value whole_number_value(std::uint64_t magnitude, bool is_negative);

template <class Fn>
decltype(auto) call_with_event(Fn& fn, event& e) {
    if constexpr (called_with_nothing<Fn>)
        return fn();
    else if constexpr (called_with_detail<Fn>)
        return fn(static_cast<custom_event<wanted_detail<Fn>>&>(e));  // `detail_handler` made it
    else
        return fn(e);
}

/// A handler that is a coroutine goes on after the event, and reads what it captured from the closure: that stays as
/// long as its tasks, wherever the handler is moved to and when its element goes.
template <class Fn>
struct coroutine_handler {
    struct kept_function final : ref_counted {
        Fn fn;
        explicit kept_function(Fn f) : fn(std::move(f)) {}
    };
    ref<kept_function> kept;

    explicit coroutine_handler(Fn fn) : kept(make_ref<kept_function>(std::move(fn))) {}
    void operator()(event& e) const {
        // Without the type of the function, so that all handlers share the coroutine that keeps it.
        detach(callback<task<void>()>([kept = kept, &e] { return call_with_event(kept->fn, e); }));
    }
};

template <class Fn>
struct plain_handler {
    Fn fn;
    void operator()(event& e) { call_with_event(fn, e); }
};
template <class Fn>
using handler_of =
    std::conditional_t<std::is_void_v<decltype(call_with_event(std::declval<Fn&>(), std::declval<event&>()))>,
                       plain_handler<Fn>, coroutine_handler<Fn>>;

/// What an `event_handler` holds; custom_event.hpp adds those that take a detail.
template <class Fn>
struct handler_choice : std::type_identity<handler_of<Fn>> {};

template <class T>
hole_value number_value(T value) {
    if constexpr (std::is_floating_point_v<T>)
        return {static_cast<double>(value)};
    else if constexpr (may_be_digits<T>)
        return whole_number_value(value < 0 ? 0 - static_cast<std::uint64_t>(value) : value, value < 0);
    else
        return {static_cast<std::int64_t>(value)};
}

template <class Fn>
struct computed_value {
    Fn fn;
    hole_value operator()() { return to_hole_value(fn()); }
};

/// The node of a handle that `bind={}` takes; null of others.
template <class T>
signal_base* source_of(T& value) {
    if constexpr (bind_uses<std::remove_const_t<T>> != 0)
        return &value.node();
    else
        return nullptr;
}

template <class T>
hole_value to_hole_value(T&& value) {
    using type = std::remove_cvref_t<T>;
    if constexpr (std::same_as<type, hole_value>)
        return std::forward<T>(value);
    else if constexpr (hole_traits<type>::is_handler)
        return hole_value(std::in_place_type<event_handler>, std::in_place_type<typename handler_choice<type>::type>,
                          std::forward<T>(value));
    else if constexpr (hole_traits<type>::is_ref)
        return {take_element(std::forward<T>(value))};
    else if constexpr (called_with_nothing<type>)
        return hole_value(std::in_place_type<hole_computation>, std::in_place_type<computed_value<type>>,
                          std::forward<T>(value), source_of(value));
    else if constexpr (std::same_as<type, bool>)
        return {value};
    else if constexpr (std::same_as<type, char>)
        return {std::string(1, value)};
    else if constexpr (std::is_arithmetic_v<type>)
        return number_value(value);
    else if constexpr (std::same_as<type, std::string> || std::same_as<type, raw_html_text>)
        return {std::forward<T>(value)};
    else if constexpr (std::same_as<type, view> || std::same_as<type, std::vector<view>>) {
        static_assert(!std::is_lvalue_reference_v<T>, "a view is placed once: hand it over with std::move");
        return {std::move(value)};
    } else if constexpr (bound_value_uses<type> == bind_list_use) {
        return {choices_text(value)};
    } else if constexpr (requires {
                             typename type::value_type;
                             value.has_value();
                         })
        return value ? to_hole_value(*std::forward<T>(value)) : hole_value{};
    else if constexpr (std::is_pointer_v<type>)
        return value ? hole_value{std::string(value)} : hole_value{};
    else
        return {std::string(std::string_view(value))};
}

template <class T>
inline constexpr bool is_plain_text =
    (hole_traits<T>::uses & (text_use | callable_use)) == text_use && std::is_convertible_v<const T&, std::string_view>;

/// An argument of `html(...)`, which lives as long as the call: in a native build its text is not copied yet.
template <class T>
hole_value to_argument_value(T&& value) {
    using type = std::remove_cvref_t<T>;
    if constexpr (std::is_function_v<type>)
        return to_hole_value(&value);
    else if constexpr (is_plain_text<type> && std::is_pointer_v<type>)
        return value ? hole_value::of_argument(value) : hole_value{};
    else if constexpr (is_plain_text<type> && !(in_browser && std::same_as<T, std::string>))
        return hole_value::of_argument(value);
    else
        return to_hole_value(std::forward<T>(value));
}

/// Whether nothing has to be freed of such an argument.
template <class T>
inline constexpr bool frees_nothing =
    !in_browser && (is_plain_text<T> || (std::is_arithmetic_v<T> && !std::same_as<T, char> && !may_be_digits<T>));

/// The arguments of one call of `html(...)`. On a server most are numbers and borrowed texts, which are just left; a
/// page takes all values.
template <class... Args>
class argument_values {
public:
    explicit argument_values(Args&&... args) : all_{to_argument_value(std::forward<Args>(args))...} {}
    ~argument_values() {
        [[maybe_unused]] auto* at = all_;
        if constexpr (!in_browser) (free_value<std::decay_t<Args>>(at++), ...);
    }
    argument_values(const argument_values&) = delete;
    hole_value* data() { return all_; }

private:
    template <class Arg>
    static void free_value(hole_value* value) {
        if constexpr (!frees_nothing<Arg>) std::destroy_at(value);
    }
    static constexpr std::size_t count = sizeof...(Args);
    union {
        hole_value all_[count == 0 ? 1 : count];
    };
};

}  // namespace detail
}  // namespace solder
#endif

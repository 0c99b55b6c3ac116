#ifndef SOLDER_HTML_HOLE_TRAITS_HPP
#define SOLDER_HTML_HOLE_TRAITS_HPP
#include <concepts>
#include <cstdint>
#include <optional>
#include <solder/html/fwd.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace solder {
namespace detail {

/// What an argument can be used for, one bit each: the only thing the template parser learns about a type.
using hole_uses = std::uint16_t;
inline constexpr hole_uses text_use = 1;
inline constexpr hole_uses content_use = 2;
inline constexpr hole_uses handler_use = 4;
inline constexpr hole_uses boolean_use = 8;
inline constexpr hole_uses raw_use = 16;
inline constexpr hole_uses ref_use = 32;
inline constexpr hole_uses callable_use = 64;
inline constexpr hole_uses bind_text_use = 128;
inline constexpr hole_uses bind_truth_use = 256;
inline constexpr hole_uses bind_number_use = 512;
inline constexpr hole_uses bind_list_use = 1024;
inline constexpr hole_uses action_use = 2048;          // the address of an action
inline constexpr hole_uses unbound_action_use = 4096;  // of one whose parameters no form fills
inline constexpr hole_uses component_use = 8192;       // a component that was not called
inline constexpr hole_uses detail_use = 16384;         // a handler of a `custom_event`
inline constexpr hole_uses any_bind_use = bind_text_use | bind_truth_use | bind_number_use | bind_list_use;

template <class T>
concept bound_number = std::same_as<T, int> || std::same_as<T, std::int64_t> || std::same_as<T, double>;

/// What a value is good for in `bind={}`.
template <class T>
inline constexpr hole_uses bound_value_uses = bound_number<T> ? bind_number_use : 0;
template <>
inline constexpr hole_uses bound_value_uses<std::string> = bind_text_use;
template <>
inline constexpr hole_uses bound_value_uses<bool> = bind_truth_use;
template <bound_number T>
inline constexpr hole_uses bound_value_uses<std::optional<T>> = bind_number_use;
template <class T>
inline constexpr hole_uses bound_value_uses<std::vector<T>> =
    std::same_as<T, std::string> || bound_number<T> ? bind_list_use : 0;

/// What a handle that can be written is good for there.
template <class T>
inline constexpr hole_uses bind_uses = 0;
template <class T>
inline constexpr hole_uses bind_uses<signal<T>> = bound_value_uses<T>;
template <class T>
inline constexpr hole_uses bind_uses<store<T>> = bound_value_uses<T>;

/// What an action is good for besides text.
template <class T>
constexpr hole_uses action_uses() {
    if constexpr (requires { T::is_filled_by_form; })
        return T::is_filled_by_form ? action_use : action_use | unbound_action_use;
    else
        return 0;
}

/// For plain values. `view` and its kin may be incomplete here: they are compared, never looked into.
template <class T>
struct value_uses {
    static constexpr hole_uses deduce() {
        if constexpr (std::is_same_v<T, bool>)
            return text_use | boolean_use;
        else if constexpr (std::is_arithmetic_v<T>)
            return text_use;
        else if constexpr (std::is_pointer_v<T> || std::is_array_v<T>)
            return std::is_convertible_v<const T&, std::string_view> ? text_use : 0;
        else if constexpr (std::is_class_v<T>)
            return std::is_convertible_v<const T&, std::string_view> ? text_use | action_uses<T>() : 0;
        else
            return 0;
    }
    static constexpr hole_uses value = deduce();
};
template <>
struct value_uses<view> {
    static constexpr hole_uses value = content_use;
};
template <>
struct value_uses<raw_html_text> {
    static constexpr hole_uses value = raw_use;
};
template <>
struct value_uses<element_ref> {
    static constexpr hole_uses value = ref_use;
};
template <>
struct value_uses<event> {
    static constexpr hole_uses value = 0;
};
template <class T, class Allocator>
struct value_uses<std::vector<T, Allocator>> {
    static constexpr hole_uses value = std::is_same_v<T, view> ? content_use : 0;
};
template <class T>
struct value_uses<std::optional<T>> {
    static constexpr hole_uses value =
        value_uses<T>::value & (text_use | content_use | raw_use | action_use | unbound_action_use);
};
template <class T>
struct value_uses<task<T>> {
    static constexpr hole_uses value = 0;
};

/// Not to be asked whether they can be called: the question would need `view` complete.
template <class T>
inline constexpr bool holds_other_values = false;
template <class T, class Allocator>
inline constexpr bool holds_other_values<std::vector<T, Allocator>> = true;
template <class T>
inline constexpr bool holds_other_values<std::optional<T>> = true;

/// A component by its name.
template <class T>
inline constexpr bool is_component = false;
template <class... Args>
inline constexpr bool is_component<view(Args...)> = true;

template <class Fn>
concept called_with_nothing = requires { typename std::type_identity_t<decltype(std::declval<Fn&>()())>; };
template <class Fn>
concept called_with_event =
    requires { typename std::type_identity_t<decltype(std::declval<Fn&>()(std::declval<event&>()))>; };
template <class Fn>
concept called_with_element =
    requires { typename std::type_identity_t<decltype(std::declval<Fn&>()(std::declval<const element_ref&>()))>; };

template <class Event>
struct detail_of_event {};
template <class Detail>
struct detail_of_event<custom_event<Detail>> {
    using type = Detail;
};
template <class Result, class Fn, class Event>
detail_of_event<std::remove_cvref_t<Event>> detail_of_call(Result (Fn::*)(Event));
template <class Result, class Fn, class Event>
detail_of_event<std::remove_cvref_t<Event>> detail_of_call(Result (Fn::*)(Event) const);
template <class Fn>
auto detail_of_handler(Fn*) -> decltype(detail_of_call(&Fn::operator()));
template <class Result, class Event>
detail_of_event<std::remove_cvref_t<Event>> detail_of_handler(Result (*)(Event));
template <class Result, class Event>
detail_of_event<std::remove_cvref_t<Event>> detail_of_handler(Result (**)(Event));

/// What a handler wants of a `CustomEvent`, that has a parameter `custom_event<...>`.
template <class Fn>
using wanted_detail = typename decltype(detail_of_handler(static_cast<Fn*>(nullptr)))::type;
template <class Fn>
concept called_with_detail = requires(Fn& fn, custom_event<wanted_detail<Fn>>& e) { fn(e); };

template <class Result>
inline constexpr bool ends_a_handler = std::is_void_v<Result> || std::is_same_v<Result, task<void>>;

template <class T>
constexpr hole_uses deduce_hole_uses() {
    if constexpr (holds_other_values<T>) {
        return value_uses<T>::value;
    } else if constexpr (is_component<T>) {
        return component_use;
    } else if constexpr (called_with_nothing<T>) {
        using result = std::remove_cvref_t<decltype(std::declval<T&>()())>;
        if constexpr (ends_a_handler<result>)
            return callable_use | handler_use;
        else
            return callable_use | value_uses<result>::value | bind_uses<T>;
    } else if constexpr (called_with_event<T>) {
        using result = std::remove_cvref_t<decltype(std::declval<T&>()(std::declval<event&>()))>;
        const hole_uses also_ref = called_with_element<T> ? ref_use : 0;  // [](auto&& x) takes both
        return ends_a_handler<result> ? callable_use | handler_use | also_ref : callable_use;
    } else if constexpr (called_with_detail<T>) {
        using result =
            std::remove_cvref_t<decltype(std::declval<T&>()(std::declval<custom_event<wanted_detail<T>>&>()))>;
        return ends_a_handler<result> ? callable_use | handler_use | detail_use : callable_use;
    } else if constexpr (called_with_element<T>) {
        return callable_use | ref_use;
    } else {
        return value_uses<T>::value;
    }
}

}  // namespace detail

/// What an argument of `html(...)` of type `Arg` (no const, no reference) can fill. The parser reads `uses` alone.
///
/// - text: strings, classes that convert to `std::string_view`, numbers, bool; an optional of them; a callable or
///   handle (`signal`, `memo`) that gives them
/// - content: `view`, `std::vector<view>`, `std::optional<view>`; a callable that gives one of them
/// - handler: a callable with `()`, `(solder::event&)` or `(const solder::custom_event<T>&)` that returns nothing or
///   `task<void>`
/// - boolean: `bool`, or a callable or handle that gives it
/// - raw: `raw_html(...)`, or a callable that gives it
/// - bind: a `signal`, or a member of a `store`, that is text, `bool`, a number (`int`, `std::int64_t`, `double`), an
///   optional number or a vector of texts or numbers
/// - ref: `element_ref`, or a callable with `(const element_ref&)`
template <class Arg>
struct hole_traits {
    static constexpr detail::hole_uses uses = detail::deduce_hole_uses<Arg>();
    static constexpr bool is_text = (uses & detail::text_use) != 0;
    static constexpr bool is_content = (uses & detail::content_use) != 0;
    static constexpr bool is_handler = (uses & detail::handler_use) != 0;
    static constexpr bool is_boolean = (uses & detail::boolean_use) != 0;
    static constexpr bool is_raw = (uses & detail::raw_use) != 0;
    static constexpr bool is_ref = (uses & detail::ref_use) != 0;
    static constexpr bool is_callable = (uses & detail::callable_use) != 0;
};

}  // namespace solder
#endif

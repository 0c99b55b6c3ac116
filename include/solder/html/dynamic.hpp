#ifndef SOLDER_HTML_DYNAMIC_HPP
#define SOLDER_HTML_DYNAMIC_HPP
#include <functional>
#include <solder/core/make_value.hpp>
#include <solder/html/hole_value.hpp>
#include <solder/reactive/map_list_key.hpp>
#include <solder/reactive/signal.hpp>
#include <span>

namespace solder {
namespace detail {

using view_maker = callback<view()>;
/// Content is made where it is shown, and maybe again: it is given as a function, never as a view.
template <class Fn>
constexpr bool makes_view = std::is_invocable_r_v<view, Fn&>;
/// What a function makes that is called with such an argument is shown.
template <class Fn, class... Args>
constexpr bool makes_view_of = std::is_invocable_r_v<view, Fn&, Args...>;

/// What code of the application makes, once: what it reads while it runs, other than the holes of what it makes, does
/// not have it made again.
template <class Fn>
view make_content(Fn&& make) {
    if constexpr (in_browser) return untrack(make);
    const auto reads_before = this_graph.awaited_reads;
    auto made = untrack(make);
    this_graph.awaited_reads = reads_before;
    return made;
}

/// A view that changes as a whole. `set_up` runs when it is placed, in the owner around it, and gives the maker; the
/// maker runs again, in a scope of its own, whenever what it reads changes. On a server both may run more than once:
/// again after a value that they read was still missing.
view make_dynamic_view(callback<view_maker()> set_up);

/// What a condition gives, as a pointer or optional to look behind, or null.
template <class Value>
concept points_somewhere = requires(const Value& v) {
    static_cast<bool>(v);
    *v;
};

/// The value of a condition that holds; null when it does not.
using held_value = std::shared_ptr<const void>;

/// Which case holds, and its value; at -1 none does.
struct chosen_case {
    int at;
    held_value value;
};

/// The value of one case while that is the one that holds.
struct case_value {
    memo<chosen_case> chosen;
    int at;

    /// Tracked; null when another case holds.
    held_value operator()() const {
        const auto& now = chosen();
        return now.at == at ? now.value : nullptr;
    }
    /// The same for content that is made for this value, which stays as long as the content.
    held_value keep() const;
};

/// A condition and what it shows, types erased.
struct switch_case {
    callback<held_value()> when;                // tracked
    callback<view(const case_value&)> content;  // runs again when a value that it reads (tracked) has changed
    bool (*same)(const void*, const void*) = nullptr;
    bool follows = false;  // the content stays while the value changes
};

view make_switch_view(std::span<switch_case> cases, view_maker otherwise);

template <class T>
bool same_held(const void* a, const void* b) {
    return same_element(*static_cast<const T*>(a), *static_cast<const T*>(b));
}

/// What stands for a condition without a value.
held_value held_truth(bool holds);

/// An object of a class further down may stand behind a pointer to such a class; a copy would be of this class alone.
template <class T>
inline constexpr bool is_cut_by_copies = std::is_polymorphic_v<T> && !std::is_final_v<T>;
template <class Given>
concept points_elsewhere = std::is_pointer_v<Given> || requires(const Given& given) { given.get(); };

template <class T, class Given>
held_value hold_value_of(Given&& given) {
    using pointer = std::remove_cvref_t<Given>;
    constexpr bool is_cut = is_cut_by_copies<T> && points_elsewhere<pointer>;
    if constexpr (std::same_as<pointer, std::shared_ptr<const T>>)
        return std::forward<Given>(given);
    else if constexpr (is_cut && std::is_convertible_v<pointer, std::shared_ptr<const T>>)
        return std::shared_ptr<const T>(std::forward<Given>(given));
    else if constexpr (is_cut)
        static_assert(!is_cut, "the value is copied, which would leave its base alone: give a std::shared_ptr to it");
    else
        return given ? detail::make_value<const T>(*std::forward<Given>(given)) : nullptr;
}

template <class T>
memo<T> follow_value(const case_value& value) {
    return create_memo([value](const T* previous) -> T {
        const auto now = value();
        return now ? *static_cast<const T*>(now.get()) : *previous;
    });
}

template <class T, class When, class Then>
switch_case make_value_case(When when, Then then) {
    constexpr bool takes_value = std::is_invocable_v<Then&, const T&>;
    static_assert(std::disjunction_v<std::bool_constant<takes_value>, std::is_invocable<Then&, memo<T>>>,
                  "what a condition shows takes nothing, the value behind the condition, or a memo of that value");
    static_assert(takes_value || !is_cut_by_copies<T>,
                  "a memo holds a copy, which would be of the base alone: take `const T&`");
    static_assert(makes_view_of<Then, std::conditional_t<takes_value, const T&, memo<T>>>,
                  "what a condition shows is a view: return html(...)");
    return {[when = std::move(when)]() mutable { return hold_value_of<T>(when()); },
            [then = std::move(then)](const case_value& value) mutable -> view {
                if constexpr (takes_value) {
                    const auto now = value.keep();
                    return make_content([&]() -> view { return then(*static_cast<const T*>(now.get())); });
                } else {
                    return make_content([&]() -> view { return then(follow_value<T>(value)); });
                }
            },
            &same_held<T>, !takes_value};
}

}  // namespace detail

/// A case of a `Switch`: shows what `then` makes while `when()` is true. The parameter of `then` says what it wants:
/// - none: it is made when the condition comes true, and stays while that holds;
/// - a `memo<T>`, where `when()` gives a pointer or optional of `T`: the same, and what reads the memo
///   follows the value;
/// - `const T&`: it is made anew for each value that differs from the one before. The value is good as long as the
///   content.
template <class When, class Then>
detail::switch_case Match(When when, Then then) {
    static_assert(!std::same_as<Then, view>, "what a condition shows is a function: [=] { return html(...); }");
    static_assert(std::is_invocable_v<When&>, "a condition is a function, a signal or a memo: [=] { return ...; }");
    using given = std::remove_cvref_t<std::invoke_result_t<When&>>;
    if constexpr (std::is_invocable_v<Then&>) {
        static_assert(detail::makes_view<Then>, "what a condition shows is a view: return html(...)");
        return {[when = std::move(when)]() mutable { return detail::held_truth(static_cast<bool>(when())); },
                [then = std::move(then)](const detail::case_value&) mutable { return detail::make_content(then); }};
    } else if constexpr (detail::points_somewhere<given>) {
        return detail::make_value_case<std::remove_cvref_t<decltype(*std::declval<const given&>())>>(std::move(when),
                                                                                                     std::move(then));
    } else {
        static_assert(detail::points_somewhere<given>,
                      "`then` takes nothing, or the condition gives a pointer or optional for it to look behind");
    }
}

/// Shows the first of several cases whose condition is true, else what `otherwise` makes:
/// `Switch({Match(is_loading, Spinner), Match(failure, Failure)}, Table)`. Conditions behind that case do not run.
/// Content stays while its case is the one that is shown, as `Match` says.
template <std::size_t Count, class Otherwise>
view Switch(detail::switch_case (&&cases)[Count], Otherwise otherwise) {
    static_assert(detail::makes_view<Otherwise>, "what is shown otherwise is a function: [=] { return html(...); }");
    return detail::make_switch_view(cases, std::move(otherwise));
}
template <std::size_t Count>
view Switch(detail::switch_case (&&cases)[Count]) {
    return detail::make_switch_view(cases, {});
}

/// Shows what `then` makes while `when()` is true, else what `otherwise` makes. `then` takes nothing, a `memo<T>` or a
/// `const T&`: see `Match`.
template <class When, class Then, class Otherwise>
view Show(When when, Then then, Otherwise otherwise) {
    return Switch({Match(std::move(when), std::move(then))}, std::move(otherwise));
}
template <class When, class Then>
view Show(When when, Then then) {
    return Switch({Match(std::move(when), std::move(then))});
}

/// Shows the component that `component()` gives, called with `args`; nothing while that is a null pointer or an empty
/// function. Content stays while the same function is given; a `std::function` counts as another one each time.
template <class Component, class... Args>
view Dynamic(Component component, Args... args) {
    using shown = std::remove_cvref_t<std::invoke_result_t<Component&>>;
    static_assert(std::is_invocable_r_v<view, const shown&, const Args&...>,
                  "Dynamic: the callable gives a function that takes the arguments given and makes a view");
    detail::switch_case only{[component = std::move(component)]() mutable -> detail::held_value {
                                 shown now = component();
                                 if constexpr (std::is_constructible_v<bool, const shown&>)
                                     if (!static_cast<bool>(now)) return nullptr;
                                 return detail::make_value<const shown>(std::move(now));
                             },
                             [... args = std::move(args)](const detail::case_value& value) -> view {
                                 const auto now = value.keep();
                                 return detail::make_content([&]() -> view {
                                     return std::invoke(*static_cast<const shown*>(now.get()), args...);
                                 });
                             },
                             &detail::same_held<shown>};
    return detail::make_switch_view({&only, 1}, {});
}

}  // namespace solder
#endif

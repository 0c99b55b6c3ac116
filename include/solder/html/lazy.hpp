#ifndef SOLDER_HTML_LAZY_HPP
#define SOLDER_HTML_LAZY_HPP
#include <solder/core/fixed_string.hpp>
#include <solder/core/platform.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/reactive/context.hpp>
#include <type_traits>
#include <vector>

namespace solder {

/// Starts to load a part, unless it is there or on its way. A load that failed is tried again.
void preload_part(std::string_view part);

namespace detail {

/// What `make` describes as soon as the part is there.
view make_part_view(std::string_view part, view_maker make);
/// Holds each transition until the parts are there that `needed()` names in it; it is tracked.
void hold_for_parts(callback<std::vector<std::string_view>()> needed);
/// There may be parts to wait for from now on.
void expect_parts();

/// The way into a part. The build finds it by its name, and moves what only it leads to out of the program
/// (cmake/split_parts.py).
template <fixed_string Part, auto Component, class... Values>
[[gnu::noinline]] view enter_part(const Values&... values) {
    return Component(values...);
}

/// It names a file.
consteval bool is_part_name(std::string_view name) {
    for (const char c : name)
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '-') return false;
    return !name.empty();
}

}  // namespace detail

/// A component whose code is in a part of the program that is loaded when it is needed.
template <fixed_string Part, auto Component>
struct lazy_component {
    static_assert(detail::is_part_name(Part.view()), "a part is named by lower case letters, digits, _ and -");
    static constexpr std::string_view part = Part.view();

    template <class... Values>
        requires std::is_invocable_r_v<view, decltype(Component), const Values&...>
    view operator()(const Values&... values) const {
        return detail::make_part_view(part, [values...] { return detail::enter_part<Part, Component>(values...); });
    }
};

/// `Component`, with all code that nothing else uses, in a part of its own or one with others of the same name:
///
///     Route("/students", lazy<"students", StudentsPage>())
///
/// The part is loaded when the component is shown, or before: when a link to its route is pointed at. A navigation to a
/// route is held until the parts of its components are there; elsewhere the component is missing as data are, so that a
/// `Suspense` around shows its fallback. A part that cannot be loaded is an error for the nearest `ErrorBoundary`,
/// whose reset tries again. In a native program it is the component itself.
template <fixed_string Part, auto Component>
[[nodiscard]] lazy_component<Part, Component> lazy() {
    detail::expect_parts();
    return {};
}

}  // namespace solder
#endif

#ifndef SOLDER_HTML_DYNAMIC_HPP
#define SOLDER_HTML_DYNAMIC_HPP
#include <solder/html/hole_value.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/transition.hpp>
#include <solder/wire/same.hpp>

namespace solder {
namespace detail {

using view_maker = callback<view()>;

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

template <class Fn, class Value>
concept takes_pointee = points_somewhere<Value> && requires(Fn& fn, const Value& v) { fn(*v); };

template <class When, class Then, class Otherwise>
struct show_parts {
    When when;
    Then then;
    Otherwise otherwise;
};

/// The value behind a condition; equal when what is behind is equal, so that an equal answer does not make anew.
template <class Value>
struct shown_value {
    Value of;
    bool operator==(const shown_value& other) const {
        return static_cast<bool>(of) == static_cast<bool>(other.of) && (!of || wire::same(*of, *other.of));
    }
};

}  // namespace detail

/// Shows what `then` makes while `when()` is true, else what `otherwise` makes.
///
/// When `when()` gives a pointer or optional and `then` takes the value behind it, `then` runs again for each value
/// that differs from the one before; a `then` without parameters runs only when the truth of the condition changes.
template <class When, class Then, class Otherwise>
view Show(When when, Then then, Otherwise otherwise) {
    using value = std::remove_cvref_t<std::invoke_result_t<When&>>;
    auto parts = std::make_shared<detail::show_parts<When, Then, Otherwise>>(std::move(when), std::move(then),
                                                                             std::move(otherwise));
    return detail::make_dynamic_view([parts]() -> detail::view_maker {
        if constexpr (detail::takes_pointee<Then, value>) {
            auto shown = create_memo([parts] { return detail::shown_value<value>{parts->when()}; });
            return [parts, shown]() -> view {
                if (detail::keeps_what_is_shown(shown)) return view();
                const auto& now = shown().of;
                return now ? untrack([&] { return parts->then(*now); }) : untrack(parts->otherwise);
            };
        } else {
            auto shown = create_memo([parts] { return static_cast<bool>(parts->when()); });
            return [parts, shown]() -> view {
                if (detail::keeps_what_is_shown(shown)) return view();
                return shown() ? untrack(parts->then) : untrack(parts->otherwise);
            };
        }
    });
}
template <class When, class Then>
view Show(When when, Then then) {
    return Show(std::move(when), std::move(then), [] { return view(); });
}

}  // namespace solder
#endif

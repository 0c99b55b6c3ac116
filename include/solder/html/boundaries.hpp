#ifndef SOLDER_HTML_BOUNDARIES_HPP
#define SOLDER_HTML_BOUNDARIES_HPP
#include <cstdint>
#include <solder/core/error.hpp>
#include <solder/html/dynamic.hpp>

namespace solder {

/// Makes an error boundary show its content anew.
using reset_function = std::function<void()>;

namespace detail {
using failure_view_maker = callback<view(const error&, reset_function)>;
view make_suspense_view(view_maker fallback, view_maker content);
view make_error_boundary_view(failure_view_maker fallback, view_maker content);
}  // namespace detail

/// In which order a `SuspenseList` shows what is in it.
enum class reveal_order : std::uint8_t {
    forwards,   ///< none before the one that stands before it
    backwards,  ///< none before the one that stands after it
    together,   ///< all at once
};

namespace detail {
view make_suspense_list_view(reveal_order order, view_maker content);
}

/// Shows `fallback()` while values that `content()` reads are missing. Content that has been shown once stays while its
/// values are fetched again.
template <class Fallback, class Content>
view Suspense(Fallback fallback, Content content) {
    static_assert(detail::makes_view<Fallback>, "the fallback of a Suspense is a function: [] { return html(...); }");
    static_assert(detail::makes_view<Content>, "the content of a Suspense is a function: [=] { return html(...); }");
    return detail::make_suspense_view(std::move(fallback), std::move(content));
}

/// Has each `Suspense` in `content()`, but for those within another, keep its fallback until it is its turn. The order
/// is that in which they are made. What has been shown stays.
template <class Content>
view SuspenseList(reveal_order order, Content content) {
    static_assert(detail::makes_view<Content>,
                  "the content of a SuspenseList is a function: [=] { return html(...); }");
    return detail::make_suspense_list_view(order, std::move(content));
}

/// Shows `fallback(error, reset)` in place of the content when something read inside fails. When what failed works
/// again (a later revalidation, for instance) the content comes back by itself; `reset()` makes it anew at once. Where
/// the server is of another build by now, which only a new page can ask, `reset()` loads the page again.
template <class Fallback, class Content>
view ErrorBoundary(Fallback fallback, Content content) {
    static_assert(std::is_invocable_r_v<view, Fallback&, const error&, reset_function>,
                  "the fallback of an ErrorBoundary is a function: [](const error& e, reset_function reset) { ... }");
    static_assert(detail::makes_view<Content>,
                  "the content of an ErrorBoundary is a function: [=] { return html(...); }");
    return detail::make_error_boundary_view(std::move(fallback), std::move(content));
}

}  // namespace solder
#endif

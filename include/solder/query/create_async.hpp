#ifndef SOLDER_QUERY_CREATE_ASYNC_HPP
#define SOLDER_QUERY_CREATE_ASYNC_HPP
#include <memory>
#include <optional>
#include <solder/core/make_value.hpp>
#include <solder/core/platform.hpp>
#include <solder/query/async_state.hpp>
#include <solder/query/value_operations.hpp>

namespace solder {
namespace detail {

template <class T>
class async_value_state : public async_state {
protected:
    SOLDER_PAGE_INLINE explicit async_value_state(call_site made) : async_state(made) {}
    template <class Fn>
    auto call(Fn& fn) {
        if constexpr (std::is_invocable_v<Fn&>) {
            return to_shared_task(fn());
        } else {
            auto last = this->previous();
            return to_shared_task(fn(static_cast<const T*>(last.get())));
        }
    }

private:
    erased_value kept(const erased_value& before, const erased_value& answer) final {
        return keep_equal(before, answer, &same_values<T>);
    }
};

}  // namespace detail

/// How a value stands that is fetched.
class async_status {
public:
    explicit async_status(ref<detail::async_state> state) : state_(std::move(state)) {}

    /// Tracked: whether a fetch is under way, for what is shown or for what a transition will show.
    [[nodiscard]] bool pending() const { return state_->read_pending(); }
    /// Tracked: whether a fetch is under way while there is a value to show.
    [[nodiscard]] bool refreshing() const { return pending() && state_->has_value(); }
    /// Tracked: whether what is shown is not the answer of the newest fetch: that is under way, or failed.
    [[nodiscard]] bool stale() const { return (pending() || error()) && state_->has_value(); }
    /// Tracked: why the last fetch failed. Does not involve boundaries.
    [[nodiscard]] std::optional<solder::error> error() const { return state_->read_error(); }
    /// Tracked: all of this in one word.
    [[nodiscard]] data_state state() const { return state_->read_state(); }

protected:
    ref<detail::async_state> state_;
};

/// A value that is fetched: read it like a signal. A handle; copies are the same value.
template <class T>
class async_value : public async_status {
public:
    using value_type = T;
    using async_status::async_status;

    /// The value, or null while there is none. Reading a missing value makes the nearest `Suspense` around wait;
    /// reading a failed one hands the error to the nearest `ErrorBoundary` around the reader and gives null.
    std::shared_ptr<const T> operator()() const { return std::static_pointer_cast<const T>(state_->read()); }
    /// The last value there was, also while it is being fetched again or after that failed; null if there never was
    /// one.
    std::shared_ptr<const T> latest() const { return std::static_pointer_cast<const T>(state_->read_latest()); }
};

template <class T>
struct async_options {
    /// Shown until the first answer. Who reads the value waits for that all the same; who reads `latest()` does not.
    std::optional<T> initial_value = std::nullopt;
    /// A page that is sent in pieces waits for it before the first, though it is read inside a `Suspense`: what comes
    /// of it may set the status then, or lead elsewhere.
    bool defer_stream = false;
};

/// Runs `fn` now, and again whenever something changes that it read before its first suspension: a signal, or a query
/// that is revalidated. Only the newest answer is ever shown.
/// @param fn  gives `task<T>`, what a query call gives, or a plain `T`; or an optional of one of the first two, which
/// is
///            empty when there is nothing to fetch: what is shown stays then. May take `const T* previous`, the newest
///            answer: null before there is one and after a failure. Not tracked; good until its first suspension
template <class Fn>
[[nodiscard]] auto create_async(Fn fn, async_options<detail::fetched_by<Fn>> options = {},
                                call_site made = SOLDER_HERE) {
    using value = detail::fetched_by<Fn>;
    auto state = make_ref<detail::async_of<detail::async_value_state<value>, Fn>>(std::move(fn), made);
    if (options.initial_value) state->begin_with(detail::make_value<const value>(*std::move(options.initial_value)));
    state->begin();
    if constexpr (!in_browser)
        if (options.defer_stream) state->hold_first_piece();
    return async_value<value>(state);
}

}  // namespace solder
#endif

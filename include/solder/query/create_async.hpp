#ifndef SOLDER_QUERY_CREATE_ASYNC_HPP
#define SOLDER_QUERY_CREATE_ASYNC_HPP
#include <memory>
#include <optional>
#include <solder/query/value_operations.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace detail {

/// What an accessor shows: the newest outcome of a computation that fetches. Without its type: one body of code for
/// all.
class async_state : public std::enable_shared_from_this<async_state> {
public:
    explicit async_state(bool (*same)(const void*, const void*)) : same_(same) {}

    /// The accessor is disposed: outcomes that come later are nobody's.
    void stop();
    /// The computation ran and asked for this. Older fetches are forgotten, whenever they end (C10).
    void take(ref<shared_work> fetch);
    /// The computation ran and asked for nothing: what is shown stays (C8).
    void keep();
    /// Shown until the first answer. Before the computation runs first.
    void begin_with(erased_value initial);
    /// The newest answer, untracked; null before the first, and when the newest fetch failed (C7).
    [[nodiscard]] erased_value previous() const;
    /// On a server: a value that the computation reads is missing; it will run again when that is there.
    void wait_for_inputs() { waits_for_inputs_ = true; }

    erased_value read();
    erased_value read_latest();
    bool read_pending() const { return fetches_(); }
    bool has_value() const { return shown_().value != nullptr; }
    std::optional<error> read_error() const;
    callback<ref<shared_work>()> fetch;  ///< what the computation runs

private:
    struct outcome {
        erased_value value;
        ref<shared_work> failed;  // its failure is shown
        [[nodiscard]] const error& why() const { return failed->outcome->error(); }
        friend bool operator==(const outcome&, const outcome&) = default;
    };
    void take_along(const ref<shared_work>& fetch);
    void settled(const ref<shared_work>& fetch);
    void settle_missing();
    bool is_pending_inside() const;
    [[nodiscard]] outcome after(const outcome& before, const ref<shared_work>& fetch) const;
    bool still_failing() const;

    bool (*same_)(const void*, const void*);
    erased_value initial_;
    // Signals, so that a transition has its own versions.
    signal<ref<shared_work>> fetch_{ref<shared_work>()};  // the newest
    signal<outcome> shown_{outcome{}};
    signal<bool> pending_{false};
    signal<bool> fetches_{false};  // as `pending_`, but what is shown says at once that it is fetched for a transition
    pending_source missing_;
    bool stopped_ = false;
    bool waits_for_inputs_ = false;
};

/// Runs `fetch` for `state` now and whenever what it read changes, as long as the current owner lives.
void keep_fetching(std::shared_ptr<async_state> state, callback<ref<shared_work>()> fetch, call_site made);

template <class T>
shared_task<T> to_shared_task(shared_task<T> given) {
    return given;
}
template <class T>
shared_task<T> to_shared_task(task<T> given) {
    return shared_task<T>::run(std::move(given));
}
template <class T>
shared_task<T> to_shared_task(T given) {
    return shared_task<T>::settled(std::move(given));
}
/// Empty: nothing is asked for.
template <class T>
shared_task<T> to_shared_task(std::optional<shared_task<T>> given) {
    return given ? *std::move(given) : shared_task<T>();
}
template <class T>
shared_task<T> to_shared_task(std::optional<task<T>> given) {
    return given ? shared_task<T>::run(*std::move(given)) : shared_task<T>();
}
template <class Fn>
using fetched_by = typename decltype(to_shared_task(std::declval<typename result_of_body<Fn>::type>()))::value_type;

}  // namespace detail

/// A value that is fetched: read it like a signal. A handle; copies are the same value.
template <class T>
class async_value {
public:
    using value_type = T;
    explicit async_value(std::shared_ptr<detail::async_state> state) : state_(std::move(state)) {}

    /// The value, or null while there is none. Reading a missing value makes the nearest `Suspense` around wait;
    /// reading a failed one hands the error to the nearest `ErrorBoundary` around the reader and gives null.
    std::shared_ptr<const T> operator()() const { return std::static_pointer_cast<const T>(state_->read()); }
    /// The last value there was, also while it is being fetched again or after that failed; null if there never was
    /// one.
    std::shared_ptr<const T> latest() const { return std::static_pointer_cast<const T>(state_->read_latest()); }
    /// Tracked: whether a fetch is under way, for what is shown or for what a transition will show.
    bool pending() const { return state_->read_pending(); }
    /// Tracked: whether a fetch is under way while there is a value to show.
    bool refreshing() const { return pending() && state_->has_value(); }
    /// Tracked: whether what is shown is not the answer of the newest fetch: that is under way, or failed.
    bool stale() const { return (pending() || error()) && state_->has_value(); }
    /// Tracked: why the last fetch failed. Does not involve boundaries.
    std::optional<solder::error> error() const { return state_->read_error(); }

private:
    std::shared_ptr<detail::async_state> state_;
};

template <class T>
struct async_options {
    /// Shown until the first answer. Who reads the value waits for that all the same; who reads `latest()` does not.
    std::optional<T> initial_value = std::nullopt;
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
    auto state = std::make_shared<detail::async_state>(&detail::same_values<value>);
    if (options.initial_value) state->begin_with(std::make_shared<const value>(*std::move(options.initial_value)));
    auto fetch = [fn = std::move(fn), state = state.get()]() mutable {
        if constexpr (std::is_invocable_v<Fn&>) {
            return detail::to_shared_task(fn()).work();
        } else {
            auto previous = state->previous();
            return detail::to_shared_task(fn(static_cast<const value*>(previous.get()))).work();
        }
    };
    detail::keep_fetching(state, std::move(fetch), made);
    return async_value<value>(state);
}

}  // namespace solder
#endif

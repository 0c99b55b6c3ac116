#ifndef SOLDER_CORE_STOP_TOKEN_HPP
#define SOLDER_CORE_STOP_TOKEN_HPP
#include <solder/core/once_list.hpp>
#include <solder/core/ref.hpp>

namespace solder {
namespace detail {

struct stop_state final : ref_counted {
    once_list listeners;
    bool requested = false;

    /// False when it was requested before.
    bool request();
};

}  // namespace detail

/// Tells whether work is still wanted. Cheap to copy: one counted word. Made by a `stop_source`, or by
/// `co_await current_stop_token()` for the running task; a default-made one never stops.
///
/// As `std::stop_token`, for one thread: all of source, tokens and callbacks stay on the thread that made the source.
class stop_token {
public:
    stop_token() = default;
    explicit stop_token(ref<detail::stop_state> state) : state_(std::move(state)) {}

    [[nodiscard]] bool stop_requested() const { return state_ && state_->requested; }
    /// False for a default-made token. True may still mean that the last source is gone.
    [[nodiscard]] bool stop_possible() const { return static_cast<bool>(state_); }
    friend bool operator==(const stop_token&, const stop_token&) = default;

private:
    template <class>
    friend class stop_callback;
    ref<detail::stop_state> state_;
};

/// Says that work is not wanted any more. Copies are the same source; destroying it requests nothing.
class stop_source {
public:
    [[nodiscard]] stop_token get_token() const { return stop_token(state_); }
    [[nodiscard]] bool stop_requested() const { return state_->requested; }
    /// Runs the callbacks, in the order of their registration, before it returns. False when requested before.
    bool request_stop() const { return state_->request(); }
    friend bool operator==(const stop_source&, const stop_source&) = default;

private:
    ref<detail::stop_state> state_ = make_ref<detail::stop_state>();
};

/// Calls `fn` once when stop is requested, at once when it is already; never after it is destroyed. `fn` may destroy
/// this, other callbacks and the source.
template <class Fn>
class [[nodiscard]] stop_callback final : detail::once_listener {
public:
    stop_callback(const stop_token& token, Fn fn) : fn_(std::move(fn)) {
        if (token.stop_requested())
            fn_();
        else if (token.state_)
            token.state_->listeners.add(*this);
    }

private:
    void told() override {
        auto fn = std::move(fn_);  // `fn` may destroy this
        fn();
    }
    Fn fn_;
};

}  // namespace solder
#endif

#ifndef SOLDER_REACTIVE_SIGNAL_HPP
#define SOLDER_REACTIVE_SIGNAL_HPP
#include <solder/reactive/detail/nodes.hpp>

namespace solder {

/// Given as equality, makes every write and every result a change.
inline constexpr auto never_equal = [](const auto&, const auto&) { return false; };

/// A value that computations can depend on. A handle: copies share the value. Constness is that of the handle.
template <class T>
class signal {
public:
    using value_type = T;

    explicit signal(T initial, call_site made = SOLDER_HERE)
        : state_(detail::make_signal<detail::signal_state<T>>(made, std::move(initial))) {}
    explicit signal(ref<detail::signal_state<T>> state) : state_(std::move(state)) {}

    /// Reads, and makes the running computation depend on it. The reference is good until the next write.
    const T& operator()(call_site here = SOLDER_HERE) const {
        auto& seen = detail::in_this_world(*state_);
        detail::check_thread(seen, here);
        seen.track();
        return seen.value;
    }
    /// Reads without depending on it.
    const T& peek(call_site here = SOLDER_HERE) const {
        auto& seen = detail::in_this_world(*state_);
        detail::check_thread(seen, here);
        return seen.value;
    }

    /// Writes; when the value differs, what depends on it runs again before `set` returns (or at the end of the batch).
    /// Inside a transition only the transition sees it, until it settles.
    void set(T next, call_site here = SOLDER_HERE) const {
        if (detail::is_plain_write(*state_, here) || !std::copyable<T>) [[likely]] {
            if (state_->is_same(state_->value, next)) return;
            auto keep = state_;
            std::swap(keep->value, next);  // the old one ends when all readers know: its end may run code that looks
            return keep->changed();
        }
        if constexpr (std::copyable<T>)
            write_in_worlds([&](T& value) {
                if (state_->is_same(value, next)) return false;
                value = next;
                return true;
            });
    }
    /// Changes in place through `change(T&)`, which may return whether it changed anything; without that it counts as a
    /// change always. While a transition is held, `change` runs once for what is shown and once for what will be.
    /// What it writes to other signals is told before this change is; when it throws, nobody is told how far it came.
    template <class Fn>
    void update(Fn&& change, call_site here = SOLDER_HERE) const {
        auto apply = [&](T& value) {
            if constexpr (std::is_same_v<std::invoke_result_t<Fn&, T&>, bool>)
                return change(value);
            else
                return change(value), true;
        };
        if (std::copyable<T> && !detail::is_plain_write(*state_, here)) [[unlikely]]
            return write_in_worlds(apply);
        auto keep = state_;
        if (apply(keep->value)) keep->changed();
    }

    /// The node of the graph, for `pending_source::begin`.
    [[nodiscard]] detail::signal_base& node() const { return *state_; }

    /// Whether both handles are of the same signal.
    friend bool operator==(const signal&, const signal&) = default;

private:
    template <class Change>
    void write_in_worlds(Change change) const {
        auto keep = state_;
        detail::write_in_worlds(
            *keep,
            [](void* with, detail::signal_base& version) {
                return (*static_cast<Change*>(with))(static_cast<detail::signal_state<T>&>(version).value);
            },
            &change);
    }
    ref<detail::signal_state<T>> state_;
};

/// A value computed from others, at most once per change. A handle; ends with the owner it was made in and keeps its
/// last value then.
template <class T>
class memo {
public:
    using value_type = T;

    explicit memo(ref<detail::memo_state<T>> state) : state_(std::move(state)) {}

    /// Brings the value up to date, and makes the running computation depend on it. The reference is good until the
    /// memo runs again.
    const T& operator()(call_site here = SOLDER_HERE) const {
        if (detail::this_graph.in_branch()) [[unlikely]]
            return static_cast<const detail::memo_state<T>&>(detail::read_in_transition(*state_, here)).value();
        state_->read(here);
        return state_->value();
    }
    /// Reads without depending on it.
    const T& peek(call_site here = SOLDER_HERE) const {
        return untrack([&]() -> const T& { return (*this)(here); });
    }

    /// Whether both handles are of the same memo.
    friend bool operator==(const memo&, const memo&) = default;

private:
    ref<detail::memo_state<T>> state_;
};

/// @param equals  tells whether a write is no change; `==` by default, and without one every write is a change
template <class T, class Equals = detail::default_equality>
    requires detail::equality_of<Equals, std::decay_t<T>>
[[nodiscard]] signal<std::decay_t<T>> create_signal(T&& initial, Equals equals = {}, call_site made = SOLDER_HERE) {
    using value = std::decay_t<T>;
    if constexpr (std::same_as<Equals, detail::default_equality>) {
        return signal<value>(std::forward<T>(initial), made);
    } else {
        using state = detail::signal_with_equality<value, Equals>;
        return signal<value>(
            ref<detail::signal_state<value>>(detail::make_signal<state>(made, std::forward<T>(initial), equals)));
    }
}

/// Computes `fn()` now and again whenever something it read changed and somebody reads it. Readers run again only when
/// the result differs. `fn` must not write signals.
/// @param fn      `() -> T`, or `(const T* previous) -> T` with null in the first run
/// @param equals  tells whether a result is no change; `==` by default
/// Errors: an error raised, or an exception that leaves `fn`, keeps the last value; in the first run the exception goes
/// on to the caller.
template <class Fn, class Equals = detail::default_equality>
[[nodiscard]] auto create_memo(Fn fn, Equals equals = {}, call_site made = SOLDER_HERE) {
    static_assert(std::is_invocable_v<Fn&> || std::is_invocable_v<Fn&, std::nullptr_t>,
                  "the body of a memo takes nothing, or a pointer to its previous value");
    using value = detail::computed_by<Fn>;
    static_assert(!std::is_void_v<value>, "the body of a memo gives a value: what gives none is an effect");
    static_assert(std::is_invocable_v<Fn&> || std::is_invocable_v<Fn&, const value*>,
                  "the previous value of a memo comes as a `const T*` of the type that its body gives");
    static_assert(detail::equality_of<Equals, value>, "the equality of a memo is (const T&, const T&) -> bool");
    auto state = make_ref<detail::memo_of<value, Fn, Equals>>(std::move(fn), std::move(equals), made);
    state->begin();
    return memo<value>(ref<detail::memo_state<value>>(std::move(state)));
}

/// Runs `fn` now, and again whenever something it read changed, before any effect. It may write signals, and is part of
/// a transition: for what starts work (a fetch) rather than shows something.
template <class Fn>
void create_computed(Fn fn, call_site made = SOLDER_HERE) {
    detail::make_computed(std::move(fn), made)->begin();
}

/// Runs `fn` now and again whenever something it read changed, before user effects: this is what updates the page.
/// During a transition it runs once, when that settles. On a server it runs once.
template <class Fn>
void create_render_effect(Fn fn, call_site made = SOLDER_HERE) {
    detail::make_effect(detail::phase::render, std::move(fn), made)->begin();
}

/// Runs `fn` after the page is up to date, and again whenever something it read changed. Never on a server. In content
/// that a `Suspense` does not show yet the first run waits until it does.
template <class Fn>
void create_effect(Fn fn, call_site made = SOLDER_HERE) {
    detail::queue_when_shown(*detail::make_effect(detail::phase::user, std::move(fn), made));
}

namespace detail {

/// As `create_effect`, but does not wait for a `Suspense`: for what is said of a page, and not done to it.
template <class Fn>
void create_effect_anywhere(Fn fn, call_site made = SOLDER_HERE) {
    queue_first_run(*make_effect(phase::user, std::move(fn), made));
}

}  // namespace detail

/// Runs `fn` once, when `create_effect` would run it first. Never on a server.
template <class Fn>
void on_mount(Fn fn, call_site made = SOLDER_HERE) {
    create_effect([fn = std::move(fn)]() mutable { untrack(fn); }, made);
}

}  // namespace solder
#endif

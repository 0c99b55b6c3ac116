#ifndef SOLDER_REACTIVE_SIGNAL_HPP
#define SOLDER_REACTIVE_SIGNAL_HPP
#include <concepts>
#include <optional>
#include <solder/reactive/graph.hpp>

namespace solder {
namespace detail {

/// Whether `==` compiles: a vector claims to have one even where its elements do not.
template <class T>
constexpr bool has_equality() {
    if constexpr (requires { typename T::value_type; })
        return std::equality_comparable<T> && has_equality<typename T::value_type>();
    else
        return std::equality_comparable<T>;
}

/// Whether a write of `b` over `a` is no change. Types without `==` always change.
template <class T>
bool is_same_value(const T& a, const T& b) {
    if constexpr (has_equality<T>())
        return a == b;
    else
        return false;
}

template <class T>
struct signal_state final : ref_counted, source {
    T value;
    explicit signal_state(T initial) : value(std::move(initial)) {}
};

template <class T>
class memo_state final : public computation, public source {
public:
    explicit memo_state(callback<T()> fn) : computation(phase::pure), fn_(std::move(fn)) { set_product(*this); }
    /// The first run; not in the constructor, where a counted handle would be the only one and delete the object.
    void begin() { run_now(); }
    const T& value() const { return *value_; }

private:
    bool run() override {
        T next = fn_();
        if (value_ && is_same_value(*value_, next)) return false;
        value_.emplace(std::move(next));
        return true;
    }
    void drop_body() override { fn_ = {}; }
    callback<T()> fn_;
    std::optional<T> value_;
};

class effect_state final : public computation {
public:
    effect_state(phase when, callback<void()> fn) : computation(when), fn_(std::move(fn)) {}
    void begin() { run_now(); }

private:
    bool run() override {
        fn_();
        return false;
    }
    void drop_body() override { fn_ = {}; }
    callback<void()> fn_;
};

}  // namespace detail

/// A value that computations can depend on. A handle: copies share the value. Constness is that of the handle.
template <class T>
class signal {
public:
    using value_type = T;

    explicit signal(T initial) : state_(make_ref<detail::signal_state<T>>(std::move(initial))) {}

    /// Reads, and makes the running computation depend on it. The reference is good until the next write.
    const T& operator()() const {
        state_->track();
        return state_->value;
    }
    /// Reads without depending on it.
    const T& peek() const { return state_->value; }

    /// Writes; when the value differs, what depends on it runs again before `set` returns (or at the end of the batch).
    void set(T next) const {
        if (detail::is_same_value(state_->value, next)) return;
        auto keep = state_;
        keep->value = std::move(next);
        keep->changed();
    }
    /// Changes in place through `change(T&)`; counts as a change always.
    template <class Fn>
    void update(Fn&& change) const {
        auto keep = state_;
        std::forward<Fn>(change)(keep->value);
        keep->changed();
    }

private:
    ref<detail::signal_state<T>> state_;
};

/// A value computed from others, at most once per change. A handle; ends with the owner it was made in and keeps its
/// last value then.
template <class T>
class memo {
public:
    using value_type = T;

    explicit memo(ref<detail::memo_state<T>> state) : state_(std::move(state)) {}
    const T& operator()() const {
        state_->track();
        return state_->value();
    }

private:
    ref<detail::memo_state<T>> state_;
};

template <class T>
[[nodiscard]] signal<std::decay_t<T>> create_signal(T&& initial) {
    return signal<std::decay_t<T>>(std::forward<T>(initial));
}

/// Computes `fn()` now and again whenever something it read changed. Readers run again only when the result differs.
template <class Fn>
[[nodiscard]] auto create_memo(Fn fn) {
    using value = std::decay_t<std::invoke_result_t<Fn&>>;
    auto made = make_ref<detail::memo_state<value>>(callback<value()>(std::move(fn)));
    made->begin();
    return memo<value>(std::move(made));
}

/// Runs `fn` now and again whenever something it read changed, before user effects: this is what updates the page.
/// On a server it runs once.
template <class Fn>
void create_render_effect(Fn fn) {
    make_ref<detail::effect_state>(detail::phase::render, callback<void()>(std::move(fn)))->begin();
}

/// Runs `fn` after the page is up to date, and again whenever something it read changed. Never on a server.
template <class Fn>
void create_effect(Fn fn) {
    auto& graph = detail::graph::current();
    if (graph.renders_once) return;
    auto effect = make_ref<detail::effect_state>(detail::phase::user, callback<void()>(std::move(fn)));
    detail::batch_scope after_the_batch;
    graph.queue(*effect);
}

/// Runs `fn` once, after the page is up to date. Never on a server.
template <class Fn>
void on_mount(Fn fn) {
    create_effect([fn = std::move(fn)]() mutable { untrack(fn); });
}

}  // namespace solder
#endif

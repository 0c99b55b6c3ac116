#ifndef SOLDER_REACTIVE_BRIDGES_HPP
#define SOLDER_REACTIVE_BRIDGES_HPP
#include <optional>
#include <solder/reactive/readable.hpp>

// Values in from callbacks, and out to callbacks. `from` and `to` are constrained to what they are for, so that their
// short names, found through their arguments, do not get in the way of others.

namespace solder {

template <class T>
class value_setter;

namespace detail {

/// What ties a callback source to the owner that listens to it.
class callback_link : public ref_counted {
public:
    /// Ends with the owner around. Returns whether to subscribe: not when that has ended.
    bool begin(const call_site& made);
    /// Takes what unsubscribes; calls it at once when the owner ended meanwhile.
    void subscribed(callback<void()> unsubscribe);

protected:
    /// Lets go of the value, so that it goes with its readers although the source keeps its setter.
    virtual void let_go() = 0;
    bool subscribing_ = true;

private:
    void end();
    callback<void()> unsubscribe_;
    bool ended_ = false;
};

template <class T>
class typed_link : public callback_link {
public:
    virtual void put(T value, call_site here) = 0;
};

/// @tparam Kept  `T`, or an optional of it
template <class T, class Kept>
class link_to final : public typed_link<T> {
public:
    explicit link_to(signal<Kept> value) : value_(std::move(value)) {}
    void put(T value, call_site here) override {
        if (!value_) return;
        auto kept = *value_;
        std::optional<allow_writes> first_value;  // nobody can have read it
        if (this->subscribing_) first_value.emplace();
        kept.set(Kept(std::move(value)), here);
    }

private:
    void let_go() override { value_.reset(); }
    std::optional<signal<Kept>> value_;
};

template <class Subscribe, class T>
concept subscribes_for = std::invocable<Subscribe&, value_setter<T>>;

template <class T, class Kept, class Subscribe>
readable<Kept> listen(signal<Kept> value, Subscribe& subscribe, const call_site& made) {
    auto link = make_ref<link_to<T, Kept>>(value);
    if (link->begin(made))
        untrack([&] {
            value_setter<T> setter{ref<typed_link<T>>(link)};
            if constexpr (std::is_void_v<std::invoke_result_t<Subscribe&, value_setter<T>>>)
                subscribe(std::move(setter)), link->subscribed({});
            else
                link->subscribed(callback<void()>(subscribe(std::move(setter))));
        });
    return readable<Kept>(std::move(value));
}

/// The equality of values, where there may be none yet.
template <class Equals>
struct optional_equality {
    mutable Equals equals;
    template <class T>
    bool operator()(const std::optional<T>& a, const std::optional<T>& b) const {
        return a && b && equals(*a, *b);
    }
};
template <class T, class Equals>
auto create_optional_signal(Equals equals, call_site made) {
    if constexpr (std::same_as<Equals, default_equality>)
        return create_signal(std::optional<T>(), equals, made);
    else
        return create_signal(std::optional<T>(), optional_equality<Equals>{std::move(equals)}, made);
}

}  // namespace detail

/// What a callback source tells its values: `set(value)`. Copies are alike; after the listening owner has ended a call
/// does nothing, so the source may keep it as long as it likes.
/// Thread: that of the signal; a source on another thread has to come over first.
template <class T>
class value_setter {
public:
    explicit value_setter(ref<detail::typed_link<T>> link) : link_(std::move(link)) {}
    void operator()(T value, call_site here = SOLDER_HERE) const {
        auto link = link_;  // the source may drop this setter meanwhile
        link->put(std::move(value), here);
    }

private:
    ref<detail::typed_link<T>> link_;
};

/// A value out of a callback source: calls `subscribe` once, now, and follows what that tells its setter, until the
/// owner around ends. Outside of any owner nothing ever unsubscribes: a mistake that debug builds tell of.
///
/// The source may set while it subscribes. Nothing that `subscribe` reads is tracked. Subscribes on a server too, where
/// a value that comes later than the first read is not waited for.
///
/// @param subscribe  `(value_setter<T>)`, gives what unsubscribes (a callable without arguments) or nothing
/// @param equals     tells whether a value is no change; `==` by default, `never_equal` where each call is news
/// @return `const std::optional<T>&` when read: empty until the first value
template <class T, class Subscribe, class Equals = detail::default_equality>
    requires detail::subscribes_for<Subscribe, T> && detail::equality_of<Equals, T>
[[nodiscard]] readable<std::optional<T>> from(Subscribe subscribe, Equals equals = {}, call_site made = SOLDER_HERE) {
    return detail::listen<T>(detail::create_optional_signal<T>(std::move(equals), made), subscribe, made);
}

/// The same with a value to begin with: `const T&` when read.
/// @tparam T  by default the type of `initial`
template <class T = void, class Subscribe, class Initial, class Equals = detail::default_equality,
          class Value = std::conditional_t<std::is_void_v<T>, Initial, T>>
    requires std::convertible_to<Initial, Value> && (!detail::equality_of<Initial, Value>) &&
             detail::subscribes_for<Subscribe, Value> && detail::equality_of<Equals, Value>
[[nodiscard]] readable<Value> from(Subscribe subscribe, Initial initial, Equals equals = {},
                                   call_site made = SOLDER_HERE) {
    Value first = std::move(initial);
    return detail::listen<Value>(create_signal(std::move(first), std::move(equals), made), subscribe, made);
}

namespace detail {

/// What the handles of one subscription share.
class output final : public ref_counted {
public:
    explicit output(const call_site& made);
    ~output() override;
    /// Whether values go out here: not on a server, nor after the owner ended.
    [[nodiscard]] bool is_wanted() const { return !this_graph.renders_once && !scope->is_disposed(); }

    const ref<owner> scope;

private:
    bool ends_with_handles_;
};

}  // namespace detail

/// What `to` gives. Copies are of the same subscription.
class subscription {
public:
    explicit subscription(ref<detail::output> state) : state_(std::move(state)) {}
    /// No value goes out any more. Idempotent; the sink itself may call it.
    void stop() const { state_->scope->dispose(); }
    /// Not after `stop`, nor after the end of the owner.
    [[nodiscard]] bool is_active() const { return state_->is_wanted(); }

private:
    ref<detail::output> state_;
};

/// Hands the value of an accessor to a callback: now, and after each change, until `stop` or the end of the owner
/// around. Outside of any owner: until the last copy of what this returns goes (so a sink that holds one has to stop).
///
/// It is a `create_effect`: the sink runs after the page is up to date, with the last value of a batch, with nothing of
/// a transition before that settles, and never on a server. What it reads is not tracked; it may write signals, and
/// `on_cleanup` in it runs before the next value.
///
/// @param read  a signal, a memo or any callable; of the latter an equal result is no change
/// @param sink  `(const T&)`; the value is good until the sink writes what `read` reads
template <detail::accessor Accessor, class Sink>
    requires std::invocable<Sink&, const detail::accessed<Accessor>&>
subscription to(Accessor read, Sink sink, call_site made = SOLDER_HERE) {
    auto state = make_ref<detail::output>(made);
    if (state->is_wanted())
        run_with_owner(state->scope.get(), [&] {
            create_effect(
                [value = detail::as_handle(std::move(read), made), sink = std::move(sink)]() mutable {
                    const auto& now = value();
                    untrack([&] { sink(now); });
                },
                made);
        });
    return subscription(std::move(state));
}

}  // namespace solder
#endif

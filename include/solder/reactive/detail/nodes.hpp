#ifndef SOLDER_REACTIVE_DETAIL_NODES_HPP
#define SOLDER_REACTIVE_DETAIL_NODES_HPP
#include <concepts>
#include <expected>
#include <memory>
#include <ranges>
#include <solder/reactive/graph.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

// The nodes of the graph with their types: one allocation each, value and callable inside.

namespace solder::detail {

template <class T>
constexpr bool has_equality();

template <class T>
inline constexpr bool parts_have_equality = true;
template <class... Parts>
inline constexpr bool parts_have_equality<std::tuple<Parts...>> = (has_equality<Parts>() && ...);
template <class First, class Second>
inline constexpr bool parts_have_equality<std::pair<First, Second>> = has_equality<First>() && has_equality<Second>();
template <class... Parts>
inline constexpr bool parts_have_equality<std::variant<Parts...>> = (has_equality<Parts>() && ...);
template <class T, class Error>
inline constexpr bool parts_have_equality<std::expected<T, Error>> =
    (std::is_void_v<T> || has_equality<T>()) && has_equality<Error>();
template <class T>
    requires requires(const T& value) { typename T::value_type; } && (!std::same_as<typename T::value_type, T>) &&
                 (std::ranges::range<T> || requires(const T& value) { *value; })
inline constexpr bool parts_have_equality<T> = has_equality<typename T::value_type>();

/// Whether `==` compiles: a vector or a pair claims to have one even where its elements do not.
template <class T>
constexpr bool has_equality() {
    if constexpr (parts_have_equality<T>)  // first: of some types even the question does not compile
        return std::equality_comparable<T>;
    else
        return false;
}

/// Whether a write of `b` over `a` is no change. Types without `==` always change.
template <class T>
bool is_same_value(const T& a, const T& b) {
    if constexpr (has_equality<T>())
        return a == b;
    else
        return false;
}

struct default_equality {};

template <class Equals, class T>
concept equality_of =
    std::same_as<Equals, default_equality> || std::is_invocable_r_v<bool, Equals&, const T&, const T&>;

// ---- signals

template <class T>
class signal_state : public signal_base {
public:
    explicit signal_state(const T& initial) : value(initial) {}
    explicit signal_state(T&& initial) : value(std::move(initial)) {}
    SOLDER_PAGE_INLINE ~signal_state() override = default;
    T value;

    [[nodiscard]] bool is_same(const T& a, const T& b) const {
        return custom_equality_ ? is_same_custom(a, b) : is_same_value(a, b);
    }

private:
    virtual bool is_same_custom(const T&, const T&) const { return false; }
    // A value that cannot be copied has no second version: a transition writes it at once.
    ref<signal_base> make_fork() const override {
        if constexpr (std::copyable<T>)
            return make_ref<signal_state>(value);
        else
            return nullptr;
    }
    bool adopt_value(signal_base& fork) override {
        auto& next = static_cast<signal_state&>(fork).value;
        if (is_same(value, next)) return false;
        if constexpr (std::is_move_assignable_v<T>) std::swap(value, next);  // the old one ends with the fork
        return true;
    }
};

template <class T, class Equals>
class signal_with_equality final : public signal_state<T> {
public:
    signal_with_equality(T initial, Equals equals) : signal_state<T>(std::move(initial)), equals_(std::move(equals)) {
        this->custom_equality_ = true;
    }

private:
    bool is_same_custom(const T& a, const T& b) const override { return equals_(a, b); }
    Equals equals_;
};

template <class State, class... Args>
ref<State> make_signal([[maybe_unused]] call_site made, Args&&... args) {
    auto state = make_ref<State>(std::forward<Args>(args)...);
#ifndef NDEBUG
    state->made = made;
    state->home = &this_graph;
#endif
    return state;
}

inline void check_thread([[maybe_unused]] const signal_base& used, [[maybe_unused]] const call_site& touched) {
#ifndef NDEBUG
    if (used.home && used.home != &this_graph) report_wrong_thread(used.made, touched);
#endif
}

/// Whether a write concerns this one version of the signal alone. In debug builds also checks that it is allowed.
inline bool is_plain_write(const signal_base& written, [[maybe_unused]] const call_site& touched) {
#ifndef NDEBUG
    check_write(written, touched);
#endif
    return !this_graph.held || !(this_graph.in_branch() || written.has_fork());
}

// ---- memos

template <class T>
class memo_state : public memo_base {
public:
    SOLDER_PAGE_INLINE explicit memo_state(call_site made) : memo_base(made) {}
    /// What derives from it has dropped the value.
    SOLDER_PAGE_INLINE ~memo_state() override {}
    [[nodiscard]] const T& value() const { return value_; }

protected:
    template <class>
    friend class memo_fork;
    virtual T compute(const T* previous) = 0;
    virtual bool is_same_custom(const T&, const T&) const { return false; }

    [[nodiscard]] bool is_same(const T& a, const T& b) const {
        return bits_.custom_equality ? is_same_custom(a, b) : is_same_value(a, b);
    }
    [[nodiscard]] const T* last() const { return bits_.has_value ? &value_ : nullptr; }
    void put(T next) {
        if (bits_.has_value)
            exchange(next);  // the old value ends when the new one is in place: its end may run code that looks
        else
            emplace(std::move(next));
    }
    void drop_value() final {
        if (!bits_.has_value) return;
        bits_.has_value = false;
        value_.~T();
    }
    /// Runs the body, which is that of `original`.
    bool run_body_of(memo_state& original, const T* previous) {
        T next = original.compute(previous);
        const bool has_changed = !previous || !original.is_same(*previous, next);
        if (has_changed || !bits_.has_value) put(std::move(next));
        return has_changed;
    }

private:
    bool run() override { return run_body_of(*this, last()); }
    ref<computation> make_fork() override;
    bool adopt_value(computation& fork) override {
        auto& from = static_cast<memo_state&>(fork);
        if (!bits_.has_value) return emplace(std::move(from.value_)), true;
        if (is_same(value_, from.value_)) return false;
        exchange(from.value_);  // the old one ends with the fork, once all is merged
        return true;
    }
    void exchange(T& other) {
        if constexpr (std::is_move_assignable_v<T>) {
            std::swap(value_, other);
        } else {
            T old = std::move(value_);
            std::destroy_at(std::addressof(value_));
            std::construct_at(std::addressof(value_), std::move(other));
            std::destroy_at(std::addressof(other));
            std::construct_at(std::addressof(other), std::move(old));
        }
    }
    void emplace(T next) {
        std::construct_at(std::addressof(value_), std::move(next));
        bits_.has_value = true;
    }
    union {
        T value_;
    };
};

/// A transition's version of a memo: the body is that of the original, and so is the value until it ran.
template <class T>
class memo_fork final : public memo_state<T> {
public:
    memo_fork(ref<memo_state<T>> base, call_site made) : memo_state<T>(made), base_(std::move(base)) {
        this->bits_.is_fork = true;
    }
    SOLDER_PAGE_INLINE ~memo_fork() override { this->drop_value(); }

private:
    T compute(const T* previous) override { return base_->compute(previous); }
    bool run() override { return this->run_body_of(*base_, this->last() ? this->last() : base_->last()); }
    void drop_body() override { base_ = {}; }
    ref<memo_state<T>> base_;
};

template <class T>
ref<computation> memo_state<T>::make_fork() {
    call_site made = SOLDER_HERE;
    return make_ref<memo_fork<T>>(ref<memo_state>(this), made);
}

template <class Fn>
struct result_of_body : std::invoke_result<Fn&, std::nullptr_t> {};
template <class Fn>
    requires std::is_invocable_v<Fn&>
struct result_of_body<Fn> : std::invoke_result<Fn&> {};
/// What a memo over `fn` holds: `fn` may take its previous value.
template <class Fn>
using computed_by = std::decay_t<typename result_of_body<Fn>::type>;

template <class T, class Fn, class Equals>
class memo_of final : public memo_state<T> {
public:
    memo_of(Fn&& fn, Equals&& equals, call_site made)
        : memo_state<T>(made), equals_(std::move(equals)), fn_(std::move(fn)) {
        this->bits_.has_body = true;
        this->bits_.custom_equality = !std::same_as<Equals, default_equality>;
    }
    SOLDER_PAGE_INLINE ~memo_of() override {
        drop_body();
        this->drop_value();
    }

private:
    T compute(const T* previous) override {
        if constexpr (std::is_invocable_v<Fn&>)
            return fn_();
        else
            return fn_(previous);
    }
    bool is_same_custom([[maybe_unused]] const T& a, [[maybe_unused]] const T& b) const override {
        if constexpr (std::same_as<Equals, default_equality>)
            return false;  // not asked
        else
            return equals_(a, b);
    }
    void drop_body() override {
        if (!this->bits_.has_body) return;
        this->bits_.has_body = false;
        fn_.~Fn();
    }
    [[no_unique_address]] Equals equals_;
    union {
        Fn fn_;
    };
};

// ---- effects

template <class Base, class Fn>
class effect_of final : public Base {
public:
    template <class... Args>
    explicit effect_of(Fn&& fn, Args... args) : Base(args...), fn_(std::move(fn)) {
        this->bits_.has_body = true;
    }
    SOLDER_PAGE_INLINE ~effect_of() override { drop_body(); }

private:
    bool run() override {
        fn_();
        return false;
    }
    void drop_body() override {
        if (!this->bits_.has_body) return;
        this->bits_.has_body = false;
        fn_.~Fn();
    }
    union {
        Fn fn_;
    };
};

#ifndef NDEBUG
void report_without_owner(const call_site& made);
#endif

// Bodies come by reference from here on: each move by value is code for each type of body.

/// @param when  of effects alone; `make_computed` makes what computes
template <class Fn>
ref<effect_base> make_effect(phase when, Fn&& fn, call_site made) {
    static_assert(std::is_invocable_v<Fn&>, "the body of an effect takes nothing: it reads what it needs");
#ifndef NDEBUG
    if (!get_owner()) report_without_owner(made);
#endif
    return make_ref<effect_of<effect_base, Fn>>(std::move(fn), when, made);
}

template <class Fn>
ref<effect_base> make_computed(Fn&& fn, call_site made) {
    static_assert(std::is_invocable_v<Fn&>, "the body of a computed takes nothing: it reads what it needs");
#ifndef NDEBUG
    if (!get_owner()) report_without_owner(made);
#endif
    return make_ref<effect_of<computed_base, Fn>>(std::move(fn), made);
}

/// Starts an effect that waits for the page to be up to date; nothing on a server.
void queue_first_run(effect_base& effect);
/// The same for one that also waits for the content it is in to be shown.
void queue_when_shown(effect_base& effect);

}  // namespace solder::detail
#endif

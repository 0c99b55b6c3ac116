#ifndef SOLDER_QUERY_ASYNC_STATE_HPP
#define SOLDER_QUERY_ASYNC_STATE_HPP
#include <memory>
#include <optional>
#include <solder/core/shared_task.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {

/// How fetched data stands.
enum class data_state : std::uint8_t {
    unresolved,  ///< there was nothing to fetch yet
    pending,     ///< fetched, and there is no value yet
    ready,
    refreshing,  ///< fetched again while there is a value
    errored,     ///< the newest fetch failed
};

namespace detail {

/// A computation that fetches, and what an accessor shows of it: the newest outcome. Without its type: one body of code
/// for all. One object, since a page has one for each value that it reads.
class async_state : public computed_base {
public:
    /// Shown until the first answer. Before it begins.
    void begin_with(const erased_value& initial);
    /// The first piece of a page that is sent in pieces waits for it, wherever it is read. When it has begun.
    void hold_first_piece();

    erased_value read();
    erased_value read_latest();
    bool read_pending() const;
    bool has_value() const { return shown_().value != nullptr; }
    std::optional<error> read_error() const;
    data_state read_state() const;

protected:
    explicit async_state(call_site made);
    /// What is held of the newest answer, untracked; null before the first, and when the newest fetch failed (C7).
    [[nodiscard]] erased_value previous() const;
    /// It is disposed: outcomes that come later are nobody's.
    void stop();

private:
    struct outcome {
        erased_value value;
        ref<shared_work> failed;  // its failure is shown
        ref<shared_work> fetch;   // the newest; null: none is under way. No part of what readers see
        bool is_answer = false;   // a fetch has succeeded
        [[nodiscard]] const error& why() const { return failed->outcome->error(); }
        friend bool operator==(const outcome& a, const outcome& b) {
            return a.value == b.value && a.failed == b.failed && a.is_answer == b.is_answer;
        }
    };
    class outcome_signal;

    /// Asks for a value; null when there is nothing to fetch.
    virtual ref<shared_work> ask() = 0;
    /// What to hold of `answer` where `before` was held: that itself when nothing has changed for its readers.
    virtual erased_value kept(const erased_value& before, const erased_value& answer) = 0;

    bool run() override;
    /// It ran and asked for this. Older fetches are forgotten, whenever they end (C10).
    void take(const ref<shared_work>& fetch);
    /// It ran and asked for nothing: what is shown stays (C8).
    void keep();
    void take_along(const ref<shared_work>& fetch);
    void settled(const ref<shared_work>& fetch);
    void settle_missing();
    [[nodiscard]] outcome after(const outcome& before, const shared_work& fetch);
    [[nodiscard]] bool is_fetching() const;
    [[nodiscard]] bool is_fetching_inside() const;
    void set_newest(const ref<shared_work>& fetch);
    void tell_fetching(bool now);
    bool still_failing() const;

    signal<outcome> shown_;  // a transition has its own version
    // Made when somebody asks whether a fetch is under way: few do.
    mutable ref<signal_state<bool>> fetches_;
    pending_source missing_;
    bool stopped_ = false;
    bool is_ahead_;                  // for a page that may be shown next
    bool waits_for_inputs_ = false;  // on a server: a value that it reads is missing; it will run again with that
};

/// Holds each answer as it came, or the one before that is equal.
erased_value keep_equal(const erased_value& before, const erased_value& answer, bool (*same)(const void*, const void*));

/// `State` with the function that fetches: `call` of it gives a shared task.
template <class State, class Fn>
class async_of final : public State {
public:
    template <class... Args>
    explicit async_of(Fn&& fn, Args&&... args) : State(std::forward<Args>(args)...), fn_(std::move(fn)) {
        this->bits_.has_body = true;
    }
    SOLDER_PAGE_INLINE ~async_of() override { drop_body(); }

private:
    ref<shared_work> ask() override { return this->call(fn_).work(); }
    void drop_body() override {
        if (!this->bits_.has_body) return;
        this->bits_.has_body = false;
        this->stop();
        fn_.~Fn();
    }
    union {
        Fn fn_;
    };
};

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
template <class T>
shared_task<T> to_shared_task(result<T> given) {
    return given ? shared_task<T>::settled(*std::move(given)) : shared_task<T>::failed(std::move(given.error()));
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
}  // namespace solder
#endif

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

/// What an accessor shows: the newest outcome of a computation that fetches. Without its type: one body of code for
/// all.
class async_state : public std::enable_shared_from_this<async_state> {
public:
    async_state() = default;
    async_state(const async_state&) = delete;
    virtual ~async_state() = default;

    /// The accessor is disposed: outcomes that come later are nobody's.
    void stop();
    /// The computation ran and asked for this. Older fetches are forgotten, whenever they end (C10).
    void take(ref<shared_work> fetch);
    /// The computation ran and asked for nothing: what is shown stays (C8).
    void keep();
    /// Shown until the first answer. Before the computation runs first.
    void begin_with(erased_value initial);
    /// What is held of the newest answer, untracked; null before the first, and when the newest fetch failed (C7).
    [[nodiscard]] erased_value previous() const;
    /// On a server: a value that the computation reads is missing; it will run again when that is there.
    void wait_for_inputs() { waits_for_inputs_ = true; }

    erased_value read();
    erased_value read_latest();
    bool read_pending() const { return fetches_(); }
    bool has_value() const { return shown_().value != nullptr; }
    std::optional<error> read_error() const;
    data_state read_state() const;
    callback<ref<shared_work>()> fetch;  ///< what the computation runs

private:
    struct outcome {
        erased_value value;
        ref<shared_work> failed;  // its failure is shown
        bool is_answer = false;   // a fetch has succeeded
        [[nodiscard]] const error& why() const { return failed->outcome->error(); }
        friend bool operator==(const outcome&, const outcome&) = default;
    };
    /// What to hold of `answer` where `before` was held: that itself when nothing has changed for its readers.
    virtual erased_value kept(const erased_value& before, const erased_value& answer) = 0;
    void settled(const ref<shared_work>& fetch);
    void settle_missing();
    [[nodiscard]] outcome after(const outcome& before, const ref<shared_work>& fetch);
    bool still_failing() const;

    // Signals, so that a transition has its own versions.
    signal<ref<shared_work>> fetch_{ref<shared_work>()};  // the newest
    signal<outcome> shown_{outcome{}};
    signal<bool> pending_{false};
    signal<bool> fetches_{false};  // as `pending_`, but what is shown says at once that it is fetched for a transition
    pending_source missing_;
    bool stopped_ = false;
    bool waits_for_inputs_ = false;
};

/// Holds each answer as it came, or the one before that is equal.
class async_value_state final : public async_state {
public:
    explicit async_value_state(bool (*same)(const void*, const void*)) : same_(same) {}

private:
    erased_value kept(const erased_value& before, const erased_value& answer) override;
    bool (*same_)(const void*, const void*);
};

/// Runs `fetch` for `state` now and whenever what it read changes, as long as the current owner lives.
void keep_fetching(const std::shared_ptr<async_state>& state, callback<ref<shared_work>()> fetch, call_site made);

}  // namespace detail
}  // namespace solder
#endif

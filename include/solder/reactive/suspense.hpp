#ifndef SOLDER_REACTIVE_SUSPENSE_HPP
#define SOLDER_REACTIVE_SUSPENSE_HPP
#include <solder/reactive/context.hpp>
#include <solder/reactive/signal.hpp>
#include <vector>

namespace solder {

class suspense_scope;

/// Something whose value is not there yet. Scopes that hold content back for it are told when it is.
class pending_source {
public:
    pending_source() = default;
    pending_source(const pending_source&) = delete;
    pending_source& operator=(const pending_source&) = delete;
    ~pending_source() { settle(); }

    /// A value begins to be missing. Begun in a transition, it holds that as long as somebody reads it who has been
    /// shown already.
    /// @param read_through  what readers of the value track; must outlive this or the next `settle`
    void begin(detail::signal_base& read_through);
    /// Notes that running code read the missing value: the nearest scope around it waits.
    void suspend_reader();
    /// `scope` waits for it, whoever reads it.
    void hold(const ref<suspense_scope>& scope);
    /// The value is there, or will never be: scopes and transitions stop waiting.
    void settle();
    /// It is there for the transition, and still missing in what is shown: that ends with the transition.
    void settle_inside();

private:
    std::vector<ref<suspense_scope>> waiting_;
    std::uint32_t transition_ = 0;  // the number of the one it was begun in; 0: none
};

/// A part of the page that shows something else while values it reads are missing. Only the first showing waits:
/// content that has been shown stays while it is refreshed, and holds the transition that refreshes it. User effects
/// inside begin when it is shown: here, and in the scopes around the code that made it.
class suspense_scope final : public ref_counted {
public:
    /// @param is_shown  there is nothing to hold back
    explicit suspense_scope(bool is_shown = false);
    ~suspense_scope() override;

    /// Tracked: whether a value read inside is missing.
    [[nodiscard]] bool is_pending() const { return pending_(); }
    [[nodiscard]] bool is_pending_now() const { return missing_ > 0; }
    /// Calls `tell` once, when no value is missing any more; at once when none is.
    void when_settled(callback<void()> tell);
    /// From now on missing values do not hide the content again.
    void content_was_shown();
    [[nodiscard]] bool is_shown() const { return shown_; }

    /// Whether a value that is missing here holds transition `number` up: not when that one made the scope.
    [[nodiscard]] bool holds_transition(std::uint32_t number) const { return shown_ && made_in_ != number; }

private:
    friend class pending_source;
    void value_arrived();
    void count(int by);
    static bool keep(detail::effect_base& effect);
    void has_nothing_to_keep();

    signal<bool> pending_{false};
    int missing_ = 0;
    std::vector<callback<void()>> when_settled_;
    std::uint32_t made_in_;
    bool shown_;
    ref<suspense_scope> around_;
    detail::effect_queue effects_;  // made inside, and not begun
};

/// The scope around the running code; null when there is none.
[[nodiscard]] const context<ref<suspense_scope>>& suspense_context();
/// What the first piece of a page that is sent in pieces waits for; null elsewhere.
[[nodiscard]] const context<ref<suspense_scope>>& first_piece_context();

}  // namespace solder
#endif

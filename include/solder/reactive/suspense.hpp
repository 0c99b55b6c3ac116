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

    /// Notes that running code read the missing value: the nearest scope around it waits.
    void suspend_reader();
    /// The value is there, or will never be: scopes stop waiting.
    void settle();

private:
    friend class suspense_scope;
    std::vector<ref<suspense_scope>> waiting_;
};

/// A part of the page that shows something else while values it reads are missing. Only the first showing waits:
/// content that has been shown stays while it is refreshed.
class suspense_scope final : public ref_counted {
public:
    /// Tracked: whether a value read inside is missing.
    [[nodiscard]] bool is_pending() const { return pending_() > 0; }
    [[nodiscard]] bool is_pending_now() const { return pending_.peek() > 0; }
    /// Calls `tell` once, when no value is missing any more; at once when none is.
    void when_settled(callback<void()> tell);
    /// From now on missing values do not hide the content again.
    void content_was_shown() { shown_ = true; }

private:
    friend class pending_source;
    void value_arrived();

    signal<int> pending_{0};
    std::vector<callback<void()>> when_settled_;
    bool shown_ = false;
};

/// The scope around the running code; null when there is none.
[[nodiscard]] const context<ref<suspense_scope>>& suspense_context();

}  // namespace solder
#endif

#ifndef SOLDER_REACTIVE_TRANSITION_HPP
#define SOLDER_REACTIVE_TRANSITION_HPP
#include <functional>
#include <solder/core/task.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {

/// Runs `fn` in the next turn of the task queue, so that what it writes shows all at once, when the data it needs is
/// there; until then everything shown stays as it was. Inside a transition runs `fn` at once, as part of it. There is
/// at most one transition on a thread: what starts while one is held joins it.
///
/// What the transition computes sees its writes, other code does not. A fetch that it starts holds it when something
/// inside a boundary that has been shown reads it; inside boundaries that the transition itself made it does not. Where
/// no `suspense_scope` was ever made there is nothing to hold: `fn` is a batch then. Effects there were before run
/// once, when it settles; those it makes inside render as they are made, into what is not shown yet. Writes from
/// outside meanwhile show at once, and are part of what will be, too.
///
/// Values that cannot be copied are written at once. Needs a task queue (`environment_scope`). On a server `fn` runs at
/// once.
///
/// @return done when the transition has settled; may be dropped
/// Errors: an exception that leaves `fn` fails the task, once the transition has settled; what was written before it
/// counts. Where nobody waits for the task it is raised to the owner around, and where `fn` runs at once it goes on to
/// the caller.
task<void> start_transition(callback<void()> fn);

/// The same, without waiting for the next turn.
task<void> start_transition_now(callback<void()> fn);

/// Tracked: whether a transition is held on this thread. Cheap, and the same for everyone.
class transition_pending {
public:
    bool operator()() const;
};

/// What `use_transition` gives, for `auto [pending, start] = use_transition();`.
struct transition_controls {
    transition_pending pending;
    /// `start_transition`.
    task<void> (*start)(callback<void()> fn) = &start_transition;
};
[[nodiscard]] inline transition_controls use_transition() { return {}; }

namespace detail {

/// Runs `fn` at once, or, for what a held transition makes, when that has settled: never when it is given up.
void when_shown(callback<void()> fn);

/// Whether the running code computes, for a held transition, the second version of what is shown.
[[nodiscard]] bool runs_second_version();
/// For code that runs as a second version, outside of `untrack`, and would only make again what is shown: keeps the
/// original with all that it made, as if this run had not been.
void keep_original();

/// For code that makes something anew for each value of `key`: whether it is the second version of what is shown, and
/// that has the same key; then it is kept. Tracks `key`.
template <class T, class Same = std::equal_to<>>
[[nodiscard]] bool keeps_what_is_shown(const memo<T>& key, const Same& same = {}) {
    if (!runs_second_version()) return false;
    const T& wanted = key();
    const bool is_same = [&] {
        world_scope shown(world::shown_only);
        return same(key.peek(), wanted);
    }();
    if (is_same) keep_original();
    return is_same;
}

}  // namespace detail
}  // namespace solder
#endif

#ifndef SOLDER_SRC_REACTIVE_BRANCH_HPP
#define SOLDER_SRC_REACTIVE_BRANCH_HPP
#include "pointer_map.hpp"
#include <optional>
#include <solder/reactive/suspense.hpp>
#include <vector>

namespace solder::detail {

/// Who waits for a transition to settle.
struct transition_state : ref_counted {
    bool settled = false;
    std::vector<callback<void()>> waiting;
#ifdef __cpp_exceptions
    std::optional<error> thrown;  // by the function
#endif
};

/// A transition that is held: the part of the graph that its writes reach, a second time.
///
/// Each signal it writes gets a second version, a *fork*; so does, at once, each memo and `create_computed` behind it,
/// with copies of its edges, which lead to forks where there are any. The forks and whatever is made inside are
/// ordinary nodes of the graph: marking and bringing up to date know nothing of transitions. What is shown reads the
/// base; code of the transition reads the forks. Effects of the base are left alone. When no fetch is awaited any more
/// everything commits at once: each base takes over value, edges and children of its fork, and effects run.
///
/// A write from outside goes to both versions. There is at most one branch on a thread.
class branch {
public:
    /// Runs `fn` inside the branch of this thread, making one if there is none.
    static void run(callback<void()> fn, ref<transition_state> told);

    /// See `runs_second_version` and `keep_original` in transition.hpp.
    [[nodiscard]] static bool runs_fork();
    void count_run_as_none();

    [[nodiscard]] std::uint32_t number() const { return number_; }
    signal_base& version_of(const signal_base& base) const;
    computation& version_of(const computation& base) const;
    /// The version to write; makes one. Null when the value cannot be copied.
    signal_base* version_to_write(signal_base& base);

    // The graph tells what happens.
    void was_made_inside(computation& made);
    void will_run(computation& inside);
    void queue(computation& inside);
    void base_changed(computation& base);
    void follow(source& from, computation& reader);
    void drop(computation& base);
    /// What is below `top` has no part in the branch any more.
    void drop_below(owner& top);
    /// Has the version of `base` that is inside run again.
    void run_again(const computation& base);
    void work();
    /// Lets go of all that waits to run; returns something of it.
    ref<computation> stop();

    // Suspense.
    void await_value(pending_source& value, signal_base& read_through);
    /// The value is there for this, and need not be for what is shown.
    void arrived(pending_source& value);
    void forget(pending_source& value);

private:
    template <class Node>
    struct version {
        ref<Node> base;
        ref<Node> fork;
        bool changed = false;
    };
    struct awaited_value {
        pending_source* value = nullptr;  // null once it is there
        signal_base* read_through = nullptr;
        bool is_there = false;
    };

    branch();
    source& resolve(source& from) const;
    void spread(source& from, source& to);
    computation& make_fork(computation& base);
    /// Whether there is a version of such a thing; of all others, what is shown waits for the commit.
    static bool has_versions(const computation& base);
    [[nodiscard]] bool is_replaced(const owner& base) const;
    /// Calls `fn` for all that is owned by `top`, by what that owns, and so on.
    template <class Fn>
    static void each_below(owner& top, Fn fn);
    void take_part_again(computation& reader);

    [[nodiscard]] bool is_held() const;
    [[nodiscard]] bool holds(const source& read_through) const;
    bool run_stale();

    void commit();
    void merge_graph();
    void merge_children();
    void tell_effects();
    void drop_old_values();
    void settle_values();
    void free_what_was_made();
    static void merge_run(version<computation>& each);
    static void hand_over(version<computation>& each);

    std::uint32_t number_;
    int inside_ = 0;
    std::vector<version<signal_base>> signals_;
    std::vector<version<computation>> computations_;
    pointer_map signal_at_;
    pointer_map computation_at_;  // by base and by fork
    std::vector<ref<computation>> made_;
    std::vector<ref<computation>> stale_;    // memos and computed
    std::vector<ref<computation>> showing_;  // render effects made inside
    std::vector<ref<computation>> later_;    // user effects made inside
    std::vector<awaited_value> awaited_;
    std::vector<ref<transition_state>> told_;
};

/// Tells those who wait for transitions that settled.
void tell_settled();
/// Whether a transition is held; a signal of this thread.
const signal<bool>& transition_is_held();

}  // namespace solder::detail
#endif

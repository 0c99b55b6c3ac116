#include "branch.hpp"
#include "edge_pool.hpp"

// How a transition ends: each base takes over what its fork has, in one batch.

namespace solder::detail {
namespace {

thread_local std::vector<ref<transition_state>> settled;

}  // namespace

void branch::commit() {
    auto& g = this_graph;
    std::unique_ptr<branch> ends_here(g.held);
    g.held = nullptr;  // not by std::exchange: what its address is taken of counts as written by anybody
    batch_scope together;
    free_what_was_made();
    merge_graph();
    merge_children();
    tell_effects();
    drop_old_values();
    for (auto& each : made_) each->bits_.settled = false;
    for (auto& each : computations_)
        if (each.base) each.base->bits_.settled = false;
    for (auto& each : later_) {
        each->bits_.queued = false;
        if (!each->is_disposed()) g.queue(*each);
    }
    settle_values();
    transition_is_held().set(false);
    for (auto& each : told_) settled.push_back(std::move(each));
    g.transition_settled_ = true;
}

/// What was made inside is as ordinary as everything else from now on.
void branch::free_what_was_made() {
    for (auto& each : made_) {
        auto& bits = each->bits_;
        bits.in_branch = bits.fork_ran = false;
        bits.queues = bits.when != phase::pure;
        bits.settled = true;
    }
}

/// Readers, edges and values.
void branch::merge_graph() {
    for (auto& each : signals_) {
        each.base->has_fork_ = false;
        while (edge* e = each.fork->first_reader_) each.fork->give_reader(*e, *each.base);
        each.changed = each.base->adopt_value(*each.fork);
    }
    for (auto& each : computations_)
        if (each.base) merge_run(each);
}

void branch::merge_run(version<computation>& each) {
    auto& base = *each.base;
    auto& fork = *each.fork;
    base.bits_.has_fork = false;
    fork.bits_.in_branch = fork.bits_.queues = false;
    if (source* from = fork.product())
        while (edge* e = from->first_reader_) from->give_reader(*e, *base.product());
    if (!fork.bits_.fork_ran) {
        fork.drop_edges_after(nullptr);
        if (fork.is_stale()) base.bits_.fresh = freshness::dirty;
        return;
    }
    base.drop_edges_after(nullptr);
    base.first_source_ = std::exchange(fork.first_source_, nullptr);
    for (edge* e = base.first_source_; e; e = e->next_source) e->reader = &base;
    base.bits_.fresh = fork.bits_.fresh;
    base.bits_.settled = true;
    fork.bits_.fresh = freshness::clean;
    if (fork.bits_.has_value) each.changed = base.adopt_value(fork);
}

/// What the bases made before ends, and what the forks made takes its place; where the original stays it is the other
/// way round.
void branch::merge_children() {
    for (auto& each : computations_) {
        if (!each.base) continue;
        ref<computation> fork = each.fork;
        fork->drop_body();
        if (fork->bits_.fork_ran) each.base->end_last_run();
        if (!fork->bits_.fork_ran)
            fork->dispose();
        else if (!fork->is_bare())
            hand_over(each);
    }
}

/// What the fork owns belongs to the base from now on.
void branch::hand_over(version<computation>& each) {
    if (each.fork->is_disposed()) return;
    if (each.base->is_disposed()) return each.fork->dispose();
    each.fork->parent_ = each.base;
    each.base->adopt(*each.fork);
}

/// Their ends may run code of the program, which finds one graph again.
void branch::drop_old_values() {
    signals_.clear();
    for (auto& each : computations_) {
        if (!each.fork) continue;
        each.fork->drop_value();
        // It owns nothing yet, but a coroutine that began in it will go on.
        if (!each.fork.is_only_one() && each.fork->parent_ != each.base) hand_over(each);
    }
}

/// What was shown waited for older values than the transition; now it has those.
void branch::settle_values() {
    for (auto& each : std::exchange(awaited_, {}))
        if (each.value && each.is_there) each.value->settle();
}

void branch::tell_effects() {
    auto tell = [](source& changed) {
        for (edge* e = changed.first_reader_; e; e = e->next_reader)
            if (!e->reader->bits_.settled) this_graph.mark(*e->reader, freshness::dirty);
    };
    for (auto& each : signals_)
        if (each.changed) tell(*each.base);
    for (auto& each : computations_)
        if (each.changed && each.base && !each.base->is_disposed()) tell(*each.base->product());
}

void tell_settled() {
    for (auto& each : std::exchange(settled, {})) {
        each->settled = true;
        for (auto& waiting : std::exchange(each->waiting, {})) waiting();
    }
}

}  // namespace solder::detail

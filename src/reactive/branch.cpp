#include "branch.hpp"
#include "edge_pool.hpp"
#include "row_keeper.hpp"
#include <solder/core/assert.hpp>

namespace solder::detail {
namespace {

constinit thread_local std::uint32_t last_number = 0;

}  // namespace

/// A transition's version of a `create_computed`: runs the body of the original.
class computed_fork final : public effect_base {
public:
    computed_fork(ref<effect_base> base, call_site made) : effect_base(phase::computed, made), base_(std::move(base)) {}

private:
    bool run() override { return base_->run(); }
    void drop_body() override { base_ = {}; }
    ref<effect_base> base_;
};

ref<computation> fork_of_effect(effect_base& base) {
    call_site made = SOLDER_HERE;
    return make_ref<computed_fork>(ref<effect_base>(&base), made);
}

ref<computation> computed_base::make_fork() { return fork_of_effect(*this); }

branch::branch() : number_(++last_number) {}

void branch::run(callback<void()> fn, ref<transition_state> told) {
    auto& g = this_graph;
    if (!g.held) g.held = new branch;  // ends when it commits
    auto& self = *g.held;
    self.told_.push_back(std::move(told));
    batch_scope together;
    struct inside {
        branch& of;
        world_scope world_{world::inside};
        explicit inside(branch& b) : of(b) { ++of.inside_; }
        ~inside() {
            --of.inside_;
            this_graph.branch_has_work_ = true;
        }
    } scope(self);
    fn();
}

// ---- versions

signal_base& branch::version_of(const signal_base& base) const { return *signals_[signal_at_.get(&base)].fork; }

computation& branch::version_of(const computation& base) const {
    return *computations_[computation_at_.get(&base)].fork;
}

signal_base* branch::version_to_write(signal_base& base) {
    if (base.has_fork_) return &version_of(base);
    auto fork = base.make_fork();
    if (!fork) return nullptr;
#ifndef NDEBUG
    fork->made = base.made;
    fork->home = base.home;
#endif
    signal_at_.set(&base, static_cast<std::uint32_t>(signals_.size()));
    signals_.push_back({ref<signal_base>(&base), fork});
    base.has_fork_ = true;
    spread(base, *fork);
    return fork.get();
}

source& branch::resolve(source& from) const {
    if (!from.is_memo()) {
        auto& base = static_cast<signal_base&>(from);
        return base.has_fork_ ? version_of(base) : from;
    }
    auto& base = static_cast<memo_base&>(from);
    return base.bits_.has_fork ? static_cast<memo_base&>(version_of(static_cast<computation&>(base))) : from;
}

/// Makes forks of all memos and computed behind `from`, so that they follow `to`, its fork.
void branch::spread(source& from, source& to) {
    struct pair {
        source* base;
        source* fork;
    };
    std::vector<pair> open{{&from, &to}};
    std::vector<computation*> behind;
    while (!open.empty()) {
        auto [base, fork] = open.back();
        open.pop_back();
        behind.clear();
        for (edge *e = base->first_reader_, *next; e; e = next) {
            next = e->next_reader;
            auto& bits = e->reader->bits_;
            if (bits.in_branch)
                base->give_reader(*e, *fork);
            else if (has_versions(*e->reader) && !bits.has_fork && !is_replaced(*e->reader))
                behind.push_back(e->reader);
        }
        for (auto* each : behind) {
            if (each->bits_.has_fork) continue;
            auto& made = make_fork(*each);
            if (source* product = each->product()) open.push_back({product, made.product()});
        }
    }
}

computation& branch::make_fork(computation& base) {
    ref<computation> fork;
    {
        ambient_scope nowhere{nullptr};  // it belongs to the branch, not to an owner
        world_scope outside(world::outside);
        fork = base.make_fork();
    }
    fork->parent_ = base.parent_;
#ifndef NDEBUG
    fork->made_ = base.made_;
#endif
    fork->bits_.in_branch = fork->bits_.queues = true;
    fork->bits_.keeps_rows = base.bits_.keeps_rows;
    fork->bits_.fresh = freshness::clean;
    base.bits_.has_fork = true;
    auto index = static_cast<std::uint32_t>(computations_.size());
    computation_at_.set(&base, index);
    computation_at_.set(fork.get(), index);
    computations_.push_back({ref<computation>(&base), fork});
    edge** at = &fork->first_source_;
    for (edge* e = base.first_source_; e; e = e->next_source) {
        if (!e->from) continue;
        *at = edge_pool::take();
        **at = {nullptr, fork.get(), nullptr, nullptr, nullptr};
        resolve(*e->from).take_reader(**at);
        at = &(*at)->next_source;
    }
    if (base.is_stale()) this_graph.mark(*fork, base.bits_.fresh);
    return *fork;
}

bool branch::has_versions(const computation& base) {
    return base.bits_.when <= phase::computed || base.bits_.keeps_rows;
}

/// Whether something that owns `base` has run inside, or it is in a row that the list to come is without: that is no
/// part of the branch.
bool branch::is_replaced(const owner& base) const {
    for (const owner* at = base.parent(); at; at = at->parent())
        if (at->bits_.only_shown ||
            (at->bits_.has_fork && version_of(static_cast<const computation&>(*at)).bits_.fork_ran))
            return true;
    return false;
}

// ---- what the graph tells

void branch::was_made_inside(computation& made) {
    made.bits_.in_branch = made.bits_.queues = true;
    made_.push_back(ref<computation>(&made));
}

void branch::queue(computation& inside) {
    auto when = inside.bits_.when;
    auto& waiting = when <= phase::computed ? stale_ : when == phase::render ? showing_ : later_;
    waiting.push_back(ref<computation>(&inside));
    this_graph.branch_has_work_ = true;
}

template <class Fn>
void branch::each_below(owner& top, Fn fn) {
    std::vector<owner*> open{&top};
    while (!open.empty()) {
        owner* at = open.back();
        open.pop_back();
        for (owner* child = at->last_child_.get(); child; child = child->older_sibling_.get()) {
            open.push_back(child);
            if (child->bits_.keeps_rows) open.push_back(static_cast<row_keeper*>(child)->rows);
            fn(*child);
        }
    }
}

void branch::will_run(computation& inside) {
    if (inside.bits_.fork_ran || inside.bits_.keeps_rows) return;
    inside.bits_.fork_ran = true;
    auto index = computation_at_.get(&inside);
    if (index == pointer_map::none || computations_[index].fork.get() != &inside) return;
    drop_below(*computations_[index].base);
}

void branch::drop_below(owner& top) {
    each_below(top, [this](owner& below) {
        if (below.bits_.has_fork) drop(static_cast<computation&>(below));
    });
}

void branch::run_again(const computation& base) { this_graph.mark(version_of(base), freshness::dirty); }

bool branch::runs_fork() {
    auto* run = current_run();
    return run && this_graph.in_branch() && run->of->bits_.is_fork;
}

void branch::count_run_as_none() {
    auto& fork = *current_run()->of;
    fork.bits_.fork_ran = false;
    // What it owns was dropped when the fork ran, and what was forked since passed it by.
    each_below(*computations_[computation_at_.get(&fork)].base, [this](owner& below) {
        below.bits_.only_shown = false;
        if (below.bits_.computes) take_part_again(static_cast<computation&>(below));
    });
}

/// Makes a fork of what reads something that has one.
void branch::take_part_again(computation& reader) {
    if (!has_versions(reader)) return;
    bool reads_fork = false;
    auto as = freshness::clean;
    for (edge* e = reader.first_source_; e; e = e->next_source) {
        if (!e->from) continue;
        source& now = resolve(*e->from);
        if (&now == e->from) continue;
        reads_fork = true;
        // A fork that does not differ has the value of the base, which the reader has seen.
        const auto* memo = now.is_memo() ? static_cast<memo_base*>(&now) : nullptr;
        if (!memo || memo->bits_.differs)
            as = freshness::dirty;
        else if (memo->is_stale() && as == freshness::clean)
            as = freshness::check;
    }
    if (!reads_fork) return;
    if (!reader.bits_.has_fork) {
        auto& fork = make_fork(reader);
        if (source* product = reader.product()) spread(*product, *fork.product());
    }
    if (as != freshness::clean) this_graph.mark(version_of(reader), as);
}

void branch::base_changed(computation& base) {
    auto& fork = version_of(base);
    if (fork.bits_.differs) return;
    // Until now, the fork had the value of the base.
    fork.bits_.differs = fork.bits_.has_value;
    this_graph.mark_readers(*fork.product(), freshness::dirty, 0);
}

void branch::follow(source& from, computation& reader) {
    auto& bits = reader.bits_;
    if (&resolve(from) == &from || !has_versions(reader) || bits.has_fork || is_replaced(reader)) return;
    auto& fork = make_fork(reader);
    if (source* product = reader.product()) spread(*product, *fork.product());
    this_graph.mark(fork, freshness::dirty);
}

void branch::drop(computation& base) {
    auto& version = computations_[computation_at_.get(&base)];
    base.bits_.has_fork = false;
    auto fork = std::exchange(version.fork, {});
    version.base = {};
    if (source* product = fork->product())
        while (edge* e = product->first_reader_) product->give_reader(*e, *base.product());
    fork->dispose();
    this_graph.branch_has_work_ = true;
}

void branch::await_value(pending_source& value, signal_base& read_through) {
    for (auto& each : awaited_)
        if (each.value == &value) return void(each = {&value, &read_through});
    awaited_.push_back({&value, &read_through});
}

void branch::arrived(pending_source& value) {
    this_graph.recheck_transition();
    for (auto& each : awaited_)
        if (each.value == &value) return void(each.is_there = true);
    awaited_.push_back({&value, nullptr, true});  // it never was missing inside
}

void branch::forget(pending_source& value) {
    for (auto& each : awaited_)
        if (each.value == &value) each = {};
    batch_scope then_look;
    this_graph.branch_has_work_ = true;
}

// ---- working

void branch::work() {
    this_graph.branch_has_work_ = false;
    if (run_stale() || inside_ > 0) return;
    if (!is_held()) return commit();
    transition_is_held().set(true);
}

ref<computation> branch::stop() {
    ref<computation> culprit;
    for (auto* waiting : {&stale_, &showing_})
        for (auto& each : std::exchange(*waiting, {})) {
            each->bits_.queued = false;
            each->bits_.fresh = freshness::clean;
            culprit = each;
        }
    this_graph.branch_has_work_ = false;
    return culprit;
}

/// Brings what waits up to date; returns whether anything waited. What computes comes before what shows.
bool branch::run_stale() {
    auto& waiting = stale_.empty() ? showing_ : stale_;
    auto now = std::exchange(waiting, {});
    for (auto& each : now) {
        each->bits_.queued = false;
        if (!each->is_disposed()) this_graph.update_in_order(*each);
    }
    if (!now.empty()) this_graph.branch_has_work_ = true;
    return !now.empty();
}

bool branch::is_held() const {
    for (const auto& each : awaited_) {
        if (!each.value || each.is_there) continue;
        const auto& base = *each.read_through;
        if (holds(base) || (base.has_fork_ && holds(version_of(base)))) return true;
    }
    return false;
}

/// Whether somebody who has been shown already waits for what is read through this source.
bool branch::holds(const source& read_through) const {
    for (edge* e = read_through.first_reader_; e; e = e->next_reader) {
        const auto& reader = *e->reader;
        if (reader.bits_.when == phase::user || (!reader.bits_.in_branch && is_replaced(reader))) continue;
        auto* scope = static_cast<ref<suspense_scope>*>(reader.find_context(suspense_context().id()));
        if (scope && *scope && (*scope)->holds_transition(number_)) return true;
    }
    return false;
}

}  // namespace solder::detail

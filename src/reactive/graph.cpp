#include "branch.hpp"
#include "edge_pool.hpp"
#include <solder/core/assert.hpp>
#include <solder/reactive/detail/nodes.hpp>
#ifdef __cpp_exceptions
#include <exception>
#include <stdexcept>
#endif

namespace solder::detail {
namespace {

/// Rounds of effects that write what effects read, before it counts as a loop without end.
constexpr int round_limit = 10'000;

/// Runs inside of runs, after which sources are brought up to date before whoever reads them: what a computation read
/// last time may then be computed although it will not read it now, but the stack stays bounded.
constexpr int deep = 100;

/// Nodes behind one another that are marked by recursion; what is further out waits in a list.
constexpr int marking_depth = 64;

/// What readers of a memo wait for while it looks at what it read itself.
struct walk_level {
    computation* of;  // null once disposed
    edge* next;       // the next of its sources to look at
};
thread_local std::vector<walk_level> walk_levels;
thread_local std::vector<source*> sources_to_mark;

}  // namespace

// ---- reading

void run_frame::read_new(source& from) {
    edge*& next = last_read ? last_read->next_source : of->first_source_;
    edge* made = edge_pool::take();
    *made = {&from, of, next, nullptr, nullptr};
    next = made;
    from.take_reader(*made);
    last_read = made;
    if (this_graph.held && !of->bits_.in_branch) this_graph.held->follow(from, *of);
}

void source::take_reader(edge& e) {
    e.from = this;
    e.previous_reader = last_reader_;
    e.next_reader = nullptr;
    (last_reader_ ? last_reader_->next_reader : first_reader_) = &e;
    last_reader_ = &e;
}

void source::leave_reader(edge& e) {
    (e.previous_reader ? e.previous_reader->next_reader : first_reader_) = e.next_reader;
    (e.next_reader ? e.next_reader->previous_reader : last_reader_) = e.previous_reader;
    if (first_reader_ || is_memo()) return;
    if (auto& self = static_cast<signal_base&>(*this); self.tells_when_left_) self.left_by_readers();
}

void source::give_reader(edge& e, source& to) {
    leave_reader(e);
    to.take_reader(e);
}

void source::cut_readers() {
    // The edges stay in their readers' lists, without a source, until those run again.
    for (edge* e = first_reader_; e; e = e->next_reader) e->from = nullptr;
    first_reader_ = last_reader_ = nullptr;
}

void memo_base::update_for_reader([[maybe_unused]] call_site touched) {
    if (!bits_.running && !bits_.on_walk) {
        update();
        // What its own run wrote made it stale again before the edge to this reader was there.
        if (auto* frame = current_run(); frame && is_stale()) this_graph.mark(*frame->of, freshness::check);
        return;
    }
#ifndef NDEBUG
    report(mistake::cycle, "a memo reads itself, directly or through others", made_at(), touched);
#endif
#ifdef __cpp_exceptions
    if (!bits_.has_value) throw std::logic_error("a memo reads itself before it has a value");
#else
    if (!bits_.has_value) __builtin_trap();
#endif
    raise_error({error{"a memo reads itself, directly or through others"}, {}});
}

// ---- marking

void graph::queue(computation& c) {
    if (c.bits_.queued) return;
    c.bits_.queued = true;
    if (c.bits_.in_branch) [[unlikely]]
        return transition().queue(c);
    queue_for(c.bits_.when).push(static_cast<effect_base&>(c));
}

/// Marks all readers, and what is behind them as to be checked.
void graph::mark_readers(source& of, freshness as, int depth) {
    for (edge* e = of.first_reader_; e; e = e->next_reader) {
        auto& bits = e->reader->bits_;
        bool was_clean = bits.fresh == freshness::clean;
        if (bits.fresh < as) bits.fresh = as;
        if (!was_clean) continue;
        if (bits.queues) queue(*e->reader);
        if (!may_have_memos() || bits.when != phase::pure) continue;
        auto& behind = static_cast<memo_base&>(*e->reader);
        if (!behind.first_reader_) continue;
        if (depth < marking_depth)
            mark_readers(behind, freshness::check, depth + 1);
        else
            sources_to_mark.push_back(&behind);
    }
    if (depth > 0 || !may_have_memos()) return;
    while (!sources_to_mark.empty()) {
        source& next = *sources_to_mark.back();
        sources_to_mark.pop_back();
        mark_readers(next, freshness::check, 1);
    }
}

void graph::mark(computation& reader, freshness as) {
    auto& bits = reader.bits_;
    bool was_clean = bits.fresh == freshness::clean;
    if (bits.fresh < as) bits.fresh = as;
    if (!was_clean) return;
    if (bits.queues) queue(reader);
    if (source* product = reader.product()) mark_readers(*product, freshness::check, 0);
}

void source::changed() {
    if (!first_reader_) return;
    auto& g = this_graph;
    g.mark_readers(*this, freshness::dirty, 0);
    if (g.batch_depth == 0 && !g.flushing_ && g.has_work()) g.flush();
}

// ---- running

computation::computation(phase when, call_site made) : owner(ref<owner>(get_owner()), true, made) {
    bits_.computes = true;
    bits_.when = when;
    bits_.queues = when != phase::pure;
#ifndef NDEBUG
    home_ = &this_graph;
#endif
    if (this_graph.in_branch()) [[unlikely]]
        this_graph.transition().was_made_inside(*this);
}

computation::~computation() {
    if (bits_.on_walk) leave_walk();
    drop_edges_after(nullptr);
}

void computation::begin() {
    if (!bits_.disposed) [[likely]] {
#ifdef __cpp_exceptions
        try {
            return run_now();
        } catch (...) {
            dispose();  // nobody gets a handle
            throw;
        }
#else
        return run_now();
#endif
    }
    // Its owner has ended. A memo has a value in any case; an effect would show what is gone.
    if (bits_.when != phase::pure) return;
    batch_scope effects_made_in_it_wait;  // and end with it, unrun
    bits_.disposed = false;
    run_now();
    dispose();
}

/// Puts a computation around the code of its run, and takes it away however that ends.
class run_scope {
public:
    explicit run_scope(computation& of)
        : of_(of),
          frame_{&of, nullptr, this_graph.last_run += 256},
          around_(std::exchange(current_ambient, &of)),
          observer_(std::exchange(current_observer, this_graph.renders_once ? nullptr : &frame_)),
          world_(std::exchange(this_graph.now, world_of(of))) {
        ++this_graph.run_depth;
        of.bits_.running = true;
#ifndef NDEBUG
        previous_memo_ = std::exchange(this_graph.running_memo, of.bits_.when == phase::pure ? &of : nullptr);
#endif
    }
    ~run_scope() {
#ifndef NDEBUG
        this_graph.running_memo = previous_memo_;
#endif
        of_.bits_.running = false;
        of_.drop_edges_after(frame_.last_read);
        --this_graph.run_depth;
        this_graph.now = world_;
        current_observer = observer_;
        current_ambient = around_;
    }
    run_scope(const run_scope&) = delete;

private:
    static world world_of(const computation& of) {
        if (!this_graph.held) return world::outside;
        if (of.bits_.in_branch) return world::inside;
        // A `create_computed` with two versions: the other writes for itself.
        return of.bits_.when == phase::computed && of.bits_.has_fork ? world::shown_only : world::outside;
    }

    computation& of_;
    run_frame frame_;
    ambient* around_;
    void* observer_;
    world world_;
#ifndef NDEBUG
    computation* previous_memo_;
#endif
};

namespace {

/// For coroutines that go on after the run they began in: one that has ended, where that run was.
ref<ambient> owner_of_ended_run(ambient& of) {
    auto& again = static_cast<owner&>(of);
    call_site made = SOLDER_HERE;
#ifndef NDEBUG
    made = again.made_at();
#endif
    auto ended = make_ref<owner>(ref<owner>(again.parent()), false, made);
    ended->dispose();
    return ended;
}

}  // namespace

/// Whatever the last run made ends, and so does what it makes from now on.
void computation::end_last_run() {
    ++run_number_;
    ambient_of_ended_run = &owner_of_ended_run;
    clear();
}

void computation::run_now() {
#ifndef NDEBUG
    if (home_ != &this_graph) report_wrong_thread(made_at(), made_at());
#endif
    ref<owner> keep(this);
    end_last_run();
    if (bits_.disposed) return;
    bits_.fresh = freshness::clean;
    if (bits_.in_branch) [[unlikely]]
        this_graph.transition().will_run(*this);
    batch_scope writes_wait;
    const auto reads_before = this_graph.suspended_reads;
    bool changed;
    {
        run_scope scope(*this);
        changed = run_guarded();
    }
    // Where nothing is tracked, who reads it next has to meet the missing value, too.
    const bool misses_a_value = this_graph.renders_once && this_graph.suspended_reads != reads_before;
    if (misses_a_value && bits_.when == phase::pure) bits_.fresh = freshness::dirty;
    if (bits_.disposed) return on_disposed();
    if (changed && graph::may_have_memos() && bits_.when == phase::pure) tell_readers();
}

/// A memo without a value, neither of its own nor of the original: whoever reads it waits for one.
bool computation::has_nothing_to_show() {
    if (bits_.when != phase::pure || bits_.has_value || bits_.is_fork) return false;
    bits_.fresh = freshness::dirty;
    return true;
}

bool computation::run_guarded() {
#ifdef __cpp_exceptions
    try {
        return run();
    } catch (const std::exception& e) {
        if (has_nothing_to_show()) throw;
        raise({error{e.what()}, {}});
    } catch (...) {
        if (has_nothing_to_show()) throw;
        raise({error{"an exception that is not a std::exception"}, {}});
    }
    return false;
#else
    return run();
#endif
}

void computation::tell_readers() {
    for (edge* e = product()->first_reader_; e; e = e->next_reader)
        if (e->reader->bits_.fresh == freshness::check) e->reader->bits_.fresh = freshness::dirty;
    bits_.differs = bits_.is_fork;
    if (bits_.has_fork) [[unlikely]]
        this_graph.transition().base_changed(*this);
}

void computation::drop_edges(edge*& first) {
    for (edge* gone = std::exchange(first, nullptr); gone;) {
        if (gone->from) gone->from->leave_reader(*gone);
        edge_pool::give_back(std::exchange(gone, gone->next_source));
    }
}

void computation::on_disposed() {
    if (bits_.running) return;  // its own run disposed it; the end of the run comes here again
    if (bits_.on_walk) leave_walk();
    if (bits_.has_fork) this_graph.transition().drop(*this);
    drop_edges_after(nullptr);
    drop_body();
    if (this_graph.held) [[unlikely]]
        this_graph.recheck_transition();
}

void computation::leave_walk() {
    if (!graph::may_have_memos()) return;
    for (auto& level : walk_levels)
        if (level.of == this) level.of = nullptr;
}

// ---- bringing up to date

void computation::update() {
    if (!is_stale() || bits_.running || bits_.on_walk) return;
    auto& g = this_graph;
    batch_scope whole;  // effects made on the way wait until their owners are up to date
    if (g.may_have_memos()) {
        if (g.run_depth >= deep || g.check_depth >= deep) return walk_sources();
        if (bits_.fresh == freshness::check) {
            ref<owner> keep(this);
            check_sources();
            if (bits_.fresh == freshness::check) bits_.fresh = freshness::clean;
            if (bits_.fresh == freshness::clean || bits_.disposed) return;
        }
    }
    run_now();
}

/// Brings what it read up to date, in order, until something turns out to have changed: then it is dirty.
void computation::check_sources() {
    ++this_graph.check_depth;
    bits_.on_walk = true;
    for (edge* e = first_source_; e && bits_.fresh == freshness::check && !bits_.disposed; e = e->next_source) {
        if (!e->from || !e->from->is_memo()) continue;
        auto& memo = static_cast<memo_base&>(*e->from);
        if (!memo.is_stale()) continue;
        memo.update();
        if (bits_.disposed) break;
    }
    bits_.on_walk = false;
    --this_graph.check_depth;
}

computation* computation::next_stale_source(edge*& at) {
    while (at) {
        source* from = std::exchange(at, at->next_source)->from;
        if (!from || !from->is_memo()) continue;
        auto& memo = static_cast<memo_base&>(*from);
        if (memo.is_stale() && !memo.bits_.running && !memo.bits_.on_walk) return &memo;
    }
    return nullptr;
}

void computation::walk_sources() {
    auto& levels = walk_levels;
    const auto floor = levels.size();
    const bool sources_first = this_graph.run_depth >= deep;
    auto enter = [&](computation& c) {
        c.bits_.on_walk = true;
        levels.push_back({&c, c.first_source_});
    };
    enter(*this);
    while (levels.size() > floor) {
        auto& level = levels.back();
        computation* at = level.of;
        if (at && (sources_first || at->bits_.fresh == freshness::check))
            if (auto* below = next_stale_source(level.next)) {
                enter(*below);
                continue;
            }
        levels.pop_back();
        if (!at) continue;
        at->bits_.on_walk = false;
        if (at->bits_.fresh == freshness::dirty)
            at->run_now();
        else
            at->bits_.fresh = freshness::clean;
    }
}

/// What owns `c` and has to run before it, the outermost first: it may be about to dispose it.
computation* graph::outermost_stale(const computation& c, const computation* below) {
    computation* found = nullptr;
    for (owner* at = c.parent(); at; at = at->parent()) {
        if (!at->bits_.computes || at->bits_.disposed) continue;  // a root outlives what it was made in
        auto* above = static_cast<computation*>(at);
        if (c.bits_.in_branch && above->bits_.has_fork) [[unlikely]]
            above = &transition().version_of(*above);
        if (above == below) break;
        if (above->is_stale() && !above->bits_.running && !above->bits_.on_walk) found = above;
    }
    return found;
}

void graph::update_in_order(computation& c) {
    // One that writes what it reads runs again at once, but not for ever: then it waits for its turn in the queue.
    constexpr int patience = 100;
    const computation* given_up = nullptr;
    int turns = 0;
    for (computation* last = nullptr; auto* next = outermost_stale(c, given_up); last = next) {
        turns = next == last ? turns + 1 : 0;
        if (turns == patience) given_up = next;
        ref<owner> keep(next);
        next->update();
        if (c.is_disposed()) return;
    }
    c.update();
}

// ---- queues

void effect_queue::push(effect_base& effect) {
    (last_ ? last_->next_queued_ : first_) = &effect;
    last_ = &effect;
    ref<effect_base>(&effect).release();  // the queue's count
}

ref<effect_base> effect_queue::pop() {
    auto taken = ref<effect_base>::adopt(first_);
    first_ = std::exchange(taken->next_queued_, nullptr);
    if (!first_) last_ = nullptr;
    return taken;
}

void graph::run_next(effect_queue& from) {
    auto effect = from.pop();
    effect->bits_.queued = false;
    if (!effect->is_disposed()) update_in_order(*effect);
}

namespace {

/// What is left of a round goes back to its queue when somebody's hook throws: the next write goes on with it.
struct round_in_progress {
    effect_queue& from;
    effect_queue left = std::exchange(from, {});
    ~round_in_progress() {
        while (!left.empty()) from.push(*left.pop());
    }
};

}  // namespace

/// All that waits now is one round.
[[gnu::noinline]] void graph::run_computed(int& rounds) {
    while (computed_waits() && ++rounds <= round_limit)
        for (round_in_progress round{computed_}; !round.left.empty();) run_next(round.left);
}

void graph::flush() {
    flushing_ = true;
    {
        struct until_the_end {
            bool& flushing;
            ~until_the_end() { flushing = false; }
        } scope{flushing_};
        int rounds = 0;
        while (has_work()) {
            if (++rounds > round_limit) {
                stop_runaway();
                break;
            }
            // What computes comes before each effect. Everything of one phase that waits then is one round.
            if (computed_waits()) [[unlikely]]
                run_computed(rounds);
            if (render_.empty() && !user_effect_waits()) [[unlikely]] {
                if (!computed_waits() && branch_has_work_) transition().work();
                continue;
            }
            round_in_progress round{user_effect_waits() && render_.empty() ? user_ : render_};
            do {
                run_next(round.left);
                if (computed_waits()) [[unlikely]]
                    run_computed(rounds);
            } while (!round.left.empty());
        }
    }
    if (transition_settled_) [[unlikely]] {
        transition_settled_ = false;
        tell_settled();
    }
}

/// Effects that only wait behind those that go round in circles get their turn; what is written now waits for the next
/// write.
void graph::run_waiting_once() {
    const auto run_once = [this](effect_queue& queue) {
        for (round_in_progress round{queue}; !round.left.empty();) run_next(round.left);
    };
    if (computed_waits()) run_once(computed_);
    run_once(render_);
    if (user_effect_waits()) run_once(user_);
}

void graph::stop_runaway() {
    ref<computation> culprit;
    if (held) culprit = held->stop();
    if (!culprit) {
        auto& waiting = computed_waits() ? computed_ : user_effect_waits() && render_.empty() ? user_ : render_;
        if (waiting.empty()) return;
        auto first = waiting.pop();
        culprit = first;
        waiting.push(*first);
    }
    run_waiting_once();
#ifndef NDEBUG
    report(mistake::runaway, "effects keep writing what effects read: stopped", culprit->made_at(), last_write);
#endif
    culprit->raise("effects keep writing what effects read: stopped after 10 000 rounds");
}

void graph::recheck_transition() {
    batch_scope then;
    branch_has_work_ = true;
}

// ---- two versions

signal_base& fork_of(const signal_base& base) { return this_graph.transition().version_of(base); }

memo_base& fork_of(const memo_base& base) { return static_cast<memo_base&>(this_graph.transition().version_of(base)); }

memo_base& read_in_transition(memo_base& base, call_site touched) {
    // Bringing it up to date may be what gives it a second version.
    if (!base.has_fork()) base.bring_up_to_date(touched);
    if (!base.has_fork()) return base.track(), base;
    auto& fork = fork_of(base);
    fork.read(touched);
    return fork.has_own_value() ? fork : base;
}

void write_in_worlds(signal_base& base, bool (*change)(void*, signal_base&), void* context) {
    auto& g = this_graph;
    batch_scope both_at_once;
    if (g.in_branch())
        if (ref<signal_base> version(g.transition().version_to_write(base)); version) {
            if (change(context, *version)) version->changed();
            return;
        }
    if (change(context, base)) base.changed();
    if (!base.has_fork() || g.now == world::shown_only) return;
    ref<signal_base> version(&fork_of(base));
    if (change(context, *version)) version->changed();
}

#ifndef NDEBUG
void memo_base::check_read(const call_site& touched) {
    if (home_ != &this_graph) report_wrong_thread(made_at(), touched);
    if (is_disposed() && this_graph.cleanups_under_way == 0 && !this_graph.renders_once)
        report(mistake::read_after_disposal, "a memo whose owner has ended is read: its value stays as it was",
               made_at(), touched);
}
#endif

#ifndef NDEBUG
void report_without_owner(const call_site& made) {
    report(mistake::made_without_owner, "an effect outside of any owner: nothing keeps it", made, made);
}
#endif

void queue_first_run(effect_base& effect) {
    auto& g = this_graph;
    if (g.renders_once) return;
    if constexpr (in_browser) g.has_user_effects = true;
    if (effect.is_disposed()) return;
    batch_scope after_the_batch;
    g.queue(effect);
}

void queue_when_shown(effect_base& effect) {
    const auto keep = graph::keep_first_run;
    if (keep && !this_graph.renders_once && !effect.is_disposed() && keep(effect)) [[unlikely]]
        return;
    queue_first_run(effect);
}

}  // namespace solder::detail

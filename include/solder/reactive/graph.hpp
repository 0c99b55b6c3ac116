#ifndef SOLDER_REACTIVE_GRAPH_HPP
#define SOLDER_REACTIVE_GRAPH_HPP
#include <solder/core/platform.hpp>
#include <solder/reactive/owner.hpp>
#include <utility>

// How the graph works. Sources (signals, memos) and computations (memos, effects) are joined by edges, in the order in
// which they were read. A write marks what reads the source directly as dirty, everything behind that as "check", and
// queues effects; then each queued effect is brought up to date: whatever is "check" looks at its sources first and
// runs only if one of them changed. Nothing here recurses with the depth of the graph.

namespace solder {
namespace detail {

class computation;
class source;
class signal_base;
class effect_base;

/// One edge of the graph: `reader` read `from` in its last run.
struct edge {
    source* from;
    computation* reader;
    edge* next_source;      // list of what the reader read, in order
    edge* previous_reader;  // list of who reads the source
    edge* next_reader;
};

/// One run of a computation, while it is under way: what `current_observer` points to.
struct run_frame {
    computation* of;
    edge* last_read;   // the last edge confirmed
    std::uint64_t id;  // of this run; the lowest byte is 0

    void read(source& from);
    /// Whether it shows nothing: an effect of the program.
    [[nodiscard]] bool is_user_effect() const;

private:
    void read_new(source& from);
};

inline run_frame* current_run() { return static_cast<run_frame*>(current_observer); }

/// Something that can be read and tells its readers of a change: the graph part of a signal or memo.
class source {
public:
    source(const source&) = delete;
    source& operator=(const source&) = delete;

    /// Records the read for the running computation, if there is one.
    void track() {
        if (auto* frame = current_run()) frame->read(*this);
    }
    /// Marks all readers, direct ones as dirty, and runs effects unless inside a batch.
    void changed();
    /// Whether the last run of any computation read this version. One that runs again counts up to the end of that run.
    [[nodiscard]] bool has_readers() const { return first_reader_ != nullptr; }

protected:
    enum class kind : std::uint8_t { signal, memo };
    explicit source(kind k) : seen_(static_cast<std::uint8_t>(k)) {}
    ~source() {
        if (first_reader_) cut_readers();
    }

private:
    friend struct run_frame;
    friend class computation;
    friend class graph;
    friend class branch;
    void cut_readers();
    void take_reader(edge& e);
    void give_reader(edge& e, source& to);
    void leave_reader(edge& e);
    [[nodiscard]] bool is_memo() const { return static_cast<std::uint8_t>(seen_) != 0; }

    edge* first_reader_ = nullptr;
    edge* last_reader_ = nullptr;
    std::uint64_t seen_;  // the run that read this last; in the lowest byte, the kind
};

/// What all signals have, whatever their value.
class signal_base : public ref_counted, public source, public pooled {
public:
    [[nodiscard]] bool has_fork() const { return has_fork_; }

protected:
    signal_base() : source(kind::signal) {}

    bool has_fork_ = false;
    bool custom_equality_ = false;
    bool tells_when_left_ = false;  // `left_by_readers` is wanted

private:
    friend class source;
    friend class branch;
    friend void write_in_worlds(signal_base&, bool (*)(void*, signal_base&), void*);
    /// No computation reads this any more. Called while the graph changes: only notes it.
    virtual void left_by_readers() {}
    /// A version of this for a transition, with the same value.
    virtual ref<signal_base> make_fork() const = 0;
    /// Takes over the value of a version that the transition made; returns whether it differs.
    virtual bool adopt_value(signal_base& fork) = 0;

#ifndef NDEBUG
public:
    call_site made;
    const void* home = nullptr;
#endif
};

/// A piece of code that runs again when something it read changed. It owns what it makes in a run.
class computation : public owner {
public:
    computation(phase when, call_site made);
    ~computation() override;

    /// Runs if anything read has changed; first brings memos it read up to date. Iterative in the depth of the graph.
    void update();
    [[nodiscard]] bool is_stale() const { return bits_.fresh != freshness::clean; }
    /// The first run; not in the constructor, where a counted handle would be the only one and delete the object.
    void begin();

protected:
    /// The body; for a memo returns whether the value changed.
    virtual bool run() = 0;
    /// Lets go of the body once it will never run again: a chain of memos then ends one by one, not each inside the
    /// next.
    virtual void drop_body() = 0;

private:
    friend struct run_frame;
    friend class source;
    friend class graph;
    friend class branch;
    friend class run_scope;
    void on_disposed() override;
    void end_last_run();
    void run_now();
    bool run_guarded();
    bool has_nothing_to_show();
    void tell_readers();
    void drop_edges_after(edge* last_kept) {
        if (edge*& first = last_kept ? last_kept->next_source : first_source_) drop_edges(first);
    }
    void drop_edges(edge*& first);
    void check_sources();
    void walk_sources();
    void leave_walk();
    static computation* next_stale_source(edge*& at);
    /// A version of this for a transition; null for what waits until it commits.
    virtual ref<computation> make_fork() { return nullptr; }
    /// As for signals.
    virtual bool adopt_value(computation&) { return false; }
    virtual void drop_value() {}
    [[nodiscard]] source* product();

    edge* first_source_ = nullptr;
#ifndef NDEBUG
protected:
    const void* home_;
#endif
};

/// What all memos have, whatever their value.
class memo_base : public computation, public source {
public:
    explicit memo_base(call_site made);

    /// Brings the value up to date and records the read.
    void read(call_site touched) {
        bring_up_to_date(touched);
        track();
    }
    void bring_up_to_date([[maybe_unused]] call_site touched) {
#ifndef NDEBUG
        check_read(touched);
#endif
        if (is_stale() || bits_.running) update_for_reader(touched);
    }
    [[nodiscard]] bool has_fork() const { return bits_.has_fork; }
    /// False for a version in a transition that has not run: its value is that of the original.
    [[nodiscard]] bool has_own_value() const { return bits_.has_value; }

private:
    friend struct run_frame;
    friend class graph;
    friend class branch;
    void update_for_reader(call_site touched);
#ifndef NDEBUG
    void check_read(const call_site& touched);
#endif
};

inline bool run_frame::is_user_effect() const { return of->bits_.when == phase::user; }

inline source* computation::product() { return bits_.when == phase::pure ? static_cast<memo_base*>(this) : nullptr; }

/// What runs by itself: effects, and `computed_base`.
class effect_base : public computation {
public:
    using computation::computation;

private:
    friend class computed_fork;
    friend class graph;
    friend class effect_queue;
    friend class branch;
    effect_base* next_queued_ = nullptr;
};

/// What runs before any effect, and has a version of its own in a transition: `create_computed`, for instance.
class computed_base : public effect_base {
public:
    explicit computed_base(call_site made);

private:
    ref<computation> make_fork() override;
};

/// Effects that wait, first in, first out. Each is kept alive while it waits.
class effect_queue {
public:
    [[nodiscard]] bool empty() const { return first_ == nullptr; }
    void push(effect_base& effect);
    ref<effect_base> pop();

private:
    effect_base* first_ = nullptr;
    effect_base* last_ = nullptr;
};

/// While a transition is held there are two versions of what it changes: what is shown, and what will be.
enum class world : std::uint8_t {
    outside,     ///< reads what is shown, writes both
    shown_only,  ///< reads and writes what is shown
    inside,      ///< reads and writes what will be
};

/// What a thread knows of its graph. No member has a destructor: access then costs no check.
class graph {
public:
    static graph& current();

    void enter_batch() { ++batch_depth; }
    void leave_batch() {
        if (--batch_depth == 0 && has_work() && !flushing_) flush();
    }
    void queue(computation& c);
    void flush();

    /// Set while a server renders: every computation runs at most once, nothing is tracked, effects do not run.
    static inline constinit SOLDER_PER_THREAD bool renders_once = false;
    /// Which versions of signals and memos the running code is about.
    static inline constinit SOLDER_PER_THREAD world now = world::outside;
    [[nodiscard]] bool in_branch() const { return now == world::inside; }
    int batch_depth = 0;
    /// Counts reads of values that are not there yet; compared before and after to know whether code met one.
    std::uint64_t suspended_reads = 0;
    /// Those of them that a `Suspense` or the page waits for.
    std::uint64_t awaited_reads = 0;
    /// The transition that is held, if there is one; made in src/reactive/branch.cpp; ends when it commits.
    static inline constinit SOLDER_PER_THREAD branch* held = nullptr;
    /// The same where there is one.
    [[nodiscard, gnu::always_inline]] static branch& transition() {
        // In a page that has no transitions `held` is constant, and the linker leaves out what follows this.
        if constexpr (in_browser)
            if (!held) __builtin_trap();
        return *held;
    }
    /// Whether there may be memos. A page that makes none is linked without what looks for them behind signals.
    [[nodiscard]] static bool may_have_memos() { return !in_browser || has_memos; }
    static inline constinit SOLDER_PER_THREAD bool has_memos = false;
    /// The same of `computed_base`, and of user effects.
    static inline constinit SOLDER_PER_THREAD bool has_computed = false;
    static inline constinit SOLDER_PER_THREAD bool has_user_effects = false;
    using effect_keeper = bool (*)(effect_base& effect);
    /// Keeps the first run of an effect in content that is not shown yet, and says whether it did. Null while there is
    /// no such content.
    static inline constinit SOLDER_PER_THREAD effect_keeper keep_first_run = nullptr;
    /// The run that began last.
    std::uint64_t last_run = 0;
    /// Runs that are under way inside of one another, and computations that look at their sources.
    int run_depth = 0;
    int check_depth = 0;
#ifndef NDEBUG
    /// The memo that runs and may not write.
    computation* running_memo = nullptr;
    call_site last_write;
    int cleanups_under_way = 0;
#endif

private:
    [[nodiscard]] bool computed_waits() const { return (!in_browser || has_computed) && !computed_.empty(); }
    [[nodiscard]] bool user_effect_waits() const { return (!in_browser || has_user_effects) && !user_.empty(); }
    [[nodiscard]] bool has_work() const {
        return computed_waits() || !render_.empty() || user_effect_waits() || branch_has_work_;
    }
    effect_queue& queue_for(phase when) {
        if ((!in_browser || has_computed) && when == phase::computed) return computed_;
        if ((!in_browser || has_user_effects) && when == phase::user) return user_;
        return render_;
    }
    friend class branch;
    friend class computation;
    friend class memo_base;
    friend class source;
    void mark(computation& reader, freshness as);
    void mark_readers(source& of, freshness as, int depth);
    void run_next(effect_queue& from);
    void run_computed(int& rounds);
    void run_waiting_once();
    /// Somebody who may have held the transition has gone.
    void recheck_transition();
    computation* outermost_stale(const computation& c, const computation* below);
    void update_in_order(computation& c);
    void stop_runaway();

    effect_queue computed_;
    effect_queue render_;
    effect_queue user_;
    bool flushing_ = false;
    static inline constinit SOLDER_PER_THREAD bool branch_has_work_ = false;
    static inline constinit SOLDER_PER_THREAD bool transition_settled_ = false;
};

inline constinit thread_local graph this_graph;
inline graph& graph::current() { return this_graph; }

inline memo_base::memo_base(call_site made) : computation(phase::pure, made), source(kind::memo) {
    if constexpr (in_browser) graph::has_memos = true;
}
inline computed_base::computed_base(call_site made) : effect_base(phase::computed, made) {
    if constexpr (in_browser) graph::has_computed = true;
}

inline void run_frame::read(source& from) {
    if ((from.seen_ ^ id) < 256) return;
    from.seen_ = id | (from.seen_ & 255);
    edge* next = last_read ? last_read->next_source : of->first_source_;
    if (next && next->from == &from)
        last_read = next;
    else
        read_new(from);
}

/// The transition's version of a signal or memo; only called for those that have one.
signal_base& fork_of(const signal_base& base);
memo_base& fork_of(const memo_base& base);
/// Reads a memo for code in a transition. Returns the version that has the value.
memo_base& read_in_transition(memo_base& base, call_site touched);

/// What the running code sees of a signal or memo.
template <class State>
State& in_this_world(State& base) {
    if (this_graph.in_branch() && base.has_fork()) [[unlikely]]
        return static_cast<State&>(fork_of(base));
    return base;
}

/// Writes a signal that may have two versions. `change(context, version)` returns whether it changed that one.
void write_in_worlds(signal_base& base, bool (*change)(void*, signal_base&), void* context);

/// Puts the code up to the end of the block into a world.
class world_scope {
public:
    explicit world_scope(world next) : previous_(std::exchange(this_graph.now, next)) {}
    ~world_scope() { this_graph.now = previous_; }
    world_scope(const world_scope&) = delete;
    world_scope& operator=(const world_scope&) = delete;

private:
    world previous_;
};

/// Runs `fn` for what is shown, and again for what a held transition will show: for news that may concern either.
template <class Fn>
void in_each_world(Fn&& fn) {
    {
        world_scope shown(world::shown_only);
        fn();
    }
    if (!this_graph.held) return;
    world_scope to_come(world::inside);
    fn();
}

/// Holds effects back up to the end of the block.
class batch_scope {
public:
    batch_scope() { this_graph.enter_batch(); }
    // What a hook of the program throws (`set_unhandled_error_hook`) leaves here.
    ~batch_scope() noexcept(false) { this_graph.leave_batch(); }
    batch_scope(const batch_scope&) = delete;
    batch_scope& operator=(const batch_scope&) = delete;
};

/// Allows a memo to write up to the end of the block: book-keeping that no reader can tell from computing.
class allow_writes {
public:
#ifdef NDEBUG
    allow_writes() {}
#else
    allow_writes() : previous_(std::exchange(this_graph.running_memo, nullptr)) {}
    ~allow_writes() { this_graph.running_memo = previous_; }
    allow_writes(const allow_writes&) = delete;
    allow_writes& operator=(const allow_writes&) = delete;

private:
    computation* previous_;
#endif
};

#ifndef NDEBUG
void check_write(const signal_base& written, const call_site& touched);
#endif

}  // namespace detail

/// Runs `fn`; effects run once, after it, with all its writes.
template <class Fn>
decltype(auto) batch(Fn&& fn) {
    detail::batch_scope scope;
    return std::forward<Fn>(fn)();
}

/// Runs `fn` without recording what it reads.
template <class Fn>
decltype(auto) untrack(Fn&& fn) {
    ambient_scope around{ref<ambient>(detail::current_ambient)};
    return std::forward<Fn>(fn)();
}

}  // namespace solder
#endif

#ifndef SOLDER_REACTIVE_GRAPH_HPP
#define SOLDER_REACTIVE_GRAPH_HPP
#include <solder/reactive/owner.hpp>

namespace solder {
namespace detail {

class computation;
class source;

/// One edge of the graph: `reader` read `from` in its last run.
struct edge {
    source* from;
    computation* reader;
    edge* next_source = nullptr;  // list of what the reader read, in order
    edge* previous_reader = nullptr;
    edge* next_reader = nullptr;  // list of who reads the source
};

/// Something that can be read and tells its readers of a change: the graph part of a signal or memo.
class source {
public:
    source() = default;
    source(const source&) = delete;
    ~source();

    /// Records the read for the running computation, if there is one.
    void track();
    /// Marks all readers, direct ones as dirty, and runs effects unless inside a batch.
    void changed();

private:
    friend class computation;
    void mark_readers_dirty();

    edge* first_reader_ = nullptr;
    edge* last_reader_ = nullptr;
    computation* producer_ = nullptr;  // for a memo: what must be up to date first
};

enum class freshness : std::uint8_t { clean, check, dirty };
enum class phase : std::uint8_t { pure, render, user };

/// A piece of code that runs again when something it read changed. It owns what it makes in a run.
class computation : public owner {
public:
    explicit computation(phase when);
    ~computation() override;

    /// Runs if anything read has changed; first brings memos it read up to date. Iterative in the depth of the graph.
    void update();
    bool update_if_stale() override;
    [[nodiscard]] bool is_stale() const { return freshness_ != freshness::clean; }

protected:
    /// The body; for a memo returns whether the value changed.
    virtual bool run() = 0;
    /// Lets go of the body once it will never run again: a chain of memos then ends one by one, not each inside the
    /// next.
    virtual void drop_body() = 0;
    void run_now();
    void set_product(source& product) {
        product_ = &product;
        product.producer_ = this;
    }

private:
    friend class source;
    friend class graph;
    void on_disposed() override;
    void read(source& from);
    void drop_edges_after(edge* last_kept);

    edge* first_source_ = nullptr;
    edge* last_read_ = nullptr;  // during a run: the last edge confirmed
    source* product_ = nullptr;
    freshness freshness_ = freshness::dirty;
    phase phase_;
    bool running_ = false;
    bool queued_ = false;
};

inline computation* current_computation() { return static_cast<computation*>(current_observer); }

/// The queues of this thread's graph.
class graph {
public:
    static graph& current();

    void enter_batch() { ++batch_depth_; }
    void leave_batch();
    void queue(computation& effect);
    void flush();
    [[nodiscard]] bool in_batch() const { return batch_depth_ > 0; }

    /// Set while a server renders: every computation runs at most once, nothing is tracked, effects do not run.
    bool renders_once = false;
    /// Counts reads of values that are not there yet; compared before and after to know whether code met one.
    std::uint64_t suspended_reads = 0;

private:
    bool run_one();

    std::vector<ref<computation>> render_effects_;
    std::vector<ref<computation>> user_effects_;
    int batch_depth_ = 0;
    bool flushing_ = false;
};

/// Holds effects back up to the end of the block.
class batch_scope {
public:
    batch_scope() { graph::current().enter_batch(); }
    ~batch_scope() { graph::current().leave_batch(); }
    batch_scope(const batch_scope&) = delete;
    batch_scope& operator=(const batch_scope&) = delete;
};

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

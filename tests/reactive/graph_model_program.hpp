#ifndef SOLDER_TESTS_REACTIVE_GRAPH_MODEL_PROGRAM_HPP
#define SOLDER_TESTS_REACTIVE_GRAPH_MODEL_PROGRAM_HPP
#include <cstdint>
#include <memory>
#include <vector>

namespace solder::graph_model {

/// Random numbers that are the same everywhere (splitmix64).
class dice {
public:
    explicit dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    /// 0 to `count` - 1.
    int below(std::size_t count) { return static_cast<int>(next() % count); }
    bool chance(int percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

/// What may happen in the graphs of a run, on top of signals, memos, effects and batches.
struct features {
    bool nesting = false;   ///< computations make computations, scopes and roots; cleanups
    bool disposal = false;  ///< owners end and handles go, between steps and in the middle of runs
    bool writes = false;    ///< effects and cleanups write signals
    bool errors = false;    ///< computations raise errors
};

enum class kind : std::uint8_t { signal, memo, loud_memo, computed, render_effect, user_effect, scope, root };

inline bool is_memo(kind k) { return k == kind::memo || k == kind::loud_memo; }
inline bool is_effect(kind k) { return k == kind::computed || k == kind::render_effect || k == kind::user_effect; }

/// What a body does, step by step. The first group makes its value; the second leaves it alone.
enum class op : std::uint8_t {
    read,       ///< `from[0]`
    choose,     ///< `from[0]`, whose value tells which of the others
    guard,      ///< `from[0]`; odd: the next `number` terms are left out
    make_memo,  ///< a memo of its own, which is read at once

    make_other,      ///< an effect, scope or root of its own
    make_elsewhere,  ///< the same in another scope
    transient,       ///< a signal that is read and gone
    peek,            ///< `from[0]`, untracked
    add_cleanup,     ///< reads `from[0]`; with `number` >= 0, may write that signal
    write,           ///< the signal `number`
    write_two,       ///< the signals `number` and the next, in a batch, and reads `from[0]` in between
    dispose,         ///< the scope `number`
    drop_signal,     ///< the handle of the signal `number`
    raise,
};

/// A source as a body names it: by its number, or a memo made in one of the runs around it.
struct source_name {
    bool is_local;
    int index;
};

struct program;

struct term {
    op what;
    std::vector<source_name> from;
    int number = 0;
    std::shared_ptr<const program> child = nullptr;
};

/// The body of a computation, or what a scope is filled with.
struct program {
    kind what;
    unsigned seed;
    unsigned modulus;  ///< of a memo's value: a small one makes equal values
    std::vector<term> terms;
};

/// Makes programs that read sources of `known`: what was there before, so that nothing reads what comes after it.
class program_maker {
public:
    program_maker(dice& random, const features& with) : random_(random), with_(with) {}
    std::shared_ptr<const program> make(kind what, const std::vector<int>& known, int depth = 0);

private:
    source_name any_source(const std::vector<int>& known, int depth);
    term any_term(kind what, const std::vector<int>& known, int depth);
    kind any_kind(bool memos);
    op any_op(kind what, int depth);

    dice& random_;
    const features& with_;
};

inline unsigned mix(unsigned so_far, int value) { return (so_far * 31 + static_cast<unsigned>(value) + 7) & 0xffffff; }

}  // namespace solder::graph_model
#endif

#ifndef SOLDER_TESTS_REACTIVE_GRAPH_MODEL_HPP
#define SOLDER_TESTS_REACTIVE_GRAPH_MODEL_HPP
#include <cstdint>
#include <deque>
#include <optional>
#include <solder/reactive/signal.hpp>
#include <string>
#include <string_view>
#include <tests/reactive/graph_model_program.hpp>
#include <vector>

namespace solder::graph_model {

/// Without `==`: every computation of it counts as a change.
struct loud {
    int value;
};

/// A read in a run: what was read, and what was there.
struct seen {
    int source;
    int version;
    int value;
};

/// A signal, computation or scope: the real thing, and what the model knows of it.
struct node {
    kind what = kind::scope;
    int owned_by = -1;  ///< disposing it disposes this; none for roots
    int made_in = -1;   ///< where it was made: what errors go through
    bool alive = true;
    std::shared_ptr<const program> body = nullptr;
    unsigned captured = 0;         ///< what its maker had worked out so far
    std::vector<int> locals = {};  ///< memos made in the runs around it

    std::optional<signal<int>> as_signal = std::nullopt;
    std::optional<memo<int>> as_memo = std::nullopt;
    std::optional<memo<loud>> as_loud_memo = std::nullopt;
    ref<owner> as_owner = nullptr;
    callback<void()> dispose = {};  ///< of a root
    std::weak_ptr<int> body_alive = {};

    int value = 0;         ///< of a signal; of a memo: what it computed last
    int version = 0;       ///< counts changes of `value`
    int loud_version = 0;  ///< the last version that counts as a change though the value may be equal
    int runs = 0;
    bool is_running = false;
    int runs_without_cause = 0;      ///< allowed: something was written while it ran or ended a run
    std::vector<seen> reads = {};    ///< of its last run
    std::vector<int> children = {};  ///< made in its last run
    std::vector<int> cleanups = {};  ///< not yet run
    int ended_at = -1;               ///< count of cleanups when one of its last run ran
    int end = 0;                     ///< which end it was part of
    int naive_epoch = -1;
    int naive_value = 0;
};

inline bool holds_others(const node& n) { return n.as_owner && n.alive; }
inline bool is_written(const node& n) { return n.as_signal.has_value(); }

/// A graph made and changed at random, watched by a model of it: the model knows what every signal is, works out every
/// memo from scratch, and is told of every run and cleanup. See docs of the checks in graph_model.cpp.
class world {
public:
    world(std::uint64_t seed, const features& with);
    ~world();

    /// One random change, then all checks. False after a check has failed.
    bool step();
    /// Disposes everything and checks that nothing is left of it.
    void end();
    [[nodiscard]] bool failed() const { return !failure_.empty(); }
    /// What failed, and what happened in that step before.
    [[nodiscard]] const std::string& failure() const { return failure_; }
    /// How much has been checked.
    struct tally {
        long runs_again = 0, reads = 0, cleanups = 0, ends = 0, writes_inside = 0, errors = 0;
    };
    [[nodiscard]] const tally& counted() const { return counted_; }

private:
    /// One body at work: of a computation, a cleanup or a scope being filled.
    struct frame {
        int of;  ///< -1: a cleanup
        bool is_run = false;
        unsigned so_far = 0;
        std::vector<int> locals = {};
        std::vector<seen> reads = {};
    };

    // graph_model.cpp: the naive evaluation and the checks
    int naive(int id);
    int evaluate(const program& body, unsigned captured, std::vector<int> locals);
    int value_of(const source_name& name, const std::vector<int>& local_values);
    void fail(std::string_view what, int id);
    std::string describe(int id);
    void note(const char* what, int id, int value = 0);
    void check(bool holds, std::string_view what, int id) {
        if (!holds) fail(what, id);
    }
    bool has_stale_read(const node& n);
    bool has_cause(const node& n) const;
    bool is_within(int id, int ancestor) const;
    bool is_made_within(int id, int ancestor) const;
    bool is_inside_computation(int id) const;
    bool lived(int id) const;
    bool some_effect_may_depend_on(int memo);
    void before_run(int id);
    void check_effect_may_run(int id);
    void check_memo_may_run(int id);
    void after_run(int id, frame& of, int value);
    std::vector<int> mark_dead(const std::vector<int>& from);
    void check_ended(const std::vector<int>& gone);
    void check_children_ended_in_order(int id, const std::vector<int>& children, int end);
    void check_effects();
    void check_everything();

    // graph_model_bodies.cpp: what the real computations do
    int make(kind what, std::shared_ptr<const program> body, int owner, frame* maker);
    void make_real(int id);
    void fill(int id);
    int run(int id);
    void perform(frame& f);
    void perform_action(frame& f, const term& t);
    int pick(int number, bool (*wanted)(const node&)) const;
    void make_elsewhere(const term& t);
    int read(int id, bool tracked);
    int read(const source_name& name, bool tracked);
    void add_cleanup(int id, const term& t);
    void run_cleanup(int id, int serial, const term& t);
    void write(int id, int value);
    void touch(int id);
    void before_write(int id);
    bool may_write() const;
    void dispose(int id);
    void drop_handles(int id);
    void drop_signal(int id);
    void raise(int id);

    // graph_model_steps.cpp: random changes from outside
    void change();
    void change_in_batch(int depth);
    void make_something();
    void make_in_scope(int scope, kind what);
    void dispose_something();
    void read_something();
    int any_alive(bool (*wanted)(const node&));
    std::vector<int> sources() const;
    void forget_the_dead();

    dice random_;
    features with_;
    program_maker programs_;
    std::deque<node> nodes_;
    std::vector<int> alive_;  // may hold dead ones until the end of the step
    std::vector<int> died_in_this_step_;
    std::vector<frame*> frames_;  // innermost last
    int runs_open_ = 0;           // bodies of computations in frames_
    int memos_open_ = 0;
    int reads_open_ = 0;  // reads from outside of any body
    int disposals_open_ = 0;
    int batches_open_ = 0;  // from outside
    int epoch_ = 0;         // changes whenever the naive value of something may
    int ends_ = 0;
    int ends_before_step_ = 0;
    int cleanups_run_ = 0;
    int cleanups_made_ = 0;
    int writes_inside_ = 0;  // since the step began, by bodies and cleanups
    int disposals_inside_ = 0;
    std::optional<int> told_of_error_;
    int steps_ = 0;
    bool ending_ = false;

    struct event {
        const char* what;
        int id;
        int value;
    };
    std::vector<event> events_;  // of this step
    std::string failure_;
    tally counted_;
};

}  // namespace solder::graph_model
#endif

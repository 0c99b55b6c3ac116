// What must hold, worked out without the graph: the values from scratch, the runs from what was read and written.
#include <algorithm>
#include <cstdio>
#include <tests/reactive/graph_model.hpp>

namespace solder::graph_model {

// ---- the naive evaluation

int world::naive(int id) {
    node& n = nodes_[id];
    if (!is_memo(n.what) || !n.alive) return n.value;  // a disposed memo keeps what it computed last
    if (n.naive_epoch == epoch_) return n.naive_value;
    std::vector<int> local_values;
    for (int local : n.locals) local_values.push_back(naive(local));
    n.naive_value = evaluate(*n.body, n.captured, std::move(local_values));
    n.naive_epoch = epoch_;
    return n.naive_value;
}

int world::value_of(const source_name& name, const std::vector<int>& local_values) {
    if (!name.is_local) return naive(name.index);
    return local_values.empty() ? 0 : local_values[name.index % local_values.size()];
}

int world::evaluate(const program& body, unsigned captured, std::vector<int> locals) {
    unsigned so_far = mix(body.seed, static_cast<int>(captured));
    for (std::size_t i = 0; i < body.terms.size(); ++i) {
        const term& t = body.terms[i];
        switch (t.what) {
            case op::read:
                so_far = mix(so_far, value_of(t.from[0], locals));
                break;
            case op::choose: {
                int which = 1 + value_of(t.from[0], locals) % (static_cast<int>(t.from.size()) - 1);
                so_far = mix(so_far, value_of(t.from[which], locals));
                break;
            }
            case op::guard:
                if (value_of(t.from[0], locals) % 2) i += t.number;
                break;
            case op::make_memo:
                locals.push_back(evaluate(*t.child, so_far, locals));
                so_far = mix(so_far, locals.back());
                break;
            default:
                break;
        }
    }
    return static_cast<int>(so_far % body.modulus);
}

// ---- failures

void world::note(const char* what, int id, int value) { events_.push_back({what, id, value}); }

void world::fail(std::string_view what, int id) {
    if (failed()) return;
    failure_ = std::string(what) + ": node " + std::to_string(id) + "\nWhat lives, and what it read last:\n";
    for (int one : alive_)
        if (nodes_[one].alive) failure_ += "  " + describe(one) + "\n";
    failure_ += "What happened in this step:\n";
    for (const auto& e : events_)
        failure_ += "  " + std::string(e.what) + " " + std::to_string(e.id) + ", " + std::to_string(e.value) + "\n";
}

std::string world::describe(int id) {
    constexpr const char* kinds[] = {"signal",        "memo",        "loud memo", "computed",
                                     "render effect", "user effect", "scope",     "root"};
    const node& n = nodes_[id];
    auto text = std::to_string(id) + " " + kinds[static_cast<int>(n.what)] + " in " + std::to_string(n.made_in);
    if (n.what == kind::signal || is_memo(n.what)) text += " = " + std::to_string(n.value);
    if (is_memo(n.what)) text += " (" + std::to_string(naive(id)) + ")";
    for (const seen& s : n.reads)
        text += ", " + std::to_string(s.source) + ":" + std::to_string(s.value) +
                (nodes_[s.source].alive && naive(s.source) != s.value ? "!" : "");
    return text;
}

// ---- runs

/// Whether it has to run again before anyone may rely on it.
bool world::has_stale_read(const node& n) {
    return std::ranges::any_of(n.reads, [&](const seen& s) {
        const node& from = nodes_[s.source];
        if (!from.alive) return false;
        if (naive(s.source) != s.value || from.loud_version > s.version) return true;
        return from.what == kind::loud_memo && has_stale_read(from);  // computed again it counts as changed
    });
}

bool world::has_cause(const node& n) const {
    return n.runs_without_cause > 0 ||
           std::ranges::any_of(n.reads, [&](const seen& s) { return nodes_[s.source].version > s.version; });
}

bool world::is_made_within(int id, int ancestor) const {
    for (; id >= 0; id = nodes_[id].made_in)
        if (id == ancestor) return true;
    return false;
}

bool world::is_within(int id, int ancestor) const {
    for (; id >= 0; id = nodes_[id].owned_by)
        if (id == ancestor) return true;
    return false;
}

/// Also by where roots were made.
bool world::is_inside_computation(int id) const {
    for (int at = nodes_[id].made_in; at >= 0; at = nodes_[at].made_in)
        if (is_memo(nodes_[at].what) || is_effect(nodes_[at].what)) return true;
    return false;
}

/// Lives, or did when the step began: what is asked on behalf of one that ends meanwhile is asked all the same.
bool world::lived(int id) const { return nodes_[id].alive || nodes_[id].end > ends_before_step_; }

/// Whether an effect read it or was made in it, or something that read it.
bool world::some_effect_may_depend_on(int memo) {
    std::vector<bool> reached(nodes_.size());
    std::vector<int> open;
    auto reach = [&](int id) {
        if (reached[id]) return;
        reached[id] = true;
        open.push_back(id);
    };
    for (const auto* list : {&alive_, &died_in_this_step_})
        for (int id : *list)
            if (is_effect(nodes_[id].what) && lived(id)) reach(id);
    while (!open.empty() && !reached[memo]) {
        int id = open.back();
        open.pop_back();
        if (lived(id))
            for (const seen& s : nodes_[id].reads) reach(s.source);
        if (nodes_[id].made_in >= 0) reach(nodes_[id].made_in);
    }
    return reached[memo];
}

void world::before_run(int id) {
    node& n = nodes_[id];
    note("run", id, n.runs);
    if (n.runs == 0) {
        if (n.what == kind::user_effect) check_effect_may_run(id);
        return;
    }
    ++counted_.runs_again;
    check(n.alive, "a disposed computation runs", id);
    check(!n.is_running, "a computation runs within its own run", id);
    check(has_cause(n), "a computation runs again though nothing it read has changed", id);
    check(n.cleanups.empty(), "a computation runs again before its cleanups", id);
    if (is_effect(n.what))
        check_effect_may_run(id);
    else
        check_memo_may_run(id);
    if (n.runs_without_cause > 0) --n.runs_without_cause;
    n.ended_at = -1;
    auto before = std::exchange(n.children, {});
    check_ended(mark_dead(before));
    check_children_ended_in_order(id, before, ends_);
}

void world::check_effect_may_run(int id) {
    const node& n = nodes_[id];
    check(n.alive, "a disposed effect runs", id);
    check(runs_open_ == 0, "an effect runs within the run of another computation", id);
    check(batches_open_ == 0, "an effect runs within a batch", id);
    bool told_too_late = n.runs == 0 || n.runs_without_cause > 1;  // its own cleanup has just made the owner stale
    for (int at = n.owned_by; at >= 0 && !told_too_late; at = nodes_[at].owned_by)
        check(!has_stale_read(nodes_[at]), "an effect runs before its owner, which has to run again", id);
    if (n.what != kind::user_effect || writes_inside_ > 0) return;
    // An owner has to run before what it owns, also when that is a render effect or a computed.
    auto is_render = [&](int other) { return nodes_[other].what == kind::render_effect && lived(other); };
    auto is_early = [&](int other) {
        return is_render(other) || (nodes_[other].what == kind::computed && lived(other));
    };
    for (const auto* list : {&alive_, &died_in_this_step_})
        for (int other : *list)
            if (is_early(other) && is_made_within(other, id)) return;
    for (int other : alive_)
        if (is_render(other) && nodes_[other].alive)
            check(!has_stale_read(nodes_[other]), "a user effect runs before a render effect", id);
}

void world::check_memo_may_run(int id) {
    if (runs_open_ > 0 || reads_open_ > 0 || !frames_.empty() || disposals_inside_ > 0) return;
    check(batches_open_ == 0, "a memo is computed in a batch though nothing reads it", id);
    check(some_effect_may_depend_on(id), "a memo is computed though nothing reads it", id);
}

void world::after_run(int id, frame& of, int value) {
    node& n = nodes_[id];
    n.reads = std::move(of.reads);
    ++n.runs;
    if (!is_memo(n.what)) return;
    if (n.runs == 1 || n.value != value || n.what == kind::loud_memo) ++n.version;
    if (n.what == kind::loud_memo) n.loud_version = n.version;
    n.value = value;
    if (!n.alive) ++epoch_;
    note("value", id, value);
}

// ---- ends

/// These and all they own, the outer before the inner.
std::vector<int> world::mark_dead(const std::vector<int>& from) {
    std::vector<int> gone;
    for (int id : from)
        if (nodes_[id].alive) gone.push_back(id);
    ++ends_;
    for (std::size_t i = 0; i < gone.size(); ++i) {
        node& n = nodes_[gone[i]];
        n.alive = false;
        ++counted_.ends;
        n.end = ends_;
        note("ends", gone[i]);
        died_in_this_step_.push_back(gone[i]);
        for (int child : n.children)
            if (nodes_[child].alive && nodes_[child].owned_by == gone[i]) gone.push_back(child);
    }
    ++epoch_;
    return gone;
}

void world::check_ended(const std::vector<int>& gone) {
    for (int id : gone) {
        if (nodes_[id].is_running) continue;  // what it adds from now on ends at once
        check(nodes_[id].cleanups.empty(), "cleanups have not run at the end", id);
        check_children_ended_in_order(id, nodes_[id].children, nodes_[id].end);
    }
}

/// Of those that ended together in the end `end`, the younger ran their cleanups before the older.
void world::check_children_ended_in_order(int id, const std::vector<int>& children, int end) {
    const node* older = nullptr;
    for (int child : children) {
        const node& n = nodes_[child];
        if (n.owned_by != id || n.end != end || n.is_running || n.ended_at < 0) continue;
        if (older) check(older->ended_at > n.ended_at, "an older sibling ends first", child);
        older = &n;
    }
}

void world::check_everything() {
    check_effects();
    for (std::size_t i = 0; i < alive_.size() && !failed(); ++i) {  // grows: reading runs memos that make others
        const node& n = nodes_[alive_[i]];
        if (n.alive && is_memo(n.what) && (steps_ % 16 == 0 || random_.chance(25))) read(alive_[i], false);
    }
    check_effects();
    for (int id : died_in_this_step_) {
        check(nodes_[id].cleanups.empty(), "cleanups have not run", id);
        check(nodes_[id].body_alive.expired(), "the body outlives the end", id);
    }
}

void world::check_effects() {
    for (int id : alive_) {
        const node& n = nodes_[id];
        if (!n.alive || !is_effect(n.what)) continue;
        check(n.runs > 0, "an effect has not run", id);
        check(!has_stale_read(n), "an effect has not run after a change", id);
    }
}

}  // namespace solder::graph_model

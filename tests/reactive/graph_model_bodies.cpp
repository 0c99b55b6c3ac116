// The real computations: what their bodies, cleanups and scopes do, each told to the model.
#include <algorithm>
#include <tests/reactive/graph_model.hpp>

namespace solder::graph_model {
namespace {

constexpr int writes_at_most = 20;  // by bodies and cleanups in one step, so that effects come to rest
constexpr int disposals_at_most = 3;
constexpr std::size_t crowded = 120;  // this many living nodes: bodies make no more that outlive them

}  // namespace

// ---- making

int world::make(kind what, std::shared_ptr<const program> body, int owner, frame* maker) {
    int id = static_cast<int>(nodes_.size());
    node& n = nodes_.emplace_back();
    n.what = what;
    n.made_in = owner;
    bool is_owned = what != kind::root && what != kind::signal;  // a signal lasts as long as its handles
    n.owned_by = is_owned ? owner : -1;
    n.alive = !is_owned || owner < 0 || nodes_[owner].alive;
    n.body = std::move(body);
    if (maker) {
        n.captured = maker->so_far;
        n.locals = maker->locals;
    }
    if (n.owned_by >= 0) nodes_[n.owned_by].children.push_back(id);
    (n.alive ? alive_ : died_in_this_step_).push_back(id);
    note("made", id, owner);
    make_real(id);
    return id;
}

void world::make_real(int id) {
    node& n = nodes_[id];
    auto body_token = std::make_shared<int>(id);
    n.body_alive = body_token;
    switch (n.what) {
        case kind::memo:
            n.as_memo = create_memo([this, id, body_token = std::move(body_token)] { return run(id); });
            break;
        case kind::loud_memo:
            n.as_loud_memo = create_memo([this, id, body_token = std::move(body_token)] { return loud{run(id)}; });
            break;
        case kind::computed:
            create_computed([this, id, body_token = std::move(body_token)] { run(id); });
            check(n.runs > 0 || !n.alive, "a computed has not run at once", id);
            break;
        case kind::render_effect:
            create_render_effect([this, id, body_token = std::move(body_token)] { run(id); });
            check(n.runs > 0 || !n.alive, "a render effect has not run at once", id);
            break;
        case kind::user_effect:
            create_effect([this, id, body_token = std::move(body_token)] { run(id); });
            break;
        case kind::scope:
            catch_error([&] { fill(id); }, [this, id](raised_error) { told_of_error_ = id; });
            break;
        case kind::root:
            create_root([&](callback<void()> dispose) {
                nodes_[id].dispose = std::move(dispose);
                fill(id);
            });
            break;
        case kind::signal:
            n.value = id % 6;
            n.as_signal = create_signal(n.value);
            break;
    }
}

void world::fill(int id) {
    nodes_[id].as_owner = ref<owner>(get_owner());
    frame f{id, false, nodes_[id].captured, nodes_[id].locals, {}};
    frames_.push_back(&f);
    perform(f);
    frames_.pop_back();
}

// ---- running

int world::run(int id) {
    before_run(id);
    node& n = nodes_[id];
    frame f{id, true, mix(n.body->seed, static_cast<int>(n.captured)), n.locals, {}};
    n.is_running = true;
    frames_.push_back(&f);
    ++runs_open_;
    memos_open_ += is_memo(n.what);
    perform(f);
    memos_open_ -= is_memo(n.what);
    --runs_open_;
    frames_.pop_back();
    n.is_running = false;
    int value = static_cast<int>(f.so_far % n.body->modulus);
    after_run(id, f, value);
    return value;
}

void world::perform(frame& f) {
    auto body = nodes_[f.of].body;
    for (std::size_t i = 0; i < body->terms.size() && !failed(); ++i) {
        const term& t = body->terms[i];
        switch (t.what) {
            case op::read:
                f.so_far = mix(f.so_far, read(t.from[0], true));
                break;
            case op::choose: {
                int which = 1 + read(t.from[0], true) % (static_cast<int>(t.from.size()) - 1);
                f.so_far = mix(f.so_far, read(t.from[which], true));
                break;
            }
            case op::guard:
                if (read(t.from[0], true) % 2) i += t.number;
                break;
            case op::make_memo: {
                int made = make(t.child->what, t.child, f.of, &f);
                f.locals.push_back(made);
                f.so_far = mix(f.so_far, read(made, true));
                break;
            }
            default:
                perform_action(f, t);
        }
    }
}

void world::perform_action(frame& f, const term& t) {
    switch (t.what) {
        case op::make_other:
            if (t.child->what != kind::root || alive_.size() < crowded) make(t.child->what, t.child, f.of, &f);
            break;
        case op::make_elsewhere:
            make_elsewhere(t);
            break;
        case op::transient: {
            auto gone = create_signal(t.number);
            check(gone() == t.number, "a new signal does not have its value", f.of);
            break;
        }
        case op::peek:
            read(t.from[0], false);
            break;
        case op::add_cleanup:
            add_cleanup(f.of, t);
            break;
        case op::write:
            write(pick(t.number, is_written), static_cast<int>(f.so_far % 7));
            break;
        case op::write_two:
            batch([&] {
                write(pick(t.number, is_written), static_cast<int>(f.so_far % 5));
                read(t.from[0], false);
                write(pick(t.number + 1, is_written), static_cast<int>(f.so_far % 3));
            });
            break;
        case op::dispose:
            if (f.so_far % 8 == 0 && ++disposals_inside_ <= disposals_at_most) dispose(pick(t.number, holds_others));
            break;
        case op::drop_signal:
            if (f.so_far % 8 == 0) drop_signal(pick(t.number, is_written));
            break;
        case op::raise:
            if (f.so_far % 2 == 0) raise(f.of);
            break;
        default:
            break;
    }
}

void world::make_elsewhere(const term& t) {
    if (memos_open_ > 0 || alive_.size() >= crowded) return;
    int scope = pick(t.number, holds_others);
    if (!holds_others(nodes_[scope])) return;
    run_with_owner(ref<owner>(nodes_[scope].as_owner).get(), [&] { make(t.child->what, t.child, scope, nullptr); });
}

/// One of the living, the same for the same number; 0, which is a scope, when there is none.
int world::pick(int number, bool (*wanted)(const node&)) const {
    std::size_t count = alive_.size();
    for (std::size_t i = 0; i < count; ++i) {
        int id = alive_[(number + i) % count];
        if (wanted(nodes_[id])) return id;
    }
    return 0;
}

int world::read(const source_name& name, bool tracked) {
    if (!name.is_local) return read(name.index, tracked);
    const auto& locals = frames_.back()->locals;
    return locals.empty() ? 0 : read(locals[name.index % locals.size()], tracked);
}

int world::read(int id, bool tracked) {
    node& n = nodes_[id];
    bool has_handle = n.as_signal || n.as_memo || n.as_loud_memo;
    // What has ended is not asked, though it would answer: debug builds may tell of it.
    if (!has_handle || !n.alive) return n.value;
    reads_open_ += frames_.empty();
    int value = 0, writes_before = writes_inside_;
    auto ask = [&](auto handle) {  // a copy: what runs now may drop the one in the node
        if constexpr (std::is_same_v<decltype(handle), memo<loud>>)
            value = tracked ? handle().value : untrack([&] { return handle().value; });
        else
            value = tracked ? handle() : untrack([&] { return handle(); });
    };
    if (n.as_signal)
        ask(*n.as_signal);
    else if (n.as_memo)
        ask(*n.as_memo);
    else
        ask(*n.as_loud_memo);
    reads_open_ -= frames_.empty();
    ++counted_.reads;
    note("read", id, value);
    // Effects that a memo makes run when a read from outside ends, and what they write may be too late for the answer.
    if (runs_open_ > 0 || writes_inside_ == writes_before)
        check(value == naive(id), "a read gives another value than the naive evaluation", id);
    if (tracked && !frames_.empty()) frames_.back()->reads.push_back({id, n.version, value});
    return value;
}

// ---- cleanups

void world::add_cleanup(int id, const term& t) {
    int serial = cleanups_made_++;
    nodes_[id].cleanups.push_back(serial);
    on_cleanup([this, id, serial, t] { run_cleanup(id, serial, t); });
}

void world::run_cleanup(int id, int serial, const term& t) {
    node& n = nodes_[id];
    ++counted_.cleanups;
    note("cleanup of", id, serial);
    check(!n.cleanups.empty() && n.cleanups.back() == serial, "a cleanup runs twice or out of order", id);
    if (!n.cleanups.empty()) n.cleanups.pop_back();
    n.ended_at = ++cleanups_run_;
    if (!n.is_running)
        for (int child : n.children)
            if (nodes_[child].owned_by == id && !nodes_[child].is_running)
                check(nodes_[child].cleanups.empty(), "an outer cleanup runs before an inner one", id);
    frame f{-1};
    frames_.push_back(&f);
    // What is made inside computations is about to end with them, and only they know how far that has come.
    // A memo depends on older ones alone: what is older than all that run or end here cannot depend on those.
    int from = t.from[0].index;
    bool is_safe = !t.from[0].is_local && !is_inside_computation(from);
    // Nor must it depend on what ends together with this: whether that can still be computed is nobody's promise.
    is_safe &= disposals_open_ == 0 || nodes_[from].what == kind::signal;
    for (frame* at : frames_) is_safe &= !at->is_run || from < at->of;
    bool within_memo = false;
    for (int at = id; at >= 0; at = nodes_[at].made_in)
        if (is_memo(nodes_[at].what)) within_memo = true, is_safe &= from < at;
    if (is_safe) read(from, true);
    if (t.number >= 0 && !within_memo) {
        for (int at = id; at >= 0; at = nodes_[at].made_in) nodes_[at].runs_without_cause = 2;
        write(pick(t.number, is_written), serial % 7);
    }
    frames_.pop_back();
}

// ---- writing

bool world::may_write() const { return memos_open_ == 0 && writes_inside_ < writes_at_most; }

/// A write inside counts; what is at work may have read the old value before it.
void world::before_write(int id) {
    if (!frames_.empty()) ++writes_inside_, ++counted_.writes_inside;
    for (frame* f : frames_)
        if (f->is_run) nodes_[f->of].runs_without_cause = std::max(nodes_[f->of].runs_without_cause, 1);
    ++nodes_[id].version;
    ++epoch_;
}

void world::write(int id, int value) {
    node& n = nodes_[id];
    if (!n.as_signal || (!frames_.empty() && !may_write())) return;
    note("write", id, value);
    if (n.value != value) before_write(id);
    n.value = value;
    n.as_signal->set(value);
}

void world::touch(int id) {
    node& n = nodes_[id];
    if (!n.as_signal) return;
    note("touch", id, n.value);
    before_write(id);
    n.loud_version = n.version;
    n.as_signal->update([](int&) {});
}

// ---- ends

void world::dispose(int id) {
    node& n = nodes_[id];
    if (!n.as_owner || !n.alive || (id == 0 && !ending_)) return;
    for (frame* f : frames_) {
        // An end within an end: what is complete when the inner one returns is nobody's promise.
        if (f->of < 0) return;
        // A memo that ends in its own run: whether its readers see the value of that run is nobody's promise either.
        if (f->is_run && is_memo(nodes_[f->of].what) && is_within(f->of, id)) return;
    }
    note("dispose", id);
    auto gone = mark_dead({id});
    int when_handles_go = cleanups_run_ % 3;  // before, after, or with the world
    if (when_handles_go == 0)
        for (int one : gone) drop_handles(one);
    auto real = std::move(n.as_owner);
    ++disposals_open_;
    if (n.dispose)
        n.dispose();
    else
        real->dispose();
    --disposals_open_;
    if (when_handles_go == 1)
        for (int one : gone) drop_handles(one);
    check_ended(gone);
}

void world::drop_handles(int id) {
    node& n = nodes_[id];
    n.as_memo.reset();
    n.as_loud_memo.reset();
}

void world::drop_signal(int id) {
    if (!nodes_[id].as_signal) return;
    note("drop", id);
    nodes_[id].as_signal.reset();
}

// ---- errors

void world::raise(int id) {
    int expected = id;
    while (expected >= 0 && nodes_[expected].alive && nodes_[expected].what != kind::scope)
        expected = nodes_[expected].made_in;
    if (expected < 0 || !nodes_[expected].alive) return;
    ++counted_.errors;
    told_of_error_.reset();
    raise_error({error{"raised"}, {}});
    check(told_of_error_ == expected, "an error did not reach the nearest handler", id);
}

}  // namespace solder::graph_model

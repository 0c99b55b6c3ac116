// Random changes from outside of the graph.
#include <algorithm>
#include <tests/reactive/graph_model.hpp>

namespace solder::graph_model {
namespace {

constexpr std::size_t signals_at_most = 12;
constexpr std::size_t nodes_at_most = 80;  // living ones; from there on more ends than begins

}  // namespace

world::world(std::uint64_t seed, const features& with) : random_(seed), with_(with), programs_(random_, with_) {
    auto empty = std::make_shared<program>();
    empty->what = kind::scope;
    make(kind::scope, empty, -1, nullptr);
    for (int i = 0; i < 4; ++i) make_in_scope(0, kind::signal);
    for (int i = 0; i < 3; ++i) make_in_scope(0, kind::scope);
}

world::~world() {
    if (!ending_) end();
}

bool world::step() {
    ++steps_;
    events_.clear();
    ends_before_step_ = ends_;
    writes_inside_ = disposals_inside_ = 0;
    change();
    if (!failed()) check_everything();
    forget_the_dead();
    return !failed();
}

void world::change() {
    if (alive_.size() > nodes_at_most) return dispose_something();
    int roll = random_.below(100);
    if (roll < 40) return write(any_alive(is_written), random_.below(6));
    if (roll < 44) return touch(any_alive(is_written));
    if (roll < 64) return change_in_batch(0);
    if (roll < 85) return make_something();
    if (roll < 93) return read_something();
    if (!with_.disposal) return;
    if (roll < 96) return dispose_something();
    drop_signal(any_alive(is_written));
}

void world::change_in_batch(int depth) {
    ++batches_open_;
    batch([&] {
        for (int left = 1 + random_.below(6); left > 0 && !failed(); --left) {
            if (random_.chance(60))
                write(any_alive(is_written), random_.below(6));
            else if (depth < 3 && random_.chance(20))
                change_in_batch(depth + 1);
            else if (random_.chance(50))
                read_something();
            else if (alive_.size() < nodes_at_most)
                change();
        }
        --batches_open_;
    });
}

void world::make_something() {
    int roll = random_.below(100);
    auto signals = std::ranges::count_if(alive_, [&](int id) { return is_written(nodes_[id]); });
    kind what = roll < 35   ? kind::memo
                : roll < 42 ? kind::loud_memo
                : roll < 48 ? kind::computed
                : roll < 62 ? kind::render_effect
                : roll < 82 ? kind::user_effect
                : roll < 88 ? kind::scope
                : roll < 91 ? kind::root
                            : kind::signal;
    if (static_cast<std::size_t>(signals) < signals_at_most / 3) what = kind::signal;
    if (what == kind::signal && static_cast<std::size_t>(signals) >= signals_at_most) return;
    make_in_scope(any_alive(holds_others), what);
}

void world::make_in_scope(int scope, kind what) {
    auto body = what == kind::signal ? nullptr : programs_.make(what, sources());
    run_with_owner(ref<owner>(nodes_[scope].as_owner).get(), [&] { make(what, std::move(body), scope, nullptr); });
}

void world::dispose_something() { dispose(any_alive(holds_others)); }

void world::read_something() {
    int id = any_alive([](const node& n) { return is_memo(n.what) && n.alive; });
    if (id != 0) read(id, false);
}

/// 0, which is a scope, when there is none.
int world::any_alive(bool (*wanted)(const node&)) {
    std::vector<int> found;
    for (int id : alive_)
        if (wanted(nodes_[id])) found.push_back(id);
    return found.empty() ? 0 : found[random_.below(found.size())];
}

/// What any body may read: all signals and memos that are not made inside computations, a few ended ones among them.
std::vector<int> world::sources() const {
    std::vector<int> found;
    for (int id : alive_) {
        const node& n = nodes_[id];
        if ((n.what == kind::signal || is_memo(n.what)) && !is_inside_computation(id)) found.push_back(id);
    }
    if (found.empty()) found.push_back(0);
    std::ranges::sort(found);
    return found;
}

void world::forget_the_dead() {
    for (int id : died_in_this_step_) {
        node& n = nodes_[id];
        n.reads = {};
        n.children = {};
        if (random_.chance(50)) drop_handles(id);
    }
    died_in_this_step_.clear();
    std::erase_if(alive_, [&](int id) {
        return !nodes_[id].alive || (nodes_[id].what == kind::signal && !nodes_[id].as_signal);
    });
}

void world::end() {
    ending_ = true;
    events_.clear();
    ends_before_step_ = ends_;
    writes_inside_ = disposals_inside_ = 0;
    auto lives = [&](int id) { return holds_others(nodes_[id]); };
    while (std::ranges::any_of(alive_, lives) && !failed()) dispose(any_alive(holds_others));
    check_everything();
    for (std::size_t id = 0; id < nodes_.size(); ++id) {
        check(nodes_[id].what == kind::signal || !nodes_[id].alive, "something lives on", static_cast<int>(id));
        check(nodes_[id].cleanups.empty(), "cleanups have not run", static_cast<int>(id));
        check(nodes_[id].body_alive.expired(), "the body outlives the end", static_cast<int>(id));
    }
    check(cleanups_run_ == cleanups_made_, "cleanups made and run are not as many", 0);
}

}  // namespace solder::graph_model

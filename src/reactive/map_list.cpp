#include "matching.hpp"
#include <solder/reactive/map_list.hpp>

namespace solder::detail {

/// The list as what runs in its rows sees it: they have this effect above them, and what is above is brought up to date
/// first. So a row whose element has gone ends before its code could miss it. No memo, since a transition would take
/// all below for replaced, and not the owner of the rows, since they outlive its runs.
class row_keeper final : public effect_base {
public:
    explicit row_keeper(call_site made) : effect_base(phase::render, made) {}

    void watch(memo<row_list> list) {
        list_.emplace(std::move(list));
        begin();
    }
    /// Ends a row that was let go of outside of any run. A transition that commits does so in the midst of joining two
    /// versions of the graph: too early to dispose of anything.
    void end_soon(ref<list_row> row) {
        if (is_disposed()) return row->end();
        batch_scope together;
        ending_.push_back(std::move(row));
        bits_.fresh = freshness::dirty;
        this_graph.queue(*this);
    }

private:
    bool run() override {
        if (list_) (*list_)();
        end_rows();
        return false;
    }
    void drop_body() override {
        list_.reset();
        end_rows();
    }
    void end_rows() {
        for (auto& each : std::exchange(ending_, {})) each->end();
    }

    std::optional<memo<row_list>> list_;
    std::vector<ref<list_row>> ending_;
};

namespace {

constinit thread_local std::uint64_t last_row_id = 0;

/// The rows of two lists, told apart by key.
struct keyed_rows {
    const row_list& old;
    const list_input& input;
    std::size_t old_size() const { return old.size(); }
    std::size_t new_size() const { return input.size(); }
    bool same(std::size_t before, std::size_t now) const { return input.same_key(*old[before], now); }
    std::uint64_t old_hash(std::size_t i) const { return input.hash_of(*old[i]); }
    std::uint64_t new_hash(std::size_t i) const { return input.hash_at(i); }
};

std::vector<std::int32_t> same_places(std::size_t old_size, std::size_t new_size) {
    std::vector<std::int32_t> places(new_size, -1);
    for (std::size_t i = 0; i < old_size && i < new_size; ++i) places[i] = static_cast<std::int32_t>(i);
    return places;
}

/// The body of the memo: one type for all lists.
struct run_mapper {
    std::unique_ptr<list_mapper> mapper;
    row_list operator()(const row_list* previous) { return mapper->next(previous); }
};

}  // namespace

// ---- rows

list_row::list_row(owner& rows, call_site made) : owner(ref<owner>(&rows), true, made), id{++last_row_id} {}

void list_row::end() {
    dispose();
    drop_value();
}

void row_handle::end_row() {
    auto row = ref<list_row>::adopt(row_);
    if (this_graph.run_depth > 0 || row->is_disposed()) return row->end();
    auto& keeper = static_cast<row_keeper&>(*row->parent()->parent());
    keeper.end_soon(std::move(row));
}

row_writes::row_writes(const memo_state<row_list>* list)
    : in_one_world_(this_graph.in_branch() ? world::inside : world::shown_only),
      other_world_stays_(!this_graph.in_branch() && list && list->has_fork() &&
                         static_cast<memo_state<row_list>&>(fork_of(*list)).has_own_value()) {}

// ---- lists

row_list list_mapper::next_rows(const row_list* previous, const list_input& input) {
    const row_list none;
    const row_list& old = previous ? *previous : none;
    row_list next;
    next.reserve(input.size());
    {
        row_writes write(list_);
        for (auto place : by_place_ ? same_places(old.size(), input.size()) : match_places(keyed_rows{old, input})) {
            const row_handle* kept = place < 0 ? nullptr : &old[static_cast<std::size_t>(place)];
            next.push_back(kept && input.show(**kept, next.size(), write) ? *kept : input.make(next.size()));
        }
    }
    // From here on code of the application runs, which may write the list that was read: nothing looks at that any
    // more.
    for (auto& each : next) {
        if (each->is_filled_) continue;
        run_with_owner(&*each, [&] { fill(*each); });
        each->is_filled_ = true;
    }
    return next;
}

memo<row_list> make_list(std::unique_ptr<list_mapper> mapper, call_site made) {
    auto* around = get_owner();
    auto keeper = make_ref<row_keeper>(made);
    auto rows = make_ref<owner>(ref<owner>(keeper), false, made);
    auto& body = *mapper;
    body.rows_ = rows;
    auto state = make_ref<memo_of<row_list, run_mapper, default_equality>>(run_mapper{std::move(mapper)},
                                                                           default_equality{}, made);
    state->begin();
    body.list_ = state.get();
    memo<row_list> list{ref<memo_state<row_list>>(std::move(state))};
    if (around) {
        keeper->watch(list);
        around->add_cleanup([rows] { rows->dispose(); });
    } else {
        keeper->dispose();  // nobody would end it; the rows end with the last handle
    }
    return list;
}

}  // namespace solder::detail

#include "branch.hpp"
#include "matching.hpp"
#include "row_keeper.hpp"
#include <algorithm>
#include <solder/reactive/map_list.hpp>

namespace solder::detail {

namespace {

constinit thread_local std::uint64_t last_row_id = 0;

/// Pairs the rows of a list with the elements of the next one: both are walked side by side, over stretches in which
/// nothing changed at the price of a comparison. What the walk passes by pairs by hash.
class row_walk {
public:
    row_walk(const row_list& old, const list_input& input, const row_writes& write)
        : old_(old), input_(input), write_(write) {}

    row_list take() {
        next_.reserve(input_.size());
        walk();
        const auto end = common_end();
        for (; at_ < old_.size() - end; ++at_) passed_.push_back(at_);
        while (next_.size() < input_.size() - end) await_row();
        for (; at_ < old_.size(); ++at_) keep(old_[at_]);
        pair_by_hash();
        return std::move(next_);
    }

private:
    /// So many rows without a partner in a row: then it is another list, or has another part.
    static constexpr int most_misses = 8;

    std::size_t left() const { return old_.size() - at_; }
    std::size_t to_come() const { return input_.size() - next_.size(); }
    bool pairs(std::size_t old, std::size_t now) const { return input_.same_key(*old_[at_ + old], next_.size() + now); }
    void await_row() {
        awaited_.push_back(next_.size());
        next_.emplace_back();
    }
    /// The row goes on with its element, unless it takes a new one for that.
    row_handle shown(const row_handle& row, std::size_t index) const {
        return input_.show(*row, index, write_) ? row : input_.make(index);
    }
    void keep(const row_handle& row) { next_.push_back(shown(row, next_.size())); }

    void walk() {
        for (int misses = 0; misses < most_misses;) {
            const auto same = input_.unchanged(old_.data() + at_, next_.size(), std::min(left(), to_come()));
            if (same > 0) misses = 0;
            next_.insert(next_.end(), old_.data() + at_, old_.data() + at_ + same);
            at_ += same;
            if (left() == 0 || to_come() == 0) return;
            if (pairs(0, 0)) {
                keep(old_[at_++]);
                misses = 0;
                continue;
            }
            ++misses;
            const bool is_gone = left() > 1 && pairs(1, 0), is_new = !is_gone && to_come() > 1 && pairs(0, 1);
            if (!is_new) passed_.push_back(at_++);
            if (!is_gone) await_row();
        }
    }
    std::size_t common_end() const {
        const auto most = std::min(left(), to_come());
        std::size_t same = 0;
        while (same < most && input_.same_key(*old_[old_.size() - 1 - same], input_.size() - 1 - same)) ++same;
        return same;
    }
    void pair_by_hash() {
        if (awaited_.empty()) return;
        place_table left(0, passed_.size());
        for (std::size_t i = passed_.size(); i-- > 0;) left.add(i, input_.hash_of(*old_[passed_[i]]));
        for (auto index : awaited_) {
            const auto fits = [&](auto i) { return input_.same_key(*old_[passed_[i]], index); };
            const auto found = passed_.empty() ? -1 : left.take(input_.hash_at(index), fits);
            next_[index] =
                found < 0 ? input_.make(index) : shown(old_[passed_[static_cast<std::size_t>(found)]], index);
        }
    }

    const row_list& old_;
    const list_input& input_;
    const row_writes& write_;
    std::size_t at_ = 0;  // the next old row
    row_list next_;
    std::vector<std::size_t> passed_;   // old rows without a partner so far
    std::vector<std::size_t> awaited_;  // and new places
};

/// The body of the memo: one type for all lists.
struct run_mapper {
    std::unique_ptr<list_mapper> mapper;
    row_list operator()(const row_list* previous) { return mapper->run(previous); }
};

}  // namespace

// ---- rows

list_row::list_row(owner& rows, call_site made) : owner(ref<owner>(&rows), true, made), id{++last_row_id} {}

void list_row::end() {
    dispose();
    if (uses_ == 0) drop_value();
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

row_list list_mapper::run(const row_list* previous) {
    if (!this_graph.held || !this_graph.in_branch() || !previous || !std::exchange(some_ended_, false))
        return next(previous);
    row_list rest;
    std::ranges::copy_if(*previous, std::back_inserter(rest), [](auto& each) { return !each->is_disposed(); });
    return next(&rest);
}

/// Whether a transition has a list of its own, which the run under way makes, or does not touch.
bool list_mapper::has_two_lists() const {
    return this_graph.held && list_ && list_->has_fork() &&
           (this_graph.in_branch() || static_cast<memo_state<row_list>&>(fork_of(*list_)).has_own_value());
}

/// Code of rows that one of two lists goes on without must not run for that one any more: it would see a list without
/// its element.
void list_mapper::part_ways(const row_list& old, const row_list& next) {
    const bool inside = this_graph.in_branch();
    for (auto& each : old) each->is_dropped_ = true;
    for (auto& each : next) each->is_dropped_ = false;
    for (auto& each : old)
        if (each->is_dropped_) inside ? leave_branch(*each) : leave_shown(*each);
}

/// The row stays as it is until the transition commits.
void list_mapper::leave_branch(list_row& row) {
    row.bits_.only_shown = true;
    this_graph.transition().drop_below(row);
}

/// The row ends as it would without a transition; where the list to come has its element still, that takes another row.
void list_mapper::leave_shown(list_row& row) {
    auto& keeper = static_cast<row_keeper&>(*rows_->parent());
    if (row.bits_.only_shown || keeper.is_disposed()) return;
    some_ended_ = true;
    keeper.end_after_list(row);
    this_graph.transition().run_again(*list_);
}

row_list list_mapper::next_rows(const row_list* previous, const list_input& input) {
    const row_list none;
    const row_list& old = previous ? *previous : none;
    row_list next;
    {
        row_writes write(list_);
        next = row_walk(old, input, write).take();
    }
    const bool has_two = has_two_lists();
    std::size_t kept = 0;
    // From here on code of the application runs, which may write the list that was read: nothing looks at that any
    // more.
    for (auto& each : next) {
        if (each->is_filled_) {
            ++kept;
            continue;
        }
        each->bits_.only_shown = has_two && !this_graph.in_branch();
        run_with_owner(&*each, [&] { fill(*each); });
        each->is_filled_ = true;
    }
    if (kept < old.size() && has_two_lists()) part_ways(old, next);
    return next;
}

memo<row_list> make_list(std::unique_ptr<list_mapper> mapper, call_site made) {
    auto* around = get_owner();
    auto keeper = make_ref<row_keeper>(made);
    auto rows = make_ref<owner>(ref<owner>(keeper), false, made);
    auto& body = *mapper;
    body.rows_ = rows;
    keeper->rows = rows.get();
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

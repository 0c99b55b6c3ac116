#include "placing.hpp"
#include "row_index.hpp"
#include <algorithm>
#include <solder/html/list.hpp>
#include <solder/reactive/list_changes.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {
namespace {

struct shown_row {
    row_key key;
    ref<owner> scope;
    dom_range range;
};

/// The rows in the document, and what it takes to make them those of the list.
class row_list {
public:
    row_list(std::unique_ptr<list_source> source, node_id hole)
        : source_(std::move(source)), hole_(hole), around_(get_owner()) {}

    void update() {
        if (!source_->load()) {
            if (dom_writer::current().hydrating) dom_writer::current().command(dom_op::adopt_end, hole_);
            return;
        }
        untrack([&] { dom_writer::current().hydrating ? adopt_rows() : change_rows(); });
        source_->settle();
    }

private:
    shown_row make(std::size_t index) {
        shown_row row{source_->key(index), make_ref<owner>(around_), {}};
        run_with_owner(row.scope.get(), [&] { row.range = place_item(source_->make_row(index), hole_); });
        return row;
    }

    void adopt_rows() {
        for (std::size_t i = 0; i < source_->size(); ++i) rows_.push_back(make(i));
        dom_writer::current().command(dom_op::adopt_end, hole_);
    }

    void change_rows() {
        auto kept = kept_rows();
        remove_rows(kept);
        auto stays = rows_that_stay(kept);
        // From the last to the first, so that the place of each row is known by the row after it.
        std::vector<shown_row> next(kept.size());
        node_id after = 0;
        for (std::size_t i = kept.size(); i-- > 0;) {
            bool is_new = kept[i] < 0;
            next[i] = is_new ? make(i) : std::move(rows_[static_cast<std::size_t>(kept[i])]);
            if (is_new || !stays[i]) put(next[i].range, after);
            after = next[i].range.first;
        }
        rows_ = std::move(next);
    }

    /// For each new row the old one that shows the same element, or -1.
    std::vector<std::int32_t> kept_rows() const {
        row_index old_rows(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) old_rows.add(rows_[i].key, i);
        std::vector<std::int32_t> kept(source_->size(), -1);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            auto key = source_->key(i);
            auto old = i < rows_.size() && rows_[i].key == key
                           ? old_rows.take_at(i)
                           : old_rows.take(key, [&](auto at) -> const row_key& { return rows_[at].key; });
            if (old >= 0 && source_->same_as_before(i, static_cast<std::size_t>(old))) kept[i] = old;
        }
        return kept;
    }

    void remove_rows(const std::vector<std::int32_t>& kept) {
        std::vector<bool> keeps(rows_.size());
        for (auto old : kept)
            if (old >= 0) keeps[static_cast<std::size_t>(old)] = true;
        bool none = std::ranges::find(keeps, true) == keeps.end();
        if (none && !rows_.empty()) dom_writer::current().command(dom_op::clear, hole_);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (keeps[i]) continue;
            if (!none) dom_writer::current().command(dom_op::remove, rows_[i].range.first, rows_[i].range.last);
            rows_[i].scope->dispose();
        }
    }

    void put(dom_range range, node_id after) {
        if (after)
            dom_writer::current().command(dom_op::insert_before, after, range.first, range.last);
        else
            dom_writer::current().insert(hole_, range);
    }

    std::unique_ptr<list_source> source_;
    node_id hole_;
    ref<owner> around_;  // rows outlive the runs of the effect that changes them
    std::vector<shown_row> rows_;
};

struct list_node final : view_node {
    std::unique_ptr<list_source> source;
    explicit list_node(std::unique_ptr<list_source> s) : source(std::move(s)) {}
    void fill(node_id hole) override {
        create_render_effect([rows = row_list(std::move(source), hole)]() mutable { rows.update(); });
    }
};

}  // namespace

view make_list_view(std::unique_ptr<list_source> source) { return view(new list_node(std::move(source))); }

}  // namespace solder::detail

#include "placing.hpp"
#include <solder/html/list.hpp>

namespace solder::detail {
namespace {

/// The rows in the document. They are made beside it, where the list is computed: those of a transition wait there.
class shown_rows {
public:
    explicit shown_rows(node_id hole) : hole_(hole) {}

    void show(const mapped_rows<list_item>& rows) {
        auto ids = rows.ids();
        if (auto& document = dom_writer::current(); document.hydrating)
            document.command(dom_op::adopt_end, hole_);
        else
            for (const auto& change : list_changes(old_places(rows, ids), ids_.size())) apply(change, rows);
        ids_ = std::move(ids);
        ranges_.clear();
        for (const auto& row : rows) {
            row.place = static_cast<std::uint32_t>(ranges_.size());
            ranges_.push_back({row.first, row.last});
        }
    }

private:
    /// A row that was taken away, and comes back with a transition, still has the place that it had then.
    std::vector<std::int32_t> old_places(const mapped_rows<list_item>& rows, const std::vector<row_id>& ids) const {
        std::vector<std::int32_t> places;
        places.reserve(ids.size());
        for (const auto& row : rows) {
            const bool was_there = row.place < ids_.size() && ids_[row.place] == ids[places.size()];
            places.push_back(was_there ? static_cast<std::int32_t>(row.place) : -1);
        }
        return places;
    }
    void apply(const list_change& change, const mapped_rows<list_item>& rows) const {
        using enum list_change::step;
        auto& document = dom_writer::current();
        if (change.what == clear) return document.command(dom_op::clear, hole_);
        if (change.what == remove)
            return document.command(dom_op::remove, ranges_[change.row].first, ranges_[change.row].last);
        const auto& row = rows[change.row];
        if (change.before < rows.size())
            document.command(dom_op::insert_before, rows[change.before].first, row.first, row.last);
        else
            document.insert(hole_, {row.first, row.last});
    }

    node_id hole_;
    std::vector<row_id> ids_;
    std::vector<dom_range> ranges_;
};

struct list_node final : view_node {
    callback<list_items(node_id)> set_up;
    explicit list_node(callback<list_items(node_id)> s) : set_up(std::move(s)) {}
    void fill(node_id hole) override {
        create_render_effect([rows = set_up(hole), shown = shown_rows(hole)]() mutable { shown.show(rows()); });
    }
};

}  // namespace

list_item make_list_item(view content, std::uint32_t hole) {
    const auto range = place_item(content, hole);
    return {{}, nullptr, range.first, range.last};
}

view make_list_view(callback<list_items(std::uint32_t)> set_up) { return view(new list_node(std::move(set_up))); }
view make_list_view(std::unique_ptr<list_walk>, callback<list_items(std::uint32_t)> set_up) {
    return make_list_view(std::move(set_up));
}

}  // namespace solder::detail

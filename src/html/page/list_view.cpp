#include "placing.hpp"
#include "rare_commands.hpp"
#include <algorithm>
#include <solder/html/list.hpp>

namespace solder::detail {
namespace {

/// The rows in the document. They are made beside it, where the list is computed: those of a transition wait there.
class shown_rows {
public:
    explicit shown_rows(node_id hole) : hole_(hole) {}

    void show(const mapped_rows<list_item>& rows) {
        auto& document = dom_writer::current();
        const auto first = document.hydrating ? 0 : common_start(rows);
        const auto end = document.hydrating ? 0 : common_end(rows, first);
        if (document.hydrating)
            document.command(dom_op::adopt_end, hole_);
        else
            change(rows, first, shown_.size() - end, rows.size() - end);
        note(rows, first, end);
    }

private:
    struct shown_row {
        row_id id;
        node_id first, last;
    };

    std::size_t common_start(const mapped_rows<list_item>& rows) const {
        const auto most = std::min(rows.size(), shown_.size());
        std::size_t same = 0;
        while (same < most && rows.id(same) == shown_[same].id) ++same;
        return same;
    }
    std::size_t common_end(const mapped_rows<list_item>& rows, std::size_t first) const {
        const auto most = std::min(rows.size(), shown_.size()) - first;
        std::size_t same = 0;
        while (same < most && rows.id(rows.size() - 1 - same) == shown_[shown_.size() - 1 - same].id) ++same;
        return same;
    }
    /// Brings the rows from `first` up to `end` to where those up to `old_end` are.
    void change(const mapped_rows<list_item>& rows, std::size_t first, std::size_t old_end, std::size_t end) const {
        if (first == old_end)
            for (auto i = end; i-- > first;) insert(rows, i, i + 1);
        else
            for (const auto& each : list_changes(old_places(rows, first, old_end, end), old_end - first))
                apply(each, rows, first, old_end);
    }
    /// A row that was taken away, and comes back with a transition, still has the place that it had then.
    std::vector<std::int32_t> old_places(const mapped_rows<list_item>& rows, std::size_t first, std::size_t old_end,
                                         std::size_t end) const {
        std::vector<std::int32_t> places;
        places.reserve(end - first);
        for (auto i = first; i < end; ++i) {
            const std::size_t place = rows[i].place;
            const bool was_there = place >= first && place < old_end && shown_[place].id == rows.id(i);
            places.push_back(was_there ? static_cast<std::int32_t>(place - first) : -1);
        }
        return places;
    }
    void apply(const list_change& change, const mapped_rows<list_item>& rows, std::size_t first,
               std::size_t old_end) const {
        const bool clears = change.what == list_change::step::clear;
        if (clears && first == 0 && old_end == shown_.size())
            return dom_writer::current().command(content_command(dom_op::clear), hole_);
        if (clears)
            for (auto i = first; i < old_end; ++i) remove(shown_[i]);
        else if (change.what == list_change::step::remove)
            remove(shown_[first + change.row]);
        else
            insert(rows, first + change.row, first + change.before);
    }
    void remove(const shown_row& row) const {
        dom_writer::current().command(content_command(dom_op::remove), row.first, row.last);
    }
    void insert(const mapped_rows<list_item>& rows, std::size_t at, std::size_t before) const {
        auto& document = dom_writer::current();
        const auto& row = rows[at];
        if (before < rows.size())
            document.command(content_command(dom_op::insert_before), hole_, rows[before].first, row.first, row.last);
        else
            document.insert(hole_, {row.first, row.last});
    }
    /// Keeps what is shown now, where that is not as before.
    void note(const mapped_rows<list_item>& rows, std::size_t first, std::size_t end) {
        if (rows.size() != shown_.size()) end = 0;
        shown_.resize(rows.size());
        for (auto i = first; i < rows.size() - end; ++i) {
            const auto& row = rows[i];
            row.place = static_cast<std::uint32_t>(i);
            shown_[i] = {rows.id(i), row.first, row.last};
        }
    }

    node_id hole_;
    std::vector<shown_row> shown_;
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
    const auto range = place_row(content, hole);
    return {range.first, range.last};
}

view make_list_view(callback<list_items(std::uint32_t)> set_up) { return view(new list_node(std::move(set_up))); }
view make_list_view(std::unique_ptr<list_walk>, callback<list_items(std::uint32_t)> set_up) {
    return make_list_view(std::move(set_up));
}

}  // namespace solder::detail

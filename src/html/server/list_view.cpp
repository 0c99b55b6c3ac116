#include "writing.hpp"
#include <optional>
#include <solder/html/list.hpp>

namespace solder::detail {
namespace {

struct list_node final : view_node {
    callback<list_items(std::uint32_t)> set_up;
    ref<owner> inside;
    std::optional<list_items> rows;

    explicit list_node(callback<list_items(std::uint32_t)> s) : set_up(std::move(s)) {}

    void write(page_writer& page) override {
        if (!rows) make_rows();
        if (!rows) return;
        for (const auto& row : rows->peek()) run_with_owner(row.scope, [&] { write_item(row.content, page); });
    }

private:
    void make_rows() {
        const auto reads_before = this_graph.suspended_reads;
        inside = make_ref<owner>(ref<owner>(get_owner()));
        auto made = run_with_owner(inside.get(), [&] { return set_up(0); });
        if (this_graph.suspended_reads == reads_before)
            rows = std::move(made);
        else
            inside->dispose();
    }
};

}  // namespace

list_item make_list_item(view content, std::uint32_t) { return {std::move(content), get_owner(), 0, 0}; }

view make_list_view(callback<list_items(std::uint32_t)> set_up) { return view(new list_node(std::move(set_up))); }

}  // namespace solder::detail

#include "writing.hpp"
#include <solder/html/list.hpp>
#include <solder/reactive/graph.hpp>

namespace solder::detail {
namespace {

struct list_node final : view_node {
    struct row {
        ref<owner> scope;
        view content;
    };
    std::unique_ptr<list_source> source;
    std::vector<row> rows;
    bool is_made = false;

    explicit list_node(std::unique_ptr<list_source> s) : source(std::move(s)) {}

    void write(page_writer& page) override {
        if (!is_made) make_rows();
        for (auto& row : rows) run_with_owner(row.scope.get(), [&] { write_item(row.content, page); });
    }

private:
    void make_rows() {
        auto reads_before = graph::current().suspended_reads;
        bool loaded = source->load();
        if (graph::current().suspended_reads != reads_before) return;
        is_made = true;
        if (!loaded) return;
        rows.reserve(source->size());
        for (std::size_t i = 0; i < source->size(); ++i) {
            auto scope = make_ref<owner>(ref<owner>(get_owner()));
            rows.push_back({scope, run_with_owner(scope.get(), [&] { return source->make_row(i); })});
        }
    }
};

}  // namespace

view make_list_view(std::unique_ptr<list_source> source) { return view(new list_node(std::move(source))); }

}  // namespace solder::detail

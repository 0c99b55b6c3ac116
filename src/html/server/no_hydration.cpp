#include "writing.hpp"
#include <solder/html/dynamic.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/graph.hpp>

namespace solder {
namespace detail {
namespace {

struct still_node final : view_node {
    view content;
    explicit still_node(view c) : content(std::move(c)) {}
    bool owns_hole() const override { return false; }
    /// No part of it may come later: nobody would put that in its place. What lacks values for good is left to the
    /// page.
    void write(page_writer& page) override {
        page.out += hole_start;
        const auto start = page.out.size();
        const auto reads_before = this_graph.suspended_reads;
        const auto mode = page.missing;
        struct put_back {
            page_writer& page;
            missing_values mode;
            ~put_back() { page.missing = mode; }
        };
        {
            put_back at_end{page, mode};
            if (mode == missing_values::sent_later) page.missing = missing_values::waited_for;
            write_hole(content, page);
        }
        if (mode != missing_values::left_out || this_graph.suspended_reads == reads_before)
            page.out.insert(start, failure_mark);
        page.out += hole_end;
    }
};

}  // namespace
}  // namespace detail

view NoHydration(callback<view()> content) {
    auto made = detail::make_dynamic_view([content = std::move(content)]() -> detail::view_maker {
        provide_context(ships_nothing_context(), true);
        provide_context(shown_parts_context(), nullptr);
        return [&content] { return detail::make_content(content); };
    });
    return view(new detail::still_node(std::move(made)));
}

}  // namespace solder

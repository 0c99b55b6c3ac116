#include "placing.hpp"
#include "rare_commands.hpp"
#include <solder/html/no_hydration.hpp>
#include <solder/html/page.hpp>

namespace solder {
namespace detail {
namespace {

struct still_content final : view_node {
    callback<view()> content;
    explicit still_content(callback<view()> c) : content(std::move(c)) {}
    void fill(node_id hole) override {
        auto& document = dom_writer::current();
        // Without the mark this is made anew, because what is around it differs from what the server wrote.
        if (document.hydrating && claim_mark(hole, '!') == 1) return document.command(solder_dom_leave(), hole);
        auto inside = make_ref<owner>(ref<owner>(get_owner()));
        run_with_owner(inside.get(), [&] { fill_hole(content(), hole); });
    }
};

/// A marked hole in any case: an error boundary around it must not take its mark for one of its own.
struct still_node final : view_node {
    view inside;
    explicit still_node(callback<view()> c) : inside(new still_content(std::move(c))) {}
    bool owns_hole() const override { return false; }
    dom_range make_range(node_id hole) override { return place_item(inside, hole); }
};

}  // namespace
}  // namespace detail

view NoHydration(callback<view()> content) { return view(new detail::still_node(std::move(content))); }

}  // namespace solder

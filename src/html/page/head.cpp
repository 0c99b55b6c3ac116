#include "placing.hpp"
#include <solder/html/head.hpp>
#include <solder/reactive/signal.hpp>

namespace solder::detail {
namespace {

/// Shows nothing where it stands.
struct title_node final : view_node {
    callback<std::string()> text;
    explicit title_node(callback<std::string()> t) : text(std::move(t)) {}
    void fill(node_id hole) override {
        if (dom_writer::current().hydrating) dom_writer::current().command(dom_op::adopt_end, hole);
        create_render_effect(
            [text = std::move(text)] { dom_writer::current().command(dom_op::title, std::string_view(text())); });
    }
};

}  // namespace

view make_title_view(callback<std::string()> text) { return view(new title_node(std::move(text))); }
view make_status_view(unsigned) { return {}; }

}  // namespace solder::detail

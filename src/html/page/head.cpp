#include "document_head.hpp"
#include "placing.hpp"
#include <solder/core/make_value.hpp>
#include <solder/html/page.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/router/router.hpp>

namespace solder {
namespace detail {
namespace {

/// Shows nothing where it stands.
struct head_node final : view_node {
    std::shared_ptr<document_head::said> one = detail::make_value<document_head::said>();
    explicit head_node(head_entry entry) { one->entry = std::move(entry); }
    void fill(node_id hole) override {
        if (dom_writer::current().hydrating) dom_writer::current().command(dom_op::adopt_end, hole);
        one->depth = use_context(route_depth_context());
        // A user effect: what is made for a transition says nothing before that has settled.
        if (dom_writer::current().hydrating)
            document_head::current().add(one);
        else
            create_effect_anywhere([one = one] { document_head::current().add(one); });
        on_cleanup([one = one] { document_head::current().remove(one); });
        create_render_effect([one = one] { document_head::current().set_text(*one, shown_text(one->entry)); });
    }
};

}  // namespace

view make_head_view(head_entry entry) { return view(new head_node(std::move(entry))); }
view make_status_view(unsigned, bool) { return {}; }

}  // namespace detail

void set_default_title(std::string title) { detail::document_head::default_title() = std::move(title); }

}  // namespace solder

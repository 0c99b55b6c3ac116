#include "placing.hpp"
#include "rare_commands.hpp"
#include <solder/html/client_only.hpp>
#include <solder/html/html.hpp>
#include <solder/html/portal.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace detail {
namespace {

void show_elsewhere(const callback<view()>& content, const std::string& mount) {
    auto& document = dom_writer::current();
    // An element around it: whoever empties the mount element leaves it whole.
    const auto box = place_item(html("<div></div>"), 0).first;
    document.command(property_command(dom_op::property_text), box, document.intern("style"),
                     std::string_view("display:contents"));
    on_cleanup([box] { dom_writer::current().command(content_command(dom_op::remove), box, box); });
    // A user effect: what is made for a transition is not shown before that has settled, nor what a `Suspense` holds
    // back before that has all its values. Made before the content, which may be the place for other portals.
    create_effect([box, mount] { dom_writer::current().command(solder_dom_mount(), box, std::string_view(mount)); });
    fill_hole(content(), box);
}

}  // namespace
}  // namespace detail

view Portal(callback<view()> content, portal_options options) {
    return ClientOnly([content = std::move(content), mount = std::move(options.mount)] {
        detail::show_elsewhere(content, mount);
        return view();
    });
}

}  // namespace solder

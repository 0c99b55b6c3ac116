#include "placing.hpp"
#include "rare_commands.hpp"
#include <solder/html/client_only.hpp>
#include <solder/html/html.hpp>
#include <solder/html/portal.hpp>
#include <solder/reactive/suspense.hpp>

namespace solder {
namespace detail {
namespace {

/// The scopes around the running code, whose content is aside while something is missing in it.
std::vector<ref<suspense_scope>> scopes_around() {
    std::vector<ref<suspense_scope>> all;
    for (auto* at = get_owner(); at; at = at->parent()) {
        auto* found = static_cast<ref<suspense_scope>*>(at->find_context(suspense_context().id()));
        if (!found) break;
        if (*found && (all.empty() || all.back() != *found)) all.push_back(*found);
    }
    return all;
}

void show_elsewhere(const callback<view()>& content, const std::string& mount) {
    auto& document = dom_writer::current();
    // An element around it: whoever empties the mount element leaves it whole.
    const auto box = place_item(html("<div></div>"), 0).first;
    document.command(property_command(dom_op::property_text), box, document.intern("style"),
                     std::string_view("display:contents"));
    on_cleanup([box] { dom_writer::current().command(content_command(dom_op::remove), box, box); });
    // A user effect: what is made for a transition is not shown before that has settled. Made before the content, which
    // may be the place for other portals.
    create_effect([box, mount, scopes = scopes_around(), shown = false]() mutable {
        for (const auto& scope : scopes)
            if (!scope->is_shown()) return;
        if (!std::exchange(shown, true))
            dom_writer::current().command(solder_dom_mount(), box, std::string_view(mount));
    });
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

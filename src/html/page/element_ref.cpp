#include "dom_writer.hpp"
#include "rare_commands.hpp"
#include <solder/html/element_ref.hpp>
#include <solder/reactive/signal.hpp>
#include <utility>

namespace solder {

element_ref::element_ref() : place_(make_ref<detail::element_place>()) {}

void element_ref::call(const char* method) const {
    if (!*this) return;
    auto& document = detail::dom_writer::current();
    const auto name = document.intern(method);
    document.command(detail::solder_dom_call(), place_->node, name);
}

std::string element_ref::value() const { return *this ? detail::value_of_element(place_->node) : std::string(); }

namespace detail {
namespace {

void come_to_page(element_place& place, node_id node) {
    if (place.waiting == node) place.node = std::exchange(place.waiting, 0);
}

void take_place(const ref<element_place>& place, node_id node) {
    if (!place->node || !graph::current().in_branch()) {
        place->node = node;
        return;
    }
    place->waiting = node;
    create_effect([place, node] { come_to_page(*place, node); });
}

void leave_place(element_place& place, node_id node) {
    if (place.waiting == node) place.waiting = 0;
    // When a transition settles, what goes does so before any effect: those of what comes find the handle as it will
    // be.
    if (place.node == node) place.node = std::exchange(place.waiting, 0);
}

}  // namespace

element_taker take_element(element_ref handle) {
    return [place = handle.place_](node_id node) {
        take_place(place, node);
        on_cleanup([place, node] { leave_place(*place, node); });
    };
}

element_taker take_element(callback<void(const element_ref&)> receive) {
    return [receive = std::move(receive)](node_id node) mutable {
        const element_ref handle;
        take_element(handle)(node);
        on_mount([handle, receive = std::move(receive)] {
            if (handle) receive(handle);
        });
    };
}

}  // namespace detail
}  // namespace solder

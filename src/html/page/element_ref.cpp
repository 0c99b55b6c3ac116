#include "dom_writer.hpp"
#include <solder/html/element_ref.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {

element_ref::element_ref() : place_(make_ref<detail::element_place>()) {}

void element_ref::call(const char* method) const {
    if (!*this) return;
    auto& document = detail::dom_writer::current();
    const auto name = document.intern(method);
    document.command(dom_op::call, place_->node, name);
}

std::string element_ref::value() const { return *this ? detail::value_of_element(place_->node) : std::string(); }

namespace detail {

element_taker take_element(element_ref handle) {
    return [place = handle.place_](node_id node) {
        place->node = node;
        on_cleanup([place, node] {
            if (place->node == node) place->node = 0;
        });
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

#include "dom_writer.hpp"
#include "rare_commands.hpp"
#include <solder/html/element_ref.hpp>
#include <solder/reactive/signal.hpp>
#include <utility>

namespace solder {
namespace detail {
namespace {

void call_element(node_id node, std::string_view method, std::string_view arguments) {
    auto& document = dom_writer::current();
    const auto name = document.intern(method);
    document.command(solder_dom_call(), node, name, arguments);
}

/// Whether the element is in content that is not shown yet: it is called when that is.
bool calls_when_shown(element_place& place, std::string_view method, const std::string& arguments) {
    const auto keep = graph::keep_first_run;
    if (!keep || !place.inside || place.inside->is_disposed()) return false;
    call_site made = SOLDER_HERE;
    return run_with_owner(place.inside.get(), [&] {
        const auto effect =
            make_effect(phase::user, [=, node = place.node] { call_element(node, method, arguments); }, made);
        if (keep(*effect)) return true;
        effect->dispose();
        return false;
    });
}

}  // namespace
}  // namespace detail

element_ref::element_ref() : place_(make_ref<detail::element_place>()) {}

void element_ref::call_method(std::string_view method, std::string arguments) const {
    if (*this && !detail::calls_when_shown(*place_, method, arguments))
        detail::call_element(place_->node, method, arguments);
}

std::string element_ref::value() const { return *this ? detail::value_of_element(place_->node) : std::string(); }

file_url element_ref::chosen_file(std::size_t number) const {
    auto url = *this ? detail::make_file_url(place_->node, number) : std::string();
    return url.empty() ? file_url() : file_url(make_ref<detail::kept_file_url>(std::move(url)));
}

namespace detail {
namespace {

void come_to_page(element_place& place, node_id node) {
    if (place.waiting == node) place.node = std::exchange(place.waiting, 0);
}

void take_place(const ref<element_place>& place, node_id node) {
    if (!place->node || !graph::current().in_branch()) {
        place->node = node;
        place->inside = ref<owner>(graph::keep_first_run ? get_owner() : nullptr);
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

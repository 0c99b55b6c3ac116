#ifndef SOLDER_REACTIVE_DETAIL_STORE_ACCESS_HPP
#define SOLDER_REACTIVE_DETAIL_STORE_ACCESS_HPP
#include <solder/reactive/detail/store_node.hpp>
#include <solder/reactive/store_options.hpp>

// The typed side of stores: from a slot to a handle, and from nodes back to values.

namespace solder {

template <class T>
class store;

namespace detail {

template <class T>
using leaf_signal = signal<held_leaf<T>>;
using maybe_signal = signal<ref<record_node>>;
using list_signal = signal<node_list>;

/// The handle of a member of type `T` that has this slot.
template <class T>
store<T> open_slot(const store_slot& slot) {
    constexpr auto kind = store_kind_of<T>();
    if constexpr (kind == store_kind::leaf)
        return store<T>(slot.as<leaf_signal<T>>());
    else if constexpr (kind == store_kind::record)
        return store<T>(slot.as<ref<record_node>>());
    else if constexpr (kind == store_kind::list)
        return store<T>(slot.as<list_signal>());
    else if constexpr (optional_type<T>)
        return store<T>(slot.as<maybe_signal>());
    else
        return store<T>(slot.as<maybe_signal>()());
}

// ---- values, read tracked

template <store_record T>
T read_record(const record_node& node, call_site here);

template <class T>
T read_list(const list_signal& list, call_site here) {
    const node_list& nodes = list(here);
    T values;
    values.reserve(nodes.size());
    for (const auto& node : nodes) values.push_back(read_record<record_in<T>>(*node, here));
    return values;
}

template <class T>
T read_optional(const maybe_signal& slot, call_site here) {
    if (const auto node = slot(here)) return read_record<record_in<T>>(*node, here);
    return std::nullopt;
}

template <class T>
T read_slot(const store_slot& slot, call_site here) {
    constexpr auto kind = store_kind_of<T>();
    if constexpr (kind == store_kind::leaf)
        return value_of_leaf<T>(slot.as<leaf_signal<T>>()(here));
    else if constexpr (kind == store_kind::record)
        return read_record<T>(*slot.as<ref<record_node>>(), here);
    else if constexpr (kind == store_kind::list)
        return read_list<T>(slot.as<list_signal>(), here);
    else if constexpr (optional_type<T>)
        return read_optional<T>(slot.as<maybe_signal>(), here);
    else
        return read_record<T>(*slot.as<maybe_signal>()(here), here);
}

template <store_record T>
T read_record(const record_node& node, call_site here) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        return T{read_slot<member_type<T, Index>>(node.slot(Index), here)...};
    }(std::make_index_sequence<member_count<T>>());
}

template <class T>
const record_node* node_of(const store<T>& record) {
    return static_cast<const record_node*>(record.identity());
}

template <class Store, class Fn>
void update_copy(const Store& target, Fn& change, call_site here) {
    auto next = target.peek();
    change(next);
    target.reconcile(std::move(next), {}, here);
}

}  // namespace detail
}  // namespace solder
#endif

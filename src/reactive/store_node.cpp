#include <solder/core/assert.hpp>
#include <solder/reactive/detail/store_node.hpp>

namespace solder::detail {

// ---- making and ending

namespace {

void make_slot(const store_type& type, store_slot& slot, void* value, call_site made) {
    switch (type.kind) {
        case store_kind::leaf:
            return type.leaf->make(slot, value, made);
        case store_kind::record:
            ::new (slot.bytes) ref<record_node>(record_node::make(*type.record, value, made));
            return;
        case store_kind::maybe:
            ::new (slot.bytes)
                signal<ref<record_node>>(make_node_or_none(*type.record, type.records(value), made), made);
            return;
        case store_kind::list:
            ::new (slot.bytes) signal<node_list>(make_nodes(*type.record, type.records(value), made), made);
            return;
    }
}

void end_slot(const store_type& type, store_slot& slot) {
    switch (type.kind) {
        case store_kind::leaf:
            return type.leaf->end(slot);
        case store_kind::record:
            return std::destroy_at(&slot.as<ref<record_node>>());
        case store_kind::maybe:
            return std::destroy_at(&slot.as<signal<ref<record_node>>>());
        case store_kind::list:
            return std::destroy_at(&slot.as<signal<node_list>>());
    }
}

}  // namespace

ref<record_node> record_node::make(const record_type& type, void* value, call_site made) {
    static_assert(alignof(record_node) >= alignof(store_slot) && sizeof(record_node) % alignof(store_slot) == 0);
    void* memory = ::operator new(sizeof(record_node) + type.count * sizeof(store_slot));
    ref<record_node> node(::new (memory) record_node(type));
    for (; node->made_ < type.count; ++node->made_) {
        std::size_t index = node->made_;
        make_slot(*type.members[index], *::new (&node->slot(index)) store_slot, type.member(value, index), made);
    }
    return node;
}

record_node::~record_node() {
    for (std::size_t index = 0; index < made_; ++index) end_slot(*type_->members[index], slot(index));
}

node_list make_nodes(const record_type& type, records_in_value values, call_site made) {
    node_list nodes;
    nodes.reserve(values.count);
    for (std::size_t i = 0; i < values.count; ++i)
        nodes.push_back(record_node::make(type, values.first + i * type.bytes, made));
    return nodes;
}

ref<record_node> make_node_or_none(const record_type& type, records_in_value value, call_site made) {
    return value.count ? record_node::make(type, value.first, made) : nullptr;
}

// ---- reconcile

namespace {

void reconcile_slot(const store_type& type, const store_slot& slot, void* value, const reconcile_rules& rules) {
    switch (type.kind) {
        case store_kind::leaf:
            return type.leaf->write(slot, value, rules.here);
        case store_kind::record:
            return reconcile_record(*slot.as<ref<record_node>>(), value, rules);
        case store_kind::maybe:
            return reconcile_maybe(slot.as<signal<ref<record_node>>>(), *type.record, type.records(value), rules,
                                   false);
        case store_kind::list:
            return reconcile_list(slot.as<signal<node_list>>(), *type.record, type.records(value), rules);
    }
}

}  // namespace

bool has_key_of(const record_node& node, void* value, const reconcile_rules& rules) {
    const record_type& type = node.type();
    int key = rules.key_of(type);
    if (key < 0) return true;
    const leaf_type& leaf = *type.members[key]->leaf;
    return leaf.same(leaf.peek(node.slot(key)), type.member(value, key));
}

void reconcile_record(const record_node& node, void* value, const reconcile_rules& rules) {
    const record_type& type = node.type();
    for (std::size_t i = 0; i < type.count; ++i)
        reconcile_slot(*type.members[i], node.slot(i), type.member(value, i), rules);
}

void reconcile_maybe(const signal<ref<record_node>>& slot, const record_type& type, records_in_value value,
                     const reconcile_rules& rules, bool keeps_identity) {
    auto node = slot.peek();
    bool stays = node && value.count && (keeps_identity || rules.by_value || has_key_of(*node, value.first, rules));
    if (stays)
        reconcile_record(*node, value.first, rules);
    else
        node = make_node_or_none(type, value, rules.here);
    slot.set(node, rules.here);  // also when it stays: a transition that is held may have another one here
}

void reconcile_list(const signal<node_list>& list, const record_type& type, records_in_value next,
                    const reconcile_rules& rules) {
    auto old = list.peek();
    auto partners = pair_elements(old, type, next, rules);
    node_list nodes;
    nodes.reserve(next.count);
    for (std::size_t i = 0; i < next.count; ++i) {
        std::byte* value = next.first + i * type.bytes;
        if (partners[i] == no_partner) {
            nodes.push_back(record_node::make(type, value, rules.here));
        } else {
            nodes.push_back(old[partners[i]]);
            reconcile_record(*nodes.back(), value, rules);
        }
    }
    list.set(std::move(nodes), rules.here);
}

}  // namespace solder::detail

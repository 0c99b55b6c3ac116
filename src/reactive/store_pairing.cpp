#include "matching.hpp"
#include <algorithm>
#include <cstdint>
#include <solder/core/assert.hpp>
#include <solder/reactive/detail/store_node.hpp>

namespace solder::detail {

namespace {

std::uint64_t hash_record_value(const record_type& type, void* value, std::uint64_t seed) {
    for (std::size_t i = 0; i < type.count; ++i) {
        const store_type& member = *type.members[i];
        void* part = type.member(value, i);
        if (member.leaf) {
            seed = member.leaf->hash(part, seed);
            continue;
        }
        auto inside = member.records(part);
        seed = mix_hash(seed, inside.count);
        for (std::size_t j = 0; j < inside.count; ++j)
            seed = hash_record_value(*member.record, inside.first + j * member.record->bytes, seed);
    }
    return seed;
}

/// The nodes in a slot, whatever its kind, as one list.
struct nodes_in_slot {
    const ref<record_node>* first;
    std::size_t count;
};

nodes_in_slot nodes_in(const store_type& type, const store_slot& slot) {
    if (type.kind == store_kind::list) {
        const auto& list = slot.as<signal<node_list>>().peek();
        return {list.data(), list.size()};
    }
    const auto& one =
        type.kind == store_kind::record ? slot.as<ref<record_node>>() : slot.as<signal<ref<record_node>>>().peek();
    return {&one, one ? 1u : 0u};
}

std::uint64_t hash_node(const record_node& node, std::uint64_t seed) {
    const record_type& type = node.type();
    for (std::size_t i = 0; i < type.count; ++i) {
        const store_type& member = *type.members[i];
        if (member.leaf) {
            seed = member.leaf->hash(member.leaf->peek(node.slot(i)), seed);
            continue;
        }
        auto inside = nodes_in(member, node.slot(i));
        seed = mix_hash(seed, inside.count);
        for (std::size_t j = 0; j < inside.count; ++j) seed = hash_node(*inside.first[j], seed);
    }
    return seed;
}

bool has_value_of(const record_node& node, void* value) {
    const record_type& type = node.type();
    for (std::size_t i = 0; i < type.count; ++i) {
        const store_type& member = *type.members[i];
        void* part = type.member(value, i);
        if (member.leaf) {
            if (!member.leaf->same(member.leaf->peek(node.slot(i)), part)) return false;
            continue;
        }
        auto inside = nodes_in(member, node.slot(i));
        auto values = member.records(part);
        if (inside.count != values.count) return false;
        for (std::size_t j = 0; j < inside.count; ++j)
            if (!has_value_of(*inside.first[j], values.first + j * member.record->bytes)) return false;
    }
    return true;
}

/// The old and the new elements of one list, and when one goes on with the other.
class element_pairing {
public:
    element_pairing(const node_list& old, const record_type& type, records_in_value next, const reconcile_rules& rules)
        : old_(old), type_(type), next_(next), rules_(rules), key_(rules.by_value ? -1 : rules.key_of(type)) {}

    partner_list pair() const { return is_by_index() ? by_index() : match_places(*this); }

    // ---- for `match_places`
    [[nodiscard]] std::size_t old_size() const { return old_.size(); }
    [[nodiscard]] std::size_t new_size() const { return next_.count; }
    [[nodiscard]] bool same(std::size_t old_index, std::size_t new_index) const {
        const record_node& node = *old_[old_index];
        return rules_.by_value ? has_value_of(node, value(new_index)) : has_key_of(node, value(new_index), rules_);
    }
    /// Elements without a key pair in order, counted from the front.
    [[nodiscard]] bool counts_from_start(std::size_t new_index) const { return lacks_key(new_index); }
    [[nodiscard]] std::uint64_t old_hash(std::size_t index) const {
        const record_node& node = *old_[index];
        if (rules_.by_value) return hash_node(node, seed_);
        const leaf_type& leaf = *type_.members[key_]->leaf;
        return leaf.hash(leaf.peek(node.slot(key_)), seed_);
    }
    [[nodiscard]] std::uint64_t new_hash(std::size_t index) const {
        if (rules_.by_value) return hash_record_value(type_, value(index), seed_);
        return type_.members[key_]->leaf->hash(type_.member(value(index), key_), seed_);
    }

private:
    [[nodiscard]] void* value(std::size_t index) const { return next_.first + index * type_.bytes; }

    [[nodiscard]] bool lacks_key(std::size_t new_index) const {
        if (rules_.by_value) return false;
        if (key_ < 0) return true;
        auto* absent = type_.members[key_]->leaf->absent;
        return absent && absent(type_.member(value(new_index), key_));
    }

    [[nodiscard]] bool is_by_index() const {
        if (next_.count == 0) return true;
        return rules_.by_value ? rules_.merge : key_ < 0 || (rules_.merge && lacks_key(0));
    }

    [[nodiscard]] partner_list by_index() const {
        partner_list partners(next_.count, no_partner);
        for (std::size_t i = 0; i < std::min(old_.size(), next_.count); ++i)
            if (rules_.by_value || same(i, i)) partners[i] = static_cast<std::int32_t>(i);
        return partners;
    }

    const node_list& old_;
    const record_type& type_;
    records_in_value next_;
    const reconcile_rules& rules_;
    int key_;
    // Where this lies differs from run to run natively: no one can choose keys in advance that all meet in one chain.
    std::uint64_t seed_ = mix_hash(0, reinterpret_cast<std::uintptr_t>(this));
};

}  // namespace

partner_list pair_elements(const node_list& old, const record_type& type, records_in_value next,
                           const reconcile_rules& rules) {
    SOLDER_ASSERT(old.size() < INT32_MAX && next.count < INT32_MAX, "a list has more elements than can be counted");
    return element_pairing(old, type, next, rules).pair();
}

}  // namespace solder::detail

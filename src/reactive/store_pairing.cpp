#include <bit>
#include <solder/core/assert.hpp>
#include <solder/reactive/detail/store_node.hpp>

namespace solder::detail {

std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = seed ^ 0xCBF2'9CE4'8422'2325u;  // FNV-1a
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3u;
    return mix_hash(hash, text.size());
}

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

    partner_list pair() {
        if (is_by_index()) {
            pair_by_index();
        } else {
            pair_common_ends();
            if (old_begin_ < old_end_ && new_begin_ < new_end_) pair_by_hash();
        }
        return std::move(partners_);
    }

private:
    [[nodiscard]] void* value(std::size_t index) const { return next_.first + index * type_.bytes; }

    [[nodiscard]] bool is_pair(std::size_t old_index, std::size_t new_index) const {
        const record_node& node = *old_[old_index];
        return rules_.by_value ? has_value_of(node, value(new_index)) : has_key_of(node, value(new_index), rules_);
    }

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

    void pair_by_index() {
        for (std::size_t i = 0; i < std::min(old_.size(), next_.count); ++i)
            if (rules_.by_value || is_pair(i, i)) partners_[i] = static_cast<std::uint32_t>(i);
    }

    void pair_common_ends() {
        for (; old_begin_ < old_end_ && new_begin_ < new_end_ && is_pair(old_begin_, new_begin_); ++old_begin_)
            partners_[new_begin_++] = static_cast<std::uint32_t>(old_begin_);
        // Elements without a key pair in order, counted from the front: the common end stops before them.
        while (old_begin_ < old_end_ && new_begin_ < new_end_ && !lacks_key(new_end_ - 1) &&
               is_pair(old_end_ - 1, new_end_ - 1))
            partners_[--new_end_] = static_cast<std::uint32_t>(--old_end_);
    }

    [[nodiscard]] std::uint64_t hash_old(std::size_t index) const {
        const record_node& node = *old_[index];
        if (rules_.by_value) return hash_node(node, seed_);
        const leaf_type& leaf = *type_.members[key_]->leaf;
        return leaf.hash(leaf.peek(node.slot(key_)), seed_);
    }
    [[nodiscard]] std::uint64_t hash_new(std::size_t index) const {
        if (rules_.by_value) return hash_record_value(type_, value(index), seed_);
        return type_.members[key_]->leaf->hash(type_.member(value(index), key_), seed_);
    }

    /// Old elements lie in chains by hash, each chain in order, so that the first of equal ones is found first.
    void pair_by_hash() {
        struct link {
            std::uint64_t hash;
            std::uint32_t next;
        };
        std::size_t count = old_end_ - old_begin_;
        std::vector<link> links(count);
        std::vector<std::uint32_t> chains(std::bit_ceil(count), no_partner);
        for (std::size_t i = count; i-- > 0;) {
            std::uint64_t hash = hash_old(old_begin_ + i);
            auto& chain = chains[hash & (chains.size() - 1)];
            links[i] = {hash, std::exchange(chain, static_cast<std::uint32_t>(i))};
        }
        for (std::size_t i = new_begin_; i < new_end_; ++i) {
            std::uint64_t hash = hash_new(i);
            auto* at = &chains[hash & (chains.size() - 1)];
            while (*at != no_partner && (links[*at].hash != hash || !is_pair(old_begin_ + *at, i)))
                at = &links[*at].next;
            if (*at == no_partner) continue;
            partners_[i] = static_cast<std::uint32_t>(old_begin_) + *at;
            *at = links[*at].next;  // each old element goes on once
        }
    }

    const node_list& old_;
    const record_type& type_;
    records_in_value next_;
    const reconcile_rules& rules_;
    int key_;
    std::size_t old_begin_ = 0, old_end_ = old_.size();
    std::size_t new_begin_ = 0, new_end_ = next_.count;
    // Where this lies differs from run to run natively: no one can choose keys in advance that all meet in one chain.
    std::uint64_t seed_ = mix_hash(0, reinterpret_cast<std::uintptr_t>(this));
    partner_list partners_ = partner_list(next_.count, no_partner);
};

}  // namespace

partner_list pair_elements(const node_list& old, const record_type& type, records_in_value next,
                           const reconcile_rules& rules) {
    SOLDER_ASSERT(old.size() < no_partner && next.count < no_partner, "a list has more elements than can be counted");
    return element_pairing(old, type, next, rules).pair();
}

}  // namespace solder::detail

#ifndef SOLDER_REACTIVE_DETAIL_STORE_NODE_HPP
#define SOLDER_REACTIVE_DETAIL_STORE_NODE_HPP
#include <solder/reactive/detail/store_types.hpp>

namespace solder::detail {

/// One struct in a store: a fixed set of slots, one for each member, behind the object in the same allocation. All that
/// ever changes is in signals, so that a transition sees and writes its own version.
class record_node final : public ref_counted {
public:
    /// Moves the members out of `value`.
    static ref<record_node> make(const record_type& type, void* value, call_site made);
    ~record_node() override;

    [[nodiscard]] const record_type& type() const { return *type_; }
    [[nodiscard]] store_slot& slot(std::size_t index) const {
        return const_cast<store_slot*>(reinterpret_cast<const store_slot*>(this + 1))[index];
    }

    // The allocation is larger than the type says.
    static void operator delete(void* memory) { ::operator delete(memory); }

private:
    explicit record_node(const record_type& type) : type_(&type) {}

    std::uint32_t made_ = 0;  // slots that are there: fewer than all only if making one threw
    const record_type* type_;
};

/// What `reconcile_options` say, without types.
struct reconcile_rules {
    const record_type* keyed = nullptr;  ///< the struct for which `key` replaces the usual key
    std::int16_t key = -1;
    bool by_value = false;  ///< elements are told apart by their whole value
    bool merge = false;
    [[no_unique_address]] call_site here = SOLDER_HERE;  ///< who reconciles

    [[nodiscard]] std::int16_t key_of(const record_type& type) const { return keyed == &type ? key : type.key; }
};

// Values are moved from where they differ.
void reconcile_record(const record_node& node, void* value, const reconcile_rules& rules);
/// @param keeps_identity  whether a struct with another key is written over instead of replaced
void reconcile_maybe(const signal<ref<record_node>>& slot, const record_type& type, records_in_value value,
                     const reconcile_rules& rules, bool keeps_identity);
void reconcile_list(const signal<node_list>& list, const record_type& type, records_in_value next,
                    const reconcile_rules& rules);

[[nodiscard]] node_list make_nodes(const record_type& type, records_in_value values, call_site made);
[[nodiscard]] ref<record_node> make_node_or_none(const record_type& type, records_in_value value, call_site made);

/// Whether the node and the value have the same key; without a key all do.
bool has_key_of(const record_node& node, void* value, const reconcile_rules& rules);

// ---- pairing of old and new elements: src/reactive/store_pairing.cpp

/// For each new element the index of the old one that it goes on with, or `no_partner`.
using partner_list = std::vector<std::int32_t>;
inline constexpr std::int32_t no_partner = -1;
partner_list pair_elements(const node_list& old, const record_type& type, records_in_value next,
                           const reconcile_rules& rules);

// ---- changes of a list: src/reactive/store_list.cpp. A list may have two versions while a transition is held; each is
// changed in its own place.

void insert_node(const signal<node_list>& list, std::size_t index, const ref<record_node>& node, call_site here);
bool erase_node(const signal<node_list>& list, const record_node& node, call_site here);
void erase_at(const signal<node_list>& list, std::size_t index, call_site here);
/// Asks `is_erased(context, node)` once for each element shown, before anything changes. Returns how many went.
std::size_t erase_nodes_if(const signal<node_list>& list, bool (*is_erased)(void*, const ref<record_node>&),
                           void* context, call_site here);
void move_node(const signal<node_list>& list, std::size_t from, std::size_t to, call_site here);
void swap_nodes(const signal<node_list>& list, std::size_t a, std::size_t b, call_site here);
/// The index of the node; the number of nodes when it is not there.
std::size_t index_of_node(const node_list& list, const record_node* node);

}  // namespace solder::detail
#endif

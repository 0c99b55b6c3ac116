#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/reactive/detail/store_node.hpp>

namespace solder::detail {
namespace {

node_list::iterator at(node_list& nodes, std::size_t index) {
    return nodes.begin() + static_cast<std::ptrdiff_t>(std::min(index, nodes.size()));
}

/// Where `node` is in this version of the list; `hint` is where it is in the one shown.
std::size_t place_of(const node_list& nodes, const record_node* node, std::size_t hint) {
    return hint < nodes.size() && nodes[hint].get() == node ? hint : index_of_node(nodes, node);
}

}  // namespace

std::size_t index_of_node(const node_list& list, const record_node* node) {
    auto found = std::ranges::find(list, node, &ref<record_node>::get);
    return static_cast<std::size_t>(found - list.begin());
}

void insert_node(const signal<node_list>& list, std::size_t index, const ref<record_node>& node, call_site here) {
    SOLDER_ASSERT(index <= list.peek().size(), "insert: the index is behind the end; release builds add at the end");
    list.update([&](node_list& nodes) { nodes.insert(at(nodes, index), node); }, here);
}

void erase_at(const signal<node_list>& list, std::size_t index, call_site here) {
    SOLDER_ASSERT(index < list.peek().size(), "erase: there is no such element; release builds erase none");
    if (index >= list.peek().size()) return;
    auto node = list.peek()[index];
    auto change = [&](node_list& nodes) {
        std::size_t place = place_of(nodes, node.get(), index);
        if (place == nodes.size()) return false;
        nodes.erase(at(nodes, place));
        return true;
    };
    list.update(change, here);
}

bool erase_node(const signal<node_list>& list, const record_node& node, call_site here) {
    std::size_t index = index_of_node(list.peek(), &node);
    if (index == list.peek().size()) return false;
    erase_at(list, index, here);
    return true;
}

std::size_t erase_nodes_if(const signal<node_list>& list, bool (*is_erased)(void*, const ref<record_node>&),
                           void* context, call_site here) {
    const auto before = list.peek();
    node_list kept;
    node_list gone;
    for (const auto& node : before) (is_erased(context, node) ? gone : kept).push_back(node);
    if (gone.empty()) return 0;
    auto change = [&](node_list& nodes) {
        if (nodes == before) {
            nodes = kept;
            return true;
        }
        std::size_t size = nodes.size();
        for (const auto& node : gone)
            if (std::size_t place = index_of_node(nodes, node.get()); place < nodes.size())
                nodes.erase(at(nodes, place));
        return nodes.size() != size;
    };
    list.update(change, here);
    return gone.size();
}

void move_node(const signal<node_list>& list, std::size_t from, std::size_t to, call_site here) {
    std::size_t size = list.peek().size();
    SOLDER_ASSERT(from < size && to < size, "move: there is no such place; release builds move nothing");
    if (from == to || from >= size || to >= size) return;
    auto node = list.peek()[from];
    auto change = [&](node_list& nodes) {
        std::size_t place = place_of(nodes, node.get(), from);
        if (place == nodes.size() || place == to) return false;
        nodes.erase(at(nodes, place));
        nodes.insert(at(nodes, to), node);
        return true;
    };
    list.update(change, here);
}

void swap_nodes(const signal<node_list>& list, std::size_t a, std::size_t b, call_site here) {
    std::size_t size = list.peek().size();
    SOLDER_ASSERT(a < size && b < size, "swap: there is no such place; release builds swap nothing");
    if (a == b || a >= size || b >= size) return;
    auto first = list.peek()[a];
    auto second = list.peek()[b];
    auto change = [&](node_list& nodes) {
        std::size_t place_a = place_of(nodes, first.get(), a);
        std::size_t place_b = place_of(nodes, second.get(), b);
        if (place_a == nodes.size() || place_b == nodes.size()) return false;
        std::swap(nodes[place_a], nodes[place_b]);
        return true;
    };
    list.update(change, here);
}

}  // namespace solder::detail

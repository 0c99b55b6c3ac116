#include <algorithm>
#include <functional>
#include <solder/router/branches.hpp>
#include <solder/router/route_tree.hpp>
#include <utility>

namespace solder::detail {
namespace {

std::uint32_t hash_of(std::string_view lower) {
    std::uint32_t hash = segment_hash_start;
    for (const char c : lower) hash = next_segment_hash(hash, c);
    return hash;
}

/// Whether what matches `pattern` matches `above`, partially, too. Not so when a `*` inside a segment cut it.
bool begins_with(const route_pattern& pattern, const route_pattern& above) {
    const auto same = [](const pattern_segment& a, const pattern_segment& b) {
        return a.is_parameter == b.is_parameter && (a.is_parameter || a.text == b.text);
    };
    return std::ranges::mismatch(pattern.segments, above.segments, same).in2 == above.segments.end();
}

bool asks(const route_branch& branch) {
    const auto& leaf = branch.routes.back()->matcher.pattern();
    return std::ranges::any_of(branch.routes, [&](const route_description* level) {
        return level->matcher.has_filters() || !begins_with(leaf, level->matcher.pattern());
    });
}

/// A branch matches when every level accepts the location. The leaf is asked first (M25).
bool accepts(const route_branch& branch, const location_segments& location) {
    return std::all_of(branch.routes.rbegin(), branch.routes.rend(),
                       [&](const route_description* level) { return level->matcher.accepts(location); });
}

}  // namespace

route_tree::route_tree(std::span<const route_branch> branches) : nodes_(1), links_(branches.size()) {
    make_room();
    // Last first: each branch comes to stand before those that are tried later.
    for (auto rank = static_cast<std::uint32_t>(branches.size()); rank-- > 0;) add(branches[rank], rank);
}

void route_tree::add(const route_branch& branch, std::uint32_t rank) {
    const auto& pattern = branch.routes.back()->matcher.pattern();
    std::uint32_t at = 0;
    nodes_[at].best = rank;
    for (const auto& [text, is_parameter] : pattern.segments) {
        if (!is_parameter)
            at = text_child(at, text);
        else if (nodes_[at].parameter != 0)
            at = nodes_[at].parameter;
        else
            at = nodes_[at].parameter = add_node(at, {});
        nodes_[at].best = rank;
    }
    auto& first = pattern.has_wildcard ? nodes_[at].wildcard : nodes_[at].exact;
    links_[rank] = {std::exchange(first, rank), asks(branch)};
    for (const auto* level : branch.routes) longest_ = std::max(longest_, level->matcher.pattern().segments.size());
}

std::uint32_t route_tree::add_node(std::uint32_t parent, std::string_view text) {
    nodes_.push_back({.text = text, .depth = nodes_[parent].depth + 1});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t route_tree::text_child(std::uint32_t parent, std::string_view lower) {
    const std::uint32_t hash = hash_of(lower);
    if (const auto child = place_of(parent, hash, lower).child) return child;
    if (++edge_count_ * 2 > edges_.size()) make_room();
    const std::uint32_t child = add_node(parent, lower);
    place_of(parent, hash, lower) = {hash, parent, child};
    nodes_[parent].has_texts = true;
    return child;
}

void route_tree::make_room() {
    const auto old = std::exchange(edges_, std::vector<edge>(std::max<std::size_t>(16, edges_.size() * 2)));
    for (const auto& each : old) {
        if (each.child != 0) place_of(each.parent, each.hash, nodes_[each.child].text) = each;
    }
}

const route_tree::edge& route_tree::place_of(std::uint32_t parent, std::uint32_t hash, std::string_view text) const {
    const std::size_t last = edges_.size() - 1;
    std::uint32_t at = (hash ^ parent * 0x9e37'79b1u) * 0x85eb'ca6bu;
    for (at ^= at >> 15;; ++at) {
        const edge& here = edges_[at & last];
        if (here.child == 0) return here;
        if (here.hash == hash && here.parent == parent && equals_lower_case(text, nodes_[here.child].text)) return here;
    }
}

route_tree::edge& route_tree::place_of(std::uint32_t parent, std::uint32_t hash, std::string_view text) {
    return const_cast<edge&>(std::as_const(*this).place_of(parent, hash, text));
}

/// Places still to be looked at, the one that may hold the earliest branch first.
class route_tree::search {
public:
    struct place {
        std::uint32_t rank;
        std::uint32_t node;  // none: the branch itself
    };
    void add(place found) {
        auto later = std::uint64_t{found.rank} << 32 | found.node;
        if (later < first_) std::swap(later, first_);
        if (later != nowhere) add_later(later);
    }
    /// False when nothing is left.
    bool take(place& out) {
        if (later_.size() != 0 && *later_.data() < first_) take_later();
        out = {static_cast<std::uint32_t>(first_ >> 32), static_cast<std::uint32_t>(first_)};
        return std::exchange(first_, nowhere) != nowhere;
    }

private:
    void add_later(std::uint64_t place) {
        later_.push_back(place);
        std::push_heap(later_.data(), later_.data() + later_.size(), std::greater<>());
    }
    void take_later() {
        std::pop_heap(later_.data(), later_.data() + later_.size(), std::greater<>());
        auto earlier = later_.pop_back();
        std::swap(earlier, first_);
        if (earlier != nowhere) add_later(earlier);
    }

    static constexpr std::uint64_t nowhere = ~std::uint64_t{0};
    std::uint64_t first_ = nowhere;  // of those added since the last was taken, without a detour through the heap
    short_list<std::uint64_t, 16> later_;
};

route_tree::found route_tree::find(std::span<const route_branch> branches, const location_segments& location) const {
    found out;
    if (nodes_.empty() || !location.is_path()) return out;
    search open;
    open.add({0, 0});
    for (search::place at; open.take(at);) {
        ++out.steps;
        if (at.node != none) {
            look_around(at.node, location, open);
        } else if (!links_[at.rank].asks || accepts(branches[at.rank], location)) {
            out.branch = at.rank;
            break;
        } else if (links_[at.rank].next != none) {
            open.add({links_[at.rank].next, none});
        }
    }
    return out;
}

void route_tree::look_around(std::uint32_t at, const location_segments& location, search& open) const {
    const node& here = nodes_[at];
    if (here.wildcard != none) open.add({here.wildcard, none});
    if (here.depth == location.size()) {
        if (here.exact != none) open.add({here.exact, none});
        return;
    }
    if (here.parameter != 0) open.add({nodes_[here.parameter].best, here.parameter});
    if (!here.has_texts) return;
    if (const auto child = place_of(at, location.hash(here.depth), location[here.depth]).child)
        open.add({nodes_[child].best, child});
}

}  // namespace solder::detail

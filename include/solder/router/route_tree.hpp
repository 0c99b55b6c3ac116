#ifndef SOLDER_ROUTER_ROUTE_TREE_HPP
#define SOLDER_ROUTER_ROUTE_TREE_HPP
#include <cstdint>
#include <solder/router/location_segments.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace solder {
struct route_branch;
}

namespace solder::detail {

/// Finds the first of many branches that matches without trying those whose text differs.
///
/// The patterns of the leaves, cut into segments, are a tree; a location leads along it by its text and, beside that,
/// by the parameters. Each node knows the first branch below it in the order of trying. The search looks at what may
/// hold the earliest branch first, so it asks filters as one that tries branch after branch would, and ends with the
/// first that says yes.
class route_tree {
public:
    /// No branch.
    static constexpr std::uint32_t none = 0xffff'ffff;

    route_tree() = default;
    /// @param branches  in the order they are tried; what they refer to must outlive the tree
    explicit route_tree(std::span<const route_branch> branches);

    struct found {
        std::uint32_t branch = none;  ///< its place in the order
        std::size_t steps = 0;        ///< nodes and branches that were looked at
    };
    /// @param branches  those that the tree was made of
    [[nodiscard]] found find(std::span<const route_branch> branches, const location_segments& location) const;
    /// How many segments of a location are worth telling apart.
    [[nodiscard]] std::size_t segment_limit() const { return longest_ + 1; }

private:
    struct node {
        std::string_view text;  // that led here, in lower case
        std::uint32_t depth = 0;
        bool has_texts = false;         // whether some children are behind text
        std::uint32_t best = none;      // the first branch here or below
        std::uint32_t parameter = 0;    // the child behind a parameter; the root is nobody's child
        std::uint32_t exact = none;     // the first branch that ends here,
        std::uint32_t wildcard = none;  // and the first whose wildcard begins here
    };
    struct branch_link {
        std::uint32_t next = none;  // with the same pattern
        bool asks = false;          // its tree path alone does not tell whether it matches
    };
    struct edge {
        std::uint32_t hash;
        std::uint32_t parent;
        std::uint32_t child = 0;  // 0: a free place
    };
    class search;
    void look_around(std::uint32_t at, const location_segments& location, search& open) const;

    void add(const route_branch& branch, std::uint32_t rank);
    std::uint32_t add_node(std::uint32_t parent, std::string_view text);
    std::uint32_t text_child(std::uint32_t parent, std::string_view lower);
    void add_edge(edge added);
    edge& place_of(std::uint32_t parent, std::uint32_t hash, std::string_view text);
    const edge& place_of(std::uint32_t parent, std::uint32_t hash, std::string_view text) const;
    void make_room();

    std::vector<node> nodes_;
    std::vector<branch_link> links_;
    std::vector<edge> edges_;  // to children behind text, by hash; a power of two, at most half full
    std::size_t edge_count_ = 0;
    std::size_t longest_ = 0;
};

}  // namespace solder::detail
#endif

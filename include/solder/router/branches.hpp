#ifndef SOLDER_ROUTER_BRANCHES_HPP
#define SOLDER_ROUTER_BRANCHES_HPP
#include <cstdint>
#include <memory>
#include <solder/router/matcher.hpp>
#include <solder/router/route_info.hpp>
#include <solder/router/route_tree.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// The part of a route definition that matching needs. One with children is routable only through them.
struct route_pattern_node {
    std::vector<std::string> paths = {};  ///< any of them leads here; none is the same as one empty path
    match_filters filters = {};
    std::vector<route_pattern_node> children = {};
    /// The caller's own definition, handed back with every match; not read.
    const void* definition = nullptr;
    route_info info = {};
    std::span<const parameter_check> checks = {};  ///< of a typed route; not owned
};

/// One full pattern that leads to a definition: one for each path, for each filling of its optional parameters.
struct route_description {
    std::string original_path;  ///< the path as written
    std::string pattern;        ///< joined with those above it, encoded; without wildcard when there are children
    path_matcher matcher;
    const void* definition = nullptr;
    route_info info = {};
};

/// A way through the definitions, from a root to a leaf.
struct route_branch {
    std::vector<const route_description*> routes;  ///< root first, never empty
    int score = 0;                                 ///< of the leaf
    std::size_t index = 0;                         ///< in the order of definition

    /// One number that orders as branches are tried, greater first, as long as there are fewer than 10 000.
    [[nodiscard]] std::int64_t weighted_score() const {
        return std::int64_t{score} * 10'000 - static_cast<std::int64_t>(index);
    }
};

struct route_match;

/// All branches of an application, in the order they are tried. Never changes; may be read by several threads.
class route_branches {
public:
    [[nodiscard]] std::span<const route_branch> all() const { return branches_; }
    /// The first that matches `pathname`; null when none does. A branch matches when all its levels do. The cost grows
    /// with the segments of the path, hardly with the number of branches.
    [[nodiscard]] const route_branch* find(std::string_view pathname) const;

private:
    friend std::vector<route_match> get_route_matches(const route_branches&, std::string_view);
    [[nodiscard]] const route_branch* find(const detail::location_segments& location) const;

    friend class branch_builder;
    std::vector<std::unique_ptr<const route_description>> descriptions_;
    std::vector<route_branch> branches_;
    detail::route_tree tree_;
};

/// One level of a matched branch.
struct route_match {
    const route_description* route = nullptr;  ///< valid as long as the `route_branches` it came from
    std::string path;                          ///< see `path_match`
    route_params params;                       ///< of the whole pattern, those of the levels above included
};

/// The descriptions of one node below `base`.
/// Errors: a pattern that cannot be, see `check_route_path` and `parse_pattern`; the message quotes it.
[[nodiscard]] result<std::vector<route_description>> create_routes(const route_pattern_node& node,
                                                                   std::string_view base = {});

/// The branches of all `nodes` below `base`. Errors as for `create_routes`.
[[nodiscard]] result<route_branches> create_branches(std::span<const route_pattern_node> nodes,
                                                     std::string_view base = {});

/// The levels that show `pathname`, root first; none when no branch matches.
[[nodiscard]] std::vector<route_match> get_route_matches(const route_branches& branches, std::string_view pathname);

}  // namespace solder
#endif

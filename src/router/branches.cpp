#include <algorithm>
#include <functional>
#include <solder/router/branches.hpp>
#include <solder/router/path.hpp>

namespace solder {
namespace {

result<route_description> describe(const route_pattern_node& node, std::string_view path, std::string_view expansion,
                                   std::string_view base) {
    const bool is_leaf = node.children.empty();
    std::string pattern = join_paths(base, expansion);
    if (!is_leaf) pattern.resize(std::min(pattern.find("/*"), pattern.size()));
    pattern = encode_pattern(pattern);
    auto matcher = create_matcher(pattern, !is_leaf, node.filters, node.checks);
    if (!matcher) return std::unexpected(std::move(matcher.error()));
    return route_description{std::string(path), std::move(pattern), std::move(*matcher), node.definition, node.info};
}

/// The branches as they are tried (M23, M24). Numbers are sorted, by a heap: the search for a route has that code, too.
std::vector<route_branch> in_order(std::vector<route_branch> branches) {
    std::vector<std::uint64_t> keys(branches.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        keys[i] = std::uint64_t(std::uint32_t(branches[i].score + 1)) << 32 | ~std::uint32_t(i);
    std::make_heap(keys.begin(), keys.end(), std::greater<>());
    std::sort_heap(keys.begin(), keys.end(), std::greater<>());
    std::vector<route_branch> out(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) out[i] = std::move(branches[~std::uint32_t(keys[i])]);
    return out;
}

}  // namespace

result<std::vector<route_description>> create_routes(const route_pattern_node& node, std::string_view base) {
    const std::vector<std::string> empty_path(node.paths.empty() ? 1 : 0);
    std::vector<route_description> out;
    for (const auto& path : node.paths.empty() ? empty_path : node.paths) {
        if (auto checked = check_route_path(path); !checked) return std::unexpected(std::move(checked.error()));
        for (const auto& expansion : expand_optionals(path)) {
            auto route = describe(node, path, expansion, base);
            if (!route) return std::unexpected(std::move(route.error()));
            out.push_back(std::move(*route));
        }
    }
    return out;
}

/// Walks the definitions depth first.
class branch_builder {
public:
    result<void> add_all(std::span<const route_pattern_node> nodes, std::string_view base) {
        for (const auto& node : nodes) {
            auto routes = create_routes(node, base);
            if (!routes) return std::unexpected(std::move(routes.error()));
            for (auto& route : *routes) {
                if (auto added = add(node, std::move(route)); !added) return added;
            }
        }
        return {};
    }
    route_branches take() {
        out_.branches_ = in_order(std::move(out_.branches_));
        out_.tree_ = detail::route_tree(out_.branches_);
        return std::move(out_);
    }

private:
    result<void> add(const route_pattern_node& node, route_description route) {
        out_.descriptions_.push_back(std::make_unique<const route_description>(std::move(route)));
        const route_description& kept = *out_.descriptions_.back();
        levels_.push_back(&kept);
        result<void> added;
        if (node.children.empty())
            out_.branches_.push_back({levels_, score_route(kept.pattern), out_.branches_.size()});
        else
            added = add_all(node.children, kept.pattern);
        levels_.pop_back();
        return added;
    }

    route_branches out_;
    std::vector<const route_description*> levels_;
};

result<route_branches> create_branches(std::span<const route_pattern_node> nodes, std::string_view base) {
    branch_builder builder;
    if (auto added = builder.add_all(nodes, base); !added) return std::unexpected(std::move(added.error()));
    return builder.take();
}

const route_branch* route_branches::find(const detail::location_segments& location) const {
    const auto found = tree_.find(branches_, location);
    return found.branch == detail::route_tree::none ? nullptr : &branches_[found.branch];
}

const route_branch* route_branches::find(std::string_view pathname) const {
    return find(detail::location_segments(pathname, tree_.segment_limit()));
}

std::vector<route_match> get_route_matches(const route_branches& branches, std::string_view pathname) {
    const detail::location_segments location(pathname, branches.tree_.segment_limit());
    const auto* branch = branches.find(location);
    if (!branch) return {};
    std::vector<route_match> out(branch->routes.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].route = branch->routes[i];
        out[i].route->matcher.capture(location, out[i].path, out[i].params);
    }
    return out;
}

}  // namespace solder

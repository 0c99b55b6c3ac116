#include <algorithm>
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
    auto matcher = create_matcher(pattern, !is_leaf, node.filters);
    if (!matcher) return std::unexpected(std::move(matcher.error()));
    return route_description{std::string(path), std::move(pattern), std::move(*matcher), node.definition};
}

/// A branch matches when every level accepts the location. The leaf is asked first: it says no most often.
bool accepts(const route_branch& branch, const detail::location_segments& location) {
    for (auto level = branch.routes.rbegin(); level != branch.routes.rend(); ++level) {
        if (!(*level)->matcher.accepts(location)) return false;
    }
    return true;
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
    route_branches take() { return std::move(out_); }

private:
    result<void> add(const route_pattern_node& node, route_description route) {
        out_.descriptions_.push_back(std::make_unique<const route_description>(std::move(route)));
        const route_description& kept = *out_.descriptions_.back();
        levels_.push_back(&kept);
        result<void> added;
        if (node.children.empty())
            add_branch(score_route(kept.pattern));
        else
            added = add_all(node.children, kept.pattern);
        levels_.pop_back();
        return added;
    }

    void add_branch(int score) {
        auto& branches = out_.branches_;
        const auto scores_less = [](int value, const route_branch& branch) { return branch.score < value; };
        const auto at = std::upper_bound(branches.begin(), branches.end(), score, scores_less);
        branches.insert(at, route_branch{levels_, score, branches.size()});
    }

    route_branches out_;
    std::vector<const route_description*> levels_;
};

result<route_branches> create_branches(std::span<const route_pattern_node> nodes, std::string_view base) {
    branch_builder builder;
    if (auto added = builder.add_all(nodes, base); !added) return std::unexpected(std::move(added.error()));
    return builder.take();
}

std::vector<route_match> get_route_matches(const route_branches& branches, std::string_view pathname) {
    std::vector<route_match> out;
    const auto location = detail::split_location(pathname);
    if (!location) return out;
    for (const auto& branch : branches.all()) {
        if (!accepts(branch, *location)) continue;
        for (const auto* route : branch.routes) {
            auto [path, params] = route->matcher.capture(*location);
            out.push_back({route, std::move(path), std::move(params)});
        }
        return out;
    }
    return out;
}

}  // namespace solder

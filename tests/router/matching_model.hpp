#ifndef TESTS_ROUTER_MATCHING_MODEL_HPP
#define TESTS_ROUTER_MATCHING_MODEL_HPP
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Matching as the specification tells it (M1, M2, M5 to M13, M15, M17 to M30), written down once more: every branch is
/// tried after another, and nothing of the router's own code is used.
namespace matching_model {

using texts = std::vector<std::string>;

struct filter {
    std::string name;
    std::function<bool(const std::string&)> accepts;
};

/// A route definition.
struct node {
    texts paths;
    std::vector<filter> filters;
    std::vector<node> children;
};

/// One level of a branch.
struct level {
    const node* from;
    std::string original_path;
    std::string pattern;
};

struct branch {
    std::vector<level> levels;
    int score = 0;
};

/// In the order they are tried; empty when a parameter name stands twice in a pattern.
std::optional<std::vector<branch>> branches_of(const std::vector<node>& nodes, const std::string& base);

/// One text for each level that shows the location: original path, pattern, matched path, parameters.
texts matches_at(const std::vector<branch>& branches, const std::string& location);

texts split(std::string_view path);

}  // namespace matching_model
#endif

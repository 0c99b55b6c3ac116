#ifndef SOLDER_BENCH_ROUTER_TABLES_HPP
#define SOLDER_BENCH_ROUTER_TABLES_HPP
#include <solder/router/branches.hpp>

/// The matching benchmark: README.md says what each case is. peers/ holds the same cases in JavaScript.
namespace bench {

/// @param routes  a multiple of ten
inline std::vector<solder::route_pattern_node> make_routes(unsigned routes) {
    std::vector<solder::route_pattern_node> out;
    for (unsigned part = 0; part < routes / 10; ++part) {
        solder::route_pattern_node node{.paths = {"/part" + std::to_string(part)}};
        for (const char* path : {"/", "new", "settings", "settings/*page", ":id", ":id/edit", ":id/notes",
                                 ":id/notes/:note", ":id/files/*path", "archive/:year/:month"})
            node.children.push_back({.paths = {path}});
        out.push_back(std::move(node));
    }
    return out;
}

/// `/partI` and each of `below`, for all parts.
inline std::vector<std::string> make_paths(unsigned routes, std::initializer_list<const char*> below) {
    std::vector<std::string> out;
    for (unsigned part = 0; part < routes / 10; ++part)
        for (const char* path : below) out.push_back("/part" + std::to_string(part) + path);
    return out;
}

}  // namespace bench
#endif

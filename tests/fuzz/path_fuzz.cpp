// Locations and query strings come from whoever types them: any bytes must give an answer that keeps its promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <solder/core/url.hpp>
#include <solder/router/branches.hpp>
#include <solder/router/path.hpp>
#include <solder/router/search_params.hpp>

namespace {

void require(bool kept) {
    if (!kept) std::abort();
}

void try_location(std::string_view raw) {
    const auto parts = solder::parse_location(raw);
    if (!parts) return;
    require(parts->pathname.starts_with('/'));
    require(parts->search.empty() || (parts->search.size() > 1 && parts->search[0] == '?'));
    require(parts->hash.empty() || (parts->hash.size() > 1 && parts->hash[0] == '#'));
    require(solder::parse_location(parts->pathname + parts->search + parts->hash) == parts);
}

void try_query(std::string_view raw) {
    const auto pairs = solder::parse_query(raw);
    require(solder::parse_query(solder::write_query(pairs)) == pairs);
    const std::string merged = solder::merge_search_string(raw, {{"q", "new"}});
    require(solder::extract_search_params(merged).get("q") == "new");
    (void)solder::extract_search_params(raw);
}

void try_encodings(std::string_view raw) {
    const std::string once = solder::percent_encode_segment(raw);
    require(solder::percent_encode_segment(once) == once);
    const std::string encoded = solder::percent_encode_component(raw);
    if (const auto decoded = solder::percent_decode(encoded)) require(*decoded == raw);
    (void)solder::percent_decode_or_keep(raw);
}

void try_paths(std::string_view first, std::string_view second) {
    if (const auto resolved = solder::resolve_path(first, second, first)) {
        require(!solder::has_scheme(*resolved) && !solder::is_protocol_relative(*resolved));
    }
    (void)solder::join_paths(first, second);
}

void try_pattern(std::string_view pattern, std::string_view location) {
    std::size_t optionals = 0;
    for (const char c : pattern) optionals += c == '?';
    if (optionals > 8) return;  // each may double the number of patterns
    if (const auto matchers = solder::create_matchers(pattern)) (void)solder::match_first(*matchers, location);
    if (const auto matcher = solder::create_matcher(pattern, true)) (void)(*matcher)(location);

    const solder::route_pattern_node rows[] = {{{std::string(pattern)}, {{"id", {"1", "2"}}}, {{{"/", ":x?", "*y"}}}}};
    const auto branches = solder::create_branches(rows);
    if (!branches) return;
    for (const auto& match : solder::get_route_matches(*branches, location)) {
        require(match.route->matcher(location).has_value());
        require(match.path.starts_with('/'));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto cut = text.substr(0, text.find('\n'));
    const auto rest = text.substr(cut.size() < size ? cut.size() + 1 : size);
    try_location(text);
    try_query(text);
    try_encodings(text);
    try_paths(cut, rest);
    try_pattern(cut, rest);
    return 0;
}

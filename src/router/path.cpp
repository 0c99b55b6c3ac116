#include <algorithm>
#include <solder/core/url.hpp>
#include <solder/router/path.hpp>

namespace solder {
namespace {

void drop_trailing_slashes(std::string& path) {
    while (path.ends_with('/')) path.pop_back();
}

/// Whether `path` is `base` or below it, segment by segment.
bool is_below(std::string_view path, std::string_view base) {
    if (path.size() < base.size() || !detail::same_ignoring_case(path.substr(0, base.size()), base)) return false;
    path.remove_prefix(base.size());
    return path.empty() || path.front() == '/' || path.front() == '?' || path.front() == '#';
}

/// What a relative or rooted path is appended to; empty for the root.
std::string prefix_for(std::string_view base, std::string_view path, std::string_view from) {
    std::string base_path = normalize_path(base);
    std::string from_path = normalize_path(from);
    if (from_path.empty() || path.starts_with('/')) return base_path;
    drop_trailing_slashes(base_path);
    return is_below(from_path, base_path) ? from_path : base_path + from_path;
}

/// The end of the optional parameter (`:name?`, after a slash or not) that begins at `at`; 0 when none does.
std::size_t optional_end(std::string_view pattern, std::size_t at) {
    const std::size_t colon = at + (at < pattern.size() && pattern[at] == '/');
    if (colon >= pattern.size() || pattern[colon] != ':') return 0;
    const std::size_t end = std::min(pattern.find('/', colon), pattern.size());
    return pattern[end - 1] == '?' && end - colon > 2 ? end : 0;
}

/// Where the first optional parameter begins; the length of `pattern` when it has none.
std::size_t find_optional(std::string_view pattern) {
    std::size_t at = 0;
    while (at < pattern.size() && optional_end(pattern, at) == 0)
        at = std::min(pattern.find('/', at + 1), pattern.size());
    return at;
}

}  // namespace

std::string normalize_path(std::string_view path, bool omit_slash) {
    while (path.starts_with('/')) path.remove_prefix(1);
    while (path.ends_with("//")) path.remove_suffix(1);
    if (path.empty()) return {};
    std::string out;
    if (!omit_slash && path.front() != '?' && path.front() != '#') out += '/';
    out += path;
    return out;
}

std::string join_paths(std::string_view from, std::string_view to) {
    std::string out = normalize_path(from);
    out.resize(std::min(out.find('*'), out.size()));
    drop_trailing_slashes(out);
    return out + normalize_path(to);
}

std::optional<std::string> resolve_path(std::string_view base, std::string_view path, std::string_view from) {
    if (has_scheme(path) || is_protocol_relative(path)) return std::nullopt;
    std::string out = prefix_for(base, path, from);
    const std::string rest = normalize_path(path, out.empty());
    if (rest.starts_with('/')) drop_trailing_slashes(out);
    if (out.empty() && !rest.starts_with('/')) out = '/';
    out += rest;
    // "\e.org" or "/ \e.org" with a line break is only now seen to lead to another host.
    if (is_protocol_relative(out)) return std::nullopt;
    return out;
}

std::vector<std::string> expand_optionals(std::string_view pattern) {
    std::size_t at = find_optional(pattern);
    std::vector<std::string> heads{std::string(pattern.substr(0, at))};
    if (at == pattern.size()) return heads;
    do {
        const std::size_t end = optional_end(pattern, at);
        heads.push_back(heads.back() + std::string(pattern.substr(at, end - 1 - at)));
        at = end;
    } while (optional_end(pattern, at) != 0);
    std::vector<std::string> out;
    for (const auto& tail : expand_optionals(pattern.substr(at))) {
        for (const auto& head : heads) out.push_back(head + tail);
    }
    return out;
}

}  // namespace solder

#include <solder/core/url.hpp>
#include <solder/router/matcher.hpp>
#include <solder/router/path.hpp>

namespace solder {
namespace {

/// `lower` is in lower case already.
bool equals_lower_case(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (detail::ascii_lower(text[i]) != lower[i]) return false;
    }
    return true;
}

}  // namespace

const std::string* route_params::find(std::string_view name) const {
    for (const auto& entry : entries_) {
        if (entry.name == name) return &entry.value;
    }
    return nullptr;
}

std::string_view route_params::get(std::string_view name) const {
    const auto* value = find(name);
    return value ? std::string_view(*value) : std::string_view();
}

std::string route_params::decoded(std::string_view name) const { return percent_decode_or_keep(get(name)); }

void route_params::set(std::string_view name, std::string_view value) {
    for (auto& entry : entries_) {
        if (entry.name == name) {
            entry.value = value;
            return;
        }
    }
    entries_.push_back({std::string(name), std::string(value)});
}

void route_params::merge(const route_params& deeper) {
    for (const auto& entry : deeper) set(entry.name, entry.value);
}

bool match_filter::accepts(std::string_view value) const {
    if (predicate_) return (*predicate_)(value);
    for (const auto& text : allowed_) {
        if (text == value) return true;
    }
    return false;
}

std::string_view detail::location_segments::from(std::size_t first) const {
    if (first >= segments.size()) return {};
    const char* begin = segments[first].data();
    const char* end = segments.back().data() + segments.back().size();
    return {begin, static_cast<std::size_t>(end - begin)};
}

std::optional<detail::location_segments> detail::split_location(std::string_view location) {
    location_segments out;
    if (location.starts_with('/')) location.remove_prefix(1);
    if (location.empty()) return out;
    if (location.ends_with('/')) location.remove_suffix(1);
    out.segments.reserve(8);
    for (;;) {
        const auto slash = location.find('/');
        const auto segment = location.substr(0, slash);
        if (segment.empty()) return std::nullopt;
        out.segments.push_back(segment);
        if (slash == location.npos) return out;
        location.remove_prefix(slash + 1);
    }
}

path_matcher::path_matcher(route_pattern pattern, bool partial, match_filters filters)
    : pattern_(std::move(pattern)), filters_(std::move(filters)), partial_(partial) {}

bool path_matcher::passes_filter(std::string_view name, std::string_view value) const {
    for (const auto& [filtered, filter] : filters_) {
        if (filtered == name && !filter.accepts(value)) return false;
    }
    return true;
}

bool path_matcher::accepts(const detail::location_segments& location) const {
    const auto& expected = pattern_.segments;
    const auto& actual = location.segments;
    if (actual.size() < expected.size()) return false;
    if (actual.size() > expected.size() && !partial_ && !pattern_.has_wildcard) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!expected[i].is_parameter && !equals_lower_case(actual[i], expected[i].text)) return false;
    }
    if (filters_.empty()) return true;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i].is_parameter && !passes_filter(expected[i].text, actual[i])) return false;
    }
    const bool is_named = pattern_.has_wildcard && !pattern_.wildcard_name.empty();
    return !is_named || passes_filter(pattern_.wildcard_name, location.from(expected.size()));
}

path_match path_matcher::capture(const detail::location_segments& location) const {
    path_match out;
    for (std::size_t i = 0; i < pattern_.segments.size(); ++i) {
        const auto& [text, is_parameter] = pattern_.segments[i];
        const auto segment = location.segments[i];
        out.path += '/';
        out.path += is_parameter ? segment : std::string_view(text);
        if (is_parameter) out.params.set(text, segment);
    }
    if (out.path.empty()) out.path = '/';
    if (!pattern_.wildcard_name.empty()) {
        out.params.set(pattern_.wildcard_name, location.from(pattern_.segments.size()));
    }
    return out;
}

std::optional<path_match> path_matcher::operator()(std::string_view location) const {
    const auto segments = detail::split_location(location);
    if (!segments || !accepts(*segments)) return std::nullopt;
    return capture(*segments);
}

result<path_matcher> create_matcher(std::string_view pattern, bool partial, match_filters filters) {
    auto parsed = parse_pattern(pattern);
    if (!parsed) return std::unexpected(std::move(parsed.error()));
    return path_matcher(std::move(*parsed), partial, std::move(filters));
}

result<std::vector<path_matcher>> create_matchers(std::string_view pattern, const match_filters& filters) {
    if (auto checked = check_route_path(pattern); !checked) return std::unexpected(std::move(checked.error()));
    std::vector<path_matcher> out;
    for (const auto& expansion : expand_optionals(pattern)) {
        auto matcher = create_matcher(expansion, false, filters);
        if (!matcher) return std::unexpected(std::move(matcher.error()));
        out.push_back(std::move(*matcher));
    }
    return out;
}

std::optional<path_match> match_first(const std::vector<path_matcher>& matchers, std::string_view location) {
    for (const auto& matcher : matchers) {
        if (auto match = matcher(location)) return match;
    }
    return std::nullopt;
}

}  // namespace solder

#include <solder/core/url.hpp>
#include <solder/router/matcher.hpp>
#include <solder/router/path.hpp>

namespace solder {
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

path_matcher::path_matcher(route_pattern pattern, bool partial, match_filters filters,
                           std::span<const parameter_check> checks)
    : pattern_(std::move(pattern)), filters_(std::move(filters)), checks_(checks), partial_(partial) {
    for (const auto& segment : pattern_.segments) parameter_count_ += segment.is_parameter;
    parameter_count_ += is_named_wildcard();
}

bool path_matcher::passes_filter(std::string_view name, std::string_view value) const {
    for (const auto& [filtered, filter] : filters_) {
        if (filtered == name && !filter.accepts(value)) return false;
    }
    for (const auto& [checked, accepts] : checks_) {
        if (checked == name && !accepts(value)) return false;
    }
    return true;
}

bool path_matcher::accepts(const detail::location_segments& location) const {
    const auto& expected = pattern_.segments;
    if (location.size() < expected.size()) return false;
    if (location.size() > expected.size() && !partial_ && !pattern_.has_wildcard) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!expected[i].is_parameter && !detail::equals_lower_case(location[i], expected[i].text)) return false;
    }
    if (!has_filters()) return true;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i].is_parameter && !passes_filter(expected[i].text, location[i])) return false;
    }
    return !is_named_wildcard() || passes_filter(pattern_.wildcard_name, location.from(expected.size()));
}

void path_matcher::capture(const detail::location_segments& location, std::string& path, route_params& params) const {
    const auto matched = location.before(pattern_.segments.size());
    path.reserve(matched.size() + 1);
    path += '/';
    path += matched;
    std::vector<route_params::entry> entries(parameter_count_);
    auto next = entries.begin();
    std::size_t at = 1;
    for (std::size_t i = 0; i < pattern_.segments.size(); ++i) {
        const auto& [text, is_parameter] = pattern_.segments[i];
        const auto segment = location[i];
        if (is_parameter) {
            next->name = text;
            next++->value = segment;
        } else {
            text.copy(path.data() + at, text.size());  // in lower case
        }
        at += segment.size() + 1;
    }
    if (is_named_wildcard()) {
        next->name = pattern_.wildcard_name;
        next->value = location.from(pattern_.segments.size());
    }
    params = route_params(std::move(entries));
}

std::optional<path_match> path_matcher::operator()(std::string_view location) const {
    const detail::location_segments segments(location, pattern_.segments.size() + 1);
    if (!segments.is_path() || !accepts(segments)) return std::nullopt;
    path_match out;
    capture(segments, out.path, out.params);
    return out;
}

result<path_matcher> create_matcher(std::string_view pattern, bool partial, match_filters filters,
                                    std::span<const parameter_check> checks) {
    auto parsed = parse_pattern(pattern);
    if (!parsed) return std::unexpected(std::move(parsed.error()));
    return path_matcher(std::move(*parsed), partial, std::move(filters), checks);
}

result<std::vector<path_matcher>> create_matchers(std::string_view pattern, const match_filters& filters,
                                                  std::span<const parameter_check> checks) {
    if (auto checked = check_route_path(pattern); !checked) return std::unexpected(std::move(checked.error()));
    std::vector<path_matcher> out;
    for (const auto& expansion : expand_optionals(pattern)) {
        auto matcher = create_matcher(expansion, false, filters, checks);
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

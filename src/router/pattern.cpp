#include <solder/core/url.hpp>
#include <solder/router/pattern.hpp>

namespace solder {
namespace {

using detail::take_segment;

failure refuse(std::string_view pattern, std::string_view reason) {
    return fail("route pattern \"" + std::string(pattern) + "\": " + std::string(reason));
}

bool has_name(const route_pattern& pattern, std::string_view name) {
    for (const auto& segment : pattern.segments) {
        if (segment.is_parameter && segment.text == name) return true;
    }
    return false;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = detail::ascii_lower(c);
    return out;
}

bool is_only_slashes(std::string_view text) { return text.find_first_not_of('/') == text.npos; }

constexpr std::string_view wildcard_not_last = "a wildcard must be the last segment";

}  // namespace

std::string_view detail::take_segment(std::string_view& path) {
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size() < path.size() ? segment.size() + 1 : segment.size());
    return segment;
}

result<route_pattern> parse_pattern(std::string_view pattern) {
    route_pattern out;
    const auto wildcard = pattern.find("/*");
    for (auto rest = pattern.substr(0, wildcard); !rest.empty();) {
        auto segment = take_segment(rest);
        if (segment.empty()) continue;
        const bool is_parameter = segment.front() == ':';
        if (is_parameter) {
            segment.remove_prefix(1);
            if (segment.ends_with('?')) return refuse(pattern, "an optional parameter must be expanded first");
            if (has_name(out, segment)) return refuse(pattern, "a parameter name stands twice");
        }
        out.segments.push_back({is_parameter ? std::string(segment) : lower_case(segment), is_parameter});
    }
    if (wildcard == pattern.npos) return out;
    auto rest = pattern.substr(wildcard + 2);
    out.has_wildcard = true;
    out.wildcard_name = take_segment(rest);
    if (!is_only_slashes(rest)) return refuse(pattern, wildcard_not_last);
    if (has_name(out, out.wildcard_name)) return refuse(pattern, "a parameter name stands twice");
    return out;
}

result<void> check_route_path(std::string_view path) {
    for (auto rest = path; !rest.empty();) {
        const auto segment = take_segment(rest);
        const auto mark = segment.find('?');
        if (mark != segment.npos && mark + 1 != segment.size()) return refuse(path, "a \"?\" must end its segment");
        if (segment.starts_with('*') && !is_only_slashes(rest)) return refuse(path, wildcard_not_last);
    }
    return {};
}

std::string encode_pattern(std::string_view pattern) {
    std::string out;
    for (;;) {
        const auto slash = pattern.find('/');
        const auto segment = pattern.substr(0, slash);
        const bool is_text = !segment.starts_with(':') && !segment.starts_with('*');
        out += is_text ? percent_encode_segment(segment) : std::string(segment);
        if (slash == pattern.npos) return out;
        out += '/';
        pattern.remove_prefix(slash + 1);
    }
}

int score_route(std::string_view pattern) {
    const auto wildcard = pattern.find("/*");
    int score = wildcard == pattern.npos ? 0 : -1;
    for (auto rest = pattern.substr(0, wildcard); !rest.empty();) {
        const auto segment = take_segment(rest);
        if (!segment.empty()) score += segment.front() == ':' ? 3 : 4;
    }
    return score;
}

}  // namespace solder

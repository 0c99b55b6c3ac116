#include <solder/core/url.hpp>
#include <solder/router/pattern.hpp>
#include <utility>

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

bool is_only_slashes(std::string_view text) { return text.find_first_not_of('/') == text.npos; }

constexpr std::string_view wildcard_not_last = "a wildcard must be the last segment";
constexpr std::string_view name_twice = "a parameter name stands twice";

}  // namespace

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
            if (has_name(out, segment)) return refuse(pattern, name_twice);
        }
        out.segments.push_back({is_parameter ? std::string(segment) : detail::lower_case(segment), is_parameter});
    }
    if (wildcard == pattern.npos) return out;
    auto rest = pattern.substr(wildcard + 2);
    out.has_wildcard = true;
    out.wildcard_name = take_segment(rest);
    if (!is_only_slashes(rest)) return refuse(pattern, wildcard_not_last);
    if (has_name(out, out.wildcard_name)) return refuse(pattern, name_twice);
    return out;
}

result<void> check_route_path(std::string_view path) {
    using detail::path_fault;
    switch (detail::find_path_fault(path)) {
        case path_fault::none:
            return {};
        case path_fault::wildcard_not_last:
            return refuse(path, wildcard_not_last);
        case path_fault::question_mark_inside:
            return refuse(path, "a \"?\" must end its segment");
        case path_fault::name_twice:
            return refuse(path, name_twice);
        case path_fault::too_many_optionals:
            return refuse(path, "its optional parameters make too many patterns");
    }
    std::unreachable();
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

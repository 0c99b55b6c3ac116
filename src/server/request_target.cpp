#include "request_target.hpp"
#include <algorithm>
#include <solder/core/plain_path.hpp>
#include <solder/core/url.hpp>

namespace solder::detail {
namespace {

constexpr bool is_name_character(char c) {
    return is_ascii_letter_or_digit(c) || (c != '\0' && std::string_view("-._~%!$&'()*+,;=").contains(c));
}
constexpr bool is_address_character(char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; }

/// A segment without its escapes.
bool is_dots(std::string_view segment) { return segment == "." || segment == ".."; }

bool has_dot_segment(std::string_view path) {
    while (!path.empty()) {
        const auto segment = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
        // An escape makes it longer: "%2e%2E" is the longest way to write "..".
        if (segment.size() <= 6 && is_dots(percent_decode_or_keep(segment))) return true;
    }
    return false;
}

std::string_view fault_of_path(std::string_view path) {
    if (is_plain_path(path)) return {};
    if (!path.starts_with('/')) return "The address does not begin with a slash.";
    if (path.contains('\\')) return "The address has a backslash.";
    const auto decoded = percent_decode(path);
    if (!decoded) return "The address has a % that begins no escape, or is not UTF-8.";
    if (std::ranges::any_of(*decoded, is_ascii_control)) return "The address has control characters.";
    if (has_dot_segment(path)) return "The address has . or .. as one of its parts.";
    return {};
}

}  // namespace

bool is_host_field(std::string_view host) {
    const bool is_bracketed = host.starts_with('[');
    const auto end = is_bracketed ? host.find(']') : std::min(host.find(':'), host.size());
    if (end == host.npos) return false;
    const auto name = host.substr(is_bracketed, end - is_bracketed);
    const auto port = host.substr(end + is_bracketed);
    if (is_bracketed && (name.empty() || !std::ranges::all_of(name, is_address_character))) return false;
    if (!is_bracketed && !std::ranges::all_of(name, is_name_character)) return false;
    return port.empty() || (port.front() == ':' && std::ranges::all_of(port.substr(1), is_ascii_digit));
}

namespace {

bool take_host(http_request& request) {
    std::string& target = request.target;
    const auto scheme = target.find("://");
    if (scheme == std::string::npos) return false;
    const std::string_view word = std::string_view(target).substr(0, scheme);
    if (!same_ignoring_case(word, "http") && !same_ignoring_case(word, "https")) return false;
    const auto begin = scheme + 3;
    const auto end = std::min(target.find_first_of("/?", begin), target.size());
    const auto host = std::string_view(target).substr(begin, end - begin);
    if (host.empty() || !is_host_field(host) || !request.headers.set("host", host)) return false;
    target.erase(0, end);
    if (!target.starts_with('/')) target.insert(0, "/");
    return true;
}

}  // namespace

bool accept_target(http_request& request) {
    const std::string& target = request.target;
    if (target.contains('#')) return false;
    if (target == "*" && request.method != http_method::options) return false;
    if (target != "*" && !target.starts_with('/') && !take_host(request)) return false;
    const auto [path, query] = split_target(target);
    request.path = path;
    request.query = query;
    return true;
}

std::string_view address_fault(const http_request& request) {
    if (request.method == http_method::options && request.path == "*") return {};
    if (std::ranges::count(request.query, '&') >= std::ptrdiff_t{most_search_parameters})
        return "The address has too many parameters.";
    return fault_of_path(request.path);
}

}  // namespace solder::detail

#ifndef SOLDER_HTML_DETAIL_HTML_ADDRESSES_HPP
#define SOLDER_HTML_DETAIL_HTML_ADDRESSES_HPP
#include <cstddef>
#include <string_view>

// What a static part of a `href` or another address says of where it leads.

namespace solder::detail {

/// Whether `//host` and what ends it stand at the begin.
constexpr bool has_whole_host(std::string_view text) {
    if (!text.starts_with("//")) return false;
    const auto end = text.find_first_of("/\\?#", 2);
    return end != text.npos && end > 2;
}

/// Whether an address leads to the same site, or has one of these schemes and its host, whatever follows `begin`. A
/// slash after `/` would begin a host, as would one after what browsers skip.
constexpr bool says_where_it_leads(std::string_view begin) {
    const auto end = begin.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-");
    if (end == begin.npos) return false;
    const auto scheme = begin.substr(0, end);
    const bool is_web = scheme == "https" || scheme == "http";
    if (begin[end] == ':')
        return scheme == "mailto" || scheme == "tel" || (is_web && has_whole_host(begin.substr(end + 1)));
    if (begin[end] == '/' && end == 0)
        return begin.size() > 1 && (has_whole_host(begin) || !std::string_view("/\\ \t\r\n\f").contains(begin[1]));
    return begin[end] == '/' || begin[end] == '?' || begin[end] == '#';
}

}  // namespace solder::detail
#endif

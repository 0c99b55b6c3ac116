#include "cross_site.hpp"
#include <algorithm>
#include <charconv>
#include <solder/core/url.hpp>
#include <solder/server/http_headers.hpp>

namespace solder::detail {
namespace {

bool is_host(std::string_view text) {
    const bool is_bracketed = text.starts_with('[') && text.ends_with(']') && text.size() > 2;
    if (is_bracketed) text = text.substr(1, text.size() - 2);
    return !text.empty() && std::ranges::all_of(text, [is_bracketed](char c) {
        if (is_ascii_letter_or_digit(c) || c == '.') return true;
        return is_bracketed ? c == ':' : c == '-' || c == '_';
    });
}

/// Reads "host" or "host:port".
std::optional<web_origin> read_authority(std::string_view scheme, std::string_view text) {
    web_origin origin{std::string(scheme), {}, scheme == "https" ? std::uint16_t{443} : std::uint16_t{80}};
    const auto bracket = text.rfind(']');
    const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (!is_host(text.substr(0, colon))) return std::nullopt;
    origin.host = lower_case(text.substr(0, colon));
    if (colon == std::string_view::npos) return origin;
    const auto digits = text.substr(colon + 1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), origin.port);
    if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return origin;
}

struct absolute_url {
    std::string scheme;
    std::string_view authority, rest;
};

std::optional<absolute_url> split_url(std::string_view url) {
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto scheme = lower_case(url.substr(0, colon));
    if (scheme != "http" && scheme != "https") return std::nullopt;
    const auto after = url.substr(colon + 3);
    const auto authority = after.substr(0, after.find_first_of("/?#"));
    return absolute_url{scheme, authority, after.substr(authority.size())};
}

/// Whether a page of `from` is a page of the host that the request asks. Without `secure` both schemes are: a proxy
/// that speaks HTTPS for us may stand in front.
bool is_own(const web_origin& from, const http_request& request) {
    if (request.secure && from.scheme != "https") return false;
    const auto host = request.headers.find("host");
    return host && read_authority(from.scheme, *host) == from;
}

bool is_foreign_origin(const std::optional<web_origin>& from, const http_request& request,
                       std::span<const web_origin> allowed) {
    return !from || (!is_own(*from, request) && std::ranges::find(allowed, *from) == allowed.end());
}

}  // namespace

std::optional<web_origin> parse_origin(std::string_view text) {
    const auto url = split_url(text);
    return url && url->rest.empty() ? read_authority(url->scheme, url->authority) : std::nullopt;
}

std::optional<web_origin> origin_of(std::string_view url) {
    const auto parts = split_url(url);
    return parts ? read_authority(parts->scheme, parts->authority) : std::nullopt;
}

std::string_view asked_host(const http_request& request) {
    const auto host = request.headers.find("host").value_or("");
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

bool is_foreign(const http_request& request, std::span<const web_origin> allowed) {
    const auto origins = request.headers.all("origin");
    if (origins.size() > 1) return true;
    const bool is_opaque = !origins.empty() && origins[0] == "null";
    if (!origins.empty() && !is_opaque) return is_foreign_origin(parse_origin(origins[0]), request, allowed);
    if (const auto site = request.headers.find("sec-fetch-site"))
        return *site != "same-origin" && (is_opaque || *site != "none");
    if (is_opaque) return true;
    const auto referer = request.headers.find("referer");
    return referer && is_foreign_origin(origin_of(*referer), request, allowed);
}

std::string page_before(const http_request& request) {
    const auto referer = request.headers.find("referer");
    const auto url = referer ? split_url(*referer) : std::nullopt;
    const auto from = referer ? origin_of(*referer) : std::nullopt;
    if (!url || !from || !is_own(*from, request)) return "/";
    const std::string_view place = url->rest.substr(0, url->rest.find('#'));
    // "//host" would be read as another site.
    if (!place.starts_with('/') || is_protocol_relative(place)) return "/";
    return std::string(place);
}

}  // namespace solder::detail

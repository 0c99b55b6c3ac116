#ifndef SOLDER_SRC_SERVER_CROSS_SITE_HPP
#define SOLDER_SRC_SERVER_CROSS_SITE_HPP
#include <cstdint>
#include <optional>
#include <solder/server/http.hpp>
#include <span>
#include <string>
#include <string_view>

namespace solder::detail {

/// Scheme, host and port of a web address: what browsers keep apart.
struct web_origin {
    std::string scheme;  ///< `http` or `https`
    std::string host;    ///< lower case; an IPv6 address in brackets
    std::uint16_t port = 0;

    friend bool operator==(const web_origin&, const web_origin&) = default;
};

/// Reads `https://example.org:8443`, with nothing after it; the port may be left out. Empty for any other text, also
/// for `null`.
[[nodiscard]] std::optional<web_origin> parse_origin(std::string_view text);
/// The origin of an absolute `http:` or `https:` address. Empty when it has none that is plain: names and passwords
/// before the host, and characters that browsers would have to repair, are not.
[[nodiscard]] std::optional<web_origin> origin_of(std::string_view url);

/// The host that a request asks, as its `Host` spells it, without a port; empty without one.
[[nodiscard]] std::string_view asked_host(const http_request& request);

/// Whether a request that changes something comes from a page of another site.
///
/// `Origin` decides. Without it, or when it is `null` (a sandboxed frame, or a page that hides its address),
/// `Sec-Fetch-Site` does. Without that, `Referer`; but a `null` origin alone is foreign. A request without any of the
/// three comes from no browser of today, and has no cookies that its sender did not put there: it is not foreign.
/// @param allowed  origins to take for ours
[[nodiscard]] bool is_foreign(const http_request& request, std::span<const web_origin> allowed);

/// Path and query of the page that a request was made from, when that is one of ours; else "/".
[[nodiscard]] std::string page_before(const http_request& request);

}  // namespace solder::detail
#endif

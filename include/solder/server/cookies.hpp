#ifndef SOLDER_SERVER_COOKIES_HPP
#define SOLDER_SERVER_COOKIES_HPP
#include <chrono>
#include <cstdint>
#include <optional>
#include <solder/server/request_event.hpp>
#include <string>
#include <string_view>

namespace solder {

enum class same_site : std::uint8_t {
    lax,     ///< sent when a link elsewhere leads here, not with posts and scripts from elsewhere
    strict,  ///< sent only from our own pages
    none,    ///< sent always; the cookie is then `Secure`
};

/// How a browser keeps a cookie.
struct cookie_options {
    /// Until the browser is closed when empty; zero or less: at once forgotten.
    std::optional<std::chrono::seconds> keep_for = std::nullopt;
    std::string path = "/";
    std::string domain = {};  ///< empty: this host alone
    bool http_only = true;    ///< page script cannot read it
    solder::same_site same_site = solder::same_site::lax;
    /// Sent over HTTPS alone. Empty: yes, unless this request came over plain HTTP to localhost.
    std::optional<bool> secure = std::nullopt;
};

/// The cookie called `name` as the next request will carry it: what this reply sets, else what the browser sent.
/// Empty when there is none, and outside of a request.
[[nodiscard]] std::optional<std::string> cookie(std::string_view name);

/// Sets a cookie on the reply to the running request; a second call for the same name, path and domain replaces the
/// first.
/// @param value  visible ASCII but `" , ; \` (RFC 6265, 4.1.1); `percent_encode_component` makes any text fit
/// Errors, with nothing set: no request is running, its reply is on its way (in the log too: late content came to it),
/// the name is not a token or begins with `solder-`, a character that cannot be in its place, more than 4096 bytes, or
/// a name that begins with `__Host-` or `__Secure-` and options that such a name excludes.
result<void> set_cookie(std::string_view name, std::string_view value, const cookie_options& options = {});
/// Makes the browser forget a cookie. Path and domain must be those it was set with.
result<void> expire_cookie(std::string_view name, cookie_options options = {});

}  // namespace solder
#endif

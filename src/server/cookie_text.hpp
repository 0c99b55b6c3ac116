#ifndef SOLDER_SRC_SERVER_COOKIE_TEXT_HPP
#define SOLDER_SRC_SERVER_COOKIE_TEXT_HPP
#include <solder/server/cookies.hpp>
#include <vector>

namespace solder::detail {

/// A `Set-Cookie` value. Errors: as `set_cookie`.
[[nodiscard]] result<std::string> set_cookie_text(std::string_view name, std::string_view value,
                                                  const cookie_options& options, const http_request& request);
/// Why applications may not use a name: it is for cookies of solder itself.
[[nodiscard]] std::optional<error> fault_of_cookie_name(std::string_view name);
/// Adds a `Set-Cookie` value, in place of one for the same name, path and domain.
void put_set_cookie(http_headers& headers, std::string_view text);

/// All cookies called `name`, in the order of the request. More than one is a reason for doubt: another host of the
/// site may have set one.
[[nodiscard]] std::vector<std::string_view> find_cookies(const http_request& request, std::string_view name);

/// The `Cookie` header of the request that a browser sends after a reply with these `Set-Cookie` values to `request`,
/// whatever paths and hosts they are for. Of one name the last stays; what has expired goes.
[[nodiscard]] std::string cookies_after(const http_request& request, const std::vector<std::string_view>& set_cookies,
                                        std::chrono::sys_seconds now);

/// Whether cookies of the reply are `Secure`: always, but for plain HTTP to localhost, where browsers would drop them.
[[nodiscard]] bool wants_secure_cookies(const http_request& request);

}  // namespace solder::detail
#endif

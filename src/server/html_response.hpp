#ifndef SOLDER_SRC_SERVER_HTML_RESPONSE_HPP
#define SOLDER_SRC_SERVER_HTML_RESPONSE_HPP
#include <solder/server/http.hpp>
#include <string>

namespace solder::detail {

/// A page, which no cache keeps without asking again.
[[nodiscard]] http_response html_response(unsigned status, std::string html);

/// A policy as a header carries it: in source code they stand in several lines.
[[nodiscard]] std::string in_one_line(std::string text);

/// Sets the header `Content-Security-Policy`, when there is one: `policy` with a nonce in place of each `{nonce}`.
/// @return the nonce, or empty
std::string add_policy(http_headers& headers, const std::string& policy);

}  // namespace solder::detail
#endif

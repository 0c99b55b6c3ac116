#ifndef SOLDER_SRC_SERVER_REQUEST_TARGET_HPP
#define SOLDER_SRC_SERVER_REQUEST_TARGET_HPP
#include <cstddef>
#include <solder/server/http.hpp>
#include <string_view>

// Which addresses are asked for at all. What is refused here is seen by no file, route or server function.

namespace solder::detail {

/// Parameters of a search: as many as a posted form may have fields.
inline constexpr std::size_t most_search_parameters = 1000;

/// Whether `host` may stand in a `Host` header (RFC 9110, 7.2): a name or address, and a port or none. Empty is legal.
[[nodiscard]] bool is_host_field(std::string_view host);

/// Sets path and query by the target; an absolute one (`http://host/path`, as sent to proxies) says the host, too,
/// which then counts instead of the header's (RFC 9112, 3.2.2).
/// @return false when it is no target that a server is asked for, or its host is none
[[nodiscard]] bool accept_target(http_request& request);

/// Why nothing can be found at path and query of the request, as a sentence for whoever asked; empty: something may.
///
/// Refused is what no browser sends, and what text decoded from a path could not hold: a `%` that begins no escape,
/// bytes that are not UTF-8, control characters, a backslash, `.` and `..` as segments, however they are written.
[[nodiscard]] std::string_view address_fault(const http_request& request);

}  // namespace solder::detail
#endif

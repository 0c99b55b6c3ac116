#ifndef SOLDER_SRC_SERVER_RESPONSE_HEAD_HPP
#define SOLDER_SRC_SERVER_RESPONSE_HEAD_HPP
#include <cstdint>
#include <ctime>
#include <optional>
#include <solder/server/http.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// What the listener says about a response besides what its maker said.
struct framing {
    std::optional<std::uint64_t> length = {};  ///< none: chunked, ended by closing, or no body at all
    bool chunked = false;
    bool close = false;
    bool say_keep_alive = false;  ///< to an HTTP/1.0 client that asked
    std::string_view date;
};

/// Whether a response of this status has a body at all (RFC 9110, 6.4.1).
[[nodiscard]] bool may_have_body(unsigned status);
/// Adds status line and headers, up to and with the empty line, to `out`.
void write_head(std::string& out, unsigned status, const http_headers& headers, const framing& framing);
/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
[[nodiscard]] std::string http_date(std::time_t when);
/// The size line in front of a chunk.
void write_chunk_size(std::string& out, std::uint64_t bytes);

}  // namespace solder::detail
#endif

#ifndef SOLDER_SRC_SERVER_COMPRESSION_HPP
#define SOLDER_SRC_SERVER_COMPRESSION_HPP
#include <cstddef>
#include <optional>
#include <solder/server/http.hpp>
#include <string_view>

namespace solder::detail {

/// A shorter body is not worth its while: it fits into one packet anyway.
inline constexpr std::size_t least_compressed_bytes = 1024;

/// Has the body travel in the coding that the client likes best, when it is text or JSON, and says so in the headers:
/// in brotli or gzip when it is whole; in gzip when it is a stream, for which brotli would hold half a megabyte. A
/// stream is compressed piece by piece: each goes out whole. Left as they are: short bodies, those that are shared
/// between responses, what has a coding already, and what its maker marks `Cache-Control: no-transform`.
/// @param accept_encoding  header of the request
void compress_body(http_response& response, std::optional<std::string_view> accept_encoding);

}  // namespace solder::detail
#endif

#ifndef SOLDER_SRC_SERVER_BYTE_RANGE_HPP
#define SOLDER_SRC_SERVER_BYTE_RANGE_HPP
#include <cstddef>
#include <optional>
#include <solder/server/http.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// Bytes that stand together in something larger.
struct byte_range {
    std::size_t first;
    std::size_t size;  ///< 0: what was asked for begins after the end
};

/// What a `Range` header asks for of `whole` bytes (RFC 9110, 14.1.2). None, and the answer is the whole: another unit,
/// several ranges, what is malformed, and anything of nothing.
[[nodiscard]] std::optional<byte_range> read_byte_range(std::string_view range, std::size_t whole);
/// The part that a GET asks for of `whole` bytes, if it is a part of what the client knows by `etag`. By an `If-Range`
/// with a date none is: dates are not given out.
[[nodiscard]] std::optional<byte_range> asked_range(const http_request& request, std::string_view etag,
                                                    std::size_t whole);
/// The answer to a range of no bytes: 416.
[[nodiscard]] http_response no_such_range(const byte_range& range, std::size_t whole);
/// The `Content-Range` of an answer with that range: 206, or 416 for one of no bytes.
[[nodiscard]] std::string content_range(const byte_range& range, std::size_t whole);

}  // namespace solder::detail
#endif

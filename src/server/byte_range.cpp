#include "byte_range.hpp"
#include <algorithm>
#include <charconv>
#include <limits>
#include <solder/core/ascii.hpp>

namespace solder::detail {
namespace {

/// Digits alone; one that is too large is the largest there is.
std::optional<std::size_t> read_position(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, is_ascii_digit)) return std::nullopt;
    std::size_t position = 0;
    const bool fits = std::from_chars(text.data(), text.data() + text.size(), position).ec == std::errc();
    return fits ? position : std::numeric_limits<std::size_t>::max();
}

byte_range last_bytes(std::size_t count, std::size_t whole) {
    const auto size = std::min(count, whole);
    return {whole - size, size};
}

std::optional<byte_range> bytes_between(std::size_t first, std::size_t last, std::size_t whole) {
    if (last < first) return std::nullopt;
    if (first >= whole) return byte_range{whole, 0};
    return byte_range{first, std::min(last, whole - 1) - first + 1};
}

}  // namespace

std::optional<byte_range> read_byte_range(std::string_view range, std::size_t whole) {
    constexpr std::string_view unit = "bytes=";
    if (whole == 0 || !same_ignoring_case(range.substr(0, unit.size()), unit)) return std::nullopt;
    const auto asked = trimmed(range.substr(unit.size()));
    const auto dash = asked.find('-');
    if (dash == asked.npos) return std::nullopt;
    const auto end = asked.substr(dash + 1);
    const auto last = end.empty() ? std::numeric_limits<std::size_t>::max() : read_position(end);
    if (!last) return std::nullopt;
    if (dash == 0) return end.empty() ? std::nullopt : std::optional(last_bytes(*last, whole));
    const auto first = read_position(asked.substr(0, dash));
    return first ? bytes_between(*first, *last, whole) : std::nullopt;
}

std::string content_range(const byte_range& range, std::size_t whole) {
    const auto of = "/" + std::to_string(whole);
    if (range.size == 0) return "bytes *" + of;
    return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.first + range.size - 1) + of;
}

std::optional<byte_range> asked_range(const http_request& request, std::string_view etag, std::size_t whole) {
    const auto range = request.headers.list("range");
    if (!range || request.method != http_method::get) return std::nullopt;
    if (const auto known = request.headers.find("if-range"); known && *known != etag) return std::nullopt;
    return read_byte_range(*range, whole);
}

http_response no_such_range(const byte_range& range, std::size_t whole) {
    auto response = text_response(416, "The file has no such part.\n");
    response.headers.append("accept-ranges", "bytes");
    response.headers.append("content-range", content_range(range, whole));
    return response;
}

}  // namespace solder::detail

#include <solder/core/url.hpp>
#include <solder/router/route_value.hpp>
#include <solder/wire/text.hpp>

namespace solder {
namespace {

std::optional<whole_number> read_shortest(std::string_view raw) {
    const auto digits = raw.substr(raw.starts_with('-'));
    if (digits.starts_with('0') && raw != "0") return std::nullopt;
    return read_whole_number(raw);
}

}  // namespace

std::optional<std::int64_t> detail::read_route_integer(std::string_view raw, std::int64_t least, std::int64_t most) {
    const auto number = read_shortest(raw);
    if (!number) return std::nullopt;
    const auto furthest = number->negative ? 0 - static_cast<std::uint64_t>(least) : static_cast<std::uint64_t>(most);
    if (number->magnitude > furthest) return std::nullopt;
    return static_cast<std::int64_t>(number->negative ? 0 - number->magnitude : number->magnitude);
}

std::optional<std::uint64_t> detail::read_route_integer(std::string_view raw, std::uint64_t most) {
    const auto number = read_shortest(raw);
    if (!number || number->negative || number->magnitude > most) return std::nullopt;
    return number->magnitude;
}

std::string detail::write_route_integer(std::int64_t value) {
    std::string out;
    append_integer(out, value);
    return out;
}

std::string detail::write_route_integer(std::uint64_t value) {
    std::string out;
    append_integer(out, value);
    return out;
}

std::optional<std::string> route_value<std::string>::read(std::string_view raw) { return percent_decode(raw); }

}  // namespace solder

#include "matching.hpp"
#include <bit>

namespace solder::detail {

place_table::place_table(std::size_t first, std::size_t end)
    : first_(first), heads_(std::bit_ceil(end - first), -1), entries_(end - first) {}

void place_table::add(std::size_t place, std::uint64_t hash) {
    auto& first = head(hash);
    auto at = static_cast<std::int32_t>(place);
    entry_at(at) = {static_cast<std::uint32_t>(hash), first};
    first = at;
}

}  // namespace solder::detail

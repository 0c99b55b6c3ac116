#include "row_index.hpp"
#include <bit>

namespace solder::detail {

row_index::row_index(std::size_t rows)
    : mask_(std::bit_ceil(rows * 2 + 1) - 1), places_(mask_ + 1, -1), taken_(rows, false) {}

std::size_t row_index::start(const row_key& key) const {
    std::uint64_t hash = 14695981039346656037ull;
    if (auto* number = std::get_if<std::int64_t>(&key))
        hash = static_cast<std::uint64_t>(*number) * 0x9E3779B97F4A7C15ull;
    else
        for (unsigned char c : std::get<std::string>(key)) hash = (hash ^ c) * 1099511628211ull;
    return (hash ^ hash >> 32) & mask_;
}

void row_index::add(const row_key& key, std::size_t row) {
    auto at = start(key);
    while (places_[at] >= 0) at = (at + 1) & mask_;
    places_[at] = static_cast<std::int32_t>(row);
}

std::int32_t row_index::take_at(std::size_t row) {
    if (taken_[row]) return -1;
    taken_[row] = true;
    return static_cast<std::int32_t>(row);
}

}  // namespace solder::detail

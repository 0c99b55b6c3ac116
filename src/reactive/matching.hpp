#ifndef SOLDER_SRC_REACTIVE_MATCHING_HPP
#define SOLDER_SRC_REACTIVE_MATCHING_HPP
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace solder::detail {

/// Finds places by hash, and gives each once: those with equal hashes in rising order. Sized once; no allocation per
/// entry, and no time lost where all are equal.
class place_table {
public:
    /// For places from `first` to before `end`.
    place_table(std::size_t first, std::size_t end);
    /// To be called from the last place to the first.
    void add(std::size_t place, std::uint64_t hash);
    /// Takes the first place left for which `matches(place)` holds; -1 when there is none.
    template <class Matches>
    std::int32_t take(std::uint64_t hash, Matches matches) {
        for (auto* at = &head(hash); *at >= 0; at = &entry_at(*at).next)
            if (entry_at(*at).hash == static_cast<std::uint32_t>(hash) && matches(static_cast<std::size_t>(*at)))
                return std::exchange(*at, entry_at(*at).next);
        return -1;
    }

private:
    struct entry {
        std::uint32_t hash;
        std::int32_t next;
    };
    entry& entry_at(std::int32_t place) { return entries_[static_cast<std::size_t>(place) - first_]; }
    std::int32_t& head(std::uint64_t hash) { return heads_[hash >> 32 & (heads_.size() - 1)]; }

    std::size_t first_;
    std::vector<std::int32_t> heads_;
    std::vector<entry> entries_;
};

/// For each new element of a list the place of the old one that it goes on with, or -1: what the two orders have in
/// common at their start and end pairs at once, the rest by hash. Each old one goes on once, of the same the first
/// first.
/// @param rows  has `old_size()`, `new_size()`, `same(old_place, new_place)`, `old_hash(place)`, `new_hash(place)`, all
///              bits of which count; may have `counts_from_start(new_place)`: the common end stops before such
template <class Rows>
std::vector<std::int32_t> match_places(Rows&& rows) {
    const std::size_t old_size = rows.old_size(), new_size = rows.new_size();
    std::vector<std::int32_t> found(new_size, -1);
    std::size_t first = 0, old_end = old_size, new_end = new_size;
    for (; first < old_end && first < new_end && rows.same(first, first); ++first)
        found[first] = static_cast<std::int32_t>(first);
    for (; old_end > first && new_end > first; --old_end, --new_end) {
        if constexpr (requires { rows.counts_from_start(new_end - 1); })
            if (rows.counts_from_start(new_end - 1)) break;
        if (!rows.same(old_end - 1, new_end - 1)) break;
        found[new_end - 1] = static_cast<std::int32_t>(old_end - 1);
    }
    if (first == old_end || first == new_end) return found;
    place_table left(first, old_end);
    for (std::size_t i = old_end; i-- > first;) left.add(i, rows.old_hash(i));
    for (std::size_t i = first; i < new_end; ++i)
        found[i] = left.take(rows.new_hash(i), [&](std::size_t old) { return rows.same(old, i); });
    return found;
}

}  // namespace solder::detail
#endif

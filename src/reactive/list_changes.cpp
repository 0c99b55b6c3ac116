#include "matching.hpp"
#include <algorithm>
#include <solder/reactive/detail/value_hash.hpp>
#include <solder/reactive/list_changes.hpp>

namespace solder {
namespace {

using step = list_change::step;

std::uint32_t as_place(std::size_t place) { return static_cast<std::uint32_t>(place); }

/// The rows of two orders that are known by identity.
struct identities {
    std::span<const row_id> before, after;
    std::size_t old_size() const { return before.size(); }
    std::size_t new_size() const { return after.size(); }
    bool same(std::size_t old, std::size_t now) const { return before[old] == after[now]; }
    std::uint64_t old_hash(std::size_t i) const { return detail::mix_hash(0, static_cast<std::uint64_t>(before[i])); }
    std::uint64_t new_hash(std::size_t i) const { return detail::mix_hash(0, static_cast<std::uint64_t>(after[i])); }
};

/// Adds the removal of all old rows that have no new place.
void remove_the_gone(std::vector<list_change>& steps, std::span<const std::int32_t> old_places, std::size_t old_size) {
    std::vector<bool> keeps(old_size);
    std::size_t kept = 0;
    for (auto old : old_places)
        if (old >= 0) keeps[static_cast<std::size_t>(old)] = true, ++kept;
    if (kept == old_size) return;
    if (kept == 0) return steps.push_back({step::clear});
    for (std::size_t i = 0; i < old_size; ++i)
        if (!keeps[i]) steps.push_back({step::remove, as_place(i)});
}

/// A longest increasing run of what remains between the rows at the start and at the end that keep their places.
class longest_run {
public:
    explicit longest_run(std::span<const std::int32_t> old_places)
        : old_places_(old_places), before_(old_places.size()) {
        for (std::size_t i = 0; i < old_places.size(); ++i)
            if (old_places[i] >= 0) add(static_cast<std::int32_t>(i));
    }
    void mark(std::vector<bool>& stays) const {
        if (ends_.empty()) return;
        for (auto row = ends_.back(); row >= 0; row = before_[static_cast<std::size_t>(row)])
            stays[static_cast<std::size_t>(row)] = true;
    }

private:
    std::int32_t old(std::int32_t row) const { return old_places_[static_cast<std::size_t>(row)]; }
    void add(std::int32_t row) {
        auto at = ends_.end();
        if (!ends_.empty() && old(ends_.back()) > old(row))  // most rows just follow the one before
            at = std::ranges::lower_bound(ends_, old(row), {}, [&](std::int32_t end) { return old(end); });
        before_[static_cast<std::size_t>(row)] = at == ends_.begin() ? -1 : *(at - 1);
        if (at == ends_.end())
            ends_.push_back(row);
        else
            *at = row;
    }

    std::span<const std::int32_t> old_places_;
    std::vector<std::int32_t> ends_;    // ends_[n]: where the best run of n + 1 rows ends
    std::vector<std::int32_t> before_;  // the row before each in its run
};

}  // namespace

std::vector<bool> rows_that_stay(std::span<const std::int32_t> old_places) {
    std::vector<bool> stays(old_places.size());
    longest_run(old_places).mark(stays);
    return stays;
}

std::vector<list_change> list_changes(std::span<const std::int32_t> old_places, std::size_t old_size) {
    std::vector<list_change> steps;
    remove_the_gone(steps, old_places, old_size);
    auto stays = rows_that_stay(old_places);
    for (std::size_t i = old_places.size(); i-- > 0;)
        if (!stays[i]) steps.push_back({old_places[i] < 0 ? step::insert : step::move, as_place(i), as_place(i + 1)});
    return steps;
}

std::vector<list_change> list_changes(std::span<const row_id> before, std::span<const row_id> after) {
    return list_changes(detail::match_places(identities{before, after}), before.size());
}

}  // namespace solder

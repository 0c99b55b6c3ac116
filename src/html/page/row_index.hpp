#ifndef SOLDER_HTML_PAGE_ROW_INDEX_HPP
#define SOLDER_HTML_PAGE_ROW_INDEX_HPP
#include <cstdint>
#include <solder/html/list.hpp>
#include <vector>

namespace solder::detail {

/// Finds rows by key; each can be taken once, so equal keys pair in order. Open addressing, sized once.
class row_index {
public:
    explicit row_index(std::size_t rows);
    void add(const row_key& key, std::size_t row);
    /// Takes this row if nobody has; -1 if somebody has.
    std::int32_t take_at(std::size_t row);
    /// Takes the first free row with this key; -1 when there is none. `key_of(row)` gives a row's key.
    template <class KeyOf>
    std::int32_t take(const row_key& key, KeyOf key_of) {
        for (auto at = start(key); places_[at] >= 0; at = (at + 1) & mask_) {
            auto row = static_cast<std::size_t>(places_[at]);
            if (!taken_[row] && key_of(row) == key) return take_at(row);
        }
        return -1;
    }

private:
    std::size_t start(const row_key& key) const;

    std::size_t mask_;
    std::vector<std::int32_t> places_;
    std::vector<bool> taken_;
};

}  // namespace solder::detail
#endif

#ifndef SOLDER_SRC_QUERY_ENTRY_INDEX_HPP
#define SOLDER_SRC_QUERY_ENTRY_INDEX_HPP
#include "query_entry.hpp"
#include <vector>

namespace solder::detail {

/// The entries of a cache: by text at once, and in order for patterns. Owns them.
class entry_index {
public:
    entry_index() = default;
    entry_index(const entry_index&) = delete;
    ~entry_index();

    [[nodiscard]] static std::uint32_t hash_of(std::string_view text);
    [[nodiscard]] query_entry* find(std::string_view text, std::uint32_t hash) const;
    [[nodiscard]] query_entry* find(std::string_view text) const { return find(text, hash_of(text)); }
    query_entry& insert(ref<query_entry> entry);
    void erase(query_entry& entry);
    [[nodiscard]] std::size_t size() const { return count_; }

    [[nodiscard]] std::vector<ref<query_entry>> all() const;
    /// The entries that match any of `keys`; each once. What it costs follows the entries whose name and leading plain
    /// arguments are those of the pattern.
    [[nodiscard]] std::vector<ref<query_entry>> matching(std::span<const query_key> keys) const;

private:
    void grow();
    void add_matches(const query_key& pattern, std::vector<ref<query_entry>>& to) const;
    [[nodiscard]] std::size_t slot_of(const query_entry& entry) const;

    std::vector<query_entry*> slots_;  // by hash, linear probing; at most three quarters full
    std::size_t count_ = 0;
    entry_order order_;
};

}  // namespace solder::detail
#endif

#include "entry_index.hpp"
#include <algorithm>
#include <solder/reactive/detail/value_hash.hpp>

namespace solder::detail {
namespace {

bool is_plain(const key_segment& segment) { return !segment.as_array() && !segment.as_object(); }

/// How many segments of a pattern the text of a key tells by itself: the name and the plain arguments after it.
std::size_t plain_segments(std::span<const key_segment> pattern) {
    return static_cast<std::size_t>(std::ranges::find_if_not(pattern, is_plain) - pattern.begin());
}

/// The text that all keys begin with whose first segments are these: `cars[`, `cars[7`.
std::string beginning(std::span<const key_segment> plain) {
    std::string text(*plain.front().as_string());
    append_segments(text, plain.subspan(1));
    text.pop_back();
    return text;
}

}  // namespace

entry_index::~entry_index() {
    while (!order_.empty()) erase(*order_.begin());
}

std::uint32_t entry_index::hash_of(std::string_view text) { return static_cast<std::uint32_t>(hash_text(text, 0)); }

query_entry* entry_index::find(std::string_view text, std::uint32_t hash) const {
    if (slots_.empty()) return nullptr;
    for (auto at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
        auto* entry = slots_[at];
        if (!entry || entry->text() == text) return entry;
    }
}

void entry_index::grow() {
    auto old = std::exchange(slots_, std::vector<query_entry*>(std::max<std::size_t>(16, slots_.size() * 2)));
    for (auto* entry : old)
        if (entry) slots_[slot_of(*entry)] = entry;
}

/// Where the entry is, or the free place where it belongs.
std::size_t entry_index::slot_of(const query_entry& entry) const {
    auto at = hash_of(entry.text()) & (slots_.size() - 1);
    while (slots_[at] && slots_[at] != &entry) at = (at + 1) & (slots_.size() - 1);
    return at;
}

query_entry& entry_index::insert(ref<query_entry> entry) {
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    auto& inserted = *entry.release();
    slots_[slot_of(inserted)] = &inserted;
    order_.insert(inserted);
    ++count_;
    return inserted;
}

void entry_index::erase(query_entry& entry) {
    const auto mask = slots_.size() - 1;
    auto hole = slot_of(entry);
    // Those behind that were pushed away from their place move up.
    for (auto at = (hole + 1) & mask; slots_[at]; at = (at + 1) & mask) {
        auto home = hash_of(slots_[at]->text()) & mask;
        if (((at - home) & mask) < ((at - hole) & mask)) continue;
        slots_[hole] = slots_[at];
        hole = at;
    }
    slots_[hole] = nullptr;
    order_.erase(order_.iterator_to(entry));
    --count_;
    ref<query_entry>::adopt(&entry);  // gives up the count of this
}

std::vector<ref<query_entry>> entry_index::all() const {
    std::vector<ref<query_entry>> found;
    found.reserve(count_);
    for (auto& entry : order_) found.emplace_back(const_cast<query_entry*>(&entry));
    return found;
}

void entry_index::add_matches(const query_key& pattern, std::vector<ref<query_entry>>& to) const {
    if (pattern.name().empty()) return;
    const auto segments = pattern.segments();
    const auto plain = segments.first(plain_segments(segments));
    const auto start = beginning(plain);
    const key_pattern whole(std::vector<key_segment>(segments.begin(), segments.end()));
    auto add = [&](const query_entry& entry) {
        if (plain.size() != segments.size() && !whole.matches(parse_key_text(entry.text()).segments())) return;
        if (auto& found = const_cast<query_entry&>(entry); found.collect()) to.emplace_back(&found);
    };
    if (plain.size() == 1) {
        for (auto at = order_.lower_bound(start); at != order_.end() && at->text().starts_with(start); ++at) add(*at);
        return;
    }
    // "cars[7" is followed by a further argument or by the end; "cars[70]" stands between the two.
    const auto longer = start + ",", exact = start + "]";
    for (auto at = order_.lower_bound(longer); at != order_.end() && at->text().starts_with(longer); ++at) add(*at);
    if (auto* found = find(exact)) add(*found);
}

std::vector<ref<query_entry>> entry_index::matching(std::span<const query_key> keys) const {
    std::vector<ref<query_entry>> found;
    for (const auto& key : keys) {
        if (!key.is_exact())
            add_matches(key, found);
        else if (auto* entry = find(key.text()); entry && entry->collect())
            found.emplace_back(entry);
    }
    for (auto& entry : found) entry->was_collected();
    return found;
}

}  // namespace solder::detail

#include <cmath>
#include <limits>
#include <memory>
#include <solder/wire/key_segment.hpp>

namespace solder {
namespace {

void sort_members(key_segment::object& members) {
    // By insertion: objects in keys are small, and std::sort is not. Equal names meet here; the later one replaces.
    std::size_t count = 0;  // of those that are sorted already
    for (std::size_t next = 0; next < members.size(); ++next) {
        if (count != next) members[count] = std::move(members[next]);
        std::size_t at = count;
        for (; at > 0 && members[at].name < members[at - 1].name; --at) std::swap(members[at], members[at - 1]);
        if (at > 0 && members[at].name == members[at - 1].name) {
            members[at - 1].value = std::move(members[at].value);
            for (; at < count; ++at) members[at] = std::move(members[at + 1]);
        } else {
            ++count;
        }
    }
    while (members.size() > count) members.pop_back();
}

const key_segment* find_member(const key_segment::object& members, std::string_view name) {
    for (const auto& member : members)
        if (member.name == name) return &member.value;
    return nullptr;
}

bool starts_like(const key_segment::array& whole, const key_segment::array& pattern) {
    if (pattern.size() > whole.size() || (pattern.empty() && !whole.empty())) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (!whole[i].partially_equals(pattern[i])) return false;
    return true;
}

bool contains(const key_segment::object& whole, const key_segment::object& pattern) {
    for (const auto& member : pattern) {
        const auto* found = find_member(whole, member.name);
        if (!found || !found->partially_equals(member.value)) return false;
    }
    return true;
}

}  // namespace

key_array::key_array(std::initializer_list<key_segment> elements) : elements_(elements) {}

key_segment::key_segment(std::initializer_list<key_member> members) : key_segment(from_object(members)) {}

key_segment::key_segment(made_tag, storage value) : value_(std::move(value)) {}
key_segment::key_segment(const key_segment&) = default;
key_segment::key_segment(key_segment&&) noexcept = default;
key_segment& key_segment::operator=(const key_segment& other) { return *this = key_segment(other); }
// Made anew: assigning one variant to another is code for each pair of alternatives.
key_segment& key_segment::operator=(key_segment&& other) noexcept {
    if (this == &other) return *this;
    key_segment kept(std::move(other));  // `other` may be a part of this
    std::destroy_at(&value_);
    std::construct_at(&value_, std::move(kept.value_));
    return *this;
}
key_segment::~key_segment() = default;

key_segment key_segment::from_array(array elements) { return {made_tag::made, std::move(elements)}; }
key_segment key_segment::from_object(object members) {
    sort_members(members);
    return {made_tag::made, std::move(members)};
}
key_segment key_segment::of_null() { return {made_tag::made, std::monostate()}; }
key_segment key_segment::of_bool(bool value) { return {made_tag::made, value}; }
key_segment key_segment::of_integer(std::int64_t value) { return {made_tag::made, value}; }
key_segment key_segment::of_integer(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return of_integer(static_cast<std::int64_t>(value));
    return {made_tag::made, value};
}
key_segment key_segment::of_double(double value) {
    constexpr double two_to_63 = 9223372036854775808.0;
    if (std::trunc(value) == value) {
        if (value >= -two_to_63 && value < two_to_63) return of_integer(static_cast<std::int64_t>(value));
        if (value >= two_to_63 && value < two_to_63 * 2) return of_integer(static_cast<std::uint64_t>(value));
    }
    return {made_tag::made, value};
}
key_segment key_segment::of_text(std::string_view value) { return {made_tag::made, std::string(value)}; }
key_segment key_segment::of_array(key_array value) { return from_array(std::move(value.elements_)); }

bool operator==(const key_segment& a, const key_segment& b) {
    if (const double* x = a.as_double())
        if (const double* y = b.as_double()) return *x == *y || (std::isnan(*x) && std::isnan(*y));
    return a.value_ == b.value_;
}

bool key_segment::partially_equals(const key_segment& pattern) const {
    if (const auto* whole = as_array())
        return pattern.as_array() != nullptr && starts_like(*whole, *pattern.as_array());
    if (const auto* whole = as_object())
        return pattern.as_object() != nullptr && contains(*whole, *pattern.as_object());
    return *this == pattern;
}

const key_segment* key_segment::member(std::string_view name) const {
    if (const auto* members = as_object())
        for (const auto& one : *members)
            if (one.name == name) return &one.value;
    return nullptr;
}

}  // namespace solder

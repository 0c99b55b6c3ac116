#ifndef SOLDER_ROUTER_LOCATION_SEGMENTS_HPP
#define SOLDER_ROUTER_LOCATION_SEGMENTS_HPP
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace solder::detail {

/// Small values in a row; asks for memory only when there are more than `Near`.
template <class T, std::size_t Near>
class short_list {
public:
    void push_back(T value) {
        if (far_.empty() && size_ == Near) far_.assign(near_, near_ + Near);
        if (far_.empty())
            near_[size_] = value;
        else
            far_.push_back(value);
        ++size_;
    }
    T pop_back() {
        const T last = data()[--size_];
        if (!far_.empty()) far_.pop_back();
        return last;
    }
    T* data() { return far_.empty() ? near_ : far_.data(); }
    const T* data() const { return far_.empty() ? near_ : far_.data(); }
    std::size_t size() const { return size_; }

private:
    T near_[Near];
    std::vector<T> far_;  // all of them, once there were too many
    std::size_t size_ = 0;
};

/// Of the text in lower case: the start, and one step for each character.
constexpr std::uint32_t segment_hash_start = 2166136261u;
constexpr std::uint32_t next_segment_hash(std::uint32_t hash, char lower) {
    return (hash ^ static_cast<unsigned char>(lower)) * 16777619u;
}

/// A location cut into its segments once, for many patterns. Refers to the text it was made from.
class location_segments {
public:
    /// @param limit  segments that are told apart, at least one: one more than the longest pattern has. What follows is
    ///               only checked, so that a long location takes neither memory nor more than one look at each
    ///               character
    location_segments(std::string_view location, std::size_t limit);

    /// False when a segment is empty: such a location matches nothing.
    [[nodiscard]] bool is_path() const { return is_path_; }
    /// At most the limit.
    [[nodiscard]] std::size_t size() const { return cuts_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t at) const {
        return {cuts_.data()[at].begin, cuts_.data()[at].size};
    }
    [[nodiscard]] std::uint32_t hash(std::size_t at) const { return cuts_.data()[at].hash; }
    /// The segments from the `first` on, with their slashes.
    [[nodiscard]] std::string_view from(std::size_t first) const;
    /// Those before the `last`.
    [[nodiscard]] std::string_view before(std::size_t last) const;

private:
    struct cut {
        const char* begin;
        std::uint32_t size;
        std::uint32_t hash;
    };
    short_list<cut, 12> cuts_;
    const char* end_;
    bool is_path_ = true;
};

/// `lower` is in lower case already.
bool equals_lower_case(std::string_view text, std::string_view lower);

}  // namespace solder::detail
#endif

#ifndef SOLDER_SRC_SERVER_READ_BUFFER_HPP
#define SOLDER_SRC_SERVER_READ_BUFFER_HPP
#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

namespace solder::detail {

/// Bytes that came and are not parsed yet. Grows up to a limit; kept from request to request.
class read_buffer {
public:
    [[nodiscard]] std::string_view bytes() const { return {data_.get() + begin_, end_ - begin_}; }
    [[nodiscard]] bool empty() const { return begin_ == end_; }
    void drop(std::size_t count) { begin_ += count; }
    void clear() { begin_ = end_ = 0; }

    /// Makes room for at least one more byte, within `most_bytes`. Moves what is there: not while a read waits.
    bool make_room(std::size_t first_bytes, std::size_t most_bytes) {
        if (empty()) clear();
        if (end_ < capacity_ && (begin_ == 0 || capacity_ - end_ >= capacity_ / 2)) return true;
        if (begin_ == 0 && capacity_ >= most_bytes) return false;
        const std::size_t held = end_ - begin_;
        if (held > capacity_ / 2 || capacity_ == 0) {
            grow(std::clamp(2 * capacity_, first_bytes, most_bytes));
        } else {
            std::memmove(data_.get(), data_.get() + begin_, held);
        }
        begin_ = 0;
        end_ = held;
        return true;
    }
    [[nodiscard]] char* free_space() { return data_.get() + end_; }
    [[nodiscard]] std::size_t free_bytes() const { return capacity_ - end_; }
    void added(std::size_t count) { end_ += count; }

private:
    void grow(std::size_t capacity) {
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (!empty()) std::memcpy(larger.get(), data_.get() + begin_, end_ - begin_);
        data_ = std::move(larger);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> data_;
    std::size_t begin_ = 0, end_ = 0, capacity_ = 0;
};

}  // namespace solder::detail
#endif

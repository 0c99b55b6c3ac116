#ifndef SOLDER_SRC_HTML_PAGE_PLAIN_LIST_HPP
#define SOLDER_SRC_HTML_PAGE_PLAIN_LIST_HPP
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace solder::detail {

/// The part of `plain_list` that does not depend on the type: one function grows all lists, where each type of
/// `std::vector` has its own.
class plain_storage {
protected:
    void grow(std::size_t item_bytes, std::size_t more);

    std::unique_ptr<std::byte[]> bytes_;
    std::uint32_t size_ = 0;
    std::uint32_t room_ = 0;
};

/// A list of what can be copied as bytes.
template <class T>
class plain_list : plain_storage {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));

public:
    plain_list() = default;
    plain_list(plain_list&& other) noexcept { *this = std::move(other); }
    plain_list& operator=(plain_list&& other) noexcept {
        bytes_ = std::move(other.bytes_);
        size_ = std::exchange(other.size_, 0);
        room_ = std::exchange(other.room_, 0);
        return *this;
    }

    void push(T item) {
        if (size_ == room_) grow(sizeof(T), 1);
        begin()[size_++] = item;
    }
    void append(const T* items, std::size_t count) {
        if (room_ - size_ < count) grow(sizeof(T), count);
        std::copy_n(items, count, begin() + size_);
        size_ += static_cast<std::uint32_t>(count);
    }
    T take_last() { return begin()[--size_]; }
    void clear() { size_ = 0; }

    [[nodiscard]] T* begin() const { return reinterpret_cast<T*>(bytes_.get()); }
    [[nodiscard]] T* end() const { return begin() + size_; }
    [[nodiscard]] std::uint32_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    T& operator[](std::size_t place) const { return begin()[place]; }
    operator std::span<const T>() const { return {begin(), size_}; }
};

}  // namespace solder::detail
#endif

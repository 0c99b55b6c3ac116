#ifndef SOLDER_REACTIVE_DETAIL_NODE_POOL_HPP
#define SOLDER_REACTIVE_DETAIL_NODE_POOL_HPP
#include <cstddef>
#include <new>
#include <utility>

namespace solder::detail {

/// Whether each node and edge is allocated by itself: under the address sanitizer, so that every use after its end is
/// seen.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool allocates_singly = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool allocates_singly = true;
#else
inline constexpr bool allocates_singly = false;
#endif
#else
inline constexpr bool allocates_singly = false;
#endif

/// Memory for the nodes of a thread's graph: they come and go all the time, many of the same size. Freed memory is kept
/// for nodes to come, and given back when the thread ends, if nothing of its graph is left by then.
class node_pool {
public:
    static void* take(std::size_t bytes) {
        if (allocates_singly || bytes > largest) return ::operator new(bytes);
        auto& free = free_[list_of(bytes)];
        if (!free) grow(bytes);
        return std::exchange(free, free->next);
    }
    static void give_back(void* gone, std::size_t bytes) {
        if (allocates_singly || bytes > largest) return ::operator delete(gone);
        auto& free = free_[list_of(bytes)];
        free = new (gone) room{free};
    }

private:
    struct room {
        room* next;
    };
    struct closer;
    static constexpr std::size_t step = 16, largest = 256;
    static constexpr std::size_t list_of(std::size_t bytes) { return (bytes - 1) / step; }
    static void grow(std::size_t bytes);
    static constinit thread_local room* free_[largest / step];
};

/// Base of what lives in the pool. Types that need a stricter alignment than usual are allocated as all others are.
class pooled {
public:
    static void* operator new(std::size_t bytes) { return node_pool::take(bytes); }
    static void operator delete(void* gone, std::size_t bytes) { node_pool::give_back(gone, bytes); }
    static void* operator new(std::size_t bytes, std::align_val_t to) { return ::operator new(bytes, to); }
    static void operator delete(void* gone, std::size_t, std::align_val_t to) { ::operator delete(gone, to); }
};

}  // namespace solder::detail
#endif

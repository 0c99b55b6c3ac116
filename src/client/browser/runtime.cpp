// What the C++ library needs from a system, made small: an allocator, copying, and an end for broken promises of the
// library. The defaults (dlmalloc, printf) would be larger than a whole application (docs/performance.md).
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>
#include <solder/client/host.hpp>
#include <utility>

extern "C" unsigned char __heap_base;

namespace {

constexpr std::size_t page_bytes = 65'536;

// Classes of 16 bytes up to 256, then eighths of the power of two below.
constexpr std::size_t step = 16;
constexpr std::size_t fine_classes = 16;
constexpr std::size_t class_count = fine_classes + 8 * 24;

/// In front of what is given out, which is aligned as this is.
struct alignas(step) block {
    std::size_t bytes;  // of its class
    block* next;        // while it is free: another one of the class
};

constinit block* free_blocks[class_count] = {};  // by class
constinit std::uintptr_t fresh = 0;              // memory from here on was never given out
constinit std::uintptr_t fresh_end = 0;

struct size_class {
    std::size_t index;
    std::size_t bytes;
};

size_class class_of(std::size_t bytes) {
    if (bytes <= fine_classes * step) {
        const auto steps = (bytes + step - 1) / step;
        return {steps - 1, steps * step};
    }
    const auto shift = static_cast<std::size_t>(std::bit_width(bytes - 1)) - 4;
    const auto eighths = ((bytes - 1) >> shift) + 1;  // 9 to 16
    return {fine_classes + (shift - 5) * 8 + eighths - 9, eighths << shift};
}

void* take_fresh(std::size_t bytes) {
    if (fresh == 0) {
        fresh = (reinterpret_cast<std::uintptr_t>(&__heap_base) + step - 1) & ~std::uintptr_t{step - 1};
        fresh_end = __builtin_wasm_memory_size(0) * page_bytes;
    }
    if (fresh_end - fresh < bytes) {
        auto pages = (bytes - (fresh_end - fresh) + page_bytes - 1) / page_bytes;
        if (__builtin_wasm_memory_grow(0, pages) == static_cast<std::size_t>(-1)) __builtin_trap();  // out of memory
        fresh_end += pages * page_bytes;
    }
    auto* given = reinterpret_cast<void*>(fresh);
    fresh += bytes;
    return given;
}

void* allocate(std::size_t wanted) {
    const auto [index, bytes] = class_of(wanted + sizeof(block));
    // Large ones, of buffers and answers, come in all sizes: one of up to twice as many bytes will do.
    const auto end = index < fine_classes ? index + 1 : std::min(index + 8, class_count);
    for (auto i = index; i < end; ++i)
        if (auto* found = free_blocks[i]) {
            free_blocks[i] = found->next;
            return found + 1;
        }
    return new (take_fresh(bytes)) block{bytes, nullptr} + 1;
}

void release(void* at) {
    if (!at) return;
    auto* gone = static_cast<block*>(at) - 1;
    gone->next = std::exchange(free_blocks[class_of(gone->bytes).index], gone);
}

/// What is aligned more than `block` has in front of it one of no bytes, that says which it is a part of.
void* allocate_aligned(std::size_t bytes, std::size_t alignment) {
    auto* given = allocate(bytes + (alignment > alignof(block) ? alignment : 0));
    const auto at = reinterpret_cast<std::uintptr_t>(given);
    const auto aligned = (at + alignment - 1) & ~std::uintptr_t{alignment - 1};
    if (aligned == at) return given;
    auto* inside = reinterpret_cast<block*>(aligned);
    new (inside - 1) block{0, static_cast<block*>(given) - 1};
    return inside;
}

/// The block that `at` is in: the one in front of it, or what that is a part of.
block* block_of(void* at) {
    auto* own = static_cast<block*>(at) - 1;
    return own->bytes ? own : own->next;
}

void release_aligned(void* at) {
    if (at) release(block_of(at) + 1);
}

/// C may ask for any size; what nothing can hold is refused.
bool is_possible(std::size_t bytes) { return bytes < std::size_t{1} << 31; }

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes); }
void* operator new[](std::size_t bytes) { return allocate(bytes); }
void operator delete(void* at) noexcept { release(at); }
void operator delete[](void* at) noexcept { release(at); }
void operator delete(void* at, std::size_t) noexcept { release(at); }
void operator delete[](void* at, std::size_t) noexcept { release(at); }

// All forms are here: one that came from the library would bring its allocator along.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return allocate(bytes); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return allocate(bytes); }
void operator delete(void* at, const std::nothrow_t&) noexcept { release(at); }
void operator delete[](void* at, const std::nothrow_t&) noexcept { release(at); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return allocate_aligned(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return allocate_aligned(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* at, std::align_val_t) noexcept { release_aligned(at); }
void operator delete[](void* at, std::align_val_t) noexcept { release_aligned(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { release_aligned(at); }
void operator delete[](void* at, std::size_t, std::align_val_t) noexcept { release_aligned(at); }

extern "C" {

void* malloc(std::size_t bytes) { return is_possible(bytes) ? allocate(bytes) : nullptr; }
void free(void* at) { release_aligned(at); }
void* calloc(std::size_t count, std::size_t bytes) {
    std::size_t all;
    if (__builtin_mul_overflow(count, bytes, &all) || !is_possible(all)) return nullptr;
    return __builtin_memset(allocate(all), 0, all);
}
void* realloc(void* at, std::size_t bytes) {
    if (!at || !is_possible(bytes)) return at ? nullptr : malloc(bytes);
    auto* given = block_of(at);
    const auto room = given->bytes - static_cast<std::size_t>(static_cast<char*>(at) - reinterpret_cast<char*>(given));
    if (bytes <= room) return at;
    auto* moved = __builtin_memcpy(allocate(bytes), at, room);
    release(given + 1);
    return moved;
}
void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
    return is_possible(bytes) && is_possible(alignment) ? allocate_aligned(bytes, alignment) : nullptr;
}
int posix_memalign(void** to, std::size_t alignment, std::size_t bytes) {
    *to = aligned_alloc(alignment, bytes);
    return *to ? 0 : 48;  // ENOMEM
}
// The C library's own names for them.
void* __libc_malloc(std::size_t bytes) { return malloc(bytes); }
void __libc_free(void* at) { free(at); }
void* __libc_calloc(std::size_t count, std::size_t bytes) { return calloc(count, bytes); }

// What some of the compiler's own functions, such as those behind `std::format`, were compiled to look at.
std::uintptr_t __stack_chk_guard = 0x50'1D'E2'00;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }

// As instructions of the machine (-mbulk-memory); the library calls them by name.
[[gnu::used, gnu::noinline]] void* memcpy(void* to, const void* from, std::size_t bytes) {
    __builtin_memcpy(to, from, bytes);
    return to;
}
[[gnu::used, gnu::noinline]] void* memmove(void* to, const void* from, std::size_t bytes) {
    __builtin_memmove(to, from, bytes);
    return to;
}
[[gnu::used, gnu::noinline]] void* memset(void* to, int value, std::size_t bytes) {
    __builtin_memset(to, value, bytes);
    return to;
}
// Eight bytes at a time, where that of the C library compares single ones: rows of lists are compared much.
[[gnu::used]] int memcmp(const void* a, const void* b, std::size_t bytes) {
    auto* left = static_cast<const unsigned char*>(a);
    auto* right = static_cast<const unsigned char*>(b);
    for (std::uint64_t x, y; bytes >= sizeof x; bytes -= sizeof x, left += sizeof x, right += sizeof y) {
        __builtin_memcpy(&x, left, sizeof x);
        __builtin_memcpy(&y, right, sizeof y);
        if (x != y) break;
    }
    for (; bytes > 0; ++left, ++right, --bytes)
        if (*left != *right) return *left - *right;
    return 0;
}
// Small, where those of the C library are fast.
[[gnu::used]] void* memchr(const void* in, int byte, std::size_t bytes) {
    for (auto* at = static_cast<const unsigned char*>(in); bytes > 0; ++at, --bytes)
        if (*at == static_cast<unsigned char>(byte)) return const_cast<unsigned char*>(at);
    return nullptr;
}
[[gnu::used]] std::size_t strlen(const char* text) {
    std::size_t length = 0;
    while (text[length]) ++length;
    return length;
}
[[noreturn]] void abort() { __builtin_trap(); }
[[noreturn]] void __cxa_pure_virtual() { __builtin_trap(); }
}

// Debian's library declares it without noexcept in its own ABI namespace.
namespace std {
inline namespace _LIBCPP_ABI_NAMESPACE {
[[noreturn]] void __libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
}  // namespace _LIBCPP_ABI_NAMESPACE
}  // namespace std

namespace solder::detail {

void report_to_console(const char* message, const char*, int) {
    std::uint32_t bytes = 0;
    while (message[bytes]) ++bytes;
    solder_host_log(2, message, bytes);
}

}  // namespace solder::detail

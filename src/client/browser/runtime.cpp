// What the C++ library needs from a system, made small: an allocator, copying, and an end for broken promises of the
// library. The defaults (dlmalloc, printf) would be larger than a whole application (docs/performance.md).
#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>
#include <solder/client/host.hpp>

extern "C" unsigned char __heap_base;

namespace {

constexpr std::size_t smallest = 16;
constexpr std::size_t fine_limit = 256;  // classes of 16 bytes up to here, powers of two beyond
constexpr std::size_t page_bytes = 65'536;

struct free_block {
    free_block* next;
};

// One list per size class: 16 fine ones, then one for each power of two.
constinit free_block* free_lists[16 + 32] = {};
constinit std::uintptr_t fresh = 0;  // memory from here on was never given out
constinit std::uintptr_t fresh_end = 0;

struct size_class {
    std::size_t index;
    std::size_t bytes;
};

size_class class_of(std::size_t bytes) {
    if (bytes <= fine_limit) {
        auto units = bytes == 0 ? 1 : (bytes + smallest - 1) / smallest;
        return {units - 1, units * smallest};
    }
    auto power = static_cast<std::size_t>(std::bit_width(bytes - 1));
    return {16 + power, std::size_t{1} << power};
}

void* take_fresh(std::size_t bytes) {
    if (fresh == 0) {
        fresh = (reinterpret_cast<std::uintptr_t>(&__heap_base) + 15) & ~std::uintptr_t{15};
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

void* allocate(std::size_t bytes) {
    auto [index, rounded] = class_of(bytes);
    if (auto* block = free_lists[index]) {
        free_lists[index] = block->next;
        return block;
    }
    return take_fresh(rounded);
}

void release(void* at, std::size_t bytes) {
    if (!at) return;
    auto* block = static_cast<free_block*>(at);
    auto index = class_of(bytes).index;
    block->next = free_lists[index];
    free_lists[index] = block;
}

// Memory that is given back without its size carries the size in front.
constexpr std::size_t header = 16;

void* allocate_with_header(std::size_t bytes) {
    auto* start = static_cast<std::size_t*>(allocate(bytes + header));
    *start = bytes + header;
    return reinterpret_cast<unsigned char*>(start) + header;
}

void release_with_header(void* at) {
    if (!at) return;
    auto* start = reinterpret_cast<std::size_t*>(static_cast<unsigned char*>(at) - header);
    release(start, *start);
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate_with_header(bytes); }
void* operator new[](std::size_t bytes) { return allocate_with_header(bytes); }
void operator delete(void* at) noexcept { release_with_header(at); }
void operator delete[](void* at) noexcept { release_with_header(at); }
void operator delete(void* at, std::size_t) noexcept { release_with_header(at); }
void operator delete[](void* at, std::size_t) noexcept { release_with_header(at); }

// All forms are here: one that came from the library would bring its allocator along.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return allocate_with_header(bytes); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return allocate_with_header(bytes); }
void operator delete(void* at, const std::nothrow_t&) noexcept { release_with_header(at); }
void operator delete[](void* at, const std::nothrow_t&) noexcept { release_with_header(at); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    if (static_cast<std::size_t>(alignment) > header) __builtin_trap();  // nothing of ours asks for more than 16
    return allocate_with_header(bytes);
}
void operator delete(void* at, std::align_val_t) noexcept { release_with_header(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { release_with_header(at); }

extern "C" {

void* malloc(std::size_t bytes) { return allocate_with_header(bytes); }
void free(void* at) { release_with_header(at); }

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

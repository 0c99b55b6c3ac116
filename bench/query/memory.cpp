#include "../reactive/measure.hpp"
#include "page.hpp"
#ifndef __wasm__
#include <malloc.h>
#endif

namespace bench {
namespace {

constexpr unsigned entries = 100'000;
constexpr unsigned subscribers = 10'000;

double bytes_now() {
#ifdef __wasm__
    return static_cast<double>(__builtin_wasm_memory_size(0)) * 65'536;  // grows by pages of this size
#else
    auto heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd);
#endif
}

/// What `make_all` adds to the process, for each of `count` objects, beside `value_bytes`.
template <class Fn>
object_bytes count_bytes(const char* name, unsigned count, double value_bytes, Fn make_all) {
    auto before = bytes_now();
    make_all();
    auto each = (bytes_now() - before) / count - value_bytes;
    return {name, each, each};
}

}  // namespace

std::vector<object_bytes> measure_memory() {
    bytes_now();  // the first call allocates
    page all(entries, 1);
    auto entry = count_bytes("entry", entries, sizeof(item), [&] { all.fill(); });
    auto fetching = count_bytes("subscriber", subscribers, 0, [&] { all.subscribe(subscribers, false); });
    auto shown = count_bytes("subscriber, shown", subscribers, 0, [&] { all.subscribe(subscribers, true); });
    if (all.seen != page::counts{entries, subscribers, subscribers}) return {};
    return {entry, fetching, shown};
}

}  // namespace bench

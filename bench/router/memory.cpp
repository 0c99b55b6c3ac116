#include "../reactive/measure.hpp"
#include "tables.hpp"
#ifndef __wasm__
#include <malloc.h>
#endif

namespace bench {
namespace {

double bytes_now() {
#ifdef __wasm__
    return static_cast<double>(__builtin_wasm_memory_size(0)) * 65'536;  // grows by pages of this size
#else
    const auto heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd);
#endif
}

}  // namespace

std::vector<object_bytes> measure_memory() {
    const auto routes = make_routes(1000);
    const auto before = bytes_now();
    const auto branches = solder::create_branches(routes);
    const auto each = (bytes_now() - before) / static_cast<double>(branches->all().size());
    return {{"route", each, each}};
}

}  // namespace bench

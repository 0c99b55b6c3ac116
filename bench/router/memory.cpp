#include "../reactive/measure.hpp"
#include "tables.hpp"
#include <malloc.h>

namespace bench {

std::vector<object_bytes> measure_memory() {
    const auto bytes_now = [] {
        const auto heap = mallinfo2();
        return static_cast<double>(heap.uordblks + heap.hblkhd);
    };
    const auto routes = make_routes(1000);
    const auto before = bytes_now();
    const auto branches = solder::create_branches(routes);
    const auto each = (bytes_now() - before) / static_cast<double>(branches->all().size());
    return {{"route", each, each}};
}

}  // namespace bench

#include "measure.hpp"
#include <optional>
#ifndef __wasm__
#include <cstdio>
#include <malloc.h>
#include <unistd.h>
#endif

namespace bench {
namespace {

struct usage {
    double allocated;
    double resident;
};

#ifdef __wasm__
usage usage_now() {
    auto bytes = static_cast<double>(__builtin_wasm_memory_size(0)) * 65'536;  // grows by pages of this size
    return {bytes, bytes};
}
#else
usage usage_now() {
    auto heap = mallinfo2();
    unsigned long all = 0;
    unsigned long resident = 0;
    if (auto* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%lu %lu", &all, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return {static_cast<double>(heap.uordblks + heap.hblkhd),
            static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE))};
}
#endif

/// What `make_all` adds to the process, for each of `many` objects.
template <class Fn>
object_bytes count_bytes(const char* name, Fn make_all) {
    auto before = usage_now();
    make_all();
    auto after = usage_now();
    return {name, (after.allocated - before.allocated) / many, (after.resident - before.resident) / many};
}

}  // namespace

std::vector<object_bytes> measure_memory() {
    // Room for the handles, touched before anything is counted.
    std::vector<std::optional<solder::signal<int>>> signals(many);
    std::vector<std::optional<solder::memo<int>>> memos(many);
    solder::scoped_root root;
    int seen = 0;
    usage_now();  // the first call allocates

    std::vector<object_bytes> all;
    all.push_back(count_bytes("signal", [&] {
        for (unsigned i = 0; i < many; ++i) signals[i] = solder::create_signal(1);
    }));
    all.push_back(count_bytes("memo", [&] {
        root.run([&] {
            for (unsigned i = 0; i < many; ++i) {
                memos[i] = solder::create_memo([source = *signals[i]] { return source() + 1; });
                seen += (*memos[i])();
            }
        });
    }));
    all.push_back(count_bytes("effect", [&] {
        root.run([&] {
            for (unsigned i = 0; i < many; ++i)
                solder::create_render_effect([&seen, source = *signals[i]] { seen += source(); });
        });
    }));
    if (seen != 3 * static_cast<int>(many)) return {};
    return all;
}

}  // namespace bench

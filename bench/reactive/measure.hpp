#ifndef SOLDER_BENCH_REACTIVE_MEASURE_HPP
#define SOLDER_BENCH_REACTIVE_MEASURE_HPP
#include "workload.hpp"
#include <optional>

namespace bench {

/// Median nanoseconds of one operation over the samples that fit into about `seconds`, after a warm-up; empty when the
/// graph came out wrong. peers/measure.mjs does the same.
std::optional<double> measure(const benchmark_case& of, double seconds);

/// Bytes that one object takes, counted over `many` of them.
struct object_bytes {
    const char* name;
    double allocated;  ///< by the allocator, with its own headers
    double resident;   ///< growth of the process
};
/// Meaningful in a fresh process only: memory that was given back counts as free.
std::vector<object_bytes> measure_memory();

}  // namespace bench
#endif

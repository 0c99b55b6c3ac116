#include "measure.hpp"
#include <algorithm>
#include <chrono>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr double sample_seconds = 0.002;  // long enough for the clock, short enough for many samples
constexpr std::size_t least_samples = 5;

double seconds_since(clock::time_point start) { return std::chrono::duration<double>(clock::now() - start).count(); }

double median(std::vector<double> values) {
    std::ranges::sort(values);
    auto middle = values.size() / 2;
    return values.size() % 2 != 0 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double time_of(workload& graph, unsigned count) {
    auto start = clock::now();
    graph.run(count);
    return seconds_since(start);
}

/// A new graph for each sample.
std::optional<double> measure_once_only(const benchmark_case& of, double seconds) {
    std::vector<double> samples;
    auto start = clock::now();
    for (int sample = -2; samples.size() < least_samples || seconds_since(start) < seconds; ++sample) {
        auto graph = of.make();
        double taken = time_of(*graph, of.only_count);
        if (!graph->is_right()) return std::nullopt;
        if (sample >= 0) samples.push_back(taken * 1e9 / of.only_count);
    }
    return median(std::move(samples));
}

}  // namespace

std::optional<double> measure(const benchmark_case& of, double seconds) {
    if (of.only_count != 0) return measure_once_only(of, seconds);
    auto graph = of.make();
    auto start = clock::now();
    unsigned count = 1;
    for (bool long_enough = false; !long_enough || seconds_since(start) < seconds / 3;) {
        long_enough = time_of(*graph, count) >= sample_seconds;
        if (!graph->is_right()) return std::nullopt;
        if (!long_enough) count *= 2;
    }
    std::vector<double> samples;
    while (samples.size() < least_samples || seconds_since(start) < seconds) {
        samples.push_back(time_of(*graph, count) * 1e9 / count);
        if (!graph->is_right()) return std::nullopt;
    }
    return median(std::move(samples));
}

}  // namespace bench

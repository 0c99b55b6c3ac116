// What ../peers/frameworks/solder.mjs calls. A workload is known to it by its address.
#include "../measure.hpp"
#include <solder/client/host.hpp>

namespace {

const bench::benchmark_case& case_at(std::uint32_t index) { return bench::all_cases()[index]; }

const std::vector<bench::object_bytes>& bytes() {
    static const auto* measured = new std::vector(bench::measure_memory());
    return *measured;
}

}  // namespace

extern "C" {

SOLDER_EXPORT(case_count) std::uint32_t case_count() { return static_cast<std::uint32_t>(bench::all_cases().size()); }
/// Ends with a zero, as all texts here.
SOLDER_EXPORT(case_name) const char* case_name(std::uint32_t index) { return case_at(index).name.data(); }
SOLDER_EXPORT(case_only_count) std::uint32_t case_only_count(std::uint32_t index) { return case_at(index).only_count; }

SOLDER_EXPORT(make) bench::workload* make(std::uint32_t index) { return case_at(index).make().release(); }
SOLDER_EXPORT(run) void run(bench::workload* graph, std::uint32_t count) { graph->run(count); }
SOLDER_EXPORT(is_right) bool is_right(bench::workload* graph) { return graph->is_right(); }
SOLDER_EXPORT(dispose) void dispose(bench::workload* graph) { delete graph; }

/// Measures bytes when called first; call it before anything else.
SOLDER_EXPORT(object_count) std::uint32_t object_count() { return static_cast<std::uint32_t>(bytes().size()); }
SOLDER_EXPORT(object_name) const char* object_name(std::uint32_t index) { return bytes()[index].name; }
SOLDER_EXPORT(object_size) double object_size(std::uint32_t index) { return bytes()[index].resident; }
}

#ifndef SOLDER_BENCH_QUERY_CASES_HPP
#define SOLDER_BENCH_QUERY_CASES_HPP
#include "../reactive/workload.hpp"

namespace bench {

/// `name/entries/subscribers`, which lives as long as the program.
std::string_view kept_name(std::string_view name, unsigned entries, unsigned subscribers);

void add_revalidate_cases(std::vector<benchmark_case>& to);
void add_call_cases(std::vector<benchmark_case>& to);

}  // namespace bench
#endif

#ifndef SOLDER_BENCH_HTML_SERVER_PAGES_HPP
#define SOLDER_BENCH_HTML_SERVER_PAGES_HPP
#include <solder/html.hpp>

/// The pages of the benchmark (README.md); peers/pages.jsx holds the same.
namespace bench {

constexpr int tasks_shown = 10;
constexpr int rows_shown = 1000;

/// A project with its tasks.
solder::view Project();
/// A table of numbers, linked texts and amounts.
solder::view Table();

}  // namespace bench

#endif

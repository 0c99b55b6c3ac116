#ifndef SOLDER_BENCH_HTML_SERVER_RENDER_CASES_HPP
#define SOLDER_BENCH_HTML_SERVER_RENDER_CASES_HPP
#include <solder/html/render.hpp>
#include <string>

namespace bench {

/// One page as a request makes it, from nothing, in a clock and task queue that are set. Empty when it fails or waits.
std::string render_page(solder::view (*root)());

}  // namespace bench

#endif

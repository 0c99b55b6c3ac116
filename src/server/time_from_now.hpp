#ifndef SOLDER_SRC_SERVER_TIME_FROM_NOW_HPP
#define SOLDER_SRC_SERVER_TIME_FROM_NOW_HPP
#include <algorithm>
#include <chrono>

namespace solder::detail {

/// A hundred years: what is longer could not be counted in ticks of the clock. Who sets `milliseconds::max()` means
/// "no limit".
inline constexpr std::chrono::milliseconds longest_delay = std::chrono::hours(24 * 36525);

inline std::chrono::steady_clock::time_point time_from_now(std::chrono::milliseconds delay) {
    return std::chrono::steady_clock::now() + std::min(delay, longest_delay);
}

}  // namespace solder::detail
#endif

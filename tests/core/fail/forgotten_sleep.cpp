#include <solder/core/timer.hpp>
#pragma GCC diagnostic error "-Wunused-result"
solder::task<void> wait() {
    // expect: nodiscard
    solder::sleep_for(std::chrono::seconds(1));
    co_return;
}

#include <solder/core/remote_queue.hpp>
auto tell = solder::at_home([](std::span<const int>) {});
// expect: give a std::string or a vector: when the function is called at home
void call(const std::vector<int>& numbers) { tell(std::span<const int>(numbers)); }

#include <solder/core/remote_queue.hpp>
auto tell = solder::at_home([](const std::string&) {});
// expect: give a std::string or a vector: when the function is called at home
void call(const char* text) { tell(text); }

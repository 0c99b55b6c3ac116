#include <solder/core/assert.hpp>
#ifndef __wasm__
#include <cstdio>
#include <cstdlib>
#endif

namespace solder::detail {

#ifdef __wasm__
// The client layer brings the console; without it the trap alone tells the place.
[[gnu::weak]] void report_to_console(const char*, const char*, int) {}

void assertion_failed(const char*, const char* message, const char* file, int line) {
    report_to_console(message, file, line);
    __builtin_trap();
}
void report_to_log(const char* message) { report_to_console(message, "", 0); }
#else
void assertion_failed(const char* condition, const char* message, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: %s (%s)\n", file, line, message, condition);
    std::abort();
}
void report_to_log(const char* message) { std::fprintf(stderr, "solder: %s\n", message); }
#endif

}  // namespace solder::detail

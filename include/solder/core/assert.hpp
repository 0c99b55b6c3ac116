#ifndef SOLDER_CORE_ASSERT_HPP
#define SOLDER_CORE_ASSERT_HPP

namespace solder::detail {
/// Reports a broken rule and ends the program (native: stderr and abort; browser: console and trap).
[[noreturn]] void assertion_failed(const char* condition, const char* message, const char* file, int line);
/// One line for whoever looks after the program (native: stderr; browser: console).
void report_to_log(const char* message);
}  // namespace solder::detail

/// A rule the caller must keep: what broke, what follows. Checked in debug builds only.
#ifdef NDEBUG
#define SOLDER_ASSERT(condition, message) ((void)sizeof(!(condition)))
#else
#define SOLDER_ASSERT(condition, message) \
    ((condition) ? (void)0 : ::solder::detail::assertion_failed(#condition, message, __FILE__, __LINE__))
#endif

#endif

#ifndef SOLDER_REACTIVE_DIAGNOSTICS_HPP
#define SOLDER_REACTIVE_DIAGNOSTICS_HPP
#include <cstdint>
#include <solder/core/callback.hpp>
#include <source_location>
#include <string>

namespace solder {

/// The place in the program that made or touched something: noted in debug builds, nothing at all in others.
/// Build solder and the program with the same setting of `NDEBUG`: it changes the layout of nodes.
#ifdef NDEBUG
struct call_site {};
#define SOLDER_HERE \
    {               \
    }
#else
using call_site = std::source_location;
#define SOLDER_HERE std::source_location::current()
#endif

/// Mistakes that a debug build tells of. `cycle` and `runaway` also raise an error, in every build.
enum class mistake : std::uint8_t {
    read_after_disposal,     ///< a memo whose owner has ended was read: its value is no longer kept up to date
    write_in_memo,           ///< a memo wrote a signal; memos only compute: use an effect, or `create_computed`
    cycle,                   ///< a memo read itself, directly or through others
    runaway,                 ///< effects kept writing what effects read; they were stopped
    wrong_thread,            ///< a handle was used on another thread than the one that made it; the program ends
    made_in_disposed_owner,  ///< something was made in an owner that has ended, often after a `co_await` outlived it
    made_without_owner,      ///< an effect was made outside of any owner: nothing keeps it
    // Told by `query`.
    duplicate_name,       ///< two things in use have one name: forms and keys cannot tell them apart
    older_failure_shown,  ///< a submission that gave nothing has gone: an older one that failed is the last again
};

struct diagnostic {
    mistake what;
    std::string message;
    std::source_location made;     ///< where the node was made
    std::source_location touched;  ///< where it was used wrongly

    /// `file:line: message` and, on a second line, where it was made.
    [[nodiscard]] std::string text() const;
};

/// Sets who is told of mistakes, on this thread. Without one they go to stderr, in the browser to the console.
/// Nobody is ever told in a build with `NDEBUG`.
void set_diagnostic_hook(callback<void(const diagnostic&)> hook);

namespace detail {
#ifndef NDEBUG
void report(mistake what, std::string message, const call_site& made, const call_site& touched);
[[noreturn]] void report_wrong_thread(const call_site& made, const call_site& touched);
#endif
}  // namespace detail

}  // namespace solder
#endif

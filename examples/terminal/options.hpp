#ifndef TERMINAL_OPTIONS_HPP
#define TERMINAL_OPTIONS_HPP
#include <chrono>
#include <solder/core/error.hpp>
#include <span>
#include <string>

namespace monitor {

struct options {
    std::chrono::milliseconds interval{2000};
    std::string proc = "/proc";
    bool once = false;
    bool help = false;

    friend bool operator==(const options&, const options&) = default;
};

inline constexpr std::string_view usage =
    "usage: terminal [--interval SECONDS] [--once] [--proc FOLDER]\n"
    "  Shows the load, the memory and the processes of this machine.\n"
    "  --interval SECONDS  from one look to the next, 0.1 to 86400; 2 when not given\n"
    "  --once              print what there is as plain text and end, as when the output is no terminal\n"
    "  --proc FOLDER       where the proc file system is, /proc when not given\n"
    "  --help              print this\n";

/// @param words  of the command line, without the name of the program
/// Errors: one line that says which word is wrong.
[[nodiscard]] solder::result<options> parse_options(std::span<const char* const> words);

}  // namespace monitor
#endif

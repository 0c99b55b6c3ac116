#ifndef TERMINAL_PROC_HPP
#define TERMINAL_PROC_HPP
#include <cstdint>
#include <solder/core/error.hpp>
#include <string>
#include <string_view>

/// What the texts below /proc say (proc(5)). Pure functions; a text that is not as described is an error.
namespace monitor {

struct load_average {
    double one = 0, five = 0, fifteen = 0;  ///< threads that ran or waited for a disk, over so many minutes
    std::int64_t running = 0, threads = 0;

    friend bool operator==(const load_average&, const load_average&) = default;
};

struct memory_use {
    std::uint64_t total_kib = 0, available_kib = 0, swap_total_kib = 0, swap_free_kib = 0;

    friend bool operator==(const memory_use&, const memory_use&) = default;
};

/// A process as its `stat` file has it. Its number may be given to another later; together with `started` it is unique.
struct process_stat {
    std::int64_t pid = 0;
    std::string name;  ///< any bytes: a process names itself
    char state = '?';
    std::uint64_t ticks = 0;    ///< of processor time, all threads together
    std::uint64_t started = 0;  ///< in ticks after the machine started
    std::int64_t resident_pages = 0;

    friend bool operator==(const process_stat&, const process_stat&) = default;
};

/// Of `/proc/loadavg`.
[[nodiscard]] solder::result<load_average> parse_load(std::string_view text);
/// Of `/proc/meminfo`. A machine without swap has zeros there.
[[nodiscard]] solder::result<memory_use> parse_memory(std::string_view text);
/// Of `/proc/PID/stat`.
[[nodiscard]] solder::result<process_stat> parse_stat(std::string_view text);

}  // namespace monitor
#endif

#ifndef TERMINAL_MACHINE_HPP
#define TERMINAL_MACHINE_HPP
#include "proc.hpp"
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <solder/core/task.hpp>
#include <vector>

namespace monitor {

/// Where the texts of /proc come from.
class proc_files {
public:
    virtual ~proc_files() = default;
    /// All of a file, by its path below /proc. `not_found` when there is none, or its process has ended meanwhile.
    virtual solder::result<std::string> read(const std::string& path) = 0;
    virtual solder::result<std::vector<std::int64_t>> process_ids() = 0;
};

/// Those of a folder, usually /proc itself.
class proc_folder final : public proc_files {
public:
    explicit proc_folder(std::string path) : path_(std::move(path)) {}
    solder::result<std::string> read(const std::string& path) override;
    solder::result<std::vector<std::int64_t>> process_ids() override;

private:
    std::string path_;
};

struct process {
    std::int64_t pid = 0;
    std::string name;  ///< any bytes
    char state = '?';
    /// Of one processor, since the look before; several threads may use more than 100. None in the first look.
    std::optional<double> cpu_percent;
    std::uint64_t memory_kib = 0;  ///< resident

    friend bool operator==(const process&, const process&) = default;
};

struct process_list {
    std::vector<process> all;
    std::int64_t unreadable = 0;  ///< processes that we may not look at
    std::string text = {};        ///< what `all` was searched for; empty: nothing is left out
    std::int64_t left_out = 0;    ///< processes without that text

    friend bool operator==(const process_list&, const process_list&) = default;
};

/// Whether `text` is in `whole`; the case of ASCII letters does not count.
[[nodiscard]] bool has_text(std::string_view whole, std::string_view text);

/// The machine as /proc shows it. Remembers what it saw of the processes, to tell what they did since.
class machine {
public:
    struct units {
        std::uint64_t ticks_per_second = 100;
        std::uint64_t kib_per_page = 4;
    };
    static units units_of_this_system();

    /// Looks nearer together than this are not compared, since a tick is long (10 ms); an earlier one is.
    static constexpr std::chrono::milliseconds least_distance{300};

    /// @param files  not owned
    explicit machine(proc_files& files, units units = units_of_this_system()) : files_(files), units_(units) {}

    solder::result<load_average> load();
    solder::result<memory_use> memory();
    /// Looks at all processes, and gives other work a turn now and then, since there may be thousands.
    /// A process that ends meanwhile is left out. Cancelled by dropping the task.
    solder::task<process_list> processes();
    /// The processes with this text in their command line, which is a file for each of them to read: gives other work a
    /// turn as well, and is cancelled in the same way. What cannot be read has no text.
    solder::task<std::set<std::int64_t>> with_command(std::string text);

private:
    struct identity {
        std::int64_t pid;
        std::uint64_t started;
        friend auto operator<=>(const identity&, const identity&) = default;
    };
    struct look {
        std::chrono::milliseconds at{0};
        std::map<identity, std::uint64_t> ticks;
    };
    process describe(process_stat seen, std::chrono::milliseconds now) const;
    void remember(look now);

    proc_files& files_;
    units units_;
    std::optional<look> compared_;  // what new looks are compared with
    std::optional<look> last_;      // what they will be, when it is old enough
};

}  // namespace monitor
#endif

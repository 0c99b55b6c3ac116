#ifndef TERMINAL_REPORT_HPP
#define TERMINAL_REPORT_HPP
#include <solder/core/task.hpp>
#include <string>

namespace monitor {

/// What the screen would show, as plain text.
struct report {
    std::string text;
    bool complete = true;  ///< false: something could not be read; the text says what

    friend bool operator==(const report&, const report&) = default;
};

/// Takes half a second: the use of processors shows only over some time. To be started in a `query_scope`.
[[nodiscard]] solder::task<report> make_report();

}  // namespace monitor
#endif

#ifndef TERMINAL_VIEW_HPP
#define TERMINAL_VIEW_HPP
#include "machine.hpp"
#include "queries.hpp"
#include "screen.hpp"

/// The lines of the program, from what they tell. Pure functions.
namespace monitor {

[[nodiscard]] line load_line(const load_average& load);
[[nodiscard]] line memory_line(const memory_use& use);
[[nodiscard]] line summary_line(const process_list& list, sort_order order);
/// @param interval  from one look to the next; none while that is paused
[[nodiscard]] line summary_line(const process_list& list, sort_order order,
                                std::optional<std::chrono::milliseconds> interval);
[[nodiscard]] line title_line();
[[nodiscard]] line process_line(const process& one);
[[nodiscard]] line help_line();
/// In place of the help while somebody types.
[[nodiscard]] line search_line(std::string_view typed);
/// @param topic  the word that the line begins with when all is well
[[nodiscard]] line error_line(std::string_view topic, const solder::error& reason);

}  // namespace monitor
#endif

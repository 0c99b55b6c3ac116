#ifndef TERMINAL_QUERIES_HPP
#define TERMINAL_QUERIES_HPP
#include "machine.hpp"
#include <solder/query/query.hpp>
#include <solder/reactive/context.hpp>
#include <utility>

namespace monitor {

/// What the queries below look at.
inline const auto watched_machine = solder::create_context<machine*>(nullptr);

enum class sort_order : std::uint8_t { cpu, memory, pid };

/// Processes in this order: the greatest consumer first, or by number.
[[nodiscard]] process_list sorted(process_list list, sort_order order);
/// Those with the text in their name, and those listed.
[[nodiscard]] process_list searched(process_list list, std::string text, const std::set<std::int64_t>& by_command);

/// A look that fails on its way to a machine behind a network is taken twice more before anybody hears of it.
inline constexpr solder::query_options patient{.retry = {.times = 2, .first_delay = std::chrono::milliseconds(250)}};

inline const auto get_load = solder::query(
    "load", []() -> solder::task<load_average> { co_return solder::use_context(watched_machine)->load(); }, patient);

inline const auto get_memory = solder::query(
    "memory", []() -> solder::task<memory_use> { co_return solder::use_context(watched_machine)->memory(); }, patient);

/// In no order. Apart from the sorted ones, so that another order does not need another look at the machine.
inline const auto get_all_processes =
    solder::query("allProcesses", [] { return solder::use_context(watched_machine)->processes(); }, patient);

/// With this text in their name or command line; empty: all.
inline const auto get_processes =
    solder::query("processes", [](sort_order order, std::string text) -> solder::task<process_list> {
        auto* watched = solder::use_context(watched_machine);
        process_list list = co_await get_all_processes();
        if (!text.empty()) {
            auto by_command = co_await watched->with_command(text);
            list = searched(std::move(list), std::move(text), by_command);
        }
        co_return sorted(std::move(list), order);
    });

/// Where queries can be called: an owner with a machine to look at and a cache for the answers.
class query_scope {
public:
    /// @param watched  not owned
    explicit query_scope(machine& watched) {
        root_.run([&] {
            solder::provide_context(watched_machine, &watched);
            solder::provide_context(solder::query_cache_context(), &cache_);
        });
    }
    template <class Fn>
    decltype(auto) run(Fn&& fn) const {
        return root_.run(std::forward<Fn>(fn));
    }

private:
    solder::query_cache cache_;
    solder::scoped_root root_;
};

}  // namespace monitor
#endif

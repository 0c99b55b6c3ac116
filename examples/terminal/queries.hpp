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

inline const auto get_load = solder::query(
    "load", []() -> solder::task<load_average> { co_return solder::use_context(watched_machine)->load(); });

inline const auto get_memory = solder::query(
    "memory", []() -> solder::task<memory_use> { co_return solder::use_context(watched_machine)->memory(); });

/// In no order. Apart from the sorted ones, so that another order does not need another look at the machine.
inline const auto get_all_processes =
    solder::query("allProcesses", [] { return solder::use_context(watched_machine)->processes(); });

inline const auto get_processes = solder::query("processes", [](sort_order order) -> solder::task<process_list> {
    co_return sorted(co_await get_all_processes(), order);
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

#ifndef SOLDER_CORE_WHEN_ALL_HPP
#define SOLDER_CORE_WHEN_ALL_HPP
#include <array>
#include <solder/core/task_group.hpp>
#include <tuple>
#include <vector>

namespace solder {
namespace detail {

template <class T>
std::vector<group_child> to_group(std::vector<task<T>> tasks) {
    std::vector<group_child> children;
    children.reserve(tasks.size());
    for (auto& t : tasks) children.emplace_back(std::move(t).release());
    return children;
}

template <class... Ts>
using group_of = std::array<group_child, sizeof...(Ts)>;

template <class... Ts>
task<std::tuple<stored<Ts>...>> all_of(group_of<Ts...> children) {
    task_group group(children, task_group::goal::all);
    co_await group;
    co_return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::tuple<stored<Ts>...>(take_value<Ts>(children[I].task)...);
    }(std::index_sequence_for<Ts...>());
}

template <class T>
task<std::vector<T>> all_of(std::vector<group_child> children) {
    task_group group(children, task_group::goal::all);
    co_await group;
    std::vector<T> values;
    values.reserve(children.size());
    for (auto& child : children) {
        values.push_back(take_value<T>(child.task));
        child.task.reset();
    }
    co_return values;
}

task<void> all_of(std::vector<group_child> children);

}  // namespace detail

/// Runs tasks side by side, on this thread, and gives their values in order; `std::monostate` for a `task<void>`. They
/// begin in order, each up to its first suspension. The first failure cancels the others and is the failure of all.
template <class... Ts>
    requires(sizeof...(Ts) > 0)
[[nodiscard]] task<std::tuple<detail::stored<Ts>...>> when_all(task<Ts>... tasks) {
    return detail::all_of<Ts...>(detail::group_of<Ts...>{detail::group_child(std::move(tasks).release())...});
}

/// The same for any number of tasks; none at all are done at once.
template <class T>
[[nodiscard]] task<std::vector<T>> when_all(std::vector<task<T>> tasks) {
    return detail::all_of<T>(detail::to_group(std::move(tasks)));
}
[[nodiscard]] inline task<void> when_all(std::vector<task<void>> tasks) {
    return detail::all_of(detail::to_group(std::move(tasks)));
}

}  // namespace solder
#endif

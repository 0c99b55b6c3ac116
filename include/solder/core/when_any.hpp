#ifndef SOLDER_CORE_WHEN_ANY_HPP
#define SOLDER_CORE_WHEN_ANY_HPP
#include <solder/core/when_all.hpp>

namespace solder {

/// Which of several tasks was first, and what it gave: `std::monostate` for a `task<void>`.
template <class T>
struct first_of {
    std::size_t index = 0;
    detail::stored<T> value;

    friend bool operator==(const first_of&, const first_of&) = default;
};

namespace detail {

template <class... Ts>
task<std::variant<stored<Ts>...>> any_of(group_of<Ts...> children) {
    task_group group(children, task_group::goal::first);
    co_await group;
    std::optional<std::variant<stored<Ts>...>> value;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((group.first() == I ? void(value.emplace(std::in_place_index<I>, take_value<Ts>(children[I].task))) : void()),
         ...);
    }(std::index_sequence_for<Ts...>());
    co_return std::move(*value);
}

template <class T>
task<first_of<T>> any_of(std::vector<group_child> children) {
    if (children.empty()) co_await fail("when_any of no tasks: none can be the first");
    task_group group(children, task_group::goal::first);
    co_await group;
    co_return first_of<T>{group.first(), take_value<T>(children[group.first()].task)};
}

}  // namespace detail

/// Runs tasks side by side, on this thread, until the first of them ends, and cancels the others. The `index()` of what
/// it gives tells which one that was; `std::monostate` stands for a `task<void>`. When the first to end failed, so does
/// this, as with JavaScript's `Promise.race`: await `as_result` inside a task to let failures compete as values.
/// They begin in order; when one ends without waiting, those after it are never begun.
template <class... Ts>
    requires(sizeof...(Ts) > 0)
[[nodiscard]] task<std::variant<detail::stored<Ts>...>> when_any(task<Ts>... tasks) {
    return detail::any_of<Ts...>(detail::group_of<Ts...>{detail::group_child(std::move(tasks).release())...});
}

/// The same for any number of tasks of one kind; none at all is a failure, since nothing would ever come.
template <class T>
[[nodiscard]] task<first_of<T>> when_any(std::vector<task<T>> tasks) {
    return detail::any_of<T>(detail::to_group(std::move(tasks)));
}

}  // namespace solder
#endif

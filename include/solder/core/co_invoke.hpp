#ifndef SOLDER_CORE_CO_INVOKE_HPP
#define SOLDER_CORE_CO_INVOKE_HPP
#include <functional>
#include <solder/core/task.hpp>

namespace solder {
namespace detail {

template <class>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<task<T>> = true;

/// A function that gives a task, such as a coroutine lambda.
template <class Fn, class... Args>
concept makes_task = is_task<std::invoke_result_t<Fn&, Args...>>;

}  // namespace detail

/// The task of `fn(args...)`, which owns `fn` and `args` until it ends. A lambda that captures and is a coroutine reads
/// its captures from the lambda, not from the frame: without this it has to outlive its task.
///
/// Lazy: `fn` is called when the task begins, with its arguments as rvalues. Inside a coroutine, make the task in a
/// line of its own before `co_await`: g++ 12 destroys captures twice of a lambda that is written in a `co_await`
/// expression.
template <class Fn, class... Args>
    requires detail::makes_task<Fn, Args...>
std::invoke_result_t<Fn&, Args...> co_invoke(Fn fn, Args... args) {
    co_return co_await std::invoke(fn, std::move(args)...);
}

}  // namespace solder
#endif

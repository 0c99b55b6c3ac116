#ifndef SOLDER_CORE_CUT_SHORT_HPP
#define SOLDER_CORE_CUT_SHORT_HPP
#include <solder/core/task_group.hpp>
#include <solder/core/timer.hpp>

namespace solder {
namespace detail {

/// One task that something else may end: a group of one.
class time_limited {
public:
    time_limited(owned_task work, std::chrono::milliseconds limit);
    group_child child;
    task_group group;

private:
    scoped_timer timer_;
};

class stop_limited {
public:
    stop_limited(owned_task work, const stop_token& stop);
    group_child child;
    task_group group;

private:
    struct ends_group {
        task_group* group;
        void operator()() const;
    };
    stop_callback<ends_group> when_stopped_;
};

}  // namespace detail

/// `work`, for at most `limit`: after that it is cancelled and this fails with `error_kind::timed_out`. The time runs
/// from when this begins. Work that ends without waiting is never late, even with a limit of 0.
template <class T>
[[nodiscard]] task<T> with_timeout(task<T> work, std::chrono::milliseconds limit) {
    detail::time_limited limited(std::move(work).release(), limit);
    co_await limited.group;
    if constexpr (!std::is_void_v<T>) co_return detail::take_value<T>(limited.child.task);
}

/// `work`, until `stop` is requested: then it is cancelled, which is to say destroyed, and this fails with
/// `error_kind::cancelled`. Requested before, the work never begins.
template <class T>
[[nodiscard]] task<T> with_stop(task<T> work, stop_token stop) {
    detail::stop_limited limited(std::move(work).release(), stop);
    co_await limited.group;
    if constexpr (!std::is_void_v<T>) co_return detail::take_value<T>(limited.child.task);
}

}  // namespace solder
#endif

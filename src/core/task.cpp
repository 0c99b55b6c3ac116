#include <solder/core/task.hpp>
#ifdef __cpp_exceptions
#include <exception>
#endif

namespace solder::detail {

std::coroutine_handle<> task_promise_base::fail(error reason) {
    task_waiter* told = waiter;
    while (task_promise_base* along = told->fails_along()) {
        task_waiter* above = along->waiter;
        above->drop_task();  // destroys the frame that `told` lives in, and this one with it
        told = above;
    }
    return told->take_failure(std::move(reason));
}

void task_promise_base::catch_exception() noexcept {
#ifdef __cpp_exceptions
    try {
        throw;
    } catch (const std::exception& e) {
        failed = error{e.what()};
    } catch (...) {
        failed = error{"an exception that is not a std::exception"};
    }
#endif
}

void resume_from_outside(std::coroutine_handle<> next) {
    ambient_scope restore{ref<ambient>(current_ambient)};
    next.resume();
}

}  // namespace solder::detail

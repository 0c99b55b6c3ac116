#ifndef SOLDER_CORE_TASK_GROUP_HPP
#define SOLDER_CORE_TASK_GROUP_HPP
#include <solder/core/task.hpp>
#include <span>

namespace solder::detail {

class task_group;

/// One task of a group.
struct group_child final : task_waiter {
    task_group* group = nullptr;

    explicit group_child(owned_task work) : task_waiter(std::move(work)) {}
    std::coroutine_handle<> value_ready() override;
    std::coroutine_handle<> take_failure(error reason) override;
};

/// Runs tasks side by side for one coroutine, whatever they give: awaiting the group begins them in order and waits for
/// all of them or for the first. A failure is a failure of the group. Those it does not wait for any more are cancelled
/// before the coroutine goes on; those that were not begun never are.
///
/// Lives in the frame of the coroutine that awaits it, and its children too.
class task_group final : public task_awaitable, once_listener {
public:
    enum class goal : bool { all, first };

    task_group(std::span<group_child> children, goal wanted)
        : children_(children), wanted_(wanted), left_(children.size()), settled_(children.empty()) {}

    ~task_group();
    task_group(const task_group&) = delete;
    task_group& operator=(const task_group&) = delete;

    /// Ends the group with `reason`, unless it is settled already.
    void stop(error reason);
    /// Where the child is that settled first; for `goal::first`.
    [[nodiscard]] std::size_t first() const { return first_; }

    bool await_ready() const { return settled_ && !failure_; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) {
        return begin(self.promise());
    }
    void await_resume() const {
        if (parent_) parent_->enter();
    }

private:
    friend group_child;
    std::coroutine_handle<> begin(task_promise_base& parent);
    std::coroutine_handle<> child_ended(group_child& child, error* failure);
    std::coroutine_handle<> conclude();
    void told() override;

    std::span<group_child> children_;
    goal wanted_;
    std::size_t left_;
    std::size_t first_ = 0;
    std::optional<error> failure_;
    task_promise_base* parent_ = nullptr;
    bool beginning_ = false;
    bool settled_;
};

}  // namespace solder::detail
#endif

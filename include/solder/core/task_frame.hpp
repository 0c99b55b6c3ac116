#ifndef SOLDER_CORE_TASK_FRAME_HPP
#define SOLDER_CORE_TASK_FRAME_HPP
#include <coroutine>
#include <cstdint>
#include <optional>
#include <solder/core/ambient.hpp>
#include <solder/core/error.hpp>
#include <solder/core/once_list.hpp>
#include <solder/core/platform.hpp>
#include <solder/core/stop_token.hpp>

/// What `task` is made of, without the type of its value: one body of code for all tasks.
namespace solder::detail {

class task_waiter;

/// What all task coroutines have, whatever they return.
struct task_promise_base {
    std::coroutine_handle<> self;
    task_waiter* waiter = nullptr;  ///< set when the task begins
    ref<solder::ambient> surroundings{current_ambient};
    std::uint8_t run = 0;  ///< that of the surroundings in which it is
    ref<stop_state> stop;  ///< made when somebody asks for the token
    std::optional<error> failed;

    task_promise_base() = default;
    task_promise_base(const task_promise_base&) = delete;
    task_promise_base& operator=(const task_promise_base&) = delete;
    ~task_promise_base();

    /// Ends this coroutine, which is suspended, with `reason`: its frame and those of all tasks that fail along are
    /// destroyed. Returns the coroutine to go on with. Iterative: a chain of any depth unwinds in constant stack.
    std::coroutine_handle<> fail(error reason);

    /// Called first thing when the task begins; the observer stays up to the first suspension.
    void enter_first();
    /// Called first thing after every suspension.
    void enter();
    void catch_exception() noexcept;
    stop_token token();
};

/// Destroys a task that is not running: first tells its token, unless the task has its value.
void destroy_task(task_promise_base& task);

/// Owns the frame of one task.
class SOLDER_TRIVIAL_ABI owned_task {
public:
    owned_task() = default;
    explicit owned_task(task_promise_base* promise) : promise_(promise) {}
    owned_task(owned_task&& other) noexcept : promise_(std::exchange(other.promise_, nullptr)) {}
    owned_task& operator=(owned_task&& other) noexcept {
        auto* old = std::exchange(promise_, std::exchange(other.promise_, nullptr));
        if (old) destroy_task(*old);
        return *this;
    }
    ~owned_task() { reset(); }

    void reset() {
        if (auto* old = std::exchange(promise_, nullptr)) destroy_task(*old);
    }
    task_promise_base* operator->() const { return promise_; }
    task_promise_base& operator*() const { return *promise_; }
    explicit operator bool() const { return promise_ != nullptr; }

private:
    task_promise_base* promise_ = nullptr;
};

/// Owns a task that runs and is told how it ended.
class task_waiter {
public:
    owned_task task;
    task_promise_base* parent = nullptr;  ///< the coroutine that waits; null: none does
    bool fails_along = false;             ///< a failure ends `parent` as well, and `take_failure` is not called

    /// Sets who is told, and gives the coroutine to run.
    std::coroutine_handle<> begin();
    /// The task has its value. Returns the coroutine to go on with.
    virtual std::coroutine_handle<> value_ready() = 0;
    /// Takes the failure, and destroys the task. Returns the coroutine to go on with.
    virtual std::coroutine_handle<> take_failure(error reason) = 0;

protected:
    explicit task_waiter(owned_task awaited) : task(std::move(awaited)) {}
    task_waiter(task_waiter&&) = default;
    ~task_waiter() = default;
};

/// One stretch of running coroutines, from where code that is no coroutine resumes one up to where all of them wait
/// again. Turns nest: a coroutine may settle what another one waits for.
///
/// A task that runs cannot be destroyed. Its end, when asked for meanwhile, is put off until the turn is over.
class turn {
public:
    explicit turn(task_promise_base* first, void* observer = nullptr);
    ~turn();
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;

    /// The outermost turn in which `task`, or something it waits for, is running now; null when all that is suspended.
    static turn* of(const task_promise_base& task);
    /// Says which coroutine the innermost turn is in; null: none that could be cancelled.
    static void moves_to(task_promise_base* running);
    /// Told when this turn is over. What gives up a task goes first: it may take others off the list.
    once_list after;

private:
    turn* below_;
    task_promise_base* running_;
    ambient_scope restore_;
};

/// A coroutine that waits for something that is no task: for whoever calls `told`.
///
/// It goes on, in a turn of its own, before `told` returns. Only where many turns are nested, since each made the next
/// one go on, it does so as soon as the deepest of them is over: a line of any length takes bounded stack, in its
/// order.
class suspension final : public once_listener {
public:
    task_promise_base* promise = nullptr;  ///< null: it has not waited
    error* failure = nullptr;              ///< ends the coroutine instead of going on with it

    void told() override;

private:
    void go_on();
};

/// Begins a task in a turn of its own. The observer of the caller stays for its first stretch.
void begin_in_turn(task_waiter& waiter);
/// Destroys `task`; when it is running, as soon as its turn is over. Nobody learns how it ends.
void give_up(owned_task task);

}  // namespace solder::detail
#endif

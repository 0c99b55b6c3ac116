#include <solder/core/assert.hpp>
#include <solder/core/task.hpp>
#ifdef __cpp_exceptions
#include "caught_error.hpp"
#endif

namespace solder::detail {
namespace {

constinit thread_local turn* innermost = nullptr;

/// Turns may nest this deep before what goes on is put off.
constexpr unsigned deepest_turn = 64;
constinit SOLDER_PER_THREAD unsigned nested_turns = 0;
constinit SOLDER_PER_THREAD once_list* put_off = nullptr;  // there while one is that deep

/// Stands in for the waiter of a task that is being given up.
struct nobody : task_waiter {
    explicit nobody(owned_task task = {}) : task_waiter(std::move(task)) {}
    std::coroutine_handle<> value_ready() override { return std::noop_coroutine(); }
    std::coroutine_handle<> take_failure(error) override { return std::noop_coroutine(); }
};

/// A running task that ends with its turn.
struct doomed_task final : nobody, once_listener {
    explicit doomed_task(owned_task work) : nobody(std::move(work)) { task->waiter = this; }
    void told() override { delete this; }
    void dropped() override { delete this; }
};

}  // namespace

task_promise_base::~task_promise_base() = default;

std::coroutine_handle<> task_promise_base::fail(error reason) {
    task_waiter* told = waiter;
    while (told->fails_along) {
        task_waiter* above = told->parent->waiter;
        if (above->fails_along) {
            turn::moves_to(above->parent);  // which keeps `above` from being cancelled by what is destroyed now
            above->task.reset();            // the frame that `told` lives in, and this one with it
        }
        told = above;
    }
    return told->take_failure(std::move(reason));
}

void task_promise_base::enter_first() {
    current_ambient = surroundings.get();
    if (surroundings) run = surroundings->run_number();
    turn::moves_to(this);
}

void task_promise_base::enter() {
    if (surroundings && surroundings->run_number() != run) surroundings = ambient_of_ended_run(*surroundings);
    enter_first();
    current_observer = nullptr;
}

void task_promise_base::catch_exception() noexcept {
#ifdef __cpp_exceptions
    failed = caught_error();
#endif
}

stop_token task_promise_base::token() {
    if (!stop) stop = make_ref<stop_state>();
    return stop_token(stop);
}

void destroy_task(task_promise_base& task) {
    if (task.stop && (!task.self.done() || task.failed)) {
        // A stop callback may settle what the task waits for. The task then goes on to its next suspension, unheard.
        nobody unheard;
        task.waiter = &unheard;
        task.stop->request();
    }
    task.self.destroy();
}

std::coroutine_handle<> task_waiter::begin() {
    SOLDER_ASSERT(task, "an empty task is awaited: it was awaited before, or moved from");
    SOLDER_ASSERT(!task->waiter, "a task is begun twice");
    task->waiter = this;
    return task->self;
}

std::coroutine_handle<> awaiting_result::take_failure(error reason) {
    failure = std::move(reason);
    turn::moves_to(parent);
    task.reset();
    return parent->self;
}

turn::turn(task_promise_base* first, void* observer)
    : below_(std::exchange(innermost, this)), running_(first), restore_(ref<ambient>(current_ambient), observer) {
    ++nested_turns;
}

turn::~turn() {
    innermost = below_;
    after.tell_all();
    --nested_turns;
}

turn* turn::of(const task_promise_base& task) {
    turn* found = nullptr;
    for (turn* t = innermost; t; t = t->below_)
        for (auto* p = t->running_; p; p = p->waiter->parent)
            if (p == &task) found = t;
    return found;
}

void turn::moves_to(task_promise_base* running) {
    if (innermost) innermost->running_ = running;
}

void suspension::told() {
    if (put_off) return put_off->add(*this);
    if (nested_turns < deepest_turn) return go_on();
    once_list later;
    put_off = &later;
    for (auto* next = this; next; next = static_cast<suspension*>(later.take_first())) next->go_on();
    put_off = nullptr;
}

void suspension::go_on() {
    turn now(promise);
    auto next = failure ? promise->fail(std::move(*failure)) : promise->self;
    next.resume();
}

void begin_in_turn(task_waiter& waiter) {
    auto first = waiter.begin();
    turn now(&*waiter.task, current_observer);
    first.resume();
}

void give_up(owned_task task) {
    if (!task) return;
    if (auto* busy = turn::of(*task)) busy->after.add_first(*new doomed_task(std::move(task)));
}

}  // namespace solder::detail

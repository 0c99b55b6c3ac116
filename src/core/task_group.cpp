#include <solder/core/task_group.hpp>

namespace solder::detail {

std::coroutine_handle<> group_child::value_ready() { return group->child_ended(*this, nullptr); }
std::coroutine_handle<> group_child::take_failure(error reason) { return group->child_ended(*this, &reason); }

task_group::~task_group() {
    // Destroying one child may settle what another one waits for, which then asks whether that still matters.
    settled_ = true;
    for (auto& child : children_) child.task.reset();
}

std::coroutine_handle<> task_group::begin(task_promise_base& parent) {
    parent_ = &parent;
    beginning_ = true;
    for (auto& child : children_) {
        if (settled_) break;
        child.group = this;
        child.parent = parent_;
        begin_in_turn(child);
    }
    beginning_ = false;
    return settled_ ? conclude() : std::noop_coroutine();
}

std::coroutine_handle<> task_group::child_ended(group_child& child, error* failure) {
    if (settled_) return std::noop_coroutine();
    if (failure) {
        failure_ = std::move(*failure);
    } else if (wanted_ == goal::first) {
        first_ = static_cast<std::size_t>(&child - children_.data());
    } else if (--left_ > 0) {
        return std::noop_coroutine();
    }
    settled_ = true;
    if (beginning_) return std::noop_coroutine();
    // Another child may be running below this turn: it has settled what this one waited for.
    turn::moves_to(nullptr);
    auto* busy = turn::of(*parent_);
    if (!busy) return conclude();
    busy->after.add(*this);
    return std::noop_coroutine();
}

void task_group::stop(error reason) {
    if (settled_) return;
    settled_ = true;
    failure_ = std::move(reason);
    if (!parent_ || beginning_) return;
    if (auto* busy = turn::of(*parent_)) return busy->after.add(*this);
    told();
}

void task_group::told() {
    turn now(parent_);
    conclude().resume();
}

std::coroutine_handle<> task_group::conclude() {
    turn::moves_to(parent_);
    if (failure_ || wanted_ == goal::first) {
        for (auto& child : children_)
            if (failure_ || &child != &children_[first_]) child.task.reset();
    }
    return failure_ ? parent_->fail(std::move(*failure_)) : parent_->self;
}

}  // namespace solder::detail

#include <solder/core/await_callback.hpp>
#include <solder/core/environment.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/core/start.hpp>

namespace solder::detail {
namespace {

struct settled_callback final : once_listener {
    callback<void()> call;

    explicit settled_callback(callback<void()> c) : call(std::move(c)) {}
    void told() override {
        auto last = std::move(call);
        delete this;
        call_to_the_end(last);
    }
    void dropped() override { delete this; }
};

struct end_listener final : once_listener {
    resolver<void> done;

    explicit end_listener(resolver<void> d) : done(std::move(d)) {}
    void told() override {
        auto last = std::move(done);
        delete this;
        last({});
    }
    void dropped() override {
        // Later: whoever gave the work up is not done with what it changes.
        current_task_queue().post([done = std::move(done)] { done({}); });
        delete this;
    }
};

}  // namespace

ref<shared_work> shared_work::run(task<erased_value> work) {
    auto made = make_ref<shared_work>();
    // A plain pointer: the object owns the operation, so a counted one would be a ring.
    auto* self = made.get();
    self->running_ = start(std::move(work), [self](result<erased_value> how) { self->settle(std::move(how)); });
    return made;
}

ref<shared_work> shared_work::settled(result<erased_value> outcome) {
    auto made = make_ref<shared_work>();
    made->outcome.emplace(std::move(outcome));
    return made;
}

void shared_work::when_settled(callback<void()> listener) {
    if (outcome) return listener();
    listeners.add(*new settled_callback(std::move(listener)));
}

void shared_work::settle(result<erased_value> how) {
    ref<shared_work> keep(this);
    outcome.emplace(std::move(how));
    listeners.tell_all();
}

task<erased_value> outcome_of(ref<shared_work> work) {
    told_awaiter settled(work->listeners, work->outcome.has_value());
    co_await settled;
    co_return result<erased_value>(*work->outcome);
}

task<void> end_of(ref<shared_work> work) {
    co_await await_callback<void>([&](resolver<void> done) {
        if (!work || work->outcome) return done({});
        work->listeners.add(*new end_listener(std::move(done)));
        work = nullptr;
    });
}

task<erased_value> erase_with(owned_task work, erased_value (*erase)(const owned_task& done)) {
    auto done = co_await std::move(work);
    co_return erase(done);
}

}  // namespace solder::detail

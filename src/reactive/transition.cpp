#include "branch.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/core/environment.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace detail {
namespace {

task<void> settled(ref<transition_state> state) {
    if (!state->settled)
        co_await await_callback<void>([&](resolver<void> done) { state->waiting.push_back([done] { done({}); }); });
}

void begin(callback<void()> fn, ref<transition_state> state) {
    if (suspense_scope::any_was_made()) return branch::run(std::move(fn), std::move(state));
    batch(fn);
    state->settled = true;
    for (auto& waiting : std::exchange(state->waiting, {})) waiting();
}

}  // namespace

const signal<bool>& transition_is_held() {
    thread_local const signal<bool> held(false);
    return held;
}

}  // namespace detail

bool transition_pending::operator()() const { return detail::transition_is_held()(); }

task<void> start_transition(callback<void()> fn) {
    auto& g = detail::this_graph;
    auto state = make_ref<detail::transition_state>();
    if (g.renders_once) {
        fn();
        state->settled = true;
    } else if (g.in_branch()) {
        detail::branch::run(std::move(fn), state);
    } else {
        current_task_queue().post([fn = std::move(fn), state, around = ref<owner>(get_owner())]() mutable {
            run_with_owner(around.get(), [&] { detail::begin(std::move(fn), state); });
        });
    }
    return detail::settled(state);
}

}  // namespace solder

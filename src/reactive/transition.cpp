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
#ifdef __cpp_exceptions
    if (state->thrown) co_await fail(*state->thrown);
#endif
}

void begin(callback<void()> fn, ref<transition_state> state) {
    if (!this_graph.renders_once) return branch::run(std::move(fn), std::move(state));
    struct settle_in_any_case {
        transition_state& of;
        ~settle_in_any_case() { of.settled = true; }
    };
    {
        settle_in_any_case scope{*state};
        batch(fn);
    }
    for (auto& waiting : std::exchange(state->waiting, {})) waiting();
}

/// The same; what `fn` throws fails the task, and goes on where nobody waits for that.
void begin_for_task(callback<void()> fn, const ref<transition_state>& state) {
#ifdef __cpp_exceptions
    std::exception_ptr unheard;
    const auto keep = [&](error reason) {
        state->thrown = std::move(reason);
        if (state->waiting.empty()) unheard = std::current_exception();
    };
    begin(
        [&] {
            try {
                fn();
            } catch (const std::exception& e) {
                keep(error{e.what()});
            } catch (...) {
                keep(error{"an exception that is not a std::exception"});
            }
        },
        state);
    if (unheard) std::rethrow_exception(unheard);
#else
    begin(std::move(fn), state);
#endif
}

}  // namespace

const signal<bool>& transition_is_held() {
    thread_local const signal<bool> held(false);
    return held;
}

}  // namespace detail

bool detail::runs_second_version() { return branch::runs_fork(); }
void detail::keep_original() { this_graph.transition().count_run_as_none(); }

void detail::when_shown(callback<void()> fn) {
    if (!this_graph.in_branch()) return fn();
    create_effect_anywhere(std::move(fn));
}

bool transition_pending::operator()() const { return detail::transition_is_held()(); }

task<void> start_transition(callback<void()> fn) {
    auto& g = detail::this_graph;
    if (g.renders_once || g.in_branch()) return start_transition_now(std::move(fn));
    auto state = make_ref<detail::transition_state>();
    current_task_queue().post([fn = std::move(fn), state, around = ref<owner>(get_owner())]() mutable {
        auto body = [&] { detail::begin_for_task(std::move(fn), state); };
        run_with_owner(around.get(), [&] { around ? detail::call_guarded(*around, body) : body(); });
    });
    return detail::settled(state);
}

task<void> start_transition_now(callback<void()> fn) {
    auto state = make_ref<detail::transition_state>();
    untrack([&] { detail::begin(std::move(fn), state); });
    return detail::settled(state);
}

}  // namespace solder

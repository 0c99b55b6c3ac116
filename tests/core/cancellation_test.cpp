// One scenario that uses everything, ended at every one of its suspension points, in every way there is.
#include "task_probe.hpp"
#include <functional>
#include <memory>
#include <solder/core/cut_short.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/core/when_any.hpp>

namespace solder {
namespace {

using namespace probe;

/// What the scenario touches. Each suspension takes one millisecond, or ends one.
struct world {
    manual_environment env;
    guards all;
    std::vector<std::string> log;
    int tokens_made = 0;
    int tokens_told = 0;
    std::vector<std::unique_ptr<stop_callback<callback<void()>>>> watches;
    int steps = 0;
    std::function<void()> at_each_step = [] {};

    /// Every stretch of running code passes here.
    void step(std::string what) {
        ++steps;
        log.push_back(std::move(what));
        at_each_step();
    }
};

task<int> tick(world& w, std::string name) {
    guard local(w.all);
    co_await sleep_for(1ms);
    w.step(name);
    co_return 1;
}

task<int> refuse_later(world& w, std::string name) {
    guard local(w.all);
    co_await tick(w, std::move(name));
    co_return fail("refused");
}

task<int> by_callback(world& w, std::string name) {
    guard local(w.all);
    const int value = co_await await_callback<int>([&](resolver<int> answer) {
        auto timer = std::make_shared<scoped_timer>(1ms, [answer] { answer(1); });
        return [timer, held = std::make_shared<guard>(w.all)] {};
    });
    w.step(std::move(name));
    co_return value;
}

task<int> with_token(world& w, std::string name, task<int> inner) {
    guard local(w.all);
    auto token = co_await current_stop_token();
    ++w.tokens_made;
    w.watches.push_back(std::make_unique<stop_callback<callback<void()>>>(token, [&w] { ++w.tokens_told; }));
    int value = co_await std::move(inner);
    value += co_await tick(w, std::move(name));
    --w.tokens_made;  // ends with its value: nobody is told
    co_return value;
}

task<int> in_a_row(world& w, std::string name, int count) {
    guard local(w.all);
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        guard each(w.all);
        sum += co_await tick(w, name + std::to_string(i));
    }
    co_return sum;
}

std::vector<task<int>> several(world& w, std::string name) {
    std::vector<task<int>> tasks;
    for (int i = 1; i <= 3; ++i) tasks.push_back(in_a_row(w, name + std::to_string(i), i));
    return tasks;
}

task<int> side_by_side(world& w) {
    guard local(w.all);
    auto [a, b] = co_await when_all(in_a_row(w, "left", 2), by_callback(w, "right"));
    auto list = co_await when_all(several(w, "list"));
    auto first = co_await when_any(in_a_row(w, "slow", 3), tick(w, "quick"));
    auto failed = co_await as_result(when_all(in_a_row(w, "beside failure", 3), refuse_later(w, "refuses")));
    auto late = co_await as_result(with_timeout(in_a_row(w, "late", 5), 2ms));
    stop_source source;
    auto in_time = co_await with_timeout(with_stop(tick(w, "in time"), source.get_token()), 50ms);
    co_return a + b + list[2] + static_cast<int>(first.index()) + (failed ? 100 : 10) + (late ? 1000 : 20) + in_time;
}

task<int> shared_by_two(world& w) {
    guard local(w.all);
    auto shared = shared_task<int>::run(in_a_row(w, "shared", 2));
    auto [a, b] = co_await when_all(shared.as_task(), shared.as_task());
    auto failing = shared_task<int>::run(refuse_later(w, "shared refuses"));
    auto how = co_await as_result(failing);
    co_return a + b + (how ? 100 : 0);
}

task<int> scenario(world& w) {
    guard local(w.all);
    int sum = co_await with_token(w, "token", in_a_row(w, "row", 2));
    sum += co_await with_token(w, "outer token", side_by_side(w));
    sum += co_await shared_by_two(w);
    auto unbegun = tick(w, "never begun");
    auto lambda = co_invoke([&w, held = guard(w.all)]() -> task<int> {
        guard inner(w.all);
        co_return co_await by_callback(w, "lambda");
    });
    sum += co_await std::move(lambda);
    co_return sum;
}

constexpr int scenario_sum = 3 + (2 + 1 + 3 + 1 + 10 + 20 + 1) + 1 + 4 + 1;
constexpr int longest = 60;  // milliseconds, more than the scenario takes

TEST(cancellation, the_scenario_runs_to_its_end_when_nobody_ends_it) {
    world w;
    outcome whole(scenario(w));
    w.env.advance(std::chrono::milliseconds(longest));
    ASSERT_EQ(whole.calls, 1);
    EXPECT_EQ(whole.value(), scenario_sum);
    EXPECT_TRUE(w.all.all_gone());
    EXPECT_EQ(w.env.waiting(), 0u);
    EXPECT_EQ(w.tokens_told, 0);
    EXPECT_GT(w.steps, 20);
}

/// How many steps the scenario has; each begins where it was suspended.
int steps_of_scenario() {
    world w;
    outcome whole(scenario(w));
    w.env.advance(std::chrono::milliseconds(longest));
    return w.steps;
}

/// Nothing of the scenario is left, and nothing of it runs any more.
void expect_all_over(world& w) {
    EXPECT_TRUE(w.all.all_gone());
    EXPECT_EQ(w.env.waiting(), 0u);
    EXPECT_EQ(w.tokens_told, w.tokens_made);
    const auto log = w.log;
    w.env.advance(std::chrono::milliseconds(longest));
    EXPECT_EQ(w.log, log);
}

/// Runs the scenario for `time`, then lets `end` end it.
template <class End>
void run_for(int time, End end) {
    SCOPED_TRACE("ended after " + std::to_string(time) + " ms");
    world w;
    outcome whole(scenario(w));
    w.env.advance(std::chrono::milliseconds(time));
    const bool finished = whole.calls == 1;
    end(w, whole);
    expect_all_over(w);
    EXPECT_EQ(whole.calls, finished ? 1 : 0);
}

TEST(cancellation, between_any_two_turns) {
    for (int time = 0; time < longest; ++time) run_for(time, [](world&, outcome<int>& o) { o.running.cancel(); });
}

TEST(cancellation, after_the_millisecond_of_any_step) {
    const int steps = steps_of_scenario();
    for (int at = 1; at <= steps; ++at) {
        SCOPED_TRACE("asked for at step " + std::to_string(at));
        world w;
        std::optional<outcome<int>> whole;
        w.at_each_step = [&] {
            if (w.steps == at) w.env.post([&] { whole->running.cancel(); });
        };
        whole.emplace(scenario(w));
        w.env.advance(std::chrono::milliseconds(longest));
        EXPECT_EQ(whole->calls, at == steps ? 1 : 0);
        expect_all_over(w);
    }
}

TEST(cancellation, at_every_step_from_the_inside) {
    const int steps = steps_of_scenario();
    for (int at = 1; at <= steps; ++at) {
        SCOPED_TRACE("cancelled by its own step " + std::to_string(at));
        world w;
        std::optional<outcome<int>> whole;
        w.at_each_step = [&] {
            if (w.steps == at) whole->running.cancel();
        };
        whole.emplace(scenario(w));
        w.env.advance(std::chrono::milliseconds(longest));
        EXPECT_EQ(whole->calls, 0);
        expect_all_over(w);
    }
}

TEST(cancellation, by_a_timeout_at_any_time) {
    for (int limit = 0; limit < longest; ++limit) {
        SCOPED_TRACE("limit of " + std::to_string(limit) + " ms");
        world w;
        outcome whole(with_timeout(scenario(w), std::chrono::milliseconds(limit)));
        w.env.advance(std::chrono::milliseconds(longest));
        ASSERT_EQ(whole.calls, 1);
        if (!*whole.seen) {
            EXPECT_EQ(whole.seen->error().kind, error_kind::timed_out);
        }
        expect_all_over(w);
    }
}

TEST(cancellation, by_a_stop_source_at_every_step_from_the_inside) {
    const int steps = steps_of_scenario();
    for (int at = 1; at <= steps; ++at) {
        SCOPED_TRACE("stopped by its own step " + std::to_string(at));
        world w;
        stop_source source;
        w.at_each_step = [&] {
            if (w.steps == at) source.request_stop();
        };
        outcome whole(with_stop(scenario(w), source.get_token()));
        w.env.advance(std::chrono::milliseconds(longest));
        EXPECT_EQ(whole.seen->error().kind, error_kind::cancelled);
        EXPECT_EQ(whole.calls, 1);
        expect_all_over(w);
    }
}

TEST(cancellation, by_a_failure_of_a_task_beside_it_at_any_time) {
    auto refuse_after = [](std::chrono::milliseconds delay) -> task<int> {
        co_await sleep_for(delay);
        co_return fail("beside");
    };
    for (int time = 0; time < longest; ++time) {
        SCOPED_TRACE("the other fails after " + std::to_string(time) + " ms");
        world w;
        outcome whole(when_all(scenario(w), refuse_after(std::chrono::milliseconds(time))));
        w.env.advance(std::chrono::milliseconds(longest));
        EXPECT_EQ(whole.failure(), "beside");
        expect_all_over(w);
    }
}

TEST(cancellation, by_a_task_that_came_first_at_any_time) {
    for (int time = 0; time < longest; ++time) {
        SCOPED_TRACE("the other comes first after " + std::to_string(time) + " ms");
        world w;
        outcome whole(when_any(scenario(w), sleep_for(std::chrono::milliseconds(time))));
        w.env.advance(std::chrono::milliseconds(longest));
        ASSERT_EQ(whole.calls, 1);
        expect_all_over(w);
    }
}

TEST(cancellation, of_shared_work_with_its_last_handle_at_any_time) {
    for (int time = 0; time < longest; ++time) {
        SCOPED_TRACE("dropped after " + std::to_string(time) + " ms");
        world w;
        auto shared = shared_task<int>::run(scenario(w));
        outcome consumer(shared.as_task());
        w.env.advance(std::chrono::milliseconds(time));
        const bool finished = consumer.calls == 1;
        shared = {};
        consumer.running.cancel();
        expect_all_over(w);
        EXPECT_EQ(consumer.calls, finished ? 1 : 0);
    }
}

TEST(cancellation, after_the_environment_is_gone) {
    for (int time = 0; time < longest; ++time) {
        SCOPED_TRACE("environment gone after " + std::to_string(time) + " ms");
        guards all;
        auto work = [](guards& counted) -> task<void> {
            guard local(counted);
            for (;;) {
                guard each(counted);
                co_await with_timeout(sleep_for(1ms), 3ms);
                co_await when_any(sleep_for(1ms), sleep_for(2ms));
            }
        };
        std::optional<manual_environment> env{std::in_place};
        outcome<void> endless(work(all));
        env->advance(std::chrono::milliseconds(time));
        env.reset();
        EXPECT_FALSE(all.alive.empty());
        endless.running.cancel();
        EXPECT_TRUE(all.all_gone());
    }
}

}  // namespace
}  // namespace solder

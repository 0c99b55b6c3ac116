#include "task_probe.hpp"
#include <solder/core/cut_short.hpp>

namespace solder {
namespace {

using namespace probe;

task<int> give(int value) { co_return value; }

TEST(with_timeout, gives_what_came_in_time_and_takes_its_timer_back) {
    manual_environment env;
    gates<int> at;
    outcome answer(with_timeout(at.wait("a"), 30'000ms));
    EXPECT_EQ(env.waiting(), 1u);
    env.advance(29'999ms);
    at.settle("a", 5);
    EXPECT_EQ(answer.value(), 5);
    EXPECT_EQ(env.waiting(), 0u);
}

TEST(with_timeout, cancels_work_that_is_late_and_fails_with_timed_out) {
    manual_environment env;
    gates<int> at;
    outcome answer(with_timeout(at.wait("a"), 10ms));
    env.advance(9ms);
    EXPECT_EQ(answer.calls, 0);
    env.advance(1ms);
    EXPECT_EQ(answer.seen->error(), (error{"no end within 10 ms", error_kind::timed_out}));
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
    at.settle("a", 5);
    EXPECT_EQ(answer.calls, 1);
}

TEST(with_timeout, passes_a_failure_on_and_takes_its_timer_back) {
    manual_environment env;
    gates<void> at;
    outcome<void> answer(with_timeout(at.wait("a"), 10ms));
    at.settle("a", fail(not_found("none")));
    EXPECT_EQ(answer.seen->error(), not_found("none"));
    EXPECT_EQ(env.waiting(), 0u);
}

TEST(with_timeout, counts_from_when_it_begins) {
    manual_environment env;
    auto late = [](task<void> work) -> task<void> {
        co_await sleep_for(100ms);
        co_await std::move(work);
    };
    outcome<void> answer(late(with_timeout(sleep_for(5ms), 10ms)));
    env.advance(105ms);
    EXPECT_TRUE(answer.seen->has_value());
}

TEST(with_timeout, of_0_lets_work_end_that_does_not_wait) {
    manual_environment env;
    outcome ready(with_timeout(give(3), 0ms));
    EXPECT_EQ(ready.value(), 3);
    gates<int> at;
    outcome waiting(with_timeout(at.wait("a"), 0ms));
    EXPECT_EQ(waiting.calls, 0);
    env.run();
    EXPECT_EQ(waiting.seen->error().kind, error_kind::timed_out);
}

TEST(with_timeout, cancelled_leaves_no_timer) {
    manual_environment env;
    gates<int> at;
    outcome answer(with_timeout(at.wait("a"), 10ms));
    answer.running.cancel();
    EXPECT_EQ(env.waiting(), 0u);
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
    env.advance(10ms);
    EXPECT_EQ(answer.calls, 0);
}

TEST(with_timeout, the_shorter_of_two_counts) {
    manual_environment env;
    gates<int> at;
    outcome inner(with_timeout(with_timeout(at.wait("a"), 5ms), 10ms));
    outcome outer(with_timeout(with_timeout(at.wait("b"), 10ms), 5ms));
    env.advance(5ms);
    EXPECT_EQ(inner.failure(), "no end within 5 ms");
    EXPECT_EQ(outer.failure(), "no end within 5 ms");
    EXPECT_EQ(env.waiting(), 0u);
}

// The clock may be moved by the very work that is late: it ends when it waits again.
TEST(with_timeout, work_that_is_late_while_it_runs_ends_when_it_waits_again) {
    manual_environment env;
    gates<int> at;
    guards all;
    auto work = [](manual_environment& e, gates<int>& g, guards& counted) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        e.advance(10ms);
        EXPECT_FALSE(counted.alive.empty());
        co_return co_await g.wait("later");
    };
    outcome answer(with_timeout(work(env, at, all), 10ms));
    at.settle("go", 1);
    EXPECT_EQ(answer.seen->error().kind, error_kind::timed_out);
    EXPECT_TRUE(all.all_gone());
}

TEST(with_stop, gives_the_value_when_nobody_stops_it) {
    stop_source source;
    gates<int> at;
    outcome answer(with_stop(at.wait("a"), source.get_token()));
    at.settle("a", 5);
    EXPECT_EQ(answer.value(), 5);
    EXPECT_TRUE(source.request_stop());
    EXPECT_EQ(answer.calls, 1);
}

TEST(with_stop, destroys_the_work_and_fails_with_cancelled) {
    stop_source source;
    gates<int> at;
    outcome answer(with_stop(at.wait("a"), source.get_token()));
    source.request_stop();
    EXPECT_EQ(answer.seen->error(), (error{"stopped", error_kind::cancelled}));
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
    at.settle("a", 5);
    EXPECT_EQ(answer.calls, 1);
}

TEST(with_stop, never_begins_when_stopped_before) {
    stop_source source;
    gates<int> at;
    auto work = with_stop(at.wait("a"), source.get_token());
    source.request_stop();
    outcome answer(std::move(work));
    EXPECT_EQ(answer.seen->error().kind, error_kind::cancelled);
    EXPECT_TRUE(at.open.empty());
}

TEST(with_stop, an_empty_token_changes_nothing) {
    outcome answer(with_stop(give(4), {}));
    EXPECT_EQ(answer.value(), 4);
}

TEST(with_stop, one_source_ends_many) {
    stop_source source;
    gates<void> at;
    std::vector<std::unique_ptr<outcome<void>>> all;
    for (const char* name : {"a", "b", "c"})
        all.push_back(std::make_unique<outcome<void>>(with_stop(at.wait(name), source.get_token())));
    at.settle("b", {});
    source.request_stop();
    EXPECT_EQ(at.cancelled, (std::vector<std::string>{"a", "c"}));
    EXPECT_EQ(all[0]->failure() + all[1]->failure() + all[2]->failure(), "stoppednonestopped");
}

TEST(with_stop, work_that_stops_itself_ends_when_it_waits_again) {
    stop_source source;
    gates<int> at;
    guards all;
    std::string log;
    auto work = [](stop_source s, gates<int>& g, guards& counted, std::string& out) -> task<int> {
        guard local(counted);
        s.request_stop();
        out += counted.alive.empty() ? "destroyed while running" : "runs on";
        co_await g.wait("later");
        out += ", and on";
        co_return 1;
    };
    outcome first(with_stop(work(source, at, all, log), source.get_token()));
    EXPECT_EQ(log, "runs on");
    EXPECT_EQ(first.seen->error().kind, error_kind::cancelled);
    EXPECT_TRUE(all.all_gone());
}

TEST(with_stop, work_that_stops_itself_and_ends_without_waiting_is_cancelled) {
    stop_source source;
    auto work = [](stop_source s) -> task<int> {
        s.request_stop();
        co_return 1;
    };
    outcome answer(with_stop(work(source), source.get_token()));
    EXPECT_EQ(answer.seen->error().kind, error_kind::cancelled);
}

}  // namespace
}  // namespace solder

#include "task_probe.hpp"
#include <solder/core/shared_task.hpp>

namespace solder {
namespace {

using namespace probe;

task<int> give(int value) { co_return value; }
task<int> add_one(task<int> inner) { co_return co_await std::move(inner) + 1; }

TEST(shared_task, runs_once_for_many_consumers_and_tells_them_in_order) {
    manual_environment env;
    int runs = 0;
    auto work = [](int& count) -> task<int> {
        ++count;
        co_await sleep_for(10ms);
        co_return 5;
    };
    auto shared = shared_task<int>::run(work(runs));
    std::vector<int> seen;
    auto first = start(add_one(shared.as_task()), [&](result<int> r) { seen.push_back(*r); });
    shared.when_settled([&] { seen.push_back(0); });
    auto second = start(shared.as_task(), [&](result<int> r) { seen.push_back(*r); });
    env.advance(10ms);
    EXPECT_EQ(seen, (std::vector{6, 0, 5}));
    EXPECT_EQ(runs, 1);
    EXPECT_TRUE(shared.is_settled());
    EXPECT_EQ(*shared.value(), 5);
}

TEST(shared_task, may_be_settled_from_the_beginning) {
    auto ready = shared_task<std::string>::settled("a");
    EXPECT_EQ(outcome(ready.as_task()).value(), "a");
    auto refused = shared_task<std::string>::failed(not_found("none"));
    EXPECT_TRUE(refused.is_settled());
    EXPECT_EQ(refused.value(), nullptr);
    EXPECT_EQ(*refused.failure(), not_found("none"));
    EXPECT_EQ(outcome(refused.as_task()).seen->error(), not_found("none"));
    int calls = 0;
    refused.when_settled([&] { ++calls; });
    EXPECT_EQ(calls, 1);
}

TEST(shared_task, hands_a_failure_to_each_consumer) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    outcome early(shared.as_task());
    at.settle("a", fail("no"));
    EXPECT_EQ(early.failure(), "no");
    EXPECT_EQ(outcome(shared.as_task()).failure(), "no");
}

TEST(shared_task, as_result_looks_at_a_failure) {
    auto outer = [](shared_task<int> shared) -> task<std::string> {
        auto how = co_await as_result(shared);
        co_return how ? "value" : how.error().message;
    };
    EXPECT_EQ(outcome(outer(shared_task<int>::failed({"no"}))).value(), "no");
    gates<int> at;
    outcome pending(outer(shared_task<int>::run(at.wait("a"))));
    at.settle("a", fail("late"));
    EXPECT_EQ(pending.value(), "late");
}

TEST(shared_task, is_cancelled_with_its_last_handle) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    bool called = false;
    shared.when_settled([&] { called = true; });
    auto copy = shared;
    shared = {};
    EXPECT_TRUE(at.cancelled.empty());
    copy = {};
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
    at.settle("a", 1);
    EXPECT_FALSE(called);
}

TEST(shared_task, stays_for_a_consumer_that_waits) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    outcome consumer(shared.as_task());
    shared = {};
    EXPECT_TRUE(at.cancelled.empty());
    at.settle("a", 5);
    EXPECT_EQ(consumer.value(), 5);
}

TEST(shared_task, is_cancelled_with_its_last_consumer) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    outcome first(shared.as_task());
    outcome second(shared.as_task());
    shared = {};
    first.running.cancel();
    EXPECT_TRUE(at.cancelled.empty());
    second.running.cancel();
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
}

TEST(shared_task, never_calls_a_consumer_that_has_gone) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    outcome gone(shared.as_task());
    outcome stays(shared.as_task());
    gone.running.cancel();
    at.settle("a", 5);
    EXPECT_EQ(gone.calls, 0);
    EXPECT_EQ(stays.value(), 5);
}

TEST(shared_task, a_consumer_may_drop_the_last_handle_and_other_consumers_when_told) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    operation first, second;
    std::string log;
    first = start(shared.as_task(), [&](result<int>) {
        log += "first";
        second.cancel();
        shared = {};
    });
    second = start(shared.as_task(), [&](result<int>) { log += "second"; });
    at.settle("a", 5);
    EXPECT_EQ(log, "first");
    EXPECT_FALSE(shared);
}

TEST(shared_task, a_listener_may_drop_the_last_handle_and_later_ones_are_still_told) {
    gates<int> at;
    std::string log;
    auto shared = shared_task<int>::run(at.wait("a"));
    shared.when_settled([&] {
        shared = {};
        log += "a";
    });
    shared.when_settled([&] { log += "b"; });
    at.settle("a", 1);
    EXPECT_EQ(log, "ab");
}

TEST(shared_task, work_that_drops_its_own_last_handle_ends_when_it_waits) {
    gates<int> at;
    guards all;
    shared_task<int> shared;
    auto work = [](gates<int>& g, guards& counted, shared_task<int>& handle) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        handle = {};
        EXPECT_FALSE(counted.alive.empty());
        co_return co_await g.wait("later");
    };
    shared = shared_task<int>::run(work(at, all, shared));
    at.settle("go", 1);
    EXPECT_TRUE(all.all_gone());
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"later"});
}

TEST(shared_task, made_by_default_is_of_no_work) {
    manual_environment env;
    const shared_task<int> none;
    EXPECT_FALSE(none);
#ifndef NDEBUG
    EXPECT_DEATH(static_cast<void>(none.is_settled()), "of no work");
    EXPECT_DEATH(static_cast<void>(none.value()), "of no work");
    EXPECT_DEATH(none.when_settled([] {}), "of no work");
    EXPECT_DEATH(outcome<int> waits(none.as_task()), "of no work");
#endif
}

TEST(shared_task, works_without_a_value) {
    gates<void> at;
    auto shared = shared_task<void>::run(at.wait("a"));
    outcome<void> consumer(shared.as_task());
    at.settle("a", {});
    EXPECT_EQ(consumer.calls, 1);
    EXPECT_TRUE(outcome<void>(shared_task<void>::settled().as_task()).seen->has_value());
}

TEST(shared_task, has_100000_consumers) {
    gates<int> at;
    auto shared = shared_task<int>::run(at.wait("a"));
    std::vector<operation> consumers;
    std::size_t told = 0;
    for (int i = 0; i < 100'000; ++i)
        consumers.push_back(start(shared.as_task(), [&](result<int> r) { told += static_cast<std::size_t>(*r); }));
    for (std::size_t i = 0; i < consumers.size(); i += 2) consumers[i].cancel();
    at.settle("a", 1);
    EXPECT_EQ(told, 50'000u);
}

TEST(shared_task, a_chain_of_10000_settles_in_bounded_stack) {
    gates<int> at;
    for (const bool fails : {false, true}) {
        std::vector<shared_task<int>> chain{shared_task<int>::run(at.wait("a"))};
        for (int i = 0; i < 10'000; ++i) chain.push_back(shared_task<int>::run(add_one(chain.back().as_task())));
        outcome last(chain.back().as_task());
        at.settle("a", fails ? result<int>(fail("no")) : result<int>(1));
        EXPECT_EQ(last.calls, 1);
        EXPECT_EQ(last.failure(), fails ? "no" : "none");
        EXPECT_EQ(last.seen->value_or(0), fails ? 0 : 10'001);
    }
}

TEST(run_now, runs_to_its_end_though_nobody_waits) {
    gates<int> at;
    {
        auto dropped = run_now(at.wait("a"));
    }
    EXPECT_TRUE(at.cancelled.empty());
    at.settle("a", 1);
    EXPECT_TRUE(at.cancelled.empty());
}

TEST(run_now, tells_how_it_ended_before_and_after_it_is_asked) {
    gates<int> at;
    outcome early(run_now(at.wait("a")));
    at.settle("a", 5);
    EXPECT_EQ(early.value(), 5);
    EXPECT_EQ(outcome(run_now(give(6))).value(), 6);
    auto refused = run_now(at.wait("b"));
    at.settle("b", fail("no"));
    EXPECT_EQ(outcome(std::move(refused)).failure(), "no");
}

TEST(run_now, does_not_tell_one_who_has_gone) {
    gates<int> at;
    outcome gone(run_now(at.wait("a")));
    gone.running.cancel();
    at.settle("a", 5);
    EXPECT_EQ(gone.calls, 0);
}

}  // namespace
}  // namespace solder

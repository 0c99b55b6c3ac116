#include "task_probe.hpp"
#include <algorithm>
#include <memory>
#include <numeric>
#include <solder/core/co_invoke.hpp>
#include <solder/core/when_all.hpp>

namespace solder {
namespace {

using namespace probe;

task<int> give(int value) { co_return value; }
task<void> nothing() { co_return; }
task<int> refuse(std::string why) { co_return fail(std::move(why)); }

std::vector<task<int>> waiting_at(gates<int>& at, const std::vector<std::string>& names) {
    std::vector<task<int>> tasks;
    for (const auto& name : names) tasks.push_back(at.wait(name));
    return tasks;
}

TEST(when_all, gives_values_of_different_types_in_order) {
    auto text = []() -> task<std::string> { co_return "b"; };
    outcome all(when_all(give(1), text(), nothing()));
    EXPECT_EQ(all.value(), std::tuple(1, std::string("b"), std::monostate()));
}

TEST(when_all, takes_values_that_only_move) {
    auto make = [](int v) -> task<std::unique_ptr<int>> { co_return std::make_unique<int>(v); };
    outcome pair(when_all(make(1), make(2)));
    EXPECT_EQ(*std::get<1>(*pair.seen.value()), 2);
    std::vector<task<std::unique_ptr<int>>> tasks;
    tasks.push_back(make(3));
    outcome list(when_all(std::move(tasks)));
    EXPECT_EQ(*list.value()[0], 3);
}

TEST(when_all, of_an_empty_vector_is_done_at_once) {
    outcome none(when_all(std::vector<task<int>>()));
    EXPECT_EQ(none.value(), std::vector<int>());
    outcome<void> nothing_at_all(when_all(std::vector<task<void>>()));
    EXPECT_EQ(nothing_at_all.calls, 1);
}

TEST(when_all, is_lazy_and_destroyed_unbegun_frees_all) {
    guards all;
    bool ran = false;
    auto work = [](bool& flag, guard) -> task<void> {
        flag = true;
        co_return;
    };
    {
        auto both = when_all(work(ran, guard(all)), work(ran, guard(all)));
        EXPECT_EQ(all.alive.size(), 2u);
    }
    EXPECT_TRUE(all.all_gone());
    EXPECT_FALSE(ran);
}

TEST(when_all, begins_in_order_before_it_waits) {
    std::string log;
    auto work = [](std::string& out, char name) -> task<void> {
        out += name;
        co_await sleep_for(1ms);
        out += name;
    };
    manual_environment env;
    outcome all(when_all(work(log, 'a'), work(log, 'b'), work(log, 'c')));
    EXPECT_EQ(log, "abc");
    env.advance(1ms);
    EXPECT_EQ(log, "abcabc");
    EXPECT_EQ(all.calls, 1);
}

TEST(when_all, gives_values_in_order_whatever_order_they_come_in) {
    std::vector<std::string> names{"0", "1", "2", "3"};
    do {
        gates<int> at;
        outcome list(when_all(waiting_at(at, {"0", "1", "2", "3"})));
        outcome tuple(when_all(at.wait("t0"), at.wait("t1"), at.wait("t2"), at.wait("t3")));
        for (const auto& name : names) {
            EXPECT_EQ(list.calls + tuple.calls, 0);
            at.settle(name, std::stoi(name) * 10);
            at.settle("t" + name, std::stoi(name));
        }
        EXPECT_EQ(list.value(), (std::vector{0, 10, 20, 30}));
        EXPECT_EQ(tuple.value(), std::tuple(0, 1, 2, 3));
        EXPECT_TRUE(at.cancelled.empty());
    } while (std::ranges::next_permutation(names).found);
}

TEST(when_all, fails_with_the_first_failure_and_cancels_the_rest_wherever_it_comes) {
    std::vector<std::string> names{"0", "1", "2", "3"};
    do {
        for (std::size_t failing = 0; failing < 4; ++failing) {
            gates<int> at;
            outcome all(when_all(waiting_at(at, {"0", "1", "2", "3"})));
            for (std::size_t i = 0; i < failing; ++i) at.settle(names[i], 1);
            at.settle(names[failing], fail("no " + names[failing]));
            EXPECT_EQ(all.failure(), "no " + names[failing]);
            std::vector<std::string> rest(names.begin() + static_cast<long>(failing) + 1, names.end());
            std::ranges::sort(rest);
            EXPECT_EQ(at.cancelled, rest);
            for (const auto& name : names) at.settle(name, 5);
            EXPECT_EQ(all.calls, 1);
        }
    } while (std::ranges::next_permutation(names).found);
}

TEST(when_all, begins_none_after_one_that_fails_at_once) {
    gates<int> at;
    outcome all(when_all(at.wait("a"), refuse("no"), at.wait("b")));
    EXPECT_EQ(all.failure(), "no");
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
    EXPECT_FALSE(at.open.contains("b"));
}

TEST(when_all, an_exception_in_one_fails_all) {
    gates<int> at;
    auto throwing = []() -> task<int> {
        throw std::runtime_error("thrown");
        co_return 1;
    };
    outcome all(when_all(at.wait("a"), throwing()));
    EXPECT_EQ(all.failure(), "thrown");
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
}

TEST(when_all, as_result_takes_its_failure) {
    auto outer = [](task<std::tuple<int, int>> both) -> task<std::string> {
        auto how = co_await as_result(std::move(both));
        co_return how ? "value" : how.error().message;
    };
    gates<int> at;
    outcome told(outer(when_all(at.wait("a"), at.wait("b"))));
    at.settle("b", fail("no b"));
    EXPECT_EQ(told.value(), "no b");
}

TEST(when_all, cancelled_cancels_its_children_in_order) {
    gates<int> at;
    outcome all(when_all(waiting_at(at, {"a", "b", "c"})));
    at.settle("b", 1);
    all.running.cancel();
    EXPECT_EQ(at.cancelled, (std::vector<std::string>{"a", "c"}));
    at.settle("a", 1);
    at.settle("c", 1);
    EXPECT_EQ(all.calls, 0);
}

TEST(when_all, nests) {
    gates<int> at;
    outcome all(when_all(when_all(at.wait("a"), at.wait("b")), when_all(at.wait("c"), at.wait("d"))));
    for (const char* name : {"d", "a", "c", "b"}) at.settle(name, name[0]);
    EXPECT_EQ(all.value(), std::tuple(std::tuple<int, int>('a', 'b'), std::tuple<int, int>('c', 'd')));
}

TEST(when_all, children_begin_in_the_surroundings_they_were_made_in_and_leave_the_callers) {
    struct place final : ambient {};
    auto here = make_ref<place>();
    ambient* seen = nullptr;
    ambient* after = nullptr;
    auto child = [](ambient*& out) -> task<void> {
        co_await sleep_for(1ms);
        out = detail::current_ambient;
    };
    auto parent = [](task<void> inner, ambient*& out) -> task<void> {
        co_await when_all(std::move(inner), sleep_for(2ms));
        out = detail::current_ambient;
    };
    manual_environment env;
    auto inner = [&] {
        ambient_scope scope(here);
        return child(seen);
    }();
    outcome<void> all(parent(std::move(inner), after));
    env.advance(2ms);
    EXPECT_EQ(seen, here.get());
    EXPECT_EQ(after, nullptr);
    EXPECT_EQ(all.calls, 1);
}

// One child settles what another one waits for, and so runs below it.
TEST(when_all, a_child_that_makes_another_fail_while_it_runs_ends_when_it_waits_again) {
    gates<int> at;
    guards all;
    std::string log;
    auto pusher = [](gates<int>& g, guards& counted, std::string& out) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        g.settle("victim", fail("pushed"));
        out += counted.alive.empty() ? "destroyed while running" : "still there";
        co_return co_await g.wait("later");
    };
    outcome both(when_all(pusher(at, all, log), at.wait("victim")));
    at.settle("go", 1);
    EXPECT_EQ(log, "still there");
    EXPECT_EQ(both.failure(), "pushed");
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"later"});
    EXPECT_TRUE(all.all_gone());
}

TEST(when_all, a_child_that_makes_another_fail_before_it_first_waits) {
    gates<int> at;
    auto pusher = [](gates<int>& g) -> task<int> {
        g.settle("victim", fail("pushed"));
        co_return co_await g.wait("later");
    };
    outcome both(when_all(at.wait("victim"), pusher(at), at.wait("never begun")));
    EXPECT_EQ(both.failure(), "pushed");
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"later"});
    EXPECT_FALSE(at.open.contains("never begun"));
}

TEST(when_all, of_100000_takes_linear_time_and_no_stack) {
    manual_environment env;
    std::vector<task<int>> tasks;
    for (int i = 0; i < 100'000; ++i) {
        tasks.push_back(co_invoke([i]() -> task<int> {
            co_await sleep_for(std::chrono::milliseconds(i % 100));
            co_return i;
        }));
    }
    outcome all(when_all(std::move(tasks)));
    env.advance(100ms);
    std::vector<int> expected(100'000);
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_TRUE(all.value() == expected);
}

TEST(when_all, of_100000_is_cancelled_and_fails_without_stack) {
    gates<int> at;
    manual_environment env;
    auto sleepers = [] {
        std::vector<task<void>> tasks;
        for (int i = 0; i < 100'000; ++i) tasks.push_back(sleep_for(1000ms));
        return tasks;
    };
    outcome<void> cancelled(when_all(sleepers()));
    EXPECT_EQ(env.waiting(), 100'000u);
    cancelled.running.cancel();
    EXPECT_EQ(env.waiting(), 0u);

    outcome failing(when_all(when_all(sleepers()), at.wait("a")));
    at.settle("a", fail("no"));
    EXPECT_EQ(failing.failure(), "no");
    EXPECT_EQ(env.waiting(), 0u);
}

}  // namespace
}  // namespace solder

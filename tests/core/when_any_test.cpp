#include "task_probe.hpp"
#include <algorithm>
#include <solder/core/when_any.hpp>

namespace solder {
namespace {

using namespace probe;

task<int> give(int value) { co_return value; }

std::vector<task<int>> waiting_at(gates<int>& at, const std::vector<std::string>& names) {
    std::vector<task<int>> tasks;
    for (const auto& name : names) tasks.push_back(at.wait(name));
    return tasks;
}

TEST(when_any, gives_the_first_and_cancels_the_others_in_every_order) {
    std::vector<std::string> names{"0", "1", "2", "3"};
    do {
        gates<int> at;
        outcome list(when_any(waiting_at(at, {"0", "1", "2", "3"})));
        for (const auto& name : names) at.settle(name, 10 + std::stoi(name));
        const auto index = static_cast<std::size_t>(std::stoi(names[0]));
        EXPECT_EQ(list.value(), (first_of<int>{index, 10 + static_cast<int>(index)}));
        std::vector<std::string> rest(names.begin() + 1, names.end());
        std::ranges::sort(rest);
        EXPECT_EQ(at.cancelled, rest);
        EXPECT_EQ(list.calls, 1);
    } while (std::ranges::next_permutation(names).found);
}

TEST(when_any, fails_with_the_first_when_that_failed) {
    std::vector<std::string> names{"0", "1", "2", "3"};
    do {
        gates<int> at;
        outcome list(when_any(waiting_at(at, {"0", "1", "2", "3"})));
        at.settle(names[0], fail("no " + names[0]));
        for (const auto& name : names) at.settle(name, 1);
        EXPECT_EQ(list.failure(), "no " + names[0]);
        EXPECT_EQ(at.cancelled.size(), 3u);
    } while (std::ranges::next_permutation(names).found);
}

TEST(when_any, of_different_types_tells_by_the_index_of_a_variant) {
    gates<int> numbers;
    gates<std::string> texts;
    gates<void> nothings;
    auto race = [&] { return when_any(numbers.wait("n"), texts.wait("t"), nothings.wait("v")); };
    using either = std::variant<int, std::string, std::monostate>;
    {
        outcome first(race());
        texts.settle("t", std::string("won"));
        EXPECT_EQ(first.value(), either(std::in_place_index<1>, "won"));
    }
    {
        outcome first(race());
        nothings.settle("v", {});
        EXPECT_EQ(first.value(), either(std::in_place_index<2>));
    }
    EXPECT_EQ(numbers.cancelled.size(), 2u);
}

TEST(when_any, tells_two_values_of_one_type_apart) {
    outcome first(when_any(give(1), give(2)));
    EXPECT_EQ(first.value().index(), 0u);
    gates<int> at;
    outcome second(when_any(at.wait("a"), give(2)));
    EXPECT_EQ(second.value().index(), 1u);
}

TEST(when_any, of_nothing_fails_since_nothing_would_come) {
    outcome none(when_any(std::vector<task<int>>()));
    EXPECT_EQ(none.failure(), "when_any of no tasks: none can be the first");
}

TEST(when_any, of_void_tasks_tells_which) {
    gates<void> at;
    std::vector<task<void>> tasks;
    for (const char* name : {"a", "b"}) tasks.push_back(at.wait(name));
    outcome first(when_any(std::move(tasks)));
    at.settle("b", {});
    EXPECT_EQ(first.value().index, 1u);
}

TEST(when_any, begins_none_after_one_that_ends_at_once) {
    gates<int> at;
    outcome first(when_any(at.wait("a"), give(7), at.wait("b")));
    EXPECT_EQ(std::get<1>(first.value()), 7);
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
    EXPECT_FALSE(at.open.contains("b"));
}

TEST(when_any, cancels_the_losers_before_the_winner_is_seen) {
    gates<int> at;
    std::string log;
    auto outer = [](gates<int>& g, std::string& out) -> task<void> {
        co_await when_any(g.wait("a"), g.wait("b"));
        out = g.cancelled.empty() ? "too early" : g.cancelled[0];
    };
    outcome<void> told(outer(at, log));
    at.settle("b", 1);
    EXPECT_EQ(log, "a");
}

// The loser settles what the winner waits for, and so is running when it loses.
TEST(when_any, a_loser_that_runs_ends_when_it_waits_again) {
    gates<int> at;
    guards all;
    std::string log;
    auto loser = [](gates<int>& g, guards& counted, std::string& out) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        g.settle("winner", 7);
        out += counted.alive.empty() ? "destroyed while running" : "still there";
        co_return co_await g.wait("later");
    };
    outcome first(when_any(loser(at, all, log), at.wait("winner")));
    at.settle("go", 1);
    EXPECT_EQ(log, "still there");
    EXPECT_EQ(std::get<1>(first.value()), 7);
    EXPECT_TRUE(all.all_gone());
    at.settle("later", 1);
    EXPECT_EQ(first.calls, 1);
}

TEST(when_any, a_loser_that_ends_while_it_runs_still_loses) {
    gates<int> at;
    auto loser = [](gates<int>& g) -> task<int> {
        co_await g.wait("go");
        g.settle("winner", 7);
        co_return 8;
    };
    outcome first(when_any(loser(at), at.wait("winner")));
    at.settle("go", 1);
    EXPECT_EQ(first.value().index(), 1u);
}

TEST(when_any, cancelled_by_a_loser_that_runs_neither_gives_nor_leaks) {
    gates<int> at;
    guards all;
    operation* running = nullptr;
    auto loser = [](gates<int>& g, guards& counted, operation*& op) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        g.settle("winner", 7);  // decides the race, once this waits
        op->cancel();           // and ends all of it before
        co_return co_await g.wait("later");
    };
    bool after = false;
    auto outer = [](task<int> a, task<int> b, bool& flag) -> task<void> {
        co_await when_any(std::move(a), std::move(b));
        flag = true;
    };
    outcome<void> told(outer(loser(at, all, running), at.wait("winner"), after));
    running = &told.running;
    at.settle("go", 1);
    EXPECT_FALSE(after);
    EXPECT_EQ(told.calls, 0);
    EXPECT_TRUE(all.all_gone());
}

TEST(when_any, of_100000_takes_no_stack) {
    manual_environment env;
    std::vector<task<void>> tasks;
    for (int i = 0; i < 100'000; ++i) tasks.push_back(sleep_for(std::chrono::milliseconds(200'000 - i)));
    outcome first(when_any(std::move(tasks)));
    env.advance(200'000ms);
    EXPECT_EQ(first.value().index, 99'999u);
    EXPECT_EQ(env.waiting(), 0u);
}

}  // namespace
}  // namespace solder

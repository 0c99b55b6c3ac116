#include <gtest/gtest.h>
#include <memory>
#include <solder/core/await_callback.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/core/start.hpp>
#include <solder/core/task.hpp>
#include <stdexcept>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

task<int> give(int value) { co_return value; }
task<int> refuse() { co_return fail(invalid("no")); }
task<int> add_one(task<int> inner) { co_return co_await std::move(inner) + 1; }

template <class T>
std::optional<result<T>> outcome_now(task<T> work) {
    std::optional<result<T>> seen;
    auto running = start(std::move(work), [&](result<T> r) { seen.emplace(std::move(r)); });
    return seen;
}

TEST(task, is_lazy) {
    bool ran = false;
    auto work = [](bool& flag) -> task<void> {
        flag = true;
        co_return;
    }(ran);
    EXPECT_FALSE(ran);
    outcome_now(std::move(work));
    EXPECT_TRUE(ran);
}

TEST(task, gives_its_value_through_co_await) { EXPECT_EQ(outcome_now(add_one(give(41)))->value(), 42); }

TEST(task, failure_ends_every_awaiting_task_and_destroys_locals) {
    auto alive = std::make_shared<int>();
    auto outer = [](std::shared_ptr<int> held) -> task<int> {
        auto local = held;
        co_return co_await add_one(add_one(refuse())) + (local ? 1 : 0);
    }(alive);
    auto seen = outcome_now(std::move(outer));
    EXPECT_EQ(seen->error().message, "no");
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(task, as_result_takes_the_failure) {
    auto outer = []() -> task<int> {
        auto inner = co_await as_result(refuse());
        co_return inner ? 0 : 7;
    };
    EXPECT_EQ(outcome_now(outer())->value(), 7);
}

TEST(task, co_await_fail_ends_a_void_task) {
    auto outer = [](bool& after) -> task<void> {
        co_await fail("stop");
        after = true;
    };
    bool after = false;
    EXPECT_EQ(outcome_now(outer(after))->error().message, "stop");
    EXPECT_FALSE(after);
}

TEST(task, an_exception_becomes_an_error) {
    auto outer = []() -> task<int> {
        throw std::runtime_error("thrown");
        co_return 1;
    };
    EXPECT_EQ(outcome_now(add_one(outer()))->error().message, "thrown");
}

TEST(task, a_failure_after_suspension_unwinds_from_outside) {
    std::optional<resolver<int>> answer;
    auto leaf = [](std::optional<resolver<int>>& out) -> task<int> {
        co_return co_await await_callback<int>([&](resolver<int> r) { out = r; });
    };
    std::optional<result<int>> seen;
    auto running = start(add_one(add_one(leaf(answer))), [&](result<int> r) { seen = std::move(r); });
    EXPECT_FALSE(seen);
    (*answer)(fail("late"));
    EXPECT_EQ(seen->error().message, "late");
    (*answer)(3);  // a second answer does nothing
}

TEST(task, dropping_the_operation_cancels_what_it_waits_for) {
    bool cancelled = false;
    bool finished = false;
    auto leaf = [](bool& flag) -> task<void> {
        co_await await_callback<void>([&](resolver<void>) { return [&] { flag = true; }; });
    };
    {
        auto running = start(leaf(cancelled), [&](result<void>) { finished = true; });
    }
    EXPECT_TRUE(cancelled);
    EXPECT_FALSE(finished);
}

TEST(task, a_chain_of_1000_failures_unwinds_in_a_loop) {
    auto chain = refuse();
    for (int i = 0; i < 1000; ++i) chain = add_one(std::move(chain));
    EXPECT_FALSE(outcome_now(std::move(chain))->has_value());
}

TEST(task, keeps_its_surroundings_across_suspension) {
    struct place final : ambient {};
    manual_environment env;
    auto here = make_ref<place>();
    ambient* seen = nullptr;
    auto work = [](ambient*& out) -> task<void> {
        co_await sleep_for(5ms);
        out = detail::current_ambient;
    };
    {
        ambient_scope scope(here);
        detach(work(seen));
    }
    EXPECT_EQ(detail::current_ambient, nullptr);
    env.advance(5ms);
    EXPECT_EQ(seen, here.get());
    EXPECT_EQ(detail::current_ambient, nullptr);
}

TEST(shared_task, runs_once_for_many_consumers) {
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
    auto second = start(shared.as_task(), [&](result<int> r) { seen.push_back(*r); });
    env.advance(10ms);
    EXPECT_EQ(seen, (std::vector{6, 5}));
    EXPECT_EQ(runs, 1);
    EXPECT_TRUE(shared.is_settled());
}

TEST(shared_task, is_cancelled_with_its_last_handle) {
    bool cancelled = false;
    auto leaf = [](bool& flag) -> task<int> {
        co_return co_await await_callback<int>([&](resolver<int>) { return [&] { flag = true; }; });
    };
    {
        auto shared = shared_task<int>::run(leaf(cancelled));
        auto copy = shared;
    }
    EXPECT_TRUE(cancelled);
}

TEST(shared_task, hands_a_failure_to_each_consumer) {
    auto shared = shared_task<int>::run(refuse());
    EXPECT_EQ(outcome_now(shared.as_task())->error().message, "no");
    EXPECT_EQ(outcome_now(shared.as_task())->error().message, "no");
}

}  // namespace
}  // namespace solder

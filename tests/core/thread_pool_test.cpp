#include "task_probe.hpp"
#include <algorithm>
#include <atomic>
#include <future>
#include <latch>
#include <solder/core/thread_pool.hpp>
#include <stdexcept>
#include <thread>

namespace solder {
namespace {

using namespace probe;

const auto this_thread = [] { return std::this_thread::get_id(); };

/// Says where it ended.
class ends_on {
public:
    explicit ends_on(std::optional<std::thread::id>& where) : where_(&where) {}
    ends_on(ends_on&& other) noexcept : where_(std::exchange(other.where_, nullptr)) {}
    ~ends_on() {
        if (where_) *where_ = this_thread();
    }

private:
    std::optional<std::thread::id>* where_;
};

TEST(thread_pool, gives_the_value_of_work_that_ran_on_another_thread) {
    manual_environment env;
    const thread_pool pool(1);
    std::thread::id went_on;
    auto ask = [&]() -> task<std::thread::id> {
        auto where = co_await pool.run(this_thread);
        went_on = this_thread();
        co_return where;
    };
    outcome asked(ask());
    EXPECT_EQ(asked.calls, 0);
    ASSERT_TRUE(env.run_remote());
    EXPECT_NE(asked.value(), this_thread());
    EXPECT_EQ(went_on, this_thread());
}

TEST(thread_pool, takes_work_that_gives_nothing_a_result_or_what_only_moves) {
    manual_environment env;
    const thread_pool pool(1);
    outcome<void> nothing(pool.run([] {}));
    env.run_remote();
    EXPECT_EQ(nothing.calls, 1);
    outcome<int> refused(pool.run([]() -> result<int> { return fail(not_found("none")); }));
    env.run_remote();
    EXPECT_EQ(refused.failure(), "none");
    EXPECT_EQ(refused.seen->error().kind, error_kind::not_found);
    outcome moves(pool.run([box = std::make_unique<int>(4)]() mutable { return std::move(box); }));
    env.run_remote();
    EXPECT_EQ(*moves.value(), 4);
}

TEST(thread_pool, an_exception_of_the_work_is_a_failure) {
    manual_environment env;
    const thread_pool pool(1);
    outcome thrown(pool.run([]() -> int { throw std::runtime_error("disk full"); }));
    env.run_remote();
    EXPECT_EQ(thrown.failure(), "disk full");
    outcome odd(pool.run([]() -> int { throw 5; }));
    env.run_remote();
    EXPECT_EQ(odd.failure(), "an exception that is not a std::exception");
}

TEST(thread_pool, begins_nothing_before_the_task_does) {
    manual_environment env;
    const thread_pool pool(1);
    bool ran = false;
    {
        auto never = pool.run([&] { ran = true; });
    }
    outcome<void> another(pool.run([] {}));
    env.run_remote();
    EXPECT_FALSE(ran);
}

TEST(thread_pool, work_beyond_its_threads_waits_for_its_turn) {
    manual_environment env;
    const thread_pool pool(2);
    std::latch both(2), go(1);
    std::atomic<int> running = 0, most = 0;
    auto work = [&](bool counts) {
        return pool.run([&, counts] {
            int now = ++running;
            for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
            }
            if (counts) both.count_down();
            go.wait();
            --running;
        });
    };
    std::vector<std::unique_ptr<outcome<void>>> all;
    for (int i = 0; i < 6; ++i) all.push_back(std::make_unique<outcome<void>>(work(i < 2)));
    both.wait();
    go.count_down();
    auto done = [&] { return std::ranges::count_if(all, [](auto& each) { return each->calls == 1; }); };
    while (done() < 6) ASSERT_TRUE(env.run_remote());
    EXPECT_EQ(most, 2);
}

TEST(thread_pool, work_that_nobody_waits_for_any_more_is_dropped_at_home_before_its_turn) {
    manual_environment env;
    const thread_pool pool(1);
    std::latch go(1);
    outcome<void> first(pool.run([&] { go.wait(); }));
    bool ran = false;
    std::optional<std::thread::id> ended;
    {
        outcome<void> second(pool.run([&ran, mark = ends_on(ended)] { ran = true; }));
    }
    EXPECT_EQ(ended, this_thread());
    go.count_down();
    env.run_remote();
    outcome<void> third(pool.run([] {}));
    env.run_remote();
    EXPECT_EQ(third.calls, 1);
    EXPECT_FALSE(ran);
}

TEST(thread_pool, running_work_is_told_when_nobody_waits_any_more_and_ends_at_home) {
    manual_environment env;
    const thread_pool pool(1);
    std::latch began(1), saw_it(1);
    std::optional<std::thread::id> ended;
    int told = 0;
    {
        outcome<int> asked(pool.run([&, mark = ends_on(ended)](std::stop_token stop) {
            std::stop_callback when(stop, [&] { saw_it.count_down(); });
            began.count_down();
            saw_it.wait();
            return 1;
        }));
        began.wait();
        asked.running.cancel();
        told = asked.calls;
    }
    ASSERT_TRUE(env.run_remote());
    EXPECT_EQ(told, 0);
    EXPECT_EQ(ended, this_thread());
}

TEST(thread_pool, waiting_work_fails_when_the_pool_ends_and_so_does_what_comes_later) {
    manual_environment env;
    std::optional<thread_pool> pool(1);
    std::latch began(1), go(1);
    outcome<void> first(pool->run([&] {
        began.count_down();
        go.wait();
    }));
    began.wait();
    outcome<void> second(pool->run([] {}));
    auto late = pool->run([] {});
    std::thread end([&] { pool.reset(); });
    go.count_down();
    end.join();
    env.run_remote();
    EXPECT_EQ(first.calls, 1);
    ASSERT_EQ(second.calls, 1);
    outcome<void> third(std::move(late));
    env.run_remote();
    EXPECT_EQ(third.seen->error().kind, error_kind::cancelled);
}

TEST(thread_pool, can_be_waited_for) {
    manual_environment env;
    const thread_pool pool(1);
    pool.wait_until_idle();
    std::latch go(1);
    std::atomic<int> done = 0;
    const auto work = [&] {
        go.wait();
        ++done;
    };
    outcome<void> first(pool.run(work)), second(pool.run(work));
    int done_after = 0;
    std::thread waits([&] {
        pool.wait_until_idle();
        done_after = done;
    });
    go.count_down();
    waits.join();
    EXPECT_EQ(done_after, 2);
}

TEST(thread_pool, is_idle_when_the_last_work_that_waited_is_given_up) {
    manual_environment env;
    const thread_pool pool(1);
    outcome<void> starts_its_thread(pool.run([] {}));
    env.run_remote();
    std::atomic<bool> over = false;
    std::promise<void> ended;
    std::thread waits([&] {
        while (!over) pool.wait_until_idle();
        ended.set_value();
    });
    // Each is given up while the thread of the pool wakes for it, or runs.
    for (int i = 0; i < 5'000; ++i) outcome<void> given_up(pool.run([] {}));
    over = true;
    EXPECT_EQ(ended.get_future().wait_for(std::chrono::seconds(5)), std::future_status::ready);
    outcome<void> frees_it(pool.run([] {}));
    waits.join();
}

TEST(thread_pool, work_may_outlive_the_thread_that_asked) {
    std::optional<thread_pool> pool(1);
    std::latch began(1), go(1);
    std::optional<std::thread::id> ended;
    {
        manual_environment env;
        outcome<void> asked(pool->run([&, mark = ends_on(ended)] {
            began.count_down();
            go.wait();
        }));
        began.wait();
    }
    go.count_down();
    pool.reset();
    EXPECT_TRUE(ended && *ended != this_thread());
}

TEST(thread_pool, may_be_ended_by_its_own_work) {
    std::latch began(1), go(1), ended(1);
    struct owner {
        std::latch& ended;
        thread_pool pool{2};
        ~owner() { ended.count_down(); }
    };
    {
        manual_environment env;
        auto all = std::make_shared<owner>(ended);
        auto work = all->pool.run([&, all] {
            began.count_down();
            go.wait();
        });
        outcome<void> asked(std::move(work));
        began.wait();
    }
    go.count_down();
    ended.wait();
}

TEST(thread_pool, a_task_keeps_its_surroundings_over_blocking_work) {
    manual_environment env;
    class place final : public ambient {};
    auto around = make_ref<place>();
    ambient* after = nullptr;
    auto ask = [&]() -> task<void> {
        co_await run_blocking([] {});
        after = detail::current_ambient;
    };
    std::optional<outcome<void>> asked;
    {
        ambient_scope inside(around);
        asked.emplace(ask());
    }
    env.run_remote();
    EXPECT_EQ(after, around.get());
}

TEST(blocking, makes_a_task_of_each_call_with_arguments_of_its_own) {
    manual_environment env;
    const thread_pool pool(1);
    const auto join = blocking([](const std::string& a, std::string b) { return a + b; }, pool);
    std::optional<task<std::string>> first;
    {
        std::string left = "left, ";
        first = join(left, "right");
    }
    outcome joined(std::move(*first));
    env.run_remote();
    EXPECT_EQ(joined.value(), "left, right");
    const auto refuse = blocking([](int) -> result<int> { return fail("no"); });
    outcome refused(refuse(1));
    env.run_remote();
    EXPECT_EQ(refused.failure(), "no");
}

TEST(thread_pool, many_tasks_of_many_threads_get_their_own_answers) {
    const thread_pool pool(3);
    auto one_thread = [&](int base) {
        manual_environment env;
        std::vector<std::unique_ptr<outcome<int>>> all;
        for (int i = 0; i < 300; ++i) all.push_back(std::make_unique<outcome<int>>(pool.run([=] { return base + i; })));
        for (int i = 0; i < 300; i += 3) all[i]->running.cancel();
        auto is_done = [&](int i) { return i % 3 == 0 || all[i]->calls == 1; };
        for (int i = 0; i < 300; ++i)
            while (!is_done(i)) ASSERT_TRUE(env.run_remote());
        for (int i = 0; i < 300; ++i) {
            if (i % 3 == 0) continue;
            EXPECT_EQ(all[i]->value(), base + i);
        }
    };
    std::thread first([&] { one_thread(1'000); }), second([&] { one_thread(2'000); });
    first.join();
    second.join();
}

}  // namespace
}  // namespace solder

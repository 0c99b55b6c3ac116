#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

TEST(manual_environment, runs_by_due_time_then_in_order_of_posting) {
    manual_environment env;
    std::string log;
    env.post_after(2ms, [&] { log += "c"; });
    env.post_after(1ms, [&] { log += "b"; });
    env.post_after(2ms, [&] { log += "d"; });
    env.post([&] { log += "a"; });
    env.advance(5ms);
    EXPECT_EQ(log, "abcd");
    EXPECT_EQ(env.now(), 5ms);
}

TEST(manual_environment, shows_each_piece_of_work_its_own_time) {
    manual_environment env;
    std::vector<std::int64_t> seen;
    env.post_after(3ms, [&] {
        seen.push_back(env.now().count());
        env.post_after(4ms, [&] { seen.push_back(env.now().count()); });
        env.post_after(9ms, [&] { seen.push_back(env.now().count()); });
    });
    env.advance(8ms);
    EXPECT_EQ(seen, (std::vector<std::int64_t>{3, 7}));
    EXPECT_EQ(env.waiting(), 1u);
}

TEST(manual_environment, run_does_what_is_due_and_what_that_posts_for_now) {
    manual_environment env;
    std::string log;
    env.post([&] {
        log += "a";
        env.post([&] { log += "b"; });
        env.post_after(1ms, [&] { log += "c"; });
    });
    env.run();
    EXPECT_EQ(log, "ab");
}

TEST(manual_environment, never_runs_withdrawn_work) {
    manual_environment env;
    std::string log;
    env.post_after(1ms, [&] { log += "a"; });
    const auto taken_back = env.post_after(1ms, [&] { log += "b"; });
    env.post_after(1ms, [&] { log += "c"; });
    env.withdraw(taken_back);
    env.withdraw(taken_back);
    EXPECT_EQ(env.waiting(), 2u);
    env.advance(1ms);
    EXPECT_EQ(log, "ac");
}

TEST(manual_environment, withdrawing_what_ran_touches_nothing_else) {
    manual_environment env;
    int runs = 0;
    const auto ran = env.post_after(0ms, [&] { ++runs; });
    env.run();
    env.post_after(0ms, [&] { ++runs; });
    env.withdraw(ran);
    env.run();
    EXPECT_EQ(runs, 2);
}

TEST(manual_environment, work_may_withdraw_other_work_that_is_due_with_it) {
    manual_environment env;
    std::string log;
    timer_id second;
    env.post_after(1ms, [&] {
        log += "a";
        env.withdraw(second);
    });
    second = env.post_after(1ms, [&] { log += "b"; });
    env.advance(1ms);
    EXPECT_EQ(log, "a");
}

TEST(manual_environment, takes_delays_without_end) {
    manual_environment env;
    env.advance(7ms);
    bool ran = false;
    env.post_after(std::chrono::milliseconds::max(), [&] { ran = true; });
    env.advance(std::chrono::hours(24 * 365));
    EXPECT_FALSE(ran);
}

/// Posts once more when it is destroyed.
struct posts_when_destroyed {
    manual_environment* env;
    bool* posted;
    explicit posts_when_destroyed(manual_environment& e, bool& p) : env(&e), posted(&p) {}
    posts_when_destroyed(posts_when_destroyed&& other) noexcept
        : env(std::exchange(other.env, nullptr)), posted(other.posted) {}
    ~posts_when_destroyed() {
        if (!env) return;
        *posted = true;
        current_task_queue().post([] {});
    }
    void operator()() const {}
};

TEST(manual_environment, is_still_there_while_its_last_work_is_destroyed) {
    bool posted = false;
    {
        manual_environment env;
        env.post(posts_when_destroyed(env, posted));
    }
    EXPECT_TRUE(posted);
}

TEST(manual_environment, keeps_100000_timers_in_order) {
    manual_environment env;
    std::vector<timer_id> ids;
    std::int64_t last = 0;
    std::size_t runs = 0;
    bool in_order = true;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        const auto due = static_cast<std::int64_t>((i * 7919) % 100'003);
        ids.push_back(env.post_after(std::chrono::milliseconds(due), [&, due] {
            in_order = in_order && last <= due;
            last = due;
            ++runs;
        }));
    }
    for (std::size_t i = 0; i < ids.size(); i += 2) env.withdraw(ids[i]);
    env.advance(100'003ms);
    EXPECT_TRUE(in_order);
    EXPECT_EQ(runs, 50'000u);
    EXPECT_EQ(env.waiting(), 0u);
}

}  // namespace
}  // namespace solder

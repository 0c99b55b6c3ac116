#include "task_probe.hpp"
#include <solder/core/timer.hpp>

namespace solder {
namespace {

using namespace probe;

TEST(scoped_timer, rings_once_after_its_delay) {
    manual_environment env;
    int rings = 0;
    scoped_timer timer(5ms, [&] { ++rings; });
    env.advance(4ms);
    EXPECT_EQ(rings, 0);
    env.advance(100ms);
    EXPECT_EQ(rings, 1);
}

TEST(scoped_timer, leaves_the_queue_when_destroyed) {
    manual_environment env;
    bool rang = false;
    {
        scoped_timer timer(5ms, [&] { rang = true; });
        EXPECT_EQ(env.waiting(), 1u);
    }
    EXPECT_EQ(env.waiting(), 0u);
    env.advance(5ms);
    EXPECT_FALSE(rang);
}

TEST(scoped_timer, may_be_destroyed_by_its_own_work) {
    manual_environment env;
    std::optional<scoped_timer> timer;
    std::string log;
    timer.emplace(1ms, [&, text = std::string("kept until the end of the call")] {
        timer.reset();
        log = text;
    });
    env.advance(1ms);
    EXPECT_EQ(log, "kept until the end of the call");
}

TEST(scoped_timer, may_outlive_its_queue) {
    std::optional<manual_environment> env{std::in_place};
    bool rang = false;
    scoped_timer timer(1ms, [&] { rang = true; });
    env.reset();
    EXPECT_FALSE(rang);
}

TEST(sleep_for, goes_on_when_the_time_is_over_and_not_before) {
    manual_environment env;
    outcome<void> slept(sleep_for(10ms));
    env.advance(9ms);
    EXPECT_EQ(slept.calls, 0);
    env.advance(1ms);
    EXPECT_EQ(slept.calls, 1);
}

TEST(sleep_for, nothing_and_less_waits_for_the_next_turn) {
    manual_environment env;
    outcome<void> zero(sleep_for(0ms));
    outcome<void> negative(sleep_for(-5ms));
    EXPECT_EQ(zero.calls + negative.calls, 0);
    env.run();
    EXPECT_EQ(zero.calls, 1);
    EXPECT_EQ(negative.calls, 1);
}

TEST(sleep_for, cancelled_leaves_nothing_in_the_queue) {
    manual_environment env;
    outcome<void> slept(sleep_for(10ms));
    EXPECT_EQ(env.waiting(), 1u);
    slept.running.cancel();
    EXPECT_EQ(env.waiting(), 0u);
    env.advance(10ms);
    EXPECT_EQ(slept.calls, 0);
}

TEST(sleep_for, may_be_cancelled_after_its_queue_is_gone) {
    std::optional<manual_environment> env{std::in_place};
    outcome<void> slept(sleep_for(10ms));
    env.reset();
    slept.running.cancel();
    EXPECT_EQ(slept.calls, 0);
}

}  // namespace
}  // namespace solder

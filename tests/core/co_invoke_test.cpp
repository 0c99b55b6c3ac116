#include "task_probe.hpp"
#include <memory>
#include <solder/core/co_invoke.hpp>
#include <solder/core/shared_task.hpp>

namespace solder {
namespace {

using namespace probe;

const std::string long_text = "a text that is too long to live inside the string itself";

TEST(co_invoke, keeps_a_temporary_lambda_and_its_captures) {
    manual_environment env;
    outcome text(co_invoke([kept = long_text]() -> task<std::string> {
        co_await sleep_for(5ms);
        co_return kept;
    }));
    env.advance(5ms);
    EXPECT_EQ(text.value(), long_text);
}

TEST(co_invoke, keeps_arguments_that_the_coroutine_takes_by_reference) {
    manual_environment env;
    outcome text(co_invoke(
        [](const std::string& by_reference, std::unique_ptr<int> moved) -> task<std::string> {
            co_await sleep_for(5ms);
            co_return by_reference + std::to_string(*moved);
        },
        long_text, std::make_unique<int>(7)));
    env.advance(5ms);
    EXPECT_EQ(text.value(), long_text + "7");
}

TEST(co_invoke, is_lazy_and_frees_all_when_it_never_begins) {
    guards all;
    bool called = false;
    {
        auto work = co_invoke([local = guard(all), &called]() -> task<void> {
            called = true;
            co_return;
        });
        EXPECT_FALSE(all.alive.empty());
    }
    EXPECT_TRUE(all.all_gone());
    EXPECT_FALSE(called);
}

TEST(co_invoke, frees_the_lambda_when_its_task_is_cancelled) {
    gates<void> at;
    guards all;
    outcome<void> work(co_invoke([local = guard(all), &at]() -> task<void> { co_await at.wait("a"); }));
    EXPECT_FALSE(all.alive.empty());
    work.running.cancel();
    EXPECT_TRUE(all.all_gone());
}

TEST(co_invoke, calls_a_member_function) {
    struct counter {
        int value;
        task<int> plus(int more) { co_return value += more; }
    };
    EXPECT_EQ(outcome(co_invoke(&counter::plus, counter{2}, 3)).value(), 5);
}

TEST(start, detach_and_run_now_keep_the_lambda_they_are_given) {
    manual_environment env;
    std::vector<std::string> seen;
    auto work = [&](std::string name) {
        return [kept = long_text + name, &seen]() -> task<int> {
            co_await sleep_for(5ms);
            seen.push_back(kept);
            co_return 1;
        };
    };
    int done = 0;
    auto running = start(work("start"), [&](result<int> r) { done += *r; });
    detach(work("detach"));
    outcome ran(run_now(work("run_now")));
    env.advance(5ms);
    EXPECT_EQ(seen, (std::vector{long_text + "start", long_text + "detach", long_text + "run_now"}));
    EXPECT_EQ(done, 1);
    EXPECT_EQ(ran.value(), 1);
}

}  // namespace
TEST(start, detached_work_that_fails_is_in_the_log_but_for_what_was_given_up) {
    manual_environment env;
    const auto failing = [](error why) -> task<void> {
        co_await sleep_for(5ms);
        co_await fail(std::move(why));
    };
    ::testing::internal::CaptureStderr();
    detach(failing(error{"first"}));
    detach(failing({"second", error_kind::cancelled}));
    detach([]() -> task<int> { co_return 1; });
    env.advance(5ms);
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_TRUE(log.contains("a task that nobody waits for failed: first")) << log;
    EXPECT_FALSE(log.contains("second")) << log;
}

}  // namespace solder

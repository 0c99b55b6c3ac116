#include "task_probe.hpp"
#include <solder/core/remote_queue.hpp>
#include <thread>

namespace solder {
namespace {

using namespace probe;

/// Says on which thread it was destroyed.
struct grave {
    std::thread::id* where;
    explicit grave(std::thread::id& where) : where(&where) {}
    grave(grave&& other) noexcept : where(std::exchange(other.where, nullptr)) {}
    ~grave() {
        if (where) *where = std::this_thread::get_id();
    }
};

void on_another_thread(callback<void()> work) {
    std::thread([&] { work(); }).join();
}

TEST(remote_queue, runs_at_home_what_other_threads_post_in_order) {
    manual_environment env;
    std::string log;
    std::thread::id ran_on;
    auto home = env.remote();
    on_another_thread([&] {
        home->post([&] { log += "a"; });
        home->post([&] { log += "b", ran_on = std::this_thread::get_id(); });
    });
    EXPECT_EQ(log, "");
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(log, "ab");
    EXPECT_EQ(ran_on, std::this_thread::get_id());
}

TEST(remote_queue, is_the_same_each_time) {
    manual_environment env;
    EXPECT_EQ(env.remote(), env.remote());
}

TEST(remote_queue, wakes_its_home_once_until_that_has_taken) {
    int woken = 0;
    remote_queue home([&] { ++woken; });
    home.post([] {});
    home.post([] {});
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(home.take().size(), 2u);
    home.post([] {});
    EXPECT_EQ(woken, 2);
}

TEST(remote_queue, drops_what_comes_after_the_end_of_its_home_on_the_thread_that_posts) {
    std::optional<manual_environment> env{std::in_place};
    auto home = env->remote();
    env.reset();
    std::thread::id dropped_on;
    bool ran = false;
    std::thread other([&] { home->post([&ran, mark = grave(dropped_on)] { ran = true; }); });
    const auto id = other.get_id();
    other.join();
    EXPECT_FALSE(ran);
    EXPECT_EQ(dropped_on, id);
}

TEST(remote_queue, drops_what_waits_when_its_home_ends_there) {
    std::optional<manual_environment> env{std::in_place};
    std::thread::id dropped_on;
    on_another_thread([&, home = env->remote()] { home->post([mark = grave(dropped_on)] {}); });
    env.reset();
    EXPECT_EQ(dropped_on, std::this_thread::get_id());
}

TEST(remote_queue, wait_says_when_nothing_came) {
    manual_environment env;
    EXPECT_FALSE(env.run_remote(0ms));
}

/// Asks somebody who answers on another thread.
task<std::string> ask(std::optional<remote_function<resolver<std::string>>>& answer) {
    await_callback<std::string> reply([&](resolver<std::string> done) { answer.emplace(at_home(std::move(done))); });
    co_return co_await reply;
}

TEST(at_home, gives_an_answer_of_another_thread_to_the_coroutine_on_its_own) {
    manual_environment env;
    std::optional<remote_function<resolver<std::string>>> answer;
    std::thread::id went_on;
    auto note = [&]() -> task<std::string> {
        auto text = co_await ask(answer);
        went_on = std::this_thread::get_id();
        co_return text;
    };
    outcome asked(note());
    on_another_thread([&] {
        const auto copy = *answer;
        copy("from afar");
        copy(std::string("too late"));
    });
    EXPECT_EQ(asked.calls, 0);
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(asked.value(), "from afar");
    EXPECT_EQ(went_on, std::this_thread::get_id());
}

#ifndef NDEBUG
TEST(at_home, is_what_a_resolver_of_another_thread_asks_for) {
    manual_environment env;
    std::optional<resolver<int>> bare;
    outcome asked([&]() -> task<int> {
        await_callback<int> reply([&](resolver<int> done) { bare = done; });
        co_return co_await reply;
    }());
    EXPECT_DEATH(on_another_thread([&] { (*bare)(1); }), "give it to at_home");
}
#endif

TEST(at_home, lets_go_at_home_of_what_nobody_calls) {
    manual_environment env;
    std::thread::id ended_on;
    std::optional given(at_home([mark = grave(ended_on)] {}));
    on_another_thread([&] { given.reset(); });
    EXPECT_NE(ended_on, std::this_thread::get_id());
    EXPECT_TRUE(env.run_remote());
    EXPECT_EQ(ended_on, std::this_thread::get_id());
}

TEST(at_home, takes_what_only_moves) {
    manual_environment env;
    int seen = 0;
    auto tell = at_home([&](std::unique_ptr<int> number, std::string text) { seen = *number + text.size(); });
    on_another_thread([&] { tell(std::make_unique<int>(40), "ab"); });
    env.run_remote();
    EXPECT_EQ(seen, 42);
}

TEST(at_home, does_nothing_once_the_thread_has_ended) {
    std::optional<manual_environment> env{std::in_place};
    std::optional<remote_function<resolver<std::string>>> answer;
    {
        outcome asked(ask(answer));
    }
    env.reset();
    on_another_thread([&] {
        (*answer)("nobody hears this");
        answer.reset();
    });
}

}  // namespace
}  // namespace solder

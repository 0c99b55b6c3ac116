#include "task_probe.hpp"
#include <deque>
#include <memory>
#include <numeric>
#include <solder/core/await_callback.hpp>

namespace solder {
namespace {

using namespace probe;

/// Awaits what `begin` makes.
template <class T, class Begin>
task<T> wait_for(Begin begin) {
    co_return co_await await_callback<T>(std::move(begin));
}

TEST(await_callback, takes_an_answer_from_inside_begin) {
    outcome given(wait_for<int>([](resolver<int> r) { r(5); }));
    EXPECT_EQ(given.value(), 5);
    outcome refused(wait_for<int>([](resolver<int> r) { r(fail("no")); }));
    EXPECT_EQ(refused.failure(), "no");
    outcome<void> nothing(wait_for<void>([](resolver<void> r) { r({}); }));
    EXPECT_EQ(nothing.calls, 1);
}

TEST(await_callback, does_not_cancel_what_answered_from_inside_begin) {
    bool cancelled = false;
    auto begin = [&](resolver<int> r) {
        r(5);
        return [&] { cancelled = true; };
    };
    outcome given(wait_for<int>(begin));
    EXPECT_EQ(given.value(), 5);
    EXPECT_FALSE(cancelled);
}

TEST(await_callback, counts_the_first_answer_only) {
    std::optional<resolver<int>> answer;
    outcome given(wait_for<int>([&](resolver<int> r) { answer = r; }));
    const auto copy = *answer;
    (*answer)(1);
    (*answer)(2);
    copy(fail("no"));
    EXPECT_EQ(given.value(), 1);
    EXPECT_EQ(given.calls, 1);

    outcome twice(wait_for<int>([&](resolver<int> r) {
        r(1);
        r(fail("no"));
    }));
    EXPECT_EQ(twice.value(), 1);
}

TEST(await_callback, takes_an_answer_after_the_waiter_has_gone_without_harm) {
    std::optional<resolver<std::string>> answer;
    {
        outcome gone(wait_for<std::string>([&](resolver<std::string> r) { answer = r; }));
    }
    (*answer)(std::string("nobody reads this"));
    (*answer)(fail("nor this"));
}

TEST(await_callback, frees_an_answer_that_nobody_takes_at_once) {
    std::optional<resolver<std::shared_ptr<int>>> answer;
    {
        outcome gone(wait_for<std::shared_ptr<int>>([&](resolver<std::shared_ptr<int>> r) { answer = r; }));
    }
    auto value = std::make_shared<int>();
    (*answer)(value);
    EXPECT_EQ(value.use_count(), 1);
}

TEST(await_callback, may_be_answered_by_its_own_cancelling) {
    std::optional<resolver<int>> answer;
    bool cancelled = false;
    {
        outcome gone(wait_for<int>([&](resolver<int> r) {
            answer = r;
            return [&] {
                cancelled = true;
                (*answer)(fail("aborted"));  // as a transport that reports each request it ends
            };
        }));
        gone.running.cancel();
        EXPECT_EQ(gone.calls, 0);
    }
    EXPECT_TRUE(cancelled);
}

TEST(await_callback, an_answer_may_end_the_one_who_answers) {
    auto source = std::make_unique<std::optional<resolver<int>>>();
    outcome given(wait_for<int>([&](resolver<int> r) { *source = r; }));
    auto outer = [](task<void> first, std::unique_ptr<std::optional<resolver<int>>>& s) -> task<void> {
        co_await std::move(first);
        s.reset();
    };
    std::optional<resolver<void>> go;
    outcome<void> told(outer(wait_for<void>([&](resolver<void> r) { go = r; }), source));
    (*go)({});
    EXPECT_EQ(told.calls, 1);
    EXPECT_EQ(given.calls, 0);
}

/// A mutex made by hand: who unlocks it goes on with the next in line.
class hand_made_mutex {
public:
    task<void> lock() {
        co_return co_await await_callback<void>([this](resolver<void> mine) {
            if (std::exchange(locked_, true))
                line_.push_back(std::move(mine));
            else
                mine({});
        });
    }
    void unlock() {
        if (line_.empty()) return void(locked_ = false);
        auto next = std::move(line_.front());
        line_.pop_front();
        next({});
    }

private:
    std::deque<resolver<void>> line_;
    bool locked_ = false;
};

task<void> take_turn(hand_made_mutex& mutex, int name, std::vector<int>& order) {
    co_await mutex.lock();
    order.push_back(name);
    mutex.unlock();
}

TEST(await_callback, a_line_of_20000_is_gone_through_in_order_and_in_bounded_stack) {
    hand_made_mutex mutex;
    std::vector<int> order;
    std::vector<int> in_line(20'000);
    std::iota(in_line.begin(), in_line.end(), 0);
    outcome<void> first(mutex.lock());
    for (int name : in_line) detach(take_turn(mutex, name, order));
    EXPECT_TRUE(order.empty());
    mutex.unlock();
    EXPECT_EQ(order, in_line);
}

TEST(await_callback, a_line_of_20000_failures_is_gone_through_in_bounded_stack) {
    std::deque<resolver<void>> line;
    int failed = 0;
    auto next_fails = [&] {
        if (line.empty()) return;
        auto next = std::move(line.front());
        line.pop_front();
        next(fail("closed"));
    };
    auto wait_in_line = [&]() -> task<void> {
        co_await await_callback<void>([&](resolver<void> mine) { line.push_back(std::move(mine)); });
    };
    for (int i = 0; i < 20'000; ++i)
        detach([&]() -> task<void> {
            failed += !co_await as_result(wait_in_line());
            next_fails();
        });
    next_fails();
    EXPECT_EQ(failed, 20'000);
}

/// Answers the next when it is answered, then writes down which it is.
task<void> pass_on(std::vector<resolver<void>>& links, std::size_t at, std::string& log) {
    co_await await_callback<void>([&](resolver<void> mine) { links.push_back(std::move(mine)); });
    if (at + 1 < links.size()) links[at + 1]({});
    if (at % 10 == 0) log += std::to_string(at) + " ";
}

TEST(await_callback, an_answer_is_taken_before_the_call_returns_at_the_depths_of_programs) {
    std::vector<resolver<void>> links;
    std::string log;
    for (std::size_t i = 0; i < 41; ++i) detach(pass_on(links, i, log));
    links[0]({});
    EXPECT_EQ(log, "40 30 20 10 0 ");
}

TEST(await_callback, one_that_goes_on_later_can_be_cancelled_until_then) {
    std::vector<resolver<void>> links;
    std::string log;
    for (std::size_t i = 0; i < 500; ++i) detach(pass_on(links, i, log));
    // Deep in the chain: both are answered, and the first to go on takes the other away.
    std::optional<resolver<void>> first, second;
    outcome<void> cancelled(wait_for<void>([&](resolver<void> r) { second = r; }));
    outcome<void> cancels([](auto& mine, auto& other) -> task<void> {
        co_await await_callback<void>([&](resolver<void> r) { mine = r; });
        other.running.cancel();
    }(first, cancelled));
    outcome<void> last([](auto& all, auto& a, auto& b) -> task<void> {
        co_await await_callback<void>([&](resolver<void> r) { all.push_back(std::move(r)); });
        (*a)({});
        (*b)({});
    }(links, first, second));
    links[0]({});
    EXPECT_EQ(last.calls, 1);
    EXPECT_EQ(cancels.calls, 1);
    EXPECT_EQ(cancelled.calls, 0);
}

TEST(await_callback, an_exception_in_begin_is_a_failure) {
    outcome failed(wait_for<int>([](resolver<int>) { throw std::runtime_error("cannot begin"); }));
    EXPECT_EQ(failed.failure(), "cannot begin");
}

}  // namespace
}  // namespace solder

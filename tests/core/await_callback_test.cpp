#include "task_probe.hpp"
#include <memory>
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

TEST(await_callback, an_exception_in_begin_is_a_failure) {
    outcome failed(wait_for<int>([](resolver<int>) { throw std::runtime_error("cannot begin"); }));
    EXPECT_EQ(failed.failure(), "cannot begin");
}

}  // namespace
}  // namespace solder

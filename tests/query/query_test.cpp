#include "query_fixture.hpp"
#include <solder/query/action.hpp>

namespace solder {
namespace {

TEST_F(query_fixture, Q3_Q7_calls_of_one_key_share_one_fetch) {
    auto list = list_query();
    auto first = list(1);
    auto second = list(1);
    EXPECT_EQ(first, second);
    time_.advance(10ms);
    EXPECT_EQ(*first.value(), (std::vector{1, 2}));
    EXPECT_EQ(all_reads(), 1);
}

TEST_F(query_fixture, Q4_an_answer_serves_for_five_seconds_from_the_start_of_its_fetch) {
    auto list = list_query();
    list(1);
    time_.advance(4999ms);
    list(1);
    EXPECT_EQ(all_reads(), 1);
    time_.advance(1ms);
    list(1);
    EXPECT_EQ(all_reads(), 2);
}

TEST_F(query_fixture, a_coroutine_keeps_what_it_captured_and_what_it_was_called_with) {
    const auto ask = [] {
        auto greet = query(
            "greet",
            [before = std::string("a greeting that is long enough: ")](const std::string& name) -> task<std::string> {
                co_await sleep_for(10ms);
                co_return before + name;
            });
        return greet("a name that is long enough, too");
    };
    auto greeting = ask();
    time_.advance(10ms);
    EXPECT_EQ(*greeting.value(), "a greeting that is long enough: a name that is long enough, too");
}

TEST_F(query_fixture, what_a_component_captured_is_kept_for_its_fetch_when_the_query_is_made_again) {
    auto make = [](int of) {
        return query("made", [data = std::make_shared<int>(of)](int n) -> task<int> {
            co_await sleep_for(10ms);
            co_return *data + n;
        });
    };
    auto first = std::make_unique<scoped_root>();
    first->run([&] { (void)create_async([made = make(5)] { return made(1); }); });
    time_.advance(5ms);
    scoped_root second;
    second.run([&] {
        first.reset();  // a page is left, the next of the same kind made
        auto value = create_async([made = make(6)] { return made(1); });
        time_.advance(20ms);
        EXPECT_EQ(*value(), 6);
    });
}

TEST_F(query_fixture, an_action_keeps_what_it_captured_and_what_it_was_called_with) {
    std::string done;
    root_.run([&] {
        auto run = use_action(action(
            "greet",
            [before = std::string("a greeting that is long enough: "), &done](const std::string& name) -> task<int> {
                co_await sleep_for(10ms);
                done = before + name;
                co_return 1;
            }));
        run("a name that is long enough, too");
    });
    time_.advance(10ms);
    EXPECT_EQ(done, "a greeting that is long enough: a name that is long enough, too");
}

TEST_F(query_fixture, Q5_other_arguments_are_other_entries) {
    auto list = list_query();
    list(1);
    list(2);
    EXPECT_EQ(reads_, (std::map<int, int>{{1, 1}, {2, 1}}));
}

TEST_F(query_fixture, Q9_an_entry_in_use_is_not_fetched_again) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([list] { return list(1); });
        time_.advance(60'000ms);
        list(1);
        EXPECT_EQ(all_reads(), 1);
    });
}

TEST_F(query_fixture, R6_revalidate_reads_an_entry_in_use_exactly_once) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([list] { return list(1); });
        auto same = create_async([list] { return list(1); });
        auto other = create_async([list] { return list(2); });
        time_.advance(10ms);
        values_[1] = {9};
        revalidate(list.key_for(1));
        time_.advance(10ms);
        EXPECT_EQ(reads_, (std::map<int, int>{{1, 2}, {2, 1}}));
        EXPECT_EQ(*one(), std::vector{9});
        EXPECT_EQ(*same(), std::vector{9});
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(reads_, (std::map<int, int>{{1, 3}, {2, 2}}));
    });
}

TEST_F(query_fixture, R5_entries_without_subscribers_are_fetched_at_their_next_use) {
    auto list = list_query();
    list(1);
    time_.advance(10ms);
    revalidate(list.key());
    EXPECT_EQ(all_reads(), 1);
    list(1);
    EXPECT_EQ(all_reads(), 2);
}

TEST_F(query_fixture, R7_without_force_nothing_in_use_is_fetched) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([list] { return list(1); });
        time_.advance(60'000ms);
        revalidate(list.key(), false);
        EXPECT_EQ(all_reads(), 1);
    });
}

TEST_F(query_fixture, R10_the_task_is_done_when_the_fetches_have_settled) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([list] { return list(1); });
        time_.advance(10ms);
        fails_ = true;
        bool done = false;
        auto waiting = start(revalidate(list.key()), [&](result<void> how) { done = how.has_value(); });
        EXPECT_FALSE(done);
        time_.advance(10ms);
        EXPECT_TRUE(done);
    });
}

TEST_F(query_fixture, an_answer_older_than_an_invalidation_is_never_shown) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([list] { return list(1); });
        time_.advance(5ms);
        revalidate(list.key());  // the first fetch is under way
        values_[1] = {7};
        time_.advance(5ms);
        EXPECT_FALSE(one());
        time_.advance(5ms);
        EXPECT_EQ(*one(), std::vector{7});
    });
}

TEST_F(query_fixture, an_equal_answer_keeps_its_identity_and_runs_nothing) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([list] { return list(1); });
        int runs = 0;
        create_render_effect([&] {
            one();
            ++runs;
        });
        time_.advance(10ms);
        auto before = one();
        auto runs_before = runs;
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(one(), before);
        EXPECT_EQ(runs, runs_before);
    });
}

TEST_F(query_fixture, a_failure_goes_to_the_boundary_of_the_reader_until_a_fetch_succeeds) {
    auto list = list_query();
    std::vector<std::string> seen;
    std::optional<raised_error> raised;
    root_.run([&] {
        auto one = create_async([list] { return list(1); });
        catch_error([&] { create_render_effect([&, one] { seen.push_back(one() ? "value" : "nothing"); }); },
                    [&](raised_error e) { raised = std::move(e); });
        time_.advance(10ms);
        fails_ = true;
        revalidate(list.key());
        time_.advance(10ms);
        ASSERT_TRUE(raised);
        EXPECT_EQ(raised->reason.message, "away");
        EXPECT_EQ(one.error()->kind, error_kind::unreachable);
        EXPECT_EQ(*one.latest(), (std::vector{1, 2}));
        fails_ = false;
        revalidate(list.key());
        EXPECT_TRUE(raised->still_failing());
        time_.advance(10ms);
        EXPECT_FALSE(raised->still_failing());
        EXPECT_EQ(*one(), (std::vector{1, 2}));
    });
}

TEST_F(query_fixture, a_computation_over_many_queries_survives_overlapping_refetches) {
    auto list = list_query();
    for (int i = 1; i <= 10; ++i) values_[i] = std::vector<int>(static_cast<std::size_t>(i), i);
    auto count = [](std::vector<shared_task<std::vector<int>>> lists) -> task<std::size_t> {
        std::size_t all = 0;
        for (auto& one : lists) all += (co_await one).size();
        co_return all;
    };
    root_.run([&] {
        auto total = create_async([&] {
            std::vector<shared_task<std::vector<int>>> lists;
            for (int i = 1; i <= 10; ++i) lists.push_back(list(i));
            return count(std::move(lists));
        });
        std::vector<async_value<std::vector<int>>> each;
        for (int i = 1; i <= 10; ++i) each.push_back(create_async([list, i] { return list(i); }));
        time_.advance(10ms);
        EXPECT_EQ(*total(), 55u);
        for (int round = 0; round < 5; ++round) {
            values_[1].push_back(1);
            revalidate(list.key_for(1));
            time_.advance(3ms);
            revalidate(list.key());
            time_.advance(4ms);
        }
        time_.advance(20ms);
        EXPECT_EQ(*total(), 60u);
    });
}

TEST_F(query_fixture, Q33_entries_that_nobody_uses_are_dropped_in_time) {
    auto list = list_query();
    list(1);
    time_.advance(300'001ms);
    list(2);
    EXPECT_EQ(cache_.size(), 1u);
}

TEST_F(query_fixture, Q8_a_memo_that_runs_inside_of_a_preload_subscribes) {
    auto list = list_query();
    root_.run([&] {
        auto id = create_signal(1);
        auto size = create_memo([=] {
            auto work = list(id());
            return work.value() ? static_cast<int>(work.value()->size()) : -1;
        });
        time_.advance(20ms);
        batch([&] {
            id.set(2);
            intent_scope hover(query_intent::preload);
            (void)size.peek();
        });
        time_.advance(20ms);
        revalidate(list.key());
        (void)size.peek();
        EXPECT_EQ(reads_[2], 2);
    });
}

}  // namespace
}  // namespace solder

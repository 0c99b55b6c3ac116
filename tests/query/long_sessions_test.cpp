// What a page that stays open for hours keeps, and what it no longer shows.
#include "query_fixture.hpp"
#include <solder/query/query_layer.hpp>

namespace solder {
namespace {

using long_sessions = query_fixture;
using ints = std::vector<int>;

TEST_F(long_sessions, Q4_a_failure_of_an_hour_ago_that_nobody_reads_is_no_answer) {
    auto list = list_query();
    fails_ = true;
    {
        scoped_root dialog;
        dialog.run([&] { (void)create_async([=] { return list(1); }); });
        auto awaited = list(2);
        time_.advance(20ms);
    }
    fails_ = false;
    time_.advance(3'600'000ms);
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        auto awaited = list(2);
        time_.advance(20ms);
        EXPECT_FALSE(value.error());
        EXPECT_TRUE(awaited.value());
    });
}

TEST_F(long_sessions, a_redirect_of_an_hour_ago_that_nobody_reads_is_no_answer) {
    int runs = 0;
    auto me = query("me", [&]() -> task<int> {
        ++runs;
        co_await sleep_for(1ms);
        if (runs == 1) {
            auto elsewhere = redirect("/login");
            co_return fail(std::move(elsewhere));
        }
        co_return 7;
    });
    for (const bool is_first : {true, false}) {
        scoped_root dialog;
        dialog.run([&] {
            auto value = create_async([=] { return me(); });
            time_.advance(5ms);
            EXPECT_EQ(value() != nullptr, !is_first);
        });
        time_.advance(3'600'000ms);
    }
    EXPECT_EQ(runs, 2);
}

TEST_F(long_sessions, Q33_values_set_by_hand_are_dropped_when_nobody_has_used_them) {
    auto list = list_query();
    for (int id = 0; id < 100; ++id) {
        list.entry(id).set({id});
        time_.advance(60'000ms);
    }
    EXPECT_LT(cache_.size(), 20u);
}

TEST_F(long_sessions, a_layer_that_is_confirmed_does_not_keep_an_entry_that_nobody_reads) {
    auto list = list_query();
    {
        scoped_root dialog;
        dialog.run([&] {
            auto value = create_async([=] { return list(1); });
            time_.advance(10ms);
            list.entry(1).layer([](ints& of) { of.push_back(1); }).confirm();
            fails_ = true;
            revalidate();
            time_.advance(20ms);
        });
    }
    time_.advance(1'000'000ms);
    cache_.sweep();
    EXPECT_EQ(cache_.size(), 0u);
}

}  // namespace
}  // namespace solder

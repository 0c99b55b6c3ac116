// What the options of a query say.
#include "query_fixture.hpp"

namespace solder {
namespace {

using ints = std::vector<int>;

using query_options_page = query_fixture;

TEST_F(query_options_page, say_how_long_answers_are_fresh) {
    int calls = 0;
    auto read = query("read", [&] { return ++calls; }, {.fresh_for = 100ms});
    read();
    time_.advance(99ms);
    read();
    EXPECT_EQ(calls, 1);
    time_.advance(1ms);
    read();
    EXPECT_EQ(calls, 2);
}

TEST_F(query_options_page, reads_that_fail_on_their_way_are_tried_again_after_longer_and_longer) {
    std::vector<std::chrono::milliseconds> tries;
    error_kind kind = error_kind::unreachable;
    auto read = query("read",
                      [&]() -> task<int> {
                          tries.push_back(time_.now());
                          co_return fail(error{"away", kind, true});
                      },
                      {.retry = {.times = 3, .first_delay = 100ms, .longest_delay = 150ms}});
    auto answer = read();
    time_.advance(1'000ms);
    EXPECT_EQ(tries, (std::vector{0ms, 100ms, 250ms, 400ms}));
    EXPECT_EQ(answer.failure()->message, "away");
    kind = error_kind::not_found;  // an answer: asking again would not help
    revalidate();
    read();
    time_.advance(1'000ms);
    EXPECT_EQ(tries.size(), 5u);
}

TEST_F(query_options_page, refetches_every_so_often_while_it_is_in_use) {
    int calls = 0;
    auto read = query("read", [&] { return ++calls; }, {.refetch_every = 1'000ms});
    {
        scoped_root reader;
        reader.run([&] { create_computed([=] { read(); }); });
        time_.advance(3'500ms);
        EXPECT_EQ(calls, 4);
        cache_.refetch_automatically(false);
        time_.advance(5'000ms);
        EXPECT_EQ(calls, 4);
        cache_.refetch_automatically(true);
        time_.advance(1'000ms);
        EXPECT_EQ(calls, 5);
    }
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST_F(query_options_page, a_hidden_page_refetches_nothing_until_it_is_seen_again) {
    int often = 0, rarely = 0, always = 0, never = 0;
    auto read_often = query("often", [&] { return ++often; }, {.refetch_every = 1'000ms});
    auto read_rarely = query("rarely", [&] { return ++rarely; }, {.refetch_every = 60'000ms});
    auto read_always =
        query("always", [&] { return ++always; }, {.refetch_every = 1'000ms, .refetch_in_background = true});
    auto read_once = query("once", [&] { return ++never; });
    root_.run([&] { create_computed([=] { read_often(), read_rarely(), read_always(), read_once(); }); });
    cache_.hide(true);
    time_.advance(10'500ms);
    EXPECT_EQ((ints{often, rarely, always, never}), (ints{1, 1, 11, 1}));
    cache_.hide(false);
    EXPECT_EQ((ints{often, rarely, always, never}), (ints{2, 1, 11, 1}));
    time_.advance(1'000ms);
    EXPECT_EQ((ints{often, rarely, always, never}), (ints{3, 1, 12, 1}));
    cache_.hide(false);  // it was seen already
    EXPECT_EQ(often, 3);
}

TEST_F(query_options_page, refetches_on_occasion_what_is_in_use_and_not_fresh) {
    int focus = 0, idle = 0, never = 0;
    auto on_focus = query("focus", [&] { return ++focus; }, {.refetch_on = {.focus = true}});
    auto unused = query("idle", [&] { return ++idle; }, {.refetch_on = {.focus = true}});
    auto usual = query("never", [&] { return ++never; });
    root_.run([&] {
        create_computed([=] { on_focus(), usual(); });
        unused();
        cache_.occasion(&refetch_occasions::focus);
        EXPECT_EQ(focus, 1);
        time_.advance(5'000ms);
        cache_.occasion(&refetch_occasions::reconnect);
        EXPECT_EQ(focus, 1);
        cache_.occasion(&refetch_occasions::focus);
        EXPECT_EQ(focus, 2);
        cache_.refetch_automatically(false);
        time_.advance(5'000ms);
        cache_.occasion(&refetch_occasions::focus);
    });
    EXPECT_EQ((ints{focus, idle, never}), (ints{2, 1, 1}));
}

TEST_F(query_options_page, a_fetch_that_failed_is_made_again_on_occasion_however_young) {
    int calls = 0;
    auto read = query("read",
                      [&]() -> task<int> {
                          if (++calls == 1) co_return fail(error{"away", error_kind::unreachable, true});
                          co_return calls;
                      },
                      {.refetch_on = {.reconnect = true}});
    auto shown = root_.run([&] { return create_async([=] { return read(); }); });
    EXPECT_TRUE(shown.error());
    cache_.occasion(&refetch_occasions::focus);
    EXPECT_EQ(calls, 1);
    cache_.occasion(&refetch_occasions::reconnect);
    EXPECT_EQ(*shown.latest(), 2);
    EXPECT_FALSE(shown.error());
}

TEST_F(query_options_page, an_occasion_does_not_restart_what_is_in_flight) {
    int started = 0;
    auto slow = query("slow",
                      [&]() -> task<int> {
                          ++started;
                          co_await sleep_for(8'000ms);
                          co_return 1;
                      },
                      {.refetch_on = {.focus = true}});
    auto value = root_.run([&] { return create_async([slow] { return slow(); }); });
    time_.advance(6'000ms);
    cache_.occasion(&refetch_occasions::focus);
    time_.advance(2'000ms);
    EXPECT_EQ(started, 1);
    EXPECT_EQ(*value(), 1);
}

TEST_F(query_options_page, reads_that_wait_to_be_tried_again_are_when_the_connection_is_back) {
    auto list = query("list", [this](int id) { return read(id); },
                      {.retry = {.times = 10, .first_delay = 20'000ms}, .refetch_on = {.reconnect = true}});
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        fails_ = true;
        time_.advance(100ms);
        fails_ = false;
        cache_.occasion(&refetch_occasions::reconnect);
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2}));
        time_.advance(60'000ms);
        EXPECT_EQ(reads_[1], 2);
    });
}

#ifndef NDEBUG
TEST_F(query_options_page, that_differ_under_one_name_are_told_of) {
    std::vector<std::string> told;
    set_diagnostic_hook([&](const diagnostic& d) { told.push_back(d.message); });
    auto fn = [this](int id) { return read(id); };
    auto often = query("list", fn, {.refetch_every = 100ms});
    auto same = query("list", fn, {.refetch_every = 100ms});
    EXPECT_EQ(told.size(), 0u);
    auto plain = query("list", fn);
    set_diagnostic_hook(nullptr);
    EXPECT_EQ(told, std::vector<std::string>{"two queries have the name \"list\" and different options: those of the "
                                             "one that was called last count"});
}
#endif

}  // namespace
}  // namespace solder

// Failures of what lies under layers.
#include "query_fixture.hpp"
#include <solder/query/action.hpp>
#include <stdexcept>

namespace solder {
namespace {

class layer_failures : public query_fixture {};

TEST_F(layer_failures, a_refetch_that_fails_is_told_although_a_layer_was_laid_during_it) {
    auto list = list_query();
    auto told = [&] {
        return root_.run([&] {
            auto value = create_async([list] { return list(1); });
            return create_memo([value] {
                auto failed = value.error();
                return failed ? failed->message : value() ? std::to_string(value()->size()) : "none";
            });
        });
    };
    auto first = told();
    time_.advance(10ms);
    EXPECT_EQ(first(), "2");
    fails_ = true;
    revalidate(list.key());
    auto second_click = list.entry(1).layer([](std::vector<int>& all) { all.push_back(9); });
    EXPECT_EQ(first(), "3");
    time_.advance(10ms);
    EXPECT_EQ(first(), "away");
    EXPECT_EQ(told()(), "away") << "all readers of one entry agree";
}

using ints = std::vector<int>;

TEST_F(layer_failures, a_layer_that_is_dropped_goes_at_once_although_the_entry_is_being_fetched_again) {
    auto list = list_query();
    root_.run([&] {
        std::vector<ints> frames;
        auto value = create_async([=] { return list(1); });
        create_render_effect([&frames, value] {
            if (auto now = value()) frames.push_back(*now);
        });
        time_.advance(10ms);
        auto layer = list.entry(1).layer([](ints& of) { of.push_back(9); });
        batch([&] { revalidate(list.key()); });
        time_.advance(2ms);
        batch([&] { layer.drop(); });
        EXPECT_EQ(frames, (std::vector<ints>{{1, 2}, {1, 2, 9}, {1, 2}}));
        values_[1] = {4};
        fails_ = false;
        time_.advance(20ms);
        EXPECT_EQ(frames.back(), (ints{4}));
    });
}

TEST_F(layer_failures, a_layer_that_is_dropped_does_not_stay_where_fetching_again_fails) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        auto during = list.entry(1).layer([](ints& of) { of.push_back(9); });
        fails_ = true;
        revalidate(list.key());
        time_.advance(2ms);
        during.drop();
        time_.advance(20ms);
        EXPECT_TRUE(value.error());
        EXPECT_EQ(*value.latest(), (ints{1, 2}));
        auto after = list.entry(1).layer([](ints& of) { of.push_back(9); });
        EXPECT_EQ(*value.latest(), (ints{1, 2, 9}));
        after.drop();
        EXPECT_EQ(*value.latest(), (ints{1, 2}));
    });
}

TEST_F(layer_failures, what_an_action_laid_goes_while_reads_are_tried_again) {
    auto list = query("list", [this](int id) { return read(id); },
                      {.retry = {.times = 5, .first_delay = 1'000ms}, .refetch_on = {.focus = true}});
    auto add = root_.run([&] {
        return action("add",
                      [](int) -> task<int> {
                          co_await sleep_for(50ms);
                          co_return fail(error{"offline", error_kind::unreachable, true});
                      },
                      {.optimistic = [list](int n) { list.entry(1).lay([n](ints& of) { of.push_back(n); }); }});
    });
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10'000ms);
        fails_ = true;
        use_action(add)(7);
        EXPECT_EQ(*value.latest(), (ints{1, 2, 7}));
        cache_.occasion(&refetch_occasions::focus);
        time_.advance(100ms);
        EXPECT_EQ(*value.latest(), (ints{1, 2}));
        time_.advance(80'000ms);
        EXPECT_EQ(*value.latest(), (ints{1, 2}));
    });
}

TEST_F(layer_failures, a_reader_of_a_failed_entry_is_told_of_the_next_fetch_although_a_layer_came_and_went) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        fails_ = true;
        revalidate(list.key());
        time_.advance(10ms);
        list.entry(1).layer([](ints& of) { of.push_back(9); }).drop();
        fails_ = false;
        cache_.begin_load_scope();
        auto other = create_async([=] { return list(1); });
        time_.advance(10ms);
        EXPECT_TRUE(other());
        EXPECT_FALSE(value.error()) << "all readers of one entry agree";
    });
}

TEST_F(layer_failures, an_exception_that_leaves_optimistic_is_how_the_run_ends) {
    int calls = 0;
    auto add = root_.run([&] {
        return action("add",
                      [&calls](int n) -> task<int> {
                          ++calls;
                          co_return n;
                      },
                      {.optimistic = [](int) { throw std::runtime_error("no room"); }});
    });
    root_.run([&] {
        auto adding = use_submission(add);
        use_action(add)(1);
        time_.advance(50ms);
        EXPECT_FALSE(adding.pending());
        EXPECT_EQ(adding.error()->message, "no room");
        EXPECT_EQ(calls, 0);
    });
}

TEST_F(layer_failures, a_first_fetch_that_fails_under_a_layer_is_told) {
    auto list = list_query();
    fails_ = true;
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        auto layer = list.entry(1).layer([](ints& of) { of.push_back(9); });
        time_.advance(10ms);
        ASSERT_TRUE(value.error());
        EXPECT_EQ(value.error()->message, "away");
        EXPECT_FALSE(value.latest());
        fails_ = false;
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2, 9}));
    });
}

}  // namespace
}  // namespace solder

// Changes laid over entries, by hand and by actions.
#include "query_fixture.hpp"
#include <solder/query/action.hpp>

namespace solder {
namespace {

using ints = std::vector<int>;

using query_layers = query_fixture;

TEST_F(query_layers, one_shows_at_once_and_goes_with_data_fetched_after_it_was_confirmed) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        auto layer = list.entry(1).layer([](ints& of) { of.push_back(99); });
        EXPECT_EQ(*value(), (ints{1, 2, 99}));
        EXPECT_EQ(**list.entry(1).get(), (ints{1, 2}));

        revalidate(list.key());  // started before the change was made
        time_.advance(5ms);
        layer.confirm();
        time_.advance(5ms);
        EXPECT_EQ(*value(), (ints{1, 2, 99}));

        values_[1] = {1, 2, 3};
        revalidate(list.key());
        EXPECT_EQ(*value(), (ints{1, 2, 99}));
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2, 3}));
    });
}

TEST_F(query_layers, one_that_is_dropped_shows_what_is_below_by_then) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        auto first = list.entry(1).layer([](ints& of) { of.push_back(10); });
        auto second = list.entry(1).layer([](ints& of) { of.push_back(20); });
        EXPECT_EQ(*value(), (ints{1, 2, 10, 20}));
        values_[1] = {7};
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{7, 10, 20}));
        first.drop();
        EXPECT_EQ(*value(), (ints{7, 20}));
    });
}

TEST_F(query_layers, one_stays_while_fetches_that_would_have_it_fail) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        list.entry(1).layer([](ints& of) { of.push_back(10); }).confirm();
        fails_ = true;
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(value.error()->message, "away");
        EXPECT_EQ(*value.latest(), (ints{1, 2, 10}));
        fails_ = false;
        values_[1] = {1, 2, 3};
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2, 3}));
    });
}

TEST_F(query_layers, one_waits_for_a_first_value_to_lie_on) {
    auto list = list_query();
    root_.run([&] {
        auto layer = list.entry(1).layer([](ints& of) { of.push_back(10); });
        auto value = create_async([=] { return list(1); });
        EXPECT_FALSE(value());
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2, 10}));
    });
}

TEST_F(query_layers, outlives_its_readers_and_they_it) {
    auto cache = std::make_unique<query_cache>();
    set_page_query_cache(cache.get());
    auto list = list_query();
    auto often = query("often", [] { return 1; }, {.refetch_every = 10ms});
    root_.run([&] {
        create_computed([=] { often(); });
        auto value = create_async([=] { return list(1); });
        auto layer = list.entry(1).layer([](ints& of) { of.push_back(10); });
        cache.reset();
        set_page_query_cache(&cache_);
        time_.advance(100ms);
        EXPECT_EQ(*value(), (ints{1, 2}));
    });
    time_.advance(10ms);  // what the end of the layer made read again
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST_F(query_layers, one_keeps_its_entry_from_being_removed_and_swept) {
    auto list = list_query();
    list(1);
    time_.advance(10ms);
    auto layer = list.entry(1).layer([](ints& of) { of.push_back(10); });
    list.entry(1).remove();
    query_clear();
    time_.advance(1'000'000ms);
    cache_.sweep();
    list(1);
    time_.advance(10ms);
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        EXPECT_EQ(*value(), (ints{1, 2, 10}));
        layer.drop();
        EXPECT_EQ(*value(), (ints{1, 2}));
    });
}

TEST_F(query_layers, one_that_was_confirmed_goes_with_the_cache) {  // a leak would tell
    auto cache = std::make_unique<query_cache>();
    set_page_query_cache(cache.get());
    auto list = list_query();
    list.entry(1).layer([](ints& of) { of.push_back(10); }).confirm();
    cache.reset();
    set_page_query_cache(&cache_);
}

/// An action that appends to list 1 in 10 ms, shows it at once, and may fail or say what to read again.
class optimistic_action : public query_fixture {
protected:
    auto append() {
        return action("append",
                      [this](int number) -> task<void> {
                          co_await sleep_for(10ms);
                          if (error_) co_await fail(*error_);
                          values_[1].push_back(number);
                          if (answer_) co_await fail(*answer_);
                      },
                      {.optimistic = [this](int number) {
                          list_query().entry(1).lay([number](ints& of) { of.push_back(number); });
                      }});
    }
    std::optional<error> error_;
    std::optional<response> answer_;
};

TEST_F(optimistic_action, shows_at_once_until_what_was_fetched_after_it_has_landed) {
    root_.run([&] {
        auto value = create_async([list = list_query()] { return list(1); });
        auto add = append();
        std::vector<ints> seen;
        create_render_effect([&, value] {
            if (auto now = value()) seen.push_back(*now);
        });
        time_.advance(10ms);
        add.start(3);
        EXPECT_EQ(*value(), (ints{1, 2, 3}));
        add.start(4);  // while the first is under way
        time_.advance(20ms);
        EXPECT_EQ(*value(), (ints{1, 2, 3, 4}));
        EXPECT_EQ(**list_query().entry(1).get(), (ints{1, 2, 3, 4}));
        // Never less than what was shown already.
        EXPECT_EQ(seen, (std::vector<ints>{{1, 2}, {1, 2, 3}, {1, 2, 3, 4}}));
    });
}

TEST_F(optimistic_action, that_fails_shows_what_is_there_again) {
    root_.run([&] {
        auto value = create_async([list = list_query()] { return list(1); });
        auto add = append();
        time_.advance(10ms);
        error_ = invalid("no");
        add.start(3);
        EXPECT_EQ(*value(), (ints{1, 2, 3}));
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2}));
        EXPECT_EQ(all_reads(), 1);
        error_ = unknown_outcome();
        add.start(3);
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2}));
    });
}

TEST_F(optimistic_action, whose_answer_leaves_the_query_alone_ends_its_layer_when_it_is_done) {
    root_.run([&] {
        auto value = create_async([list = list_query()] { return list(1); });
        auto add = append();
        time_.advance(10ms);
        answer_ = reload({.revalidate = {}});
        add.start(3);
        time_.advance(10ms);
        EXPECT_EQ(*value(), (ints{1, 2}));
        EXPECT_EQ(all_reads(), 1);
    });
}

TEST_F(query_layers, code_that_follows_no_value_gets_the_data_without_them) {
    auto list = list_query();
    auto sizes = query("sizes", [=]() -> task<std::size_t> { co_return (co_await list(1)).size(); });
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        auto layer = list.entry(1).layer([](ints& of) { of.push_back(99); });
        EXPECT_EQ(*value(), (ints{1, 2, 99}));
        EXPECT_EQ(*list(1).value(), (ints{1, 2}));
        EXPECT_EQ(*create_async([=] { return sizes(); })(), 2u);
        values_[1] = {7};
        revalidate(list.key());
        auto asked = list(1);
        EXPECT_FALSE(asked.is_settled());
        time_.advance(10ms);
        EXPECT_EQ(*asked.value(), (ints{7}));
    });
}

TEST_F(query_layers, an_action_counts_on_from_the_data_and_not_from_what_it_shows) {
    int stored = 1;
    auto count = query("count", [&]() -> task<int> {
        co_await sleep_for(1ms);
        co_return stored;
    });
    auto increment = root_.run([&] {
        return action("increment",
                      [&]() -> task<int> {
                          stored = co_await count() + 1;
                          co_return stored;
                      },
                      {.optimistic = [count] { count.entry().lay([](int& n) { ++n; }); }});
    });
    root_.run([&] {
        auto value = create_async([=] { return count(); });
        time_.advance(5ms);
        use_action(increment)();
        EXPECT_EQ(*value(), 2);
        time_.advance(50ms);
        EXPECT_EQ(*value(), 2);
    });
    EXPECT_EQ(stored, 2);
}

}  // namespace
}  // namespace solder

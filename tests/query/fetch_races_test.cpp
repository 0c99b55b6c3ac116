// Redirects, retries and timers while other things happen.
#include "race_fixture.hpp"

namespace solder {
namespace {

class fetch_races : public race_page {
protected:
    using times = std::vector<std::chrono::milliseconds>;

    /// A read that notes when it is asked, and is tried again when it fails on its way.
    auto tried_again() {
        return query("again",
                     [this]() -> task<int> {
                         asked_.push_back(time_.now());
                         co_return co_await network_read_(1);
                     },
                     {.retry = {.times = 3, .first_delay = 100ms}});
    }
    void refuse(std::size_t number) { network_.refuse(number, {"off", error_kind::unreachable, true}); }
    static error answer(response leading) { return fail(std::move(leading)).reason; }

    times asked_;
    server_function<"read", int(int)> network_read_;
};
INSTANTIATE_TEST_SUITE_P(, fetch_races, kinds_of_page, name_of_page);

TEST_P(fetch_races, Q20_Q21_a_redirect_read_by_three_components_is_one_navigation) {
    root_.run([&] {
        words errors;
        std::vector<async_value<int>> readers;
        catch_error(
            [&] {
                for (int i = 0; i < 3; ++i) readers.push_back(show(1, frames_));
            },
            [&](raised_error e) { errors.push_back(e.reason.message); });
        network_.refuse(0, answer(redirect("/login")));
        EXPECT_EQ(events_, words{"replace /login"});
        show(1, others_);  // comes later, and takes the same answer
        EXPECT_EQ(events_, words{"replace /login"});
        EXPECT_EQ(errors, words{});
        for (auto& each : readers) EXPECT_FALSE(each.error() || each.pending() || each());
        revalidate();
        network_.refuse(1, answer(redirect("/login")));
        EXPECT_EQ(events_, (words{"replace /login", "replace /login"}));  // a new answer
    });
    EXPECT_EQ(network_.calls().size(), 2u);
}

TEST_P(fetch_races, Q21_a_redirect_of_a_fetch_that_was_superseded_leads_nowhere) {
    root_.run([&] {
        show(1, frames_);
        auto waiting = start(read(1).as_task(), [](result<int>) {});
        revalidate();
        network_.refuse(0, answer(redirect("/login")));
        network_.answer(1, "11");
        EXPECT_EQ(events_, words{});
    });
    EXPECT_EQ(frames_, (words{"none", "11"}));
}

TEST_P(fetch_races, a_retry_that_waits_ends_with_what_it_was_for) {
    root_.run([&] {
        auto again = tried_again();
        auto value = create_async([=] { return again(); });
        create_computed([=] { value(); });
        refuse(0);
        time_.advance(50ms);
        revalidate(again.key());  // while it waits
        EXPECT_EQ(asked_, (times{0ms, 50ms}));
        time_.advance(1'000ms);
        EXPECT_EQ(asked_, (times{0ms, 50ms}));
        refuse(1);
        time_.advance(99ms);
        query_delete(again.key());
        EXPECT_EQ(asked_, (times{0ms, 50ms, 1'149ms}));
        network_.answer(2, "7");
        EXPECT_EQ(*value(), 7);
    });
    time_.advance(10'000ms);
    EXPECT_EQ(asked_.size(), 3u);
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST_P(fetch_races, a_reader_that_goes_while_a_retry_waits_takes_it_along_and_the_next_asks_anew) {
    auto again = tried_again();
    {
        scoped_root component;
        component.run([&] { auto value = create_async([=] { return again(); }); });
        refuse(0);
    }
    time_.advance(10'000ms);
    EXPECT_EQ(asked_, times{0ms});
    auto next = again();
    EXPECT_EQ(asked_, (times{0ms, 10'000ms}));
    network_.answer(1, "7");
    EXPECT_EQ(*next.value(), 7);
}

TEST_P(fetch_races, a_page_that_goes_while_a_retry_waits_takes_it_along) {
    auto again = tried_again();
    {
        scoped_root component;
        component.run([&] { auto value = create_async([=] { return again(); }); });
        refuse(0);
    }
    set_page_query_cache(nullptr);
    cache_.reset();
    time_.advance(10'000ms);
    EXPECT_EQ(asked_, times{0ms});
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST_P(fetch_races, a_timer_that_refetches_never_asks_while_it_is_asked) {
    auto often =
        query("often", [this]() -> task<int> { co_return co_await network_read_(1); }, {.refetch_every = 100ms});
    {
        scoped_root component;
        component.run([&] { auto value = create_async([=] { return often(); }); });
        time_.advance(1'000ms);
        EXPECT_EQ(network_.calls().size(), 1u);
        network_.answer(0, "1");
        time_.advance(99ms);
        EXPECT_EQ(network_.calls().size(), 1u);  // from one answer to the next fetch
        time_.advance(1ms);
        EXPECT_EQ(network_.calls().size(), 2u);
        revalidate(often.key());  // by hand, meanwhile
        time_.advance(1'000ms);
        EXPECT_EQ(network_.calls(), (words{"read[1]", "read[1] dropped", "read[1]"}));
    }
    time_.run();
    EXPECT_EQ(network_.calls().size(), 3u);
    EXPECT_EQ(time_.waiting(), 0u);
}

}  // namespace
}  // namespace solder

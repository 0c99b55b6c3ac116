// What subscribes to an entry, and how long: computations, their runs, and what a transition makes of them.
#include "query_fixture.hpp"
#include <solder/query/query_cache.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

using lines = std::vector<std::string>;

class live_subscriber : public query_fixture {
protected:
    /// A boundary that has been shown around `content`.
    template <class Fn>
    void shown_part(Fn content) {
        auto part = make_ref<suspense_scope>();
        catch_error(
            [&] {
                provide_context(suspense_context(), part);
                content();
            },
            {});
        part->content_was_shown();
    }
    static std::string text(const std::shared_ptr<const std::vector<int>>& value) {
        if (!value) return "none";
        std::string all;
        for (int each : *value) all += std::to_string(each);
        return all;
    }
    lines seen_;
};

TEST_F(live_subscriber, R4_a_second_revalidation_in_a_held_transition_reads_again) {
    auto list = list_query();
    root_.run([&] {
        shown_part([&] {
            auto value = create_async([=] { return list(1); });
            create_render_effect([=, this] { seen_.push_back(text(value())); });
        });
        time_.advance(10ms);
        revalidate(list.key());
        time_.advance(5ms);
        values_[1] = {7};
        revalidate(list.key());
        EXPECT_EQ(reads_[1], 3);
        time_.advance(5ms);
        EXPECT_EQ(seen_, (lines{"none", "12"}));  // the first answer is of before
        time_.advance(5ms);
        EXPECT_EQ(seen_, (lines{"none", "12", "7"}));
        revalidate(list.key());
        EXPECT_EQ(reads_[1], 4);
    });
}

TEST_F(live_subscriber, R7_one_that_runs_again_still_counts_and_reuses_what_is_old) {
    auto list = list_query();
    root_.run([&] {
        auto other = create_signal(0);
        create_computed([=] { other(), list(1); });
        time_.advance(60'000ms);
        other.set(1);
        EXPECT_EQ(reads_[1], 1);
        revalidate(list.key(), false);
        EXPECT_EQ(reads_[1], 1);
    });
}

TEST_F(live_subscriber, Q8_one_that_reads_something_else_now_is_none) {
    auto list = list_query();
    root_.run([&] {
        auto id = create_signal(1);
        create_computed([=] { list(id()); });
        id.set(2);
        revalidate(list.key());
        EXPECT_EQ(reads_[1], 1);
        EXPECT_EQ(reads_[2], 2);
        time_.advance(5'000ms);
        id.set(1);  // invalidated meanwhile
        EXPECT_EQ(reads_[1], 2);
    });
}

TEST_F(live_subscriber, Q8_R6_two_calls_in_one_run_and_two_computations_are_one_fetch) {
    auto list = list_query();
    root_.run([&] {
        create_computed([=] { list(1), list(1); });
        create_computed([=] { list(1); });
        revalidate(list.key());
        EXPECT_EQ(reads_[1], 2);
    });
}

TEST_F(live_subscriber, R5_Q8_one_whose_owner_ends_is_none) {
    auto list = list_query();
    {
        scoped_root page;
        page.run([&] { create_computed([=] { list(1); }); });
    }
    revalidate(list.key());
    EXPECT_EQ(reads_[1], 1);
}

TEST_F(live_subscriber, W2_one_that_only_a_held_transition_has_is_read_again_too) {
    auto list = list_query();
    auto with_second = create_signal(false);
    root_.run([&] {
        shown_part([&] {
            auto first = create_async([=] { return list(1); });
            auto second = create_async([=] { return list(with_second() ? 2 : 1); });
            create_render_effect([=, this] { seen_.push_back(text(first()) + " " + text(second())); });
        });
        time_.advance(10ms);
        start_transition_now([&] { with_second.set(true); });
        time_.advance(5ms);
        values_[2] = {8};
        revalidate(list.key_for(2));  // what is shown does not read it
        EXPECT_EQ(reads_[2], 2);
        time_.advance(10ms);
        EXPECT_EQ(seen_, (lines{"none none", "12 none", "12 12", "12 8"}));
        revalidate(list.key_for(2));
        EXPECT_EQ(reads_[2], 3);
    });
}

TEST_F(live_subscriber, the_timer_of_an_entry_ends_with_the_last_computation_that_wants_it) {
    auto list = query("list", [this](int id) { return ++reads_[id]; }, {.refetch_every = 1'000ms});
    auto first = std::make_unique<scoped_root>(), second = std::make_unique<scoped_root>();
    for (auto* root : {first.get(), second.get()}) root->run([&] { create_computed([=] { list(1); }); });
    EXPECT_EQ(time_.waiting(), 1u);
    time_.advance(2'000ms);
    EXPECT_EQ(reads_[1], 3);
    first.reset();
    EXPECT_EQ(time_.waiting(), 1u);
    second.reset();
    EXPECT_EQ(time_.waiting(), 0u);
}

TEST_F(live_subscriber, one_that_asks_late_is_told_that_a_fetch_is_under_way) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        EXPECT_TRUE(value.pending());  // nobody asked before it began
        time_.advance(10ms);
        EXPECT_FALSE(value.pending());
        create_render_effect([=, this] { seen_.push_back(value.pending() ? "pending" : "idle"); });
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(seen_, (lines{"idle", "pending", "idle"}));
    });
}

}  // namespace
}  // namespace solder

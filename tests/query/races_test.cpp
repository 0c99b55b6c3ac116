// What can happen while a query is being fetched, in the orders in which it goes wrong.
#include "race_fixture.hpp"

namespace solder {
namespace {

class races : public race_page {};
INSTANTIATE_TEST_SUITE_P(, races, kinds_of_page, name_of_page);

TEST_P(races, an_invalidation_during_the_first_fetch_shows_only_what_was_asked_for_after_it) {
    root_.run([&] {
        auto value = show(1, frames_);
        revalidate(read.key_for(1));
        EXPECT_EQ(network_.calls(), (words{"read[1] dropped", "read[1]"}));
        network_.answer(0, "10");
        EXPECT_FALSE(value());
        EXPECT_TRUE(value.pending());
        network_.answer(1, "11");
        EXPECT_FALSE(value.pending());
    });
    EXPECT_EQ(frames_, (words{"none", "11"}));
}

TEST_P(races, Q35_an_older_answer_that_arrives_last_is_not_shown_though_somebody_waits_for_it) {
    std::optional<int> waited;
    root_.run([&] {
        auto value = show(1, frames_);
        auto waiting = start(read(1).as_task(), [&](result<int> how) { waited = how.value_or(-1); });
        revalidate(read.key_for(1));
        network_.answer(1, "11");
        EXPECT_EQ(waited, std::nullopt);
        network_.answer(0, "10");
        EXPECT_EQ(waited, 10);  // who asked before the invalidation gets what was asked for then
        EXPECT_EQ(**read.entry(1).get(), 11);
        EXPECT_EQ(*read(1).value(), 11);
    });
    EXPECT_EQ(frames_, (words{"none", "11"}));
    EXPECT_EQ(network_.calls().size(), 2u);
}

TEST_P(races, W3_an_answer_for_the_inputs_before_that_never_comes_holds_nothing_up) {
    root_.run([&] {
        auto id = create_signal(1);
        auto value = create_async([=, this] { return read(id()); });
        create_render_effect([&, id, value] {
            frames_.push_back(std::to_string(id()) + (value() ? std::to_string(*value()) : "none"));
        });
        start_transition([=] { id.set(2); });
        time_.run();
        network_.answer(1, "20");
        EXPECT_FALSE(value.pending());
        network_.answer(0, "10");
    });
    EXPECT_EQ(frames_, GetParam() ? (words{"1none", "220"}) : (words{"1none", "2none", "220"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_P(races, a_revalidation_while_another_is_under_way_is_the_one_that_counts) {
    root_.run([&] {
        auto value = show(1, frames_);
        network_.answer(0, "10");
        revalidate(read.key_for(1));
        bool done = false;
        auto waiting = start(revalidate(read.key_for(1)), [&](result<void>) { done = true; });
        EXPECT_EQ(network_.calls(), (words{"read[1]", "read[1] dropped", "read[1]"}));
        network_.answer(1, "11");
        EXPECT_FALSE(done);
        network_.answer(2, "12");
        EXPECT_TRUE(done);
        EXPECT_FALSE(value.pending());
    });
    EXPECT_EQ(frames_, (words{"none", "10", "12"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_P(races, Q37_a_query_deleted_while_in_flight_is_asked_again_for_who_waits) {
    root_.run([&] {
        auto value = show(1, frames_);
        EXPECT_TRUE(query_delete(read.key_for(1)));
        network_.answer(0, "10");
        EXPECT_EQ(*read.entry(1).get(), nullptr);
        EXPECT_EQ(network_.calls(), (words{"read[1] dropped", "read[1]"}));
        network_.answer(1, "11");
    });
    EXPECT_EQ(frames_, (words{"none", "11"}));
}

TEST_P(races, Q37_a_query_deleted_while_nobody_waits_stays_deleted) {
    read(1);
    query_delete(read.key_for(1));
    network_.answer(0, "10");
    EXPECT_FALSE(read.entry(1).get());
    EXPECT_EQ(cache_->size(), 0u);
    EXPECT_EQ(network_.calls(), words{"read[1] dropped"});
}

TEST_P(races, Q37_clearing_the_cache_drops_what_is_in_flight_also_in_a_transition) {
    root_.run([&] {
        auto id = create_signal(1);
        auto value = create_async([=, this] { return read(id()); });
        create_render_effect([&, value] { frames_.push_back(value() ? std::to_string(*value()) : "none"); });
        show(3, others_);
        network_.answer(0, "10");
        network_.answer(1, "30");
        start_transition([=] { id.set(2); });
        time_.run();
        query_clear();
        EXPECT_EQ(network_.calls(), (words{"read[1]", "read[3]", "read[2] dropped", "read[2]"}));
        network_.answer(2, "20");
        network_.answer(3, "21");
    });
    EXPECT_EQ(frames_, (words{"none", "10", "21"}));
    EXPECT_EQ(others_, (words{"none", "30"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_P(races, Q17_who_asks_again_for_what_was_forgotten_takes_the_others_along) {
    root_.run([&] {
        show(1, frames_);
        network_.answer(0, "10");
        query_clear();
        EXPECT_EQ(network_.calls().size(), 1u);
        show(1, others_);
        time_.run();
        EXPECT_EQ(network_.calls(), (words{"read[1]", "read[1]"}));
        network_.answer(1, "11");
    });
    EXPECT_EQ(frames_, (words{"none", "10", "11"}));
    EXPECT_EQ(others_, (words{"none", "11"}));
    EXPECT_EQ(network_.calls().size(), 2u);
}

TEST_P(races, Q17_a_navigation_that_reads_what_failed_tries_it_for_all) {
    root_.run([&] {
        auto failed = create_async([this] { return read(1); });
        catch_error([&] { create_render_effect([&, failed] { frames_.push_back(failed() ? "value" : "none"); }); },
                    [](raised_error) {});
        network_.refuse(0, not_found("gone"));
        EXPECT_TRUE(failed.error());
        start_transition([&] {
            cache_->begin_load_scope();  // what a router does
            show(1, others_);
        });
        time_.run();
        EXPECT_EQ(network_.calls().size(), 2u);
        network_.answer(1, "11");
        EXPECT_EQ(*failed(), 11);
    });
    EXPECT_EQ(others_.back(), "11");
}

TEST_P(races, Q30_a_value_set_during_a_fetch_is_what_those_who_wait_get) {
    root_.run([&] {
        show(1, frames_);
        read.entry(1).set(5);
        EXPECT_EQ(network_.calls(), words{"read[1] dropped"});
        network_.answer(0, "10");
        EXPECT_EQ(**read.entry(1).get(), 5);
        revalidate(read.key());
        read.entry(1).set(6);
        network_.answer(1, "11");
    });
    EXPECT_EQ(frames_, (words{"none", "5", "6"}));
    EXPECT_EQ(network_.calls(), (words{"read[1] dropped", "read[1] dropped"}));
}

TEST_P(races, a_failure_of_the_fetch_before_is_not_shown) {
    root_.run([&] {
        auto value = show(1, frames_);
        auto waiting = start(read(1).as_task(), [](result<int>) {});
        revalidate(read.key());
        network_.refuse(0, not_found("gone"));
        EXPECT_FALSE(value.error());
        network_.answer(1, "11");
        EXPECT_FALSE(value.error());
    });
    EXPECT_EQ(frames_, (words{"none", "11"}));
}

TEST_P(races, a_reader_that_comes_and_goes_during_a_fetch_leaves_it_to_the_next) {
    {
        scoped_root component;
        component.run([&] { show(1, others_); });
    }
    root_.run([&] { show(1, frames_); });
    network_.answer(0, "10");
    EXPECT_EQ(others_, words{"none"});
    EXPECT_EQ(frames_, (words{"none", "10"}));
    EXPECT_EQ(network_.calls(), words{"read[1]"});
}

TEST_P(races, the_page_may_end_during_a_fetch) {
    auto component = std::make_unique<scoped_root>();
    component->run([&] { show(1, frames_); });
    revalidate();
    set_page_query_cache(nullptr);
    cache_.reset();
    EXPECT_EQ(network_.calls(), (words{"read[1] dropped", "read[1]"}));  // the component waits for it
    component.reset();
    EXPECT_EQ(network_.calls(), (words{"read[1] dropped", "read[1] dropped"}));
    EXPECT_EQ(frames_, words{"none"});
}

TEST_P(races, Q35_an_answer_that_was_superseded_twice_between_two_runs_of_its_reader_is_not_shown) {
    root_.run([&] {
        show(1, frames_);
        batch([&] {
            for (int i = 0; i < 2; ++i) {
                revalidate();
                read(1);
            }
        });
        network_.answer(0, "10");
        network_.answer(network_.open().back(), "30");
    });
    EXPECT_EQ(frames_, (words{"none", "30"}));
}

}  // namespace
}  // namespace solder

// No answer that came along with a reply is shown in place of something newer. Decision 6.
#include "single_flight_fixture.hpp"

namespace solder::single_flight {
namespace {

class single_flight_freshness : public single_flight_test {
protected:
    void show_item() {
        root_.run([&] {
            auto item = create_async([this] { return get_item_(3); });
            create_effect([this, item] {
                if (auto text = item()) shown_.push_back("item " + *text);
            });
        });
    }

    query_handle<std::string(int)> get_ticking_ = query("tick", item_body, {.refetch_every = 1000ms});
};

TEST_F(single_flight_freshness, an_answer_that_waited_for_a_minute_is_fetched) {
    show_list();
    auto running = save();
    network_.answer("flight.save", with_answers(R"({"item[3]":"a minute old"})"));  // list is refetched, and slow
    time_.advance(60'000ms);
    network_.sent.clear();
    show_item();
    EXPECT_EQ(network_.sent, words{"flight.item[3]"}) << "shown: " << (shown_.empty() ? "" : shown_.back());
}

TEST_F(single_flight_freshness, what_was_removed_after_the_reply_is_fetched) {
    show_list();
    auto running = save();
    network_.answer("flight.save", with_answers(R"({"item[3]":"old"})"));
    get_item_.entry(3).set("known better");
    get_item_.entry(3).remove();
    network_.sent.clear();
    show_item();
    EXPECT_EQ(network_.sent, words{"flight.item[3]"});
}

TEST_F(single_flight_freshness, what_was_removed_during_the_flight_is_fetched_although_nobody_read_it) {
    show_list();
    auto running = save();
    get_item_.entry(3).set("known");
    get_item_.entry(3).remove();
    network_.answer("flight.save", with_answers(R"({"item[3]":"old"})"));
    network_.sent.clear();
    show_item();
    EXPECT_EQ(network_.sent, words{"flight.item[3]"});
}

TEST_F(single_flight_freshness, what_was_cleared_during_the_flight_is_fetched) {
    show_list();
    auto running = save();
    get_item_.entry(3).set("known");
    cache_.clear();
    network_.answer("flight.save", with_answers(R"({"item[3]":"old"})"));
    network_.sent.clear();
    show_item();
    EXPECT_EQ(network_.sent, words{"flight.item[3]"});
}

TEST_F(single_flight_freshness, a_timer_that_refetches_after_a_value_was_set_fetches) {
    show_list();
    root_.run([&] {
        auto item = create_async([this] { return get_ticking_(3); });
        create_effect([this, item] {
            if (auto text = item()) shown_.push_back("tick " + *text);
        });
    });
    network_.answer("flight.item", R"("zero")");
    auto running = save();
    network_.answer("flight.save", with_answers(R"({"tick[3]":"of the reply"})", "1", "", "list"));  // list is slow
    get_ticking_.entry(3).set("newer, by hand");
    network_.sent.clear();
    time_.advance(1100ms);
    EXPECT_EQ(network_.sent, words{"flight.item[3]"}) << "shown: " << shown_.back();
}

TEST_F(single_flight_freshness, a_value_that_is_set_takes_the_place_of_what_is_done) {
    auto add = root_.run([&] {
        return action("add", save_body, {.optimistic = [this](const std::string& what) {
                          get_list_.entry().lay([what](std::string& list) { list += "+" + what; });
                      }});
    });
    show_list();
    auto running = root_.run([&] { return use_action(add)("x"); });
    network_.answer("flight.save", with_answers(""));
    get_list_.entry().set("first, x", {.notify = true});  // pushed by the server, say
    time_.advance(1ms);
    while (!network_.waiting.empty()) network_.answer(network_.waiting.front().call.function, R"("late")");
    time_.advance(60'000ms);
    EXPECT_EQ(shown_.back().find("+x"), std::string::npos) << shown_.back();
}

TEST_F(single_flight_freshness, Q33_a_layer_over_what_nobody_reads_does_not_keep_it) {
    auto add = root_.run([&] {
        return action("add", save_body, {.optimistic = [this](const std::string& what) {
                          get_item_.entry(std::stoi(what)).lay([](std::string& i) { i += "+"; });
                      }});
    });
    for (int i = 0; i < 10; ++i) {
        auto running = root_.run([&] { return use_action(add)(std::to_string(i)); });
        network_.answer("flight.save", with_answers(""));
    }
    time_.advance(3'600'000ms);
    cache_.sweep();
    EXPECT_EQ(cache_.size(), 0u);
}

TEST_F(single_flight_freshness, a_value_that_does_not_decode_is_an_unknown_outcome_with_answers_and_without) {
    auto all = root_.run([&] { return use_submission(save_); });
    auto running = save();
    network_.answer("flight.save", with_answers("{}", R"("no number")"));
    ASSERT_TRUE(all.error());
    EXPECT_EQ(all.error()->kind, error_kind::unknown_outcome)
        << all.error()->message << (all.error()->is_public ? " public" : " private");
    auto again = save();
    network_.answer("flight.save", result<std::string>(R"("no number")"));
    ASSERT_TRUE(all.error());
    EXPECT_EQ(all.error()->kind, error_kind::unknown_outcome);
}

}  // namespace
}  // namespace solder::single_flight

#include "single_flight_fixture.hpp"

namespace solder::single_flight {
namespace {

// A13
TEST_F(single_flight_test, an_action_asks_for_the_answers_of_the_page_that_is_shown) {
    auto drop = root_.run([] { return use_action(action("drop", drop_body)); });
    auto first = save();
    auto second = drop();
    places_.place.set("");
    auto third = save();
    EXPECT_EQ(network_.sent,
              (words{R"(flight.save["x"] for /here)", "flight.drop[] for /here", R"(flight.save["x"])"}));
}

TEST_F(single_flight_test, calls_that_are_no_action_or_inside_of_one_ask_for_nothing) {
    auto direct = shared_task<int>::run(save_body("x"));
    auto wrapped = root_.run([] {
        return use_action(action("wrapped", [](std::string what) -> task<int> { co_return co_await save_body(what); }));
    });
    auto running = wrapped("y");
    EXPECT_EQ(network_.sent, (words{R"(flight.save["x"])", R"(flight.save["y"])"}));
    network_.answer("flight.save", "1");
    network_.answer("flight.save", "2");
    std::string end;
    auto seen = watch(std::move(running), end);
    EXPECT_EQ(end, "2");
}

// A24: what came along is shown, and not fetched.
TEST_F(single_flight_test, what_the_reply_brings_is_shown_and_not_fetched) {
    show_list();
    std::string end;
    auto seen = watch(save(), end);
    network_.answer("flight.save", with_answers(R"({"list[]":"second"})", "7"));
    EXPECT_EQ(shown_, (words{"first", "second"}));
    EXPECT_EQ(end, "7");
    EXPECT_EQ(network_.sent, words{R"(flight.save["x"] for /here)"});
}

// A24: "while other addressed entries refetch"
TEST_F(single_flight_test, what_the_reply_does_not_bring_is_fetched) {
    show_list();
    auto running = save();
    network_.answer("flight.save", with_answers(R"({"item[1]":"other"})"));
    EXPECT_EQ(network_.sent, (words{R"(flight.save["x"] for /here)", "flight.list[]"}));
    network_.answer("flight.list", R"("second")");
    EXPECT_EQ(shown_, (words{"first", "second"}));
}

// A24 and V27: what does not decode harms nothing.
TEST_F(single_flight_test, an_answer_that_does_not_decode_is_fetched) {
    show_list();
    for (const char* answers : {R"({"list[]":7})", R"({"list[]":)", "[]", R"({"list[]":"\ud800"})"}) {
        network_.sent.clear();
        std::string end;
        auto seen = watch(save(), end);
        network_.answer("flight.save", with_answers(answers));
        EXPECT_EQ(network_.sent, (words{R"(flight.save["x"] for /here)", "flight.list[]"})) << answers;
        network_.answer("flight.list", R"("second")");
        EXPECT_EQ(end, "1");
    }
}

// A22: the page that the answer leads to reads what came along, although nothing of it was there before.
TEST_F(single_flight_test, the_page_that_is_shown_next_fetches_nothing) {
    show_list();
    show_item_at("/items/3");
    auto running = save();
    network_.answer("flight.save", with_answers(R"({"item[3]":"three","list[]":"second"})", "", "/items/3"));
    time_.advance(1ms);
    EXPECT_EQ(places_.place(), "/items/3");
    std::ranges::sort(shown_);
    EXPECT_EQ(shown_, (words{"first", "item three", "second"}));
    EXPECT_EQ(network_.sent, words{R"(flight.save["x"] for /here)"});
}

// Nobody asked for it in time: it grows old.
TEST_F(single_flight_test, what_nobody_reads_at_once_is_dropped) {
    auto running = save();
    network_.answer("flight.save", with_answers(R"({"item[3]":"three"})"));
    network_.sent.clear();
    auto item = root_.run([&] { return create_async([this] { return get_item_(3); }); });
    EXPECT_EQ(network_.sent, words{"flight.item[3]"});
}

// Freshness: an answer that is older than what happened since is never shown as fresh.
TEST_F(single_flight_test, an_answer_that_something_overtook_is_fetched) {
    show_list();
    auto revalidate_it = [this] { revalidate(get_list_.key()); };
    auto revalidate_all = [] { revalidate(); };
    auto set_it = [this] { get_list_.entry().set("by hand"); };
    auto remove_it = [this] { get_list_.entry().remove(); };
    auto check = [this](const char* name, auto happen) {
        auto running = save();
        happen();
        network_.sent.clear();
        network_.answer("flight.save", with_answers(R"({"list[]":"old"})"));
        EXPECT_EQ(network_.sent, words{"flight.list[]"}) << name;
        while (!network_.waiting.empty()) network_.answer("flight.list", R"("newest")");
        EXPECT_EQ(shown_.back(), "newest") << name;
    };
    check("revalidated", revalidate_it);
    check("all revalidated", revalidate_all);
    check("set", set_it);
    check("removed", remove_it);
    EXPECT_EQ(std::ranges::count(shown_, "old"), 0);
}

TEST_F(single_flight_test, of_two_writes_the_answers_of_the_one_that_ends_last_are_fetched) {
    show_list();
    auto first = save("1"), second = save("2");
    network_.sent.clear();
    network_.answer("flight.save", with_answers(R"({"list[]":"after one"})"));
    EXPECT_EQ(shown_.back(), "after one");
    network_.answer("flight.save", with_answers(R"({"list[]":"after another"})"));
    EXPECT_EQ(network_.sent, words{"flight.list[]"}) << "the second may have been answered before the first";
    network_.answer("flight.list", R"("after both")");
    EXPECT_EQ(shown_, (words{"first", "after one", "after both"}));
}

TEST_F(single_flight_test, a_key_that_was_invalidated_before_anyone_read_it_is_fetched) {
    show_item_at("/items/3");
    auto running = save();
    revalidate(get_item_.key());
    network_.sent.clear();
    network_.answer("flight.save", with_answers(R"({"item[3]":"old"})", "", "/items/3"));
    time_.advance(1ms);
    EXPECT_EQ(network_.sent, words{"flight.item[3]"});
}

// A27
TEST_F(single_flight_test, a_retry_asks_again) {
    show_list();
    auto all = root_.run([&] { return use_submission(save_); });
    auto first = save();
    network_.answer("flight.save", fail(error{"away", error_kind::unreachable, true}));
    network_.sent.clear();
    all.retry();
    network_.answer("flight.save", with_answers(R"({"list[]":"second"})"));
    EXPECT_EQ(network_.sent, words{R"(flight.save["x"] for /here)"});
    EXPECT_EQ(shown_.back(), "second");
}

// A layer goes when what was fetched after the write has landed: what came along is that.
TEST_F(single_flight_test, a_layer_gives_way_to_what_came_along) {
    auto add = root_.run([&] {
        return action("add", save_body, {.optimistic = [this](const std::string& what) {
                          get_list_.entry().lay([what](std::string& list) { list += "+" + what; });
                      }});
    });
    show_list();
    auto running = root_.run([&] { return use_action(add)("x"); });
    EXPECT_EQ(shown_.back(), "first+x");
    network_.answer("flight.save", with_answers(R"({"list[]":"first, x"})"));
    EXPECT_EQ(shown_, (words{"first", "first+x", "first, x"}));
}

}  // namespace
}  // namespace solder::single_flight

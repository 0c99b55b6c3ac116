// Route data: fetching again, and fetches that are shared. Specification F10, F11, F13, F14, F19.
#include "route_data_fixture.hpp"
#include <solder/query/server_function.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

class route_data_refetch : public route_data_page {
protected:
    /// "pending", "done" or "error: ..." of a task.
    auto watch_end(task<void> work, std::string& to) {
        to = "pending";
        return start(std::move(work), [&to](result<void> how) { to = how ? "done" : "error: " + how.error().message; });
    }
};

TEST_F(route_data_refetch, F10_the_old_value_stays_and_the_task_is_done_when_the_new_one_is_shown) {
    root_.run([&] {
        std::optional<route_data<std::string>> data;
        shown_part([&] {
            data = create_route_data(&hand_network::by_key, {.key = "cars"});
            create_render_effect([&] { seen_.push_back(text((*data)())); });
        });
        network_.answer(0, "old");
        std::string end;
        auto watched = watch_end(refetch_route_data(), end);
        time_.run();
        EXPECT_TRUE(use_transition().pending());
        EXPECT_TRUE(data->loading());
        EXPECT_EQ(end, "pending");
        EXPECT_EQ(seen_, (words{"none", "old"}));
        network_.answer(1, "new");
        EXPECT_EQ(end, "done");
        EXPECT_EQ(seen_, (words{"none", "old", "new"}));
    });
}

TEST_F(route_data_refetch, F10_without_any_suspense_the_task_waits_for_the_data_all_the_same) {
    root_.run([&] {
        auto data = create_route_data(&hand_network::by_key, {.key = "cars"});
        network_.answer(0, "old");
        std::string end;
        auto watched = watch_end(refetch_route_data("cars"), end);
        time_.run();
        EXPECT_EQ(end, "pending");
        EXPECT_EQ(text(data()), "old");
        network_.answer(1, std::unexpected(away()));
        EXPECT_EQ(end, "done");  // the failure is the reader's
        EXPECT_EQ(data.error()->message, "away");
    });
}

TEST_F(route_data_refetch, F10_with_nothing_to_refetch_the_task_is_done_at_once) {
    std::string end;
    auto watched = watch_end(refetch_route_data("cars"), end);
    EXPECT_EQ(end, "done");
}

TEST_F(route_data_refetch, F11_refetches_in_one_turn_start_one_fetch_that_comes_after_all_that_the_turn_did) {
    root_.run([&] {
        std::string stored = "old";
        auto data = create_route_data([&] { return fetched_.push_back(stored), stored; }, {.key = {"cars", 1}});
        fetched();
        std::string first, second;
        auto one = watch_end(refetch_route_data(), first);
        stored = "new";
        auto two = watch_end(refetch_route_data({"cars"}), second);
        EXPECT_EQ(fetched(), words{"new"});
        EXPECT_EQ(first + " " + second, "done done");
        refetch_route_data();
        EXPECT_EQ(fetched(), words{"new"});  // in a turn of its own
    });
}

TEST_F(route_data_refetch, F11_inside_a_transition_it_begins_at_once_and_once) {
    root_.run([&] {
        shown_part([&] {
            auto data = counted("cars", "cars");
            fetched_.clear();
            start_transition_now([&] {
                refetch_route_data();
                refetch_route_data("cars");
            });
            EXPECT_EQ(fetched_, words{"cars"});
        });
    });
}

TEST_F(route_data_refetch, F13_on_a_server_it_fails_and_fetches_nothing) {
    root_.run([&] { auto data = counted("cars"); });
    fetched();
    std::string end;
    detail::graph::current().renders_once = true;
    auto watched = watch_end(refetch_route_data(), end);
    detail::graph::current().renders_once = false;
    EXPECT_EQ(end, "error: refetch_route_data on a server: a page is rendered once, with what is fetched then");
    EXPECT_EQ(fetched(), words{});
}

TEST_F(route_data_refetch, F14_one_function_with_equal_keys_shares_a_fetch_under_way) {
    root_.run([&] {
        key_pattern key{"cars", {{"make", "audi"}}};
        auto first = create_route_data(&hand_network::by_key, {.key = key});
        auto same = create_route_data(&hand_network::by_key, {.key = {"cars", {{"make", "audi"}}}});
        auto other_function = create_route_data(&hand_network::by_key_too, {.key = key});
        auto other_key = create_route_data(&hand_network::by_key, {.key = {"cars", {{"make", "bmw"}}}});
        EXPECT_EQ(network_.asked_since(), (words{R"(["cars",{"make":"audi"}])", R"(too ["cars",{"make":"audi"}])",
                                                 R"(["cars",{"make":"bmw"}])"}));
        network_.answer(0, "audi");
        EXPECT_EQ(text(first()) + " " + text(same()) + " " + text(other_function()), "audi audi none");
        // It has settled: who comes now has a fetch of its own.
        auto late = create_route_data(&hand_network::by_key, {.key = key});
        EXPECT_EQ(network_.asked_since().size(), 1u);
    });
}

TEST_F(route_data_refetch, F14_lambdas_are_the_same_by_type_when_they_have_no_state_and_never_with_state) {
    root_.run([&] {
        auto plain = [](const key_pattern& key) { return hand_network::by_key(key); };
        auto with_state = [this](const key_pattern& key) { return network_.by_key(key); };
        auto a = create_route_data(plain, {.key = "cars"}), b = create_route_data(plain, {.key = "cars"});
        EXPECT_EQ(network_.asked_since(), words{"cars"});
        auto c = create_route_data(with_state, {.key = "cars"}), d = create_route_data(with_state, {.key = "cars"});
        EXPECT_EQ(network_.asked_since(), (words{"cars", "cars"}));
    });
}

constexpr server_function<"route_data.cars", std::string()> get_cars;

TEST_F(route_data_refetch, F14_one_server_function_shares_a_fetch) {
    get_cars.define([] { return hand_network::get("the server"); });
    root_.run([&] {
        auto a = create_route_data(get_cars), b = create_route_data(get_cars);
        EXPECT_EQ(network_.asked_since(), words{"the server"});
        network_.answer(0, "audi");
        EXPECT_EQ(text(a()) + " " + text(b()), "audi audi");
    });
}

TEST_F(route_data_refetch, F14_a_refetch_does_not_join_a_fetch_that_began_before_it_and_its_equals_share_the_new_one) {
    root_.run([&] {
        auto a = create_route_data(&hand_network::by_key, {.key = "cars"});
        auto b = create_route_data(&hand_network::by_key, {.key = "cars"});
        refetch_route_data();
        // Mounted between the call and its turn: what is under way is too old for it as well.
        auto c = create_route_data(&hand_network::by_key, {.key = "cars"});
        EXPECT_EQ(network_.asked_since().size(), 2u);
        time_.run();
        EXPECT_EQ(network_.asked_since().size(), 0u);  // a and b join the fetch of c
        network_.answer(0, "old");
        network_.answer(1, "new");
        EXPECT_EQ(text(a()) + " " + text(b()) + " " + text(c()), "new new new");
    });
}

TEST_F(route_data_refetch, F14_a_shared_fetch_goes_on_when_the_resource_that_began_it_ends) {
    auto page = std::make_unique<scoped_root>();
    page->run([&] { auto first = create_route_data(&hand_network::by_key, {.key = "cars"}); });
    root_.run([&] {
        auto second = create_route_data(&hand_network::by_key, {.key = "cars"});
        page.reset();
        network_.answer(0, "audi");
        EXPECT_EQ(text(second()), "audi");
    });
}

TEST_F(route_data_refetch, F14_a_fetch_for_another_key_of_the_same_resource_is_not_joined) {
    root_.run([&] {
        auto id = create_signal(1);
        auto data = create_route_data(&hand_network::by_key, {.key = id});
        id.set(2);
        EXPECT_EQ(network_.asked_since(), (words{"[1]", "[2]"}));
        network_.answer(1, "two");
        EXPECT_EQ(text(data()), "two");
    });
}

TEST_F(route_data_refetch, F19_a_superseded_fetch_is_told_to_stop_and_never_shown) {
    root_.run([&] {
        auto id = create_signal(1);
        std::vector<stop_token> tokens;
        auto fetch = [&](key_pattern key) -> task<std::string> {
            tokens.push_back(co_await current_stop_token());
            co_return co_await hand_network::by_key(key);
        };
        auto data = create_route_data(fetch, {.key = id});
        create_render_effect([&, data] { seen_.push_back(text(data())); });
        id.set(2);
        refetch_route_data();
        time_.run();
        network_.answer(2, "newest");
        network_.answer(0, "first");
        network_.answer(1, std::unexpected(away()));
        EXPECT_EQ(seen_, (words{"none", "newest"}));
        std::vector<bool> stopped;
        for (auto& token : tokens) stopped.push_back(token.stop_requested());
        EXPECT_EQ(stopped, (std::vector<bool>{true, true, false}));
        EXPECT_FALSE(data.error());
    });
}

TEST_F(route_data_refetch, F19_what_ends_with_its_owner_is_told_to_stop) {
    std::optional<stop_token> token;
    {
        scoped_root page;
        page.run([&] {
            auto data = create_route_data([&]() -> task<int> {
                token = co_await current_stop_token();
                co_await sleep_for(10ms);
                co_return 1;
            });
        });
        EXPECT_FALSE(token->stop_requested());
    }
    EXPECT_TRUE(token->stop_requested());
}

}  // namespace
}  // namespace solder

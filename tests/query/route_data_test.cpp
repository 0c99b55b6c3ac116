// Route data: its keys, its states and what finds it. Specification F1 to F9, F12, F18, W10.
#include "route_data_fixture.hpp"

namespace solder {
namespace {

using keys = std::vector<key_pattern>;
using states = std::vector<data_state>;

/// Fetchers that note the key they are given.
class route_data_keys : public route_data_page {
protected:
    auto noting(route_data_key key) {
        return create_route_data([this](const key_pattern& given) { return given_.push_back(given), 1; },
                                 {.key = std::move(key)});
    }
    keys given_since() { return std::exchange(given_, {}); }
    keys given_;
};

TEST_F(route_data_keys, F1_W10_the_accessor_tells_state_loading_error_and_the_latest_value) {
    root_.run([&] {
        auto data = create_route_data(&hand_network::by_key, {.key = "cars"});
        EXPECT_EQ(data.state(), data_state::pending);
        EXPECT_TRUE(data.loading());
        EXPECT_EQ(text(data()), "none");
        network_.answer(0, "audi");
        EXPECT_EQ(data.state(), data_state::ready);
        EXPECT_FALSE(data.loading());
        EXPECT_EQ(text(data()), "audi");

        refetch_route_data();
        time_.run();
        EXPECT_EQ(data.state(), data_state::refreshing);
        EXPECT_TRUE(data.loading());
        EXPECT_EQ(text(data.latest()), "audi");
        network_.answer(1, std::unexpected(away()));
        EXPECT_EQ(data.state(), data_state::errored);
        EXPECT_FALSE(data.loading());
        EXPECT_EQ(data.error()->message, "away");
        EXPECT_EQ(text(data.latest()), "audi");
    });
}

TEST_F(route_data_keys, W10_each_state_is_told_to_those_who_read_it) {
    root_.run([&] {
        auto id = create_signal(0);
        auto data = create_route_data(&hand_network::by_key,
                                      {.key = [=] { return id() ? std::optional(id()) : std::nullopt; }});
        states told;
        create_render_effect([&, data] { told.push_back(data.state()); });
        id.set(1);
        network_.answer(0, "one");
        id.set(2);
        network_.answer(1, std::unexpected(away()));
        id.set(3);
        network_.answer(2, "three");
        using enum data_state;
        EXPECT_EQ(told, (states{unresolved, pending, ready, refreshing, errored, refreshing, ready}));
    });
}

TEST_F(route_data_keys, F1_W10_an_initial_value_is_ready_and_refreshing_while_it_is_fetched) {
    root_.run([&] {
        auto idle = create_route_data(&hand_network::by_key, {.key = [] { return false; }, .initial_value = "first"});
        EXPECT_EQ(idle.state(), data_state::ready);
        EXPECT_EQ(text(idle()), "first");
        auto fetching = create_route_data(&hand_network::by_key, {.initial_value = "first"});
        EXPECT_EQ(fetching.state(), data_state::refreshing);
        EXPECT_EQ(text(fetching.latest()), "first");
        network_.answer(0, "second");
        EXPECT_EQ(text(fetching()), "second");
    });
}

TEST_F(route_data_keys, F2_without_a_key_it_is_fetched_at_once_and_the_key_is_true) {
    root_.run([&] {
        auto data = noting({});
        EXPECT_EQ(given_since(), keys{key_pattern{true}});
        EXPECT_EQ(*data(), 1);
    });
}

TEST_F(route_data_keys, F3_F5_a_key_is_text_a_number_an_array_an_object_or_a_pattern) {
    struct by_house {
        std::string house;
    };
    key_pattern written{"students", 7};
    root_.run([&] {
        noting("cars"), noting(7), noting({"cars", {{"make", "audi"}}}), noting(by_house{"gryffindor"});
        noting(written), noting(std::pair("cars", 1)), noting(key_array{"cars", 2});
    });
    EXPECT_EQ(given_since(), (keys{{"cars"},
                                   {7},
                                   {"cars", {{"make", "audi"}}},
                                   {{{"house", "gryffindor"}}},
                                   {"students", 7},
                                   {"cars", 1},
                                   {"cars", 2}}));
}

TEST_F(route_data_keys, F3_a_key_function_is_tracked_and_an_equal_key_fetches_nothing) {
    root_.run([&] {
        auto house = create_signal(std::string("gryffindor"));
        auto untouched = create_signal(0);
        auto data = create_route_data(
            [&, untouched](const key_pattern& key) {
                given_.push_back(key);
                return untouched();  // not tracked
            },
            {.key = [=] { return std::tuple("students", house().substr(0, 3)); }});
        house.set("grynot");
        untouched.set(1);
        house.set("slytherin");
        EXPECT_EQ(given_since(), (keys{{"students", "gry"}, {"students", "sly"}}));
    });
}

TEST_F(route_data_keys, F3_a_signal_is_a_key_that_changes) {
    root_.run([&] {
        auto id = create_signal(1);
        auto data = noting(id);
        id.set(2);
        EXPECT_EQ(given_since(), (keys{{1}, {2}}));
    });
}

TEST_F(route_data_keys, F4_a_key_function_without_a_key_fetches_nothing_and_keeps_what_is_shown) {
    root_.run([&] {
        auto id = create_signal(std::optional<std::string>());
        auto data = create_route_data(&hand_network::by_key, {.key = id});
        EXPECT_EQ(data.state(), data_state::unresolved);
        id.set("");
        EXPECT_EQ(network_.asked_since(), words{""});  // the empty text is a key
        network_.answer(0, "empty");
        id.set(std::nullopt);
        EXPECT_EQ(data.state(), data_state::ready);
        EXPECT_EQ(text(data()), "empty");
        refetch_route_data();
        time_.run();
        EXPECT_EQ(network_.asked_since(), words{});
    });
}

TEST_F(route_data_keys, F4_false_and_null_from_a_function_fetch_nothing_and_zero_is_a_key) {
    root_.run([&] {
        noting([] { return false; }), noting([] { return nullptr; });
        EXPECT_EQ(given_since(), keys{});
        noting([] { return 0; });
        EXPECT_EQ(given_since(), keys{key_pattern{0}});
    });
}

TEST_F(route_data_keys, F4_a_fixed_key_that_is_nothing_is_no_key) {
    root_.run([&] {
        noting(nullptr), noting(false), noting(""), noting(std::optional<int>()), noting(key_pattern());
        EXPECT_EQ(given_since(), keys(5, key_pattern{true}));
        for (auto key : {key_pattern{""}, key_pattern{nullptr}, key_pattern{false}, key_pattern{}})
            refetch_route_data(key);
        time_.run();
        EXPECT_EQ(given_since(), keys{});
    });
}

TEST_F(route_data_keys, F5_F6_F7_F9_a_refetch_reaches_what_its_key_matches_by_segment) {
    root_.run([&] {
        auto all = counted("cars", {"cars"}), audi = counted("audi", {"cars", {{"make", "audi"}, {"id", 9}}});
        auto none = counted("none"), boats = counted("boats", "boats");
        fetched();
        auto reached = [&](auto... key) {
            refetch_route_data(std::move(key)...);
            return fetched();
        };
        EXPECT_EQ(reached(key_pattern{"cars"}), (words{"cars", "audi"}));
        EXPECT_EQ(reached(key_pattern{"cars", {{"make", "audi"}}}), words{"audi"});
        EXPECT_EQ(reached(key_pattern{"cars", {{"id", 9}}}), words{"audi"});
        EXPECT_EQ(reached(key_pattern("boats")), words{"boats"});
        EXPECT_EQ(reached(key_pattern{"boats"}), words{"boats"});
        EXPECT_EQ(reached(), (words{"cars", "audi", "none", "boats"}));
        EXPECT_EQ(reached(key_pattern{}), words{});
        EXPECT_EQ(reached(key_pattern{"planes"}), words{});
        EXPECT_EQ(reached(key_pattern{true}), words{});  // what a fetcher without a key is given
    });
}

TEST_F(route_data_keys, F7_a_key_that_changes_is_matched_as_it_is_now) {
    root_.run([&] {
        auto make = create_signal(std::optional<std::string>("audi"));
        auto cars = counted("cars", [=] { return std::pair("cars", make()); });
        auto maybe = counted("maybe", make);
        fetched();
        make.set("bmw");
        EXPECT_EQ(fetched(), (words{"cars", "maybe"}));
        refetch_route_data({"cars", "audi"});
        EXPECT_EQ(fetched(), words{});
        refetch_route_data({"cars", "bmw"});
        EXPECT_EQ(fetched(), words{"cars"});
        make.set(std::nullopt);
        fetched();
        refetch_route_data("bmw");
        EXPECT_EQ(fetched(), words{});
    });
}

TEST_F(route_data_keys, F8_what_does_not_match_is_not_refetched_whatever_its_value) {
    root_.run([&] {
        int fetches = 0;
        auto count = [&](auto value) { return [value, &fetches] { return ++fetches, value; }; };
        auto zero = create_route_data(count(0), {.key = "zero"});
        auto no = create_route_data(count(false), {.key = "no"});
        auto empty = create_route_data(count(std::string()), {.key = "empty"});
        EXPECT_EQ(fetches, 3);
        refetch_route_data("other");
        time_.run();
        EXPECT_EQ(fetches, 3);
    });
}

TEST_F(route_data_keys, F6_F12_only_what_is_mounted_is_refetched) {
    auto page = std::make_unique<scoped_root>();
    auto left = page->run([&] { return counted("left"); });
    root_.run([&] { auto stays = counted("stays"); });
    fetched();
    refetch_route_data();
    page.reset();  // after the call, before its turn
    EXPECT_EQ(fetched(), words{"stays"});
    refetch_route_data();
    EXPECT_EQ(fetched(), words{"stays"});
}

}  // namespace
}  // namespace solder

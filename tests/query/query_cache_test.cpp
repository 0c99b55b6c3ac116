// The cache by the numbers of the specification (Q, R).
#include "query_fixture.hpp"
#include <solder/core/stop_token.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

/// What a page would see of the router.
class noted_navigator final : public navigator {
public:
    noted_navigator() { set_page_navigator(this); }
    ~noted_navigator() override { set_page_navigator(nullptr); }
    void go_to(std::string location, bool replace) override {
        went.push_back((replace ? "replace " : "push ") + std::move(location));
    }
    std::vector<std::string> went;
};

using ints = std::vector<int>;
using texts = std::vector<std::string>;
using query_cache_page = query_fixture;

TEST_F(query_cache_page, Q1_Q2_defining_calls_nothing_and_keys_are_those_of_the_name) {
    auto list = list_query();
    EXPECT_EQ(all_reads(), 0);
    EXPECT_EQ(list.key().text(), "list");
    EXPECT_EQ(list.key_for(7).text(), "list[7]");
}

TEST_F(query_cache_page, Q5_argument_objects_equal_up_to_order_share_an_entry) {
    int calls = 0;
    auto find = query("find", [&](std::map<std::string, int> by) { return ++calls, static_cast<int>(by.size()); });
    find({{"a", 1}, {"b", 2}});
    find({{"b", 2}, {"a", 1}});
    find({{"b", 2}});
    EXPECT_EQ(calls, 2);
}

TEST_F(query_cache_page, Q6_queries_of_one_name_share_entries) {
    int first = 0, second = 0;
    auto one = query("shared", [&](int id) { return ++first, id; });
    auto two = query("shared", [&](int id) { return ++second, id; });
    one(1);
    two(1);
    two(2);
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 1);
}

TEST_F(query_cache_page, Q7_what_is_in_flight_is_shared_whatever_its_age) {
    int calls = 0;
    auto slow = query("slow", [&]() -> task<int> {
        ++calls;
        co_await sleep_for(20'000ms);
        co_return 1;
    });
    slow();
    time_.advance(10'000ms);
    slow();
    EXPECT_EQ(calls, 1);
}

TEST_F(query_cache_page, Q8_Q9_an_entry_is_in_use_for_as_long_as_somebody_is_subscribed) {
    auto list = list_query();
    {
        scoped_root reader;
        reader.run([&] { create_computed([=] { list(1); }); });
        time_.advance(60'000ms);
        list(1);
        EXPECT_EQ(all_reads(), 1);
    }
    list(1);
    EXPECT_EQ(all_reads(), 2);
    list(1);  // outside of any computation: nobody is subscribed
    time_.advance(5'000ms);
    list(1);
    EXPECT_EQ(all_reads(), 3);
}

TEST_F(query_cache_page, Q10_Q11_Q12_going_back_takes_answers_of_any_age_but_no_invalid_ones) {
    auto list = list_query();
    auto call_with = [&](query_intent intent) {
        scoped_root around;
        around.run([&] {
            intent_scope with(intent);
            list(1);
        });
        return all_reads();
    };
    EXPECT_EQ(call_with(query_intent::initial), 1);
    time_.advance(100'000ms);
    EXPECT_EQ(call_with(query_intent::native), 1);
    EXPECT_EQ(call_with(query_intent::navigate), 2);
    revalidate();
    EXPECT_EQ(call_with(query_intent::native), 3);
}

TEST_F(query_cache_page, Q13_Q14_Q15_a_preloaded_answer_is_fresh_from_its_first_use_on_once) {
    auto list = list_query();
    scoped_root around;
    around.run([&] {
        intent_scope preloading(query_intent::preload);
        list(1);
    });
    time_.advance(4'000ms);
    list(1);  // the first use
    time_.advance(4'000ms);
    list(1);
    EXPECT_EQ(all_reads(), 1);
    time_.advance(1'000ms);
    list(1);
    EXPECT_EQ(all_reads(), 2);
}

TEST_F(query_cache_page, Q13_a_preloaded_redirect_is_followed_when_it_is_used) {
    noted_navigator router;
    auto gone = query("gone", []() -> task<int> { co_return fail(redirect("/login")); });
    scoped_root around;
    around.run([&] {
        intent_scope preloading(query_intent::preload);
        gone();
    });
    EXPECT_EQ(router.went, (std::vector<std::string>{}));
    root_.run([&] { auto value = create_async([=] { return gone(); }); });
    EXPECT_EQ(router.went, (std::vector<std::string>{"replace /login"}));
}

TEST_F(query_cache_page, Q25_works_where_nobody_can_go_anywhere) {
    auto gone = query("gone", []() -> task<int> { co_return fail(redirect("/login")); });
    EXPECT_EQ(gone().failure()->kind, error_kind::responded);
}

TEST_F(query_cache_page, Q27_Q28_a_failure_is_shared_within_a_load_scope_and_fetched_anew_in_the_next) {
    auto list = list_query();
    fails_ = true;
    list(1);
    time_.advance(10ms);
    EXPECT_EQ(list(1).failure()->message, "away");
    EXPECT_EQ(all_reads(), 1);
    cache_.begin_load_scope();
    fails_ = false;
    list(1);
    EXPECT_EQ(all_reads(), 2);
}

TEST_F(query_cache_page, Q29_the_last_value_can_be_looked_at) {
    auto list = list_query();
    auto entry = list.entry(1);
    EXPECT_EQ(entry.get().error().kind, error_kind::not_found);
    EXPECT_EQ(entry.find(), nullptr);
    list(1);
    EXPECT_EQ(*entry.get(), nullptr);
    time_.advance(10ms);
    EXPECT_EQ(**entry.get(), (ints{1, 2}));
    values_[1] = {9};
    revalidate();
    list(1);
    EXPECT_EQ(**entry.get(), (ints{1, 2}));
    fails_ = true;
    revalidate();
    list(1);
    time_.advance(10ms);
    EXPECT_EQ(*entry.find(), (ints{1, 2}));  // R11
    EXPECT_EQ(query_entry_handle<int>(entry.key()).get().error().kind, error_kind::invalid);
}

TEST_F(query_cache_page, Q30_a_value_set_by_hand_is_seen_by_the_next_read) {
    auto list = list_query();
    list.entry(1).set({5});
    EXPECT_EQ(*list(1).value(), ints{5});
    EXPECT_EQ(all_reads(), 0);
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        list.entry(1).set({6});
        EXPECT_EQ(*value(), ints{5});
        revalidate(list.key(), false);
        EXPECT_EQ(*value(), ints{6});
        list.entry(1).set({7}, {.notify = true});
        EXPECT_EQ(*value(), ints{7});
    });
    EXPECT_EQ(all_reads(), 0);
}

TEST_F(query_cache_page, Q31_Q32_what_is_removed_is_fetched_again_and_subscribers_stay) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        time_.advance(10ms);
        EXPECT_TRUE(list.entry(1).remove());
        EXPECT_FALSE(list.entry(1).remove());
        EXPECT_FALSE(query_delete(list.key_for(2)));
        values_[1] = {8};
        revalidate(list.key());
        time_.advance(10ms);
        EXPECT_EQ(*value(), ints{8});
        query_clear();
        list(1);
        EXPECT_EQ(all_reads(), 3);
    });
}

TEST_F(query_cache_page, Q33_an_entry_in_use_outlives_every_sweep_and_others_their_own_time) {
    auto list = list_query();
    auto brief = query("brief", [] { return 1; }, {.keep_for = 10ms});
    root_.run([&] { create_computed([=] { list(1); }); });
    brief();
    list(2);
    time_.advance(100'000ms);
    list(3);
    cache_.sweep();
    EXPECT_EQ(cache_.size(), 3u);  // brief has gone
    time_.advance(1'000'000ms);
    cache_.sweep();
    EXPECT_EQ(cache_.size(), 1u);
}

TEST_F(query_cache_page, Q35_an_older_answer_that_comes_last_is_nobodys) {
    std::vector<std::chrono::milliseconds> delays{50ms, 10ms};
    int calls = 0;
    auto read = query("read", [&]() -> task<int> {
        int mine = calls++;
        co_await sleep_for(delays[static_cast<std::size_t>(mine)]);
        co_return mine;
    });
    auto first = read();
    revalidate();
    read();
    time_.advance(10ms);
    EXPECT_EQ(**read.entry().get(), 1);
    time_.advance(40ms);
    EXPECT_EQ(*first.value(), 0);  // who waits for it gets it
    EXPECT_EQ(**read.entry().get(), 1);
}

TEST_F(query_cache_page, Q36_two_notices_in_one_millisecond_are_two) {
    auto list = list_query();
    root_.run([&] {
        int runs = 0;
        create_computed([&, list] { ++runs, list(1); });
        revalidate();
        revalidate();
        EXPECT_EQ(runs, 3);
    });
}

TEST_F(query_cache_page, Q37_a_fetch_that_is_superseded_deleted_or_torn_down_is_told_to_stop) {
    int stopped = 0;
    auto slow = query("slow", [&]() -> task<int> {
        auto token = co_await current_stop_token();
        stop_callback note(token, [&] { ++stopped; });
        co_await sleep_for(1'000ms);
        co_return 1;
    });
    slow();
    revalidate();
    slow();
    EXPECT_EQ(stopped, 1);
    query_delete(slow.key());
    EXPECT_EQ(stopped, 2);
    slow();
    query_clear();
    EXPECT_EQ(stopped, 3);
    slow();
    time_.advance(1'000ms);
    EXPECT_EQ(stopped, 3);
}

// Q37
TEST_F(query_cache_page, a_fetch_that_begins_with_clearing_the_cache_is_that_of_its_entry) {
    auto other = list_query();
    other(1);
    time_.advance(10ms);
    int fetches = 0;
    auto own = query("own", [&]() -> task<int> {
        query_clear();
        const int number = ++fetches;
        co_await sleep_for(10ms);
        co_return number;
    });
    auto shown = root_.run([&] { return create_async([=] { return own(); }); });
    EXPECT_EQ(other.entry(1).find(), nullptr);
    auto same = own();
    time_.advance(10ms);
    EXPECT_EQ(*shown(), 1);
    EXPECT_EQ(*same.value(), 1);
    EXPECT_EQ(*own.entry().find(), 1);
    revalidate(own.key());
    time_.advance(10ms);
    EXPECT_EQ(*shown(), 2);
    EXPECT_EQ(fetches, 2);
}

// Q37
TEST_F(query_cache_page, a_fetch_whose_readers_all_went_to_other_arguments_is_told_to_stop) {
    std::vector<std::string> log;
    auto search = query("search", [&](std::string text) -> task<std::string> {
        auto token = co_await current_stop_token();
        stop_callback note(token, [&, text] { log.push_back("stop " + text); });
        log.push_back(text);
        co_await sleep_for(20ms);
        co_return "found " + text;
    });
    auto typed = create_signal<std::string>("a");
    auto found = root_.run([&] { return create_async([=] { return search(typed()); }); });
    time_.advance(10ms);
    typed.set("ab");
    typed.set("abc");
    EXPECT_EQ(log, (texts{"a", "ab", "abc"})) << "in the turn in which a reader left it may come back";
    time_.run();
    EXPECT_EQ(log, (texts{"a", "ab", "abc", "stop a", "stop ab"}));
    time_.advance(20ms);
    EXPECT_EQ(*found(), "found abc");
    typed.set("a");
    time_.advance(20ms);
    EXPECT_EQ(*found(), "found a");
    EXPECT_EQ(log.back(), "a") << "fetched anew";
}

// Q37
TEST_F(query_cache_page, a_fetch_that_somebody_else_waits_for_or_came_back_to_goes_on) {
    auto list = list_query();
    auto id = create_signal(1);
    auto shown = root_.run([&] { return create_async([=] { return list(id()); }); });
    auto kept = list(1);
    id.set(2);
    time_.run();
    EXPECT_FALSE(kept.is_settled());
    time_.advance(10ms);
    EXPECT_EQ(*kept.value(), (ints{1, 2}));

    reads_.clear();
    revalidate();
    time_.run();
    id.set(3);
    id.set(2);  // before anybody could give it up
    time_.advance(10ms);
    EXPECT_EQ(reads_, (std::map<int, int>{{2, 1}, {3, 1}}));
    EXPECT_EQ(*shown(), ints{3});
}

// Q37
TEST_F(query_cache_page, a_fetch_that_nobody_ever_subscribed_to_goes_on_by_itself) {
    auto list = list_query();
    list(1);
    time_.advance(10ms);
    EXPECT_EQ(**list.entry(1).get(), (ints{1, 2}));
}

TEST_F(query_cache_page, Q38_a_request_keeps_every_answer_and_notifies_nobody) {
    query_cache request(query_cache::use::request);
    set_page_query_cache(&request);
    auto list = list_query();
    fails_ = true;
    list(1);
    time_.advance(1'000'000ms);
    list(1);
    EXPECT_EQ(all_reads(), 1);
    bool done = false;
    auto waiting = start(revalidate(), [&](result<void>) { done = true; });  // R13
    EXPECT_TRUE(done);
    list(1);
    EXPECT_EQ(all_reads(), 1);
}

TEST_F(query_cache_page, R1_R2_addresses_everything_one_key_any_of_several_or_nothing) {
    auto list = list_query();
    auto other = query("other", [this](int id) { return read(100 + id); });
    root_.run([&] {
        create_computed([=] { list(1); });
        create_computed([=] { list(2); });
        create_computed([=] { other(1); });
    });
    auto reads = [&](auto act) {
        reads_.clear();
        act();
        time_.advance(10ms);
        return reads_;
    };
    using counts = std::map<int, int>;
    EXPECT_EQ(reads([] { revalidate(); }), (counts{{1, 1}, {2, 1}, {101, 1}}));
    EXPECT_EQ(reads([] { revalidate("list"); }), (counts{{1, 1}, {2, 1}}));
    EXPECT_EQ(reads([&] { revalidate({list.key_for(1), other.key()}); }), (counts{{1, 1}, {101, 1}}));
    EXPECT_EQ(reads([&] { revalidate({list.key(), list.key_for(1)}); }), (counts{{1, 1}, {2, 1}}));
    EXPECT_EQ(reads([] { revalidate(std::vector<query_key>{}); }), counts{});
    EXPECT_EQ(reads([] { revalidate(""); }), counts{});
}

TEST_F(query_cache_page, R3_a_call_later_in_the_same_turn_fetches) {
    auto list = list_query();
    list(1);
    time_.advance(10ms);
    revalidate(list.key());
    list(1);
    EXPECT_EQ(all_reads(), 2);
}

TEST_F(query_cache_page, R7_a_subscriber_that_runs_again_counts_all_the_while) {
    auto list = list_query();
    root_.run([&] {
        create_computed([=] { list(1); });
        time_.advance(60'000ms);
        revalidate(list.key(), false);
        EXPECT_EQ(all_reads(), 1);
    });
}

TEST_F(query_cache_page, R8_patterns_match_by_segment) {
    std::vector<std::string> fetched;
    auto note = [&](std::string what) { return fetched.push_back(what), 1; };
    struct car {
        std::string make;
        int year;
    };
    auto user = query("user", [&](int id) { return note("user " + std::to_string(id)); });
    auto users = query("users", [&](int id) { return note("users " + std::to_string(id)); });
    auto cars = query("cars", [&](car c) { return note(c.make + std::to_string(c.year)); });
    auto pairs = query("pairs", [&](int a, int b) { return note(std::to_string(a) + "," + std::to_string(b)); });
    root_.run([&] {
        create_computed([=] { user(1), user(12), users(1); });
        create_computed([=] { cars({"audi", 1}), cars({"audi", 2}), cars({"bmw", 1}); });
        create_computed([=] { pairs(1, 1), pairs(1, 2), pairs(11, 1), pairs(2, 1); });
    });
    auto after = [&](query_key key) {
        fetched.clear();
        revalidate(std::move(key));
        return fetched;
    };
    using texts = std::vector<std::string>;
    EXPECT_EQ(after(user.key()), (texts{"user 1", "user 12"}));
    EXPECT_EQ(after(user.key_for(1)), (texts{"user 1"}));
    EXPECT_EQ(after(key_pattern{"cars", {{"make", "audi"}}}), (texts{"audi1", "audi2"}));
    EXPECT_EQ(after(key_pattern{"cars", {{"year", 1}}}), (texts{"audi1", "bmw1"}));
    EXPECT_EQ(after(key_pattern{"pairs", 1}), (texts{"1,1", "1,2"}));
    EXPECT_EQ(after(key_pattern{"pairs", 1, 2}), (texts{"1,2"}));
    EXPECT_EQ(after(key_pattern{"pairs", 3}), texts{});
}

TEST_F(query_cache_page, R12_entries_can_be_visited) {
    auto list = list_query();
    list(2), list(1);
    query("other", [] { return 1; })();
    std::vector<std::string> seen;
    auto note = [&](std::string_view text) { seen.emplace_back(text); };
    std::vector<query_key> keys{list.key()};
    cache_.visit(&keys, note);
    EXPECT_EQ(seen, (std::vector<std::string>{"list[1]", "list[2]"}));
    cache_.visit(nullptr, note);
    EXPECT_EQ(seen.size(), 5u);
}

TEST_F(query_cache_page, finds_what_it_has_after_thousands_came_and_went) {
    auto square = query("square", [](int n) { return n * n; });
    for (int n = 0; n < 5'000; ++n) square(n);
    for (int n = 0; n < 5'000; n += 2) EXPECT_TRUE(square.entry(n).remove());
    EXPECT_EQ(cache_.size(), 2'500u);
    for (int n = 0; n < 5'000; ++n) {
        auto found = square.entry(n).find();
        ASSERT_EQ(found != nullptr, n % 2 == 1) << n;
        if (found) {
            ASSERT_EQ(*found, n * n);
        }
    }
}

}  // namespace
}  // namespace solder

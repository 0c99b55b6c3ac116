// Statements about queries that need a page of their own kind.
#include "held_network.hpp"
#include "query_fixture.hpp"
#include <solder/reactive/diagnostics.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

using ints = std::vector<int>;
using words = std::vector<std::string>;
using query_statements = query_fixture;

#ifndef NDEBUG
TEST_F(query_statements, Q6_a_second_query_of_one_name_over_another_function_is_told_of_once) {
    std::vector<diagnostic> told;
    set_diagnostic_hook([&](const diagnostic& d) { told.push_back(d); });
    {
        auto one = query("namesake", [](int id) { return id; });
        auto line = std::source_location::current().line() + 1;
        auto two = query("namesake", [](int id) { return id + 1; });
        ASSERT_EQ(told.size(), 1u);
        EXPECT_EQ(told[0].what, mistake::duplicate_name);
        EXPECT_EQ(told[0].message,
                  "two queries over different functions have the name \"namesake\": they share their entries");
        EXPECT_EQ(told[0].made.line(), line - 2);
        EXPECT_EQ(told[0].touched.line(), line);
        auto three = query("namesake", [](int id) { return id + 2; });
        auto other = query("other name", [](int id) { return id; });
    }
    EXPECT_EQ(told.size(), 1u);
    auto again = query("namesake", [](int id) { return id; });  // the others are no longer in use
    auto made = list_query(), once_more = list_query();         // over the same function
    EXPECT_EQ(told.size(), 1u);
    set_diagnostic_hook({});
}

TEST_F(query_statements, Q6_a_name_with_a_bracket_is_refused) {
    EXPECT_DEATH((void)query("list[]", [](int id) { return id; }), "the name of a query holds no '\\['");
}

TEST_F(query_statements, a_name_that_is_empty_is_refused) {
    EXPECT_DEATH((void)query("", [](int id) { return id; }), "a query has a name");
}
#endif

TEST_F(query_statements, Q18_a_failure_of_a_preload_is_nobodys_until_it_is_read) {
    words unhandled, raised;
    set_unhandled_error_hook([&](const error& e) { unhandled.push_back(e.message); });
    auto list = list_query();
    fails_ = true;
    {
        scoped_root preloading;
        preloading.run([&] {
            intent_scope only_maybe(query_intent::preload);
            list(1);
        });
        time_.advance(10ms);
    }
    EXPECT_EQ(unhandled, words{});
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        catch_error([&] { create_render_effect([value] { value(); }); },
                    [&](raised_error e) { raised.push_back(e.reason.message); });
    });
    EXPECT_EQ(raised, words{"away"});
    EXPECT_EQ(unhandled, words{});
    EXPECT_EQ(all_reads(), 1);
    set_unhandled_error_hook({});
}

TEST_F(query_statements, Q34_a_server_function_that_reads_is_called_as_a_read) {
    struct noting final : call_transport {
        task<std::string> send(remote_call call) override {
            kinds.push_back(call.kind);
            co_return "[]";
        }
        std::vector<access> kinds;
    } transport;
    set_call_transport(&transport);
    static constexpr server_function<"list", ints()> read_list;
    query("read list", read_list)();
    EXPECT_EQ(transport.kinds, std::vector{access::reads});  // which travels as GET; a write is no query: see `query`
    set_call_transport(nullptr);
}

TEST_F(query_statements, R11_a_failing_refetch_leaves_the_readers_in_error_and_the_value_to_be_looked_at) {
    auto list = list_query();
    root_.run([&] {
        words raised;
        auto value = create_async([=] { return list(1); });
        catch_error([&] { create_render_effect([value] { value(); }); },
                    [&](raised_error e) { raised.push_back(e.reason.message); });
        time_.advance(10ms);
        fails_ = true;
        bool is_done = false;
        auto waiting = start(revalidate(), [&](result<void> how) { is_done = how.has_value(); });
        time_.advance(10ms);
        EXPECT_TRUE(is_done);
        EXPECT_EQ(value.error()->message, "away");
        EXPECT_EQ(raised, words{"away"});
        EXPECT_EQ(**list.entry(1).get(), (ints{1, 2}));
    });
}

TEST_F(query_statements, R13_on_a_server_revalidation_affects_nothing_and_is_done_at_once) {
    query_cache request(query_cache::use::request);
    set_page_query_cache(&request);
    auto list = list_query();
    list(1);
    bool is_done = false;
    auto waiting = start(revalidate(), [&](result<void> how) { is_done = how.has_value(); });
    EXPECT_TRUE(is_done);
    list(1);
    time_.advance(10ms);
    list(1);
    EXPECT_EQ(all_reads(), 1);
}

TEST_F(query_statements, W7_reads_in_user_effects_never_suspend_and_reads_without_a_boundary_give_what_there_is) {
    auto list = list_query();
    auto part = make_ref<suspense_scope>();
    words seen;
    root_.run([&] {
        auto outside = create_async([=] { return list(1); });
        create_render_effect([&, outside] { seen.push_back(outside() ? "outside value" : "outside none"); });
        provide_context(suspense_context(), part);
        auto inside = create_async([=] { return list(2); });
        create_effect([&, inside] { seen.push_back(inside() ? "effect value" : "effect none"); });
        EXPECT_FALSE(part->is_pending_now());
        create_render_effect([&, inside] { seen.push_back(inside() ? "shown value" : "shown none"); });
        EXPECT_TRUE(part->is_pending_now());
        time_.advance(10ms);
        EXPECT_EQ(seen, (words{"outside none", "shown none", "outside value", "shown value"}));
        part->content_was_shown();  // user effects inside begin with that
    });
    EXPECT_EQ(seen, (words{"outside none", "shown none", "outside value", "shown value", "effect value"}));
}

/// The state by the name that the specification has for it.
std::string state_of(const async_value<ints>& of) {
    if (of.error()) return "errored";
    if (of.refreshing()) return "refreshing";
    if (of.pending()) return "pending";
    return of.latest() ? "ready" : "unresolved";
}

TEST_F(query_statements, W10_a_value_is_unresolved_pending_ready_refreshing_or_errored) {
    auto list = list_query();
    root_.run([&] {
        auto id = create_signal(0);
        auto value = create_async([=]() -> std::optional<shared_task<ints>> {
            if (id() == 0) return std::nullopt;
            return list(id());
        });
        words states{state_of(value)};
        auto then = [&](auto what) {
            what();
            states.push_back(state_of(value));
        };
        auto wait = [&] { time_.advance(10ms); };
        then([&] { id.set(1); });
        then(wait);
        then([&] { revalidate(); });
        then(wait);
        fails_ = true;
        then([&] { revalidate(), wait(); });
        EXPECT_EQ(states, (words{"unresolved", "pending", "ready", "refreshing", "ready", "errored"}));
        fails_ = false;
        auto begun = create_async([=] { return list(2); }, {.initial_value = ints{}});
        EXPECT_EQ(state_of(begun), "refreshing");  // a value is there from the start
    });
}

TEST_F(query_statements, a_function_may_give_a_result_whose_failure_is_that_of_the_query) {
    words events;
    struct : navigator {
        void go_to(std::string location, bool) override { events->push_back(std::move(location)); }
        words* events = nullptr;
    } to;
    to.events = &events;
    set_page_navigator(&to);
    auto some = query("some", [](int id) -> result<int> {
        if (id == 0) return fail("none");
        if (id == 1) return redirect("/login");
        return id;
    });
    root_.run([&] {
        EXPECT_EQ(create_async([=] { return some(0); }).error()->message, "none");
        EXPECT_EQ(events, words{});
        EXPECT_FALSE(create_async([=] { return some(1); }).latest());
        EXPECT_EQ(events, words{"/login"});
        EXPECT_EQ(*create_async([=] { return some(2); })(), 2);
        EXPECT_EQ(create_async([]() -> result<int> { return fail("direct"); }).error()->message, "direct");
        EXPECT_EQ(*create_async([]() -> result<int> { return 3; })(), 3);
    });
    set_page_navigator(nullptr);
}

TEST_F(query_statements, json_gives_its_value_and_one_of_another_type_is_a_failure_in_words) {
    auto number = query("number", [](int id) -> task<int> {
        co_await sleep_for(1ms);
        if (id == 7) co_return json(7, {.revalidate = {}});
        co_return fail(json(std::string("seven")));
    });
    root_.run([&] {
        auto right = create_async([=] { return number(7); });
        auto wrong = create_async([=] { return number(8); });
        time_.advance(1ms);
        EXPECT_EQ(*right(), 7);
        EXPECT_EQ(**number.entry(7).get(), 7);
        ASSERT_TRUE(wrong.error());
        EXPECT_NE(wrong.error()->message, "");
    });
}

TEST_F(query_statements, an_entry_is_kept_for_its_time_from_when_its_last_reader_left) {
    auto list = list_query();
    {
        scoped_root page;
        page.run([&] { (void)create_async([=] { return list(1); }); });
        time_.advance(600'000ms);
    }
    time_.advance(100'000ms);
    cache_.sweep();
    EXPECT_TRUE(list.entry(1).find());
    time_.advance(100'000ms);
    cache_.sweep();
    EXPECT_FALSE(list.entry(1).find());
}

TEST_F(query_statements, Q37_a_fetch_whose_reader_left_goes_on_for_a_preload) {
    auto list = list_query();
    {
        scoped_root page;
        page.run([&] { (void)create_async([=] { return list(1); }); });
        time_.advance(1ms);
    }
    {
        intent_scope only_maybe(query_intent::preload);
        list(1);
    }
    time_.advance(20ms);
    EXPECT_TRUE(list.entry(1).find());
    EXPECT_EQ(reads_[1], 1);
}

}  // namespace
}  // namespace solder

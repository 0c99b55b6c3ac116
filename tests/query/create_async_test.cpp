// Values that are fetched, by the numbers of the specification (C, W).
#include "query_fixture.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/query/route_data.hpp>
#include <stdexcept>

namespace solder {
namespace {

using ints = std::vector<int>;
using lines = std::vector<std::string>;

class create_async_page : public query_fixture {
protected:
    /// Fetches that are answered by hand.
    task<int> ask(int id) {
        asked_.push_back(id);
        co_return co_await await_callback<int>([this](resolver<int> answer) { answers_.push_back(std::move(answer)); });
    }
    static error away() { return {"away", error_kind::unreachable, true}; }

    std::vector<int> asked_;
    std::vector<resolver<int>> answers_;
    lines seen_;
};

std::string text_of(const std::shared_ptr<const int>& value) { return value ? std::to_string(*value) : "none"; }

TEST_F(create_async_page, C1_C2_runs_at_once_and_again_when_what_it_read_before_its_suspension_changes) {
    root_.run([&] {
        auto first = create_signal(1), second = create_signal(10);
        auto fetch = [](auto ask, signal<int> late, int id) -> task<int> {
            auto got = co_await ask(id);
            co_return got + late();
        };
        auto value =
            create_async([&, first, second] { return fetch([this](int id) { return ask(id); }, second, first()); });
        EXPECT_EQ(asked_, ints{1});
        first.set(2);
        EXPECT_EQ(asked_, (ints{1, 2}));
        answers_.back()(5);
        EXPECT_EQ(*value(), 15);
        second.set(20);  // read after the suspension
        EXPECT_EQ(asked_, (ints{1, 2}));
    });
}

TEST_F(create_async_page, C3_C4_has_nothing_before_the_first_result_and_suspends_who_reads_it) {
    root_.run([&] {
        auto part = make_ref<suspense_scope>();
        provide_context(suspense_context(), part);
        auto value = create_async([this] { return ask(1); });
        EXPECT_FALSE(part->is_pending_now());
        create_render_effect([&, value] { seen_.push_back(text_of(value())); });
        EXPECT_TRUE(part->is_pending_now());
        answers_[0](5);
        EXPECT_FALSE(part->is_pending_now());
        EXPECT_EQ(seen_, (lines{"none", "5"}));
    });
}

TEST_F(create_async_page, C4_the_latest_value_suspends_only_while_there_never_was_one) {
    root_.run([&] {
        auto part = make_ref<suspense_scope>();
        provide_context(suspense_context(), part);
        auto id = create_signal(1);
        auto value = create_async([=, this] { return ask(id()); });
        create_render_effect([&, value] { seen_.push_back(text_of(value.latest())); });
        EXPECT_TRUE(part->is_pending_now());
        answers_[0](5);
        id.set(2);
        EXPECT_FALSE(part->is_pending_now());
        EXPECT_EQ(text_of(value.latest()), "5");
        answers_[1](6);
        EXPECT_EQ(seen_, (lines{"none", "5", "6"}));
    });
}

TEST_F(create_async_page, C5_C6_C13_a_failure_goes_to_the_boundary_of_the_reader_and_a_good_value_recovers) {
    root_.run([&] {
        auto id = create_signal(1);
        std::optional<async_value<int>> value;
        catch_error([&] { value = create_async([=, this] { return ask(id()); }); },
                    [&](raised_error) { seen_.push_back("boundary of the maker"); });
        catch_error([&] { create_render_effect([&] { seen_.push_back(text_of((*value)())); }); },
                    [&](raised_error e) { seen_.push_back("boundary of the reader: " + e.reason.message); });
        answers_[0](result<int>(fail(away())));
        EXPECT_EQ(value->error()->message, "away");
        id.set(2);
        answers_[1](7);
        EXPECT_FALSE(value->error());
        EXPECT_EQ(seen_, (lines{"none", "boundary of the reader: away", "none", "7"}));
    });
}

TEST_F(create_async_page, C3_C12_shows_an_initial_value_and_suspends_all_the_same) {
    root_.run([&] {
        auto part = make_ref<suspense_scope>();
        provide_context(suspense_context(), part);
        auto value = create_async([this] { return ask(1); }, {.initial_value = 9});
        EXPECT_EQ(*value.latest(), 9);
        EXPECT_FALSE(part->is_pending_now());
        EXPECT_EQ(*value(), 9);
        EXPECT_TRUE(part->is_pending_now());
        answers_[0](5);
        EXPECT_EQ(*value(), 5);
        EXPECT_FALSE(part->is_pending_now());
    });
}

TEST_F(create_async_page, C7_is_given_the_newest_answer_and_nothing_after_a_failure) {
    root_.run([&] {
        auto id = create_signal(1);
        auto fetch = [&, id, this](const int* previous) {
            seen_.push_back(previous ? std::to_string(*previous) : "none");
            return ask(id());
        };
        auto value = create_async(fetch, {.initial_value = 100});
        answers_[0](1);
        id.set(2);
        answers_[1](result<int>(fail(away())));
        id.set(3);
        answers_[2](3);
        id.set(4);
        EXPECT_EQ(seen_, (lines{"none", "1", "none", "3"}));
    });
}

TEST_F(create_async_page, C8_with_nothing_to_fetch_what_is_shown_stays) {
    root_.run([&] {
        auto id = create_signal(0);
        auto value = create_async([=, this] { return id() ? std::optional(ask(id())) : std::nullopt; });
        EXPECT_EQ(text_of(value()), "none");
        EXPECT_FALSE(value.pending());
        id.set(1);
        EXPECT_TRUE(value.pending());
        answers_[0](5);
        id.set(0);
        EXPECT_EQ(text_of(value()), "5");
        id.set(2);
        id.set(0);  // nobody waits for the answer any more
        EXPECT_FALSE(value.pending());
        answers_[1](6);
        EXPECT_EQ(text_of(value()), "5");
        EXPECT_EQ(asked_, (ints{1, 2}));
    });
}

TEST_F(create_async_page, C9_a_plain_value_is_ready_at_once) {
    root_.run([&] {
        auto value = create_async([] { return 42; });
        EXPECT_EQ(*value(), 42);
        EXPECT_FALSE(value.pending());
    });
}

TEST_F(create_async_page, C10_only_the_newest_result_is_ever_shown) {
    root_.run([&] {
        auto id = create_signal(1);
        auto value = create_async([=, this] { return ask(id()); });
        create_render_effect([&, value] { seen_.push_back(text_of(value())); });
        id.set(2);
        id.set(3);
        answers_[2](30);
        answers_[0](10);
        answers_[1](result<int>(fail(away())));
        EXPECT_EQ(seen_, (lines{"none", "30"}));
        EXPECT_FALSE(value.error());
    });
}

TEST_F(create_async_page, ends_with_its_owner_whatever_comes_later) {
    root_.run([&] {
        scoped_root inner;
        auto value = inner.run([&] { return create_async([this] { return ask(1); }); });
        inner.get()->dispose();
        for (auto& answer : answers_) answer(5);
        EXPECT_EQ(text_of(value()), "none");
    });
}

TEST_F(create_async_page, Q16_Q22_Q23_an_answer_without_location_is_the_failure_that_the_reader_gets) {
    auto found = query("found", []() -> task<int> { co_return fail(reload()); });
    EXPECT_EQ(found().failure()->kind, error_kind::responded);
    EXPECT_TRUE(found().failure()->response->location().empty());
}

TEST_F(create_async_page, Q19_a_plain_function_gives_a_finished_task_and_an_exception_fails_it) {
    auto plain = query("plain", [](int n) { return n + 1; });
    EXPECT_EQ(*plain(1).value(), 2);
    auto throwing = query("throwing", [](int n) {
        if (n > 0) throw std::runtime_error("no");
        return n;
    });
    EXPECT_EQ(throwing(1).failure()->message, "no");
}

TEST_F(create_async_page, Q24_what_an_answer_says_to_revalidate_is_for_actions) {
    auto list = list_query();
    auto other = query("other", []() -> task<int> { co_return fail(reload({.revalidate = "list"})); });
    root_.run([&] {
        create_computed([=] { list(1); });
        other();
        EXPECT_EQ(all_reads(), 1);
    });
}

TEST_F(create_async_page, R14_revalidation_leaves_route_data_alone) {
    root_.run([&] {
        int reads = 0;
        auto data = create_route_data([&] { return ++reads; }, {.key = {"students"}});
        revalidate();
        EXPECT_EQ(reads, 1);
    });
}

TEST_F(create_async_page, is_not_pending_once_its_owner_has_ended) {
    auto list = list_query();
    std::optional<async_value<std::vector<int>>> kept;
    {
        scoped_root part;
        part.run([&] { kept.emplace(create_async([=] { return list(1); })); });
        EXPECT_TRUE(kept->pending());
    }
    EXPECT_FALSE(kept->pending());
}

TEST_F(create_async_page, of_NaN_does_not_change_when_it_is_read_again) {
    auto rate = query("rate", [] { return std::numeric_limits<double>::quiet_NaN(); });
    root_.run([&] {
        int runs = 0;
        auto value = create_async([=] { return rate(); });
        create_effect([&runs, value] {
            value();
            ++runs;
        });
        revalidate();
        time_.run();
        EXPECT_EQ(runs, 1);
    });
}

TEST(create_async_answers, one_that_leads_elsewhere_is_followed_once_whatever_was_asked) {
    struct : navigator {
        void go_to(std::string location, bool) override { went.push_back(std::move(location)); }
        std::vector<std::string> went;
    } to;
    manual_environment time;
    query_cache cache;
    set_page_query_cache(&cache);
    set_page_navigator(&to);
    {
        scoped_root root;
        auto q = query("q", []() -> task<int> {
            co_await sleep_for(1ms);
            co_return redirect("/from-query");
        });
        root.run([&] {
            auto value = create_async([]() -> task<int> {
                co_await sleep_for(1ms);
                co_return redirect("/login");
            });
            auto through = create_async([q]() -> task<int> { co_return co_await q(); });
            time.advance(10ms);
            EXPECT_FALSE(value.error());
            EXPECT_FALSE(through.error());
        });
    }
    EXPECT_EQ(to.went, (std::vector<std::string>{"/login", "/from-query"}));
    set_page_navigator(nullptr);
    set_page_query_cache(nullptr);
}

}  // namespace
}  // namespace solder

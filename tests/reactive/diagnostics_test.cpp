#include <gtest/gtest.h>
#include <solder/core/await_callback.hpp>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <thread>
#include <vector>

// Each mistake is told with both places, in a debug build; a release build tells nothing and stays usable.

namespace solder {
namespace {

#ifdef NDEBUG
constexpr bool debug = false;
#else
constexpr bool debug = true;
#endif

struct told {
    mistake what;
    unsigned made, touched;
    friend bool operator==(const told&, const told&) = default;
    friend void PrintTo(const told& t, std::ostream* out) {
        *out << static_cast<int>(t.what) << " made " << t.made << " touched " << t.touched;
    }
};
using told_list = std::vector<told>;

struct diagnostics : testing::Test {
    told_list seen;
    std::vector<std::string> errors;

    void SetUp() override {
        set_diagnostic_hook([this](const diagnostic& d) {
            EXPECT_NE(std::string(d.made.file_name()).find("diagnostics_test"), std::string::npos) << d.text();
            EXPECT_NE(std::string(d.touched.file_name()).find("diagnostics_test"), std::string::npos) << d.text();
            seen.push_back({d.what, d.made.line(), d.touched.line()});
        });
        set_unhandled_error_hook([this](const error& e) { errors.push_back(e.message); });
    }
    void TearDown() override {
        set_diagnostic_hook({});
        set_unhandled_error_hook({});
    }
    static told_list in_debug(told_list list) { return debug ? list : told_list{}; }
};

TEST_F(diagnostics, a_memo_that_is_read_after_its_owner_ended) {
    scoped_root keep;
    auto a = create_signal(1);
    unsigned made = 0;
    auto doubled = create_root([&](callback<void()> dispose) {
        made = __LINE__ + 1;
        auto memo = create_memo([=] { return a() * 2; });
        dispose();
        return memo;
    });
    a.set(5);
    unsigned touched = __LINE__ + 1;
    EXPECT_EQ(doubled(), 2);
    EXPECT_EQ(seen, in_debug({{mistake::read_after_disposal, made, touched}}));
}

TEST_F(diagnostics, a_memo_that_writes) {
    scoped_root().run([&] {
        auto a = create_signal(1);
        auto b = create_signal(1);
        unsigned made = __LINE__ + 1;
        auto doubled = create_memo([=] {
            b.set(a() + 1);
            return a() * 2;
        });
        EXPECT_EQ(doubled(), 2);
        EXPECT_EQ(b(), 2);
        EXPECT_EQ(seen, in_debug({{mistake::write_in_memo, made, made + 1}}));
    });
}

TEST_F(diagnostics, writes_in_a_computed_an_effect_a_cleanup_and_a_handler_are_allowed) {
    scoped_root().run([&] {
        auto a = create_signal(1);
        auto b = create_signal(1);
        create_computed([=] { b.set(a()); });
        create_render_effect([=] { b.set(a()); });
        create_effect([=] { b.set(a()); });
        auto memo = catch_error(
            [&] {
                return create_memo([=] {
                    on_cleanup([=] { b.set(0); });
                    if (a() == 2) raise_error({error{"two"}, {}});
                    return a();
                });
            },
            [=](raised_error) { b.set(7); });
        a.set(2);
        EXPECT_EQ(memo(), 2);
        EXPECT_EQ(b(), 7);
        EXPECT_EQ(seen, told_list{});
    });
}

TEST_F(diagnostics, a_memo_that_reads_itself_keeps_its_value_and_the_graph_works_on) {
    scoped_root().run([&] {
        auto a = create_signal(1);
        std::vector<memo<int>> itself;
        unsigned made = __LINE__ + 1;
        auto sum = create_memo([&, a] {
            int value = a();
            return value > 1 && !itself.empty() ? itself[0]() + value : value;
        });
        itself.push_back(sum);
        a.set(2);
        EXPECT_EQ(sum(), 3);  // its last value, 1, and 2
        EXPECT_EQ(errors, (std::vector<std::string>{"a memo reads itself, directly or through others"}));
        EXPECT_EQ(seen, in_debug({{mistake::cycle, made, made + 2}}));
        itself.clear();
        a.set(4);
        EXPECT_EQ(sum(), 4);
    });
}

TEST_F(diagnostics, memos_that_read_each_other) {
    scoped_root().run([&] {
        auto a = create_signal(1);
        std::vector<memo<int>> last;
        auto first = create_memo([&, a] { return a() + (last.empty() ? 0 : last[0]()); });
        auto second = create_memo([=] { return first() * 10; });
        last.push_back(second);
        a.set(2);
        EXPECT_EQ(second(), 120);  // (2 + 10) * 10
        EXPECT_EQ(errors.size(), 1u);
        EXPECT_EQ(seen.size(), debug ? 1u : 0u);
    });
}

TEST_F(diagnostics, effects_that_run_away_are_stopped_and_work_on) {
    scoped_root().run([&] {
        auto a = create_signal(0);
        auto away = create_signal(true);
        int runs = 0;
        unsigned made = __LINE__ + 1;
        create_effect([&, a, away] {
            ++runs;
            int next = a() + 1;
            if (away()) a.set(next);
        });
        EXPECT_GT(runs, 1'000);
        EXPECT_LT(runs, 100'000);
        EXPECT_EQ(errors,
                  (std::vector<std::string>{"effects keep writing what effects read: stopped after 10 000 rounds"}));
        EXPECT_EQ(seen, in_debug({{mistake::runaway, made, made + 3}}));
        runs = 0;
        away.set(false);
        a.set(-1);
        EXPECT_EQ(runs, 2);
    });
}

TEST_F(diagnostics, the_error_of_a_runaway_goes_to_its_boundary) {
    scoped_root().run([&] {
        auto a = create_signal(0);
        std::string caught;
        catch_error([&] { create_effect([=] { a.set(a() + 1); }); },
                    [&](raised_error e) { caught = e.reason.message; });
        EXPECT_EQ(caught, "effects keep writing what effects read: stopped after 10 000 rounds");
        EXPECT_TRUE(errors.empty());
    });
}

TEST_F(diagnostics, a_coroutine_that_outlives_its_owner) {
    manual_environment environment;
    unsigned made = __LINE__ + 1;
    std::unique_ptr<scoped_root> root(new scoped_root);
    int runs = 0;
    unsigned touched = 0;
    auto work = [&]() -> task<void> {
        co_await sleep_for(std::chrono::milliseconds(1));
        touched = __LINE__ + 1;
        create_effect([&] { ++runs; });
    };
    auto running = root->run([&] { return start(work(), [](result<void>) {}); });
    root.reset();
    environment.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(runs, 0);
    EXPECT_EQ(seen, in_debug({{mistake::made_in_disposed_owner, made, touched}}));
}

TEST_F(diagnostics, an_effect_and_a_cleanup_without_owner) {
    unsigned line = __LINE__ + 1;
    create_effect([] {});
    on_cleanup([] {});
    EXPECT_EQ(seen,
              in_debug({{mistake::made_without_owner, line, line}, {mistake::made_without_owner, line + 1, line + 1}}));
}

TEST_F(diagnostics, the_text_names_both_places) {
    diagnostic d{mistake::cycle, "what broke", std::source_location::current(), std::source_location::current()};
    EXPECT_NE(d.text().find("diagnostics_test.cpp:" + std::to_string(d.touched.line()) + ": what broke"),
              std::string::npos);
    EXPECT_NE(d.text().find("made here, in"), std::string::npos);
}

#ifndef NDEBUG
using diagnostics_death = diagnostics;
TEST_F(diagnostics_death, a_handle_on_another_thread_ends_the_program) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    auto a = create_signal(1);
    scoped_root root;
    auto doubled = root.run([&] { return create_memo([=] { return a() * 2; }); });
    EXPECT_DEATH(std::thread([&] { a(); }).join(), "diagnostics_test.cpp:[0-9]+: used on another thread");
    EXPECT_DEATH(std::thread([&] { a.set(2); }).join(), "used on another thread");
    EXPECT_DEATH(std::thread([&] { doubled(); }).join(), "used on another thread");
}
#endif

}  // namespace
}  // namespace solder

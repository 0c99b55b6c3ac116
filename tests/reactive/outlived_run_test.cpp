#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/core/timer.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <solder/reactive/signal.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>
#include <string>
#include <vector>

// Coroutines that go on after the run of the computation they began in.

namespace solder {
namespace {

using std::chrono_literals::operator""ms;
using log = std::vector<std::string>;

class outlived_run : public ::testing::Test {
protected:
    outlived_run() {
        set_diagnostic_hook([this](const diagnostic& d) {
            EXPECT_EQ(d.what, mistake::made_in_disposed_owner);
            ++told_;
        });
    }
    ~outlived_run() override { set_diagnostic_hook({}); }

    /// Subscribes after 10 ms, twice.
    task<void> subscribe(int room) {
        co_await sleep_for(10ms);
        on_cleanup([this, room] { seen_.push_back("leave " + std::to_string(room)); });
        create_effect([this, room, news = news_] {
            seen_.push_back("news " + std::to_string(news()) + " of " + std::to_string(room));
        });
    }
#ifdef NDEBUG
    static constexpr int if_debug = 0;
#else
    static constexpr int if_debug = 1;
#endif

    manual_environment time_;
    log seen_;
    int told_ = 0;
    signal<int> news_{0};
};

TEST_F(outlived_run, what_is_made_there_ends_at_once) {
    auto room = create_signal(1);
    {
        scoped_root root;
        root.run([&] { create_effect([this, room] { detach(subscribe(room())); }); });
        room.set(2);
        room.set(3);
        EXPECT_EQ(seen_, log());
        time_.advance(10ms);
        EXPECT_EQ(seen_, (log{"leave 1", "leave 2", "news 0 of 3"}));
        news_.set(1);
        EXPECT_EQ(seen_.back(), "news 1 of 3");
        EXPECT_EQ(told_, 4 * if_debug);
        seen_.clear();
        room.set(4);
        EXPECT_EQ(seen_, log{"leave 3"});
    }
    time_.advance(10ms);
    EXPECT_EQ(seen_, (log{"leave 3", "leave 4"}));
}

TEST_F(outlived_run, contexts_are_those_around_it) {
    const auto theme = create_context<std::string>("light");
    auto name = create_signal(std::string("a"));
    scoped_root root;
    root.run([&] {
        provide_context(theme, "around");
        create_render_effect([&, name] {
            provide_context(theme, name());
            detach([](context<std::string> of, log& seen, std::string of_run) -> task<void> {
                seen.push_back(of_run + " begins in " + use_context(of));
                co_await sleep_for(10ms);
                seen.push_back(of_run + " ends in " + use_context(of));
                co_await sleep_for(10ms);
                seen.push_back(of_run + " is in " + use_context(of));
            }(theme, seen_, name()));
        });
        name.set("b");
        time_.advance(20ms);
    });
    EXPECT_EQ(seen_, (log{"a begins in a", "b begins in b", "a ends in around", "b ends in b", "a is in around",
                          "b is in b"}));
}

TEST_F(outlived_run, of_a_memo_that_a_transition_computed_is_that_of_the_transition) {
    const auto scope = make_ref<suspense_scope>();
    scope->content_was_shown();
    auto room = create_signal(1);
    scoped_root root;
    root.run([&] {
        provide_context(suspense_context(), scope);
        pending_source missing;
        auto shown = create_memo([&, room] {
            detach(subscribe(room()));
            if (room() == 2) missing.suspend_reader();
            return room();
        });
        create_render_effect([shown] { shown(); });
        start_transition([&, room] {
            missing.begin(room.node());
            room.set(2);
        });
        time_.run();
        EXPECT_TRUE(use_transition().pending());
        missing.settle();
        EXPECT_FALSE(use_transition().pending());
        time_.advance(10ms);
        EXPECT_EQ(seen_, (log{"leave 1", "news 0 of 2"}));
        seen_.clear();
        room.set(3);
        EXPECT_EQ(seen_, log{"leave 2"});
        time_.advance(10ms);
        EXPECT_EQ(seen_, (log{"leave 2", "news 0 of 3"}));
    });
}

}  // namespace
}  // namespace solder

#include <gtest/gtest.h>
#include <map>
#include <solder/core/environment.hpp>
#include <solder/query/create_async.hpp>
#include <solder/reactive/transition.hpp>
#include <string>
#include <vector>

// Specification section W, with real fetches.

namespace solder {
namespace {

using log = std::vector<std::string>;

/// Fetches that end when the test says so.
struct fake_network {
    std::vector<std::pair<int, resolver<std::string>>> open;

    task<std::string> fetch(int id) {
        co_return co_await await_callback<std::string>(
            [&](resolver<std::string> done) { open.emplace_back(id, done); });
    }
    void answer(int id) {
        for (std::size_t i = 0; i < open.size(); ++i)
            if (open[i].first == id) {
                auto done = open[i].second;
                open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
                return done("page " + std::to_string(id));
            }
        FAIL() << "nobody asked for " << id;
    }
    void refuse(int id) {
        auto done = open.back().second;
        EXPECT_EQ(open.back().first, id);
        open.pop_back();
        done(std::unexpected(error{"refused " + std::to_string(id)}));
    }
};

/// A boundary that has been shown, with `content` inside.
template <class Fn>
ref<suspense_scope> shown_boundary(Fn content) {
    auto scope = make_ref<suspense_scope>();
    catch_error(
        [&] {
            provide_context(suspense_context(), scope);
            content();
        },
        {});
    scope->content_was_shown();
    return scope;
}

std::string text(const std::shared_ptr<const std::string>& value) { return value ? *value : "none"; }

struct transition_test : testing::Test {
    log seen;
    manual_environment environment;
    fake_network network;
    scoped_root root;

    void SetUp() override {
        set_unhandled_error_hook([this](const error& e) { seen.push_back("! " + e.message); });
    }
    void TearDown() override { set_unhandled_error_hook({}); }
};

TEST_F(transition_test, W1_runs_in_the_next_turn_and_inside_a_running_one_at_once) {
    auto boundary = make_ref<suspense_scope>();
    start_transition([&] {
        seen.push_back("outer");
        start_transition([&] { seen.push_back("inner"); });
        seen.push_back("outer ends");
    });
    EXPECT_EQ(seen, log{});
    environment.run();
    EXPECT_EQ(seen, (log{"outer", "inner", "outer ends"}));
}

TEST_F(transition_test, W1_the_task_is_done_when_the_transition_settles) {
    auto id = create_signal(1);
    bool done = false;
    root.run([&] {
        shown_boundary([&] {
            auto page = create_async([this, id] { return network.fetch(id()); });
            create_render_effect([=] { page(); });
        });
    });
    network.answer(1);
    auto running = start(start_transition([=] { id.set(2); }), [&](result<void> how) { done = how.has_value(); });
    environment.run();
    EXPECT_FALSE(done);
    network.answer(2);
    EXPECT_TRUE(done);
}

TEST_F(transition_test, W2_writes_are_invisible_outside_and_seen_inside_until_everything_commits_at_once) {
    auto id = create_signal(1);
    root.run([&] {
        auto doubled = create_memo([=] { return id() * 2; });
        shown_boundary([&] {
            auto page = create_async([this, id] { return network.fetch(id()); });
            create_render_effect([=, this] {
                seen.push_back(std::to_string(id()) + " " + std::to_string(doubled()) + " " + text(page()));
            });
        });
        network.answer(1);
        start_transition([=, this] {
            id.set(2);
            seen.push_back("inside " + std::to_string(id()) + " " + std::to_string(doubled()));
        });
        environment.run();
        seen.push_back("outside " + std::to_string(id()) + " " + std::to_string(doubled()));
        network.answer(2);
        seen.push_back("after " + std::to_string(id()) + " " + std::to_string(doubled()));
    });
    EXPECT_EQ(seen, (log{"1 2 none", "1 2 page 1", "inside 2 4", "outside 1 2", "2 4 page 2", "after 2 4"}));
}

TEST_F(transition_test, W3_a_superseded_fetch_is_not_awaited) {
    auto id = create_signal(1);
    root.run([&] {
        shown_boundary([&] {
            auto page = create_async([this, id] { return network.fetch(id()); });
            create_render_effect([=, this] { seen.push_back(text(page())); });
        });
    });
    network.answer(1);
    start_transition([=] { id.set(2); });
    environment.run();
    start_transition([=] { id.set(3); });
    environment.run();
    network.answer(3);
    EXPECT_EQ(seen, (log{"none", "page 1", "page 3"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_F(transition_test, W3_a_value_that_is_there_at_once_inside_is_missing_no_more_after_it) {
    auto id = create_signal(1);
    ref<suspense_scope> boundary;
    root.run([&] {
        boundary = make_ref<suspense_scope>();
        provide_context(suspense_context(), boundary);
        auto page = create_async([this, id]() -> task<std::string> {
            if (id() == 2) co_return "at once";
            co_return co_await network.fetch(1);
        });
        create_render_effect([=, this] { seen.push_back(text(page())); });
    });
    EXPECT_TRUE(boundary->is_pending_now());
    start_transition([=] { id.set(2); });
    environment.run();
    EXPECT_FALSE(boundary->is_pending_now());
    EXPECT_EQ(seen, (log{"none", "at once"}));
}

TEST_F(transition_test, W3_a_disposed_fetch_is_not_awaited) {
    auto id = create_signal(1);
    scoped_root outer;
    auto other = create_signal(0);
    outer.run([&] { create_render_effect([=, this] { seen.push_back("other " + std::to_string(other())); }); });
    {
        scoped_root page_root;
        page_root.run([&] {
            shown_boundary([&] {
                auto page = create_async([this, id] { return network.fetch(id()); });
                create_render_effect([=] { page(); });
            });
        });
        network.answer(1);
        start_transition([=] {
            id.set(2);
            other.set(1);
        });
        environment.run();
        EXPECT_EQ(seen, (log{"other 0"}));
    }
    EXPECT_EQ(seen, (log{"other 0", "other 1"}));
}

TEST_F(transition_test, W5_inside_a_boundary_that_it_made_it_does_not_hold) {
    auto at = create_signal(1);
    root.run([&] {
        shown_boundary([&] {
            // What a route does: the content of a page is made where it is computed.
            auto page = create_memo([=, this] {
                int id = at();
                auto scope = make_ref<suspense_scope>();
                provide_context(suspense_context(), scope);
                auto data = create_async([this, id] { return network.fetch(id); });
                create_render_effect([=, this] { seen.push_back("page " + std::to_string(id) + ": " + text(data())); });
                return scope;
            });
            create_render_effect([=, this] { seen.push_back(page()->is_pending() ? "fallback" : "content"); });
        });
    });
    network.answer(1);
    seen.clear();
    start_transition([=] { at.set(2); });
    environment.run();
    EXPECT_EQ(seen, (log{"page 2: none", "fallback"}));
    EXPECT_FALSE(use_transition().pending());
    network.answer(2);
    EXPECT_EQ(seen, (log{"page 2: none", "fallback", "page 2: page 2", "content"}));
}

TEST_F(transition_test, W5_without_its_own_boundary_the_old_page_stays_until_data_arrives) {
    auto at = create_signal(1);
    auto clock = create_signal(0);
    root.run([&] {
        shown_boundary([&] {
            auto page = create_memo([=, this] {
                int id = at();
                auto data = create_async([this, id] { return network.fetch(id); });
                on_cleanup([=, this] { seen.push_back("left " + std::to_string(id)); });
                return create_memo([=] { return text(data()); });
            });
            create_render_effect([=, this] { seen.push_back(page()() + " at " + std::to_string(clock())); });
        });
    });
    network.answer(1);
    seen.clear();
    start_transition([=] { at.set(2); });
    environment.run();
    EXPECT_TRUE(use_transition().pending());
    clock.set(1);  // what is shown goes on
    network.answer(2);
    EXPECT_EQ(seen, (log{"page 1 at 1", "left 1", "page 2 at 1"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_F(transition_test, W9_another_one_discards_the_page_of_the_first) {
    auto at = create_signal(1);
    root.run([&] {
        shown_boundary([&] {
            auto page = create_memo([=, this] {
                int id = at();
                auto data = create_async([this, id] { return network.fetch(id); });
                on_cleanup([=, this] { seen.push_back("left " + std::to_string(id)); });
                return create_memo([=] { return text(data()); });
            });
            create_render_effect([=, this] { seen.push_back(page()()); });
        });
    });
    network.answer(1);
    seen.clear();
    start_transition([=] { at.set(2); });
    environment.run();
    start_transition([=] { at.set(3); });
    environment.run();
    EXPECT_EQ(seen, (log{"left 2"}));
    network.answer(3);
    EXPECT_EQ(seen, (log{"left 2", "left 1", "page 3"}));
}

TEST_F(transition_test, W13_a_failed_refetch_commits_as_an_error_at_the_reader) {
    auto id = create_signal(1);
    root.run([&] {
        shown_boundary([&] {
            auto page = create_async([this, id] { return network.fetch(id()); });
            catch_error([=, this] { create_render_effect([=, this] { seen.push_back(text(page())); }); },
                        [this](raised_error e) { seen.push_back("caught " + e.reason.message); });
        });
    });
    network.answer(1);
    start_transition([=] { id.set(2); });
    environment.run();
    network.refuse(2);
    EXPECT_EQ(seen, (log{"none", "page 1", "caught refused 2", "none"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_F(transition_test, writes_from_outside_show_at_once_and_stay_after_the_commit) {
    auto id = create_signal(1);
    auto name = create_signal<std::string>("a");
    root.run([&] {
        shown_boundary([&] {
            auto page = create_async([this, id] { return network.fetch(id()); });
            create_render_effect([=, this] { seen.push_back(name() + " " + text(page())); });
        });
    });
    network.answer(1);
    seen.clear();
    start_transition([=] {
        id.set(2);
        name.set("in transition");
    });
    environment.run();
    name.set("b");
    network.answer(2);
    EXPECT_EQ(seen, (log{"b page 1", "b page 2"}));
}

}  // namespace
}  // namespace solder

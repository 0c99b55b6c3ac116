// Errors raised in the middle of the graph: who is told, and that the graph goes on.
#include <algorithm>
#include <gtest/gtest.h>
#include <solder/reactive/signal.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace solder {
namespace {

using std::to_string;
using log = std::vector<std::string>;

void raise(std::string message) { raise_error({error{std::move(message)}, {}}); }

TEST(graph_errors, of_a_memo_go_to_the_handler_around_the_memo_and_readers_go_on) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto root_of = [&](std::string name) {
            return [&, name](raised_error e) { seen.push_back(name + ": " + e.reason.message); };
        };
        auto half = catch_error(
            [&] {
                return create_memo([a] {
                    if (a() % 2) raise("odd " + to_string(a()));
                    return a() / 2;
                });
            },
            root_of("maker"));
        catch_error([&] { create_render_effect([&, half] { seen.push_back(to_string(half())); }); }, root_of("reader"));
        a.set(4);
        a.set(5);
        a.set(6);
        EXPECT_EQ(seen, (log{"maker: odd 1", "0", "2", "maker: odd 5", "3"}));
    });
}

TEST(graph_errors, of_one_effect_do_not_keep_others_from_running) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        catch_error(
            [&] {
                for (int i = 0; i < 3; ++i)
                    create_render_effect([&, a, i] {
                        if (a() == 2 && i == 1) return raise("no");
                        seen.push_back(to_string(i) + to_string(a()));
                    });
            },
            [&](raised_error e) { seen.push_back(e.reason.message); });
        seen.clear();
        a.set(2);
        a.set(3);
        EXPECT_EQ(seen, (log{"02", "no", "22", "03", "13", "23"}));
    });
}

TEST(graph_errors, a_handler_may_write_what_shows_the_error) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto shown = create_signal(std::string());
        create_render_effect([&, shown] { seen.push_back("shown " + shown()); });
        catch_error(
            [&] {
                create_render_effect([&, a] {
                    if (a() < 0) raise("negative");
                    seen.push_back("run " + to_string(a()));
                });
            },
            [shown](raised_error e) { shown.set(e.reason.message); });
        seen.clear();
        a.set(-1);
        EXPECT_EQ(seen, (log{"run -1", "shown negative"}));
    });
}

TEST(graph_errors, a_handler_may_dispose_the_scope_of_the_one_who_raised) {
    log seen;
    auto a = create_signal(1);
    create_root([&](callback<void()> dispose) {
        catch_error(
            [&] {
                create_render_effect([&, a] {
                    on_cleanup([&] { seen.push_back("end"); });
                    if (a() == 2) raise("two");
                    seen.push_back("after " + to_string(a()));
                });
                create_effect([&, a] { seen.push_back("user " + to_string(a())); });
            },
            [&, end = std::make_shared<callback<void()>>(std::move(dispose))](raised_error) { (*end)(); });
    });
    a.set(2);
    a.set(3);
    EXPECT_EQ(seen, (log{"after 1", "user 1", "end", "end", "after 2"}));
}

TEST(graph_errors, in_a_cleanup_go_to_the_handler_around_it) {
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        catch_error(
            [&] {
                create_render_effect([&, a] {
                    if (a() == 1) on_cleanup([] { raise("in cleanup"); });
                    seen.push_back("run " + to_string(a()));
                });
            },
            [&](raised_error e) { seen.push_back(e.reason.message); });
        a.set(2);
        EXPECT_EQ(seen, (log{"run 1", "in cleanup", "run 2"}));
    });
}

TEST(graph_errors, in_a_handler_go_to_the_one_further_out) {
    // As in a `catch` block: what goes wrong while an error is handled is not handled by the same block.
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        catch_error(
            [&] {
                catch_error(
                    [&] {
                        create_render_effect([a] {
                            if (a() == 2) raise("first");
                        });
                    },
                    [&](raised_error e) {
                        seen.push_back("inner " + e.reason.message);
                        if (e.reason.message == "first") raise("second");
                    });
            },
            [&](raised_error e) { seen.push_back("outer " + e.reason.message); });
        a.set(2);
        EXPECT_EQ(seen, (log{"inner first", "outer second"}));
    });
}

TEST(graph_errors, that_nobody_handles_go_to_the_hook) {
    log seen;
    set_unhandled_error_hook([&](const error& e) { seen.push_back(e.message); });
    auto a = create_signal(1);
    {
        scoped_root root;
        root.run([&] {
            create_effect([&, a] {
                if (a() == 2) raise("in effect");
            });
            auto m = create_memo([a] {
                if (a() == 3) raise("in memo");
                return a();
            });
            create_render_effect([m] { m(); });
        });
        a.set(2);
        a.set(3);
        a.set(4);
    }
    raise("outside of any owner");
    set_unhandled_error_hook({});
    EXPECT_EQ(seen, (log{"in effect", "in memo", "outside of any owner"}));
}

TEST(graph_errors, tell_by_a_tracked_read_whether_they_last) {
    // What an error boundary does: it stays in its error until what failed works again.
    scoped_root().run([] {
        log seen;
        auto a = create_signal(1);
        auto failure = create_signal(0);
        callback<bool()> still_failing;
        catch_error(
            [&] {
                create_render_effect([a] {
                    if (a() < 0) raise_error({error{"negative"}, [a] { return a() < 0; }});
                });
            },
            [&](raised_error e) {
                still_failing = std::move(e.still_failing);
                failure.update([](int& count) { ++count; });
            });
        create_render_effect([&, failure] {
            bool failing = failure() > 0 && still_failing();
            seen.push_back(failing ? "failing" : "well");
        });
        a.set(-1);
        a.set(5);
        EXPECT_EQ(seen, (log{"well", "failing", "well"}));
    });
}

TEST(graph_errors, thrown_by_cleanups_and_handlers_go_further_out_and_the_graph_goes_on) {
    log seen;
    auto a = create_signal(1);
    scoped_root root;
    root.run([&] {
        catch_error(
            [&] {
                create_render_effect([&, a] {
                    seen.push_back(std::to_string(a()));
                    on_cleanup([] { throw std::runtime_error("cleanup"); });
                });
                catch_error(
                    [&] {
                        create_render_effect([a] {
                            if (a() == 2) raise("effect");
                        });
                    },
                    [](raised_error) { throw std::runtime_error("handler"); });
            },
            [&](raised_error e) { seen.push_back(e.reason.message); });
        a.set(2);
        a.set(3);
    });
    EXPECT_EQ(seen, (log{"1", "cleanup", "2", "handler", "cleanup", "3"}));
}

TEST(graph_errors, that_leave_the_code_itself_are_caught_where_it_gives_no_value) {
    log seen;
    scoped_root root;
    root.run([&] {
        auto note = [&](raised_error e) { seen.push_back(e.reason.message); };
        catch_error([] { throw std::runtime_error("nothing given"); }, note);
        EXPECT_THROW(catch_error([]() -> int { throw std::runtime_error("a value"); }, note), std::runtime_error);
    });
    EXPECT_EQ(seen, (log{"nothing given"}));
}

}  // namespace
}  // namespace solder

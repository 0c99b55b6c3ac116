// Exceptions in odd places, and ends in the middle of other things: the graph goes on.
#include <any>
#include <expected>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/reactive/diagnostics.hpp>
#include <solder/reactive/selector.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>
#include <stdexcept>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace solder {
namespace {

using log = std::vector<std::string>;

TEST(graph_limits, a_fan_of_computed_is_no_runaway) {
    scoped_root root;
    int runs = 0;
    root.run([&] {
        auto source = create_signal(0);
        for (int i = 0; i < 100'000; ++i) create_computed([&, source] { source(), ++runs; });
        runs = 0;
        source.set(1);
    });
    EXPECT_EQ(runs, 100'000);
}

TEST(graph_limits, after_a_runaway_everything_listens_again) {
    log seen;
    std::vector<std::string> unhandled;
    set_unhandled_error_hook([&](const error& e) { unhandled.push_back(e.message); });
    set_diagnostic_hook([](const diagnostic&) {});
    {
        scoped_root root;
        root.run([&] {
            auto a = create_signal(0), b = create_signal(0);
            auto stop = create_signal(false);
            auto tenfold = create_memo([=] { return a() * 10; });
            auto behind = create_memo([=] { return b() + 1; });
            create_render_effect([=] {
                if (tenfold() > 0 && !stop.peek()) a.set(a.peek() + 1);
            });
            create_effect([&, behind] { seen.push_back(std::to_string(behind())); });
            batch([=] {
                a.set(1);
                b.set(7);
            });
            EXPECT_EQ(unhandled.size(), 1u);
            stop.set(true);
            b.set(8);
            b.set(9);
        });
    }
    set_diagnostic_hook({});
    set_unhandled_error_hook({});
    EXPECT_EQ(seen, (log{"1", "8", "9", "10"}));
}

class transitions_that_throw : public ::testing::Test {
protected:
    void start_one(callback<void()> fn) { start_transition_now(std::move(fn)); }

    manual_environment time_;
    ref<suspense_scope> some_part_ = make_ref<suspense_scope>();
    log seen_;
    scoped_root root_;
};

TEST_F(transitions_that_throw, a_memo_raises_its_error_and_keeps_its_value) {
    root_.run([&] {
        auto source = create_signal(0);
        catch_error(
            [&] {
                auto memo = create_memo([=] {
                    if (source() == 1) throw std::runtime_error("boom");
                    return source();
                });
                create_render_effect([&, memo] { seen_.push_back(std::to_string(memo())); });
            },
            [&](raised_error e) { seen_.push_back(e.reason.message); });
        start_one([=] { source.set(1); });
        start_one([=] { source.set(2); });
    });
    EXPECT_EQ(seen_, (log{"0", "boom", "2"}));
}

TEST_F(transitions_that_throw, a_memo_that_never_had_a_value_is_gone) {
    root_.run([&] {
        auto source = create_signal(0);
        EXPECT_THROW(std::ignore = create_memo([=]() -> int { throw std::runtime_error(std::to_string(source())); }),
                     std::runtime_error);
        start_one([=] { source.set(1); });
        EXPECT_EQ(source(), 1);
    });
}

TEST_F(transitions_that_throw, the_function_of_one_ends_with_it_and_the_next_is_fine) {
    root_.run([&] {
        auto source = create_signal(0);
        EXPECT_THROW(start_one([=] {
                         source.set(1);
                         throw std::runtime_error("in the middle");
                     }),
                     std::runtime_error);
        EXPECT_EQ(source(), 1);
        start_one([=] { source.set(2); });
        EXPECT_EQ(source(), 2);
        EXPECT_FALSE(use_transition().pending());
        catch_error(
            [&] {
                start_transition([=] {
                    source.set(3);
                    throw std::runtime_error("later");
                });
            },
            [&](raised_error e) { seen_.push_back(e.reason.message); });
        time_.run();
        EXPECT_EQ(source(), 3);
    });
    EXPECT_EQ(seen_, log{"later"});
}

TEST_F(transitions_that_throw, the_function_of_one_fails_the_task_and_what_it_wrote_counts) {
    root_.run([&] {
        auto source = create_signal(0);
        const auto fails = [=] {
            source.update([](int& n) { ++n; });
            throw std::runtime_error("in the middle");
        };
        catch_error(
            [&] {
                create_effect([&, source] { seen_.push_back(std::to_string(source())); });
                auto waits = start(start_transition(fails), [&](result<void> done) {
                    seen_.push_back(done ? "done" : "failed: " + done.error().message);
                });
                time_.run();
                start_transition(fails);  // nobody waits
                time_.run();
                const auto asked_late = start_transition(fails);
                time_.run();
            },
            [&](raised_error e) { seen_.push_back("raised: " + e.reason.message); });
    });
    EXPECT_EQ(seen_,
              (log{"0", "1", "failed: in the middle", "2", "raised: in the middle", "3", "raised: in the middle"}));
    EXPECT_FALSE(use_transition().pending());
}

TEST_F(transitions_that_throw, the_task_of_a_held_one_fails_when_that_settles) {
    some_part_->content_was_shown();
    root_.run([&] {
        provide_context(suspense_context(), some_part_);
        auto source = create_signal(0);
        pending_source missing;
        create_render_effect([&, source] {
            if (source() == 1) missing.suspend_reader();
        });
        auto waits = start(start_transition([&, source] {
                               source.set(1);
                               missing.begin(source.node());
                               throw std::runtime_error("late");
                           }),
                           [&](result<void> done) { seen_.push_back(done ? "done" : done.error().message); });
        time_.run();
        EXPECT_TRUE(use_transition().pending());
        EXPECT_EQ(seen_, log());
        missing.settle();
        EXPECT_EQ(source(), 1);
    });
    EXPECT_EQ(seen_, log{"late"});
}

TEST_F(transitions_that_throw, values_whose_end_disposes_and_writes_end_when_all_is_merged) {
    root_.run([&] {
        auto source = create_signal(0), written = create_signal(0);
        auto part = std::make_shared<scoped_root>();
        part->run([&] {
            auto memo = create_memo([=] { return source() + written(); });
            create_render_effect([&, memo] { seen_.push_back(std::to_string(memo())); });
            on_cleanup([=] { written.set(5); });
        });
        auto held = create_signal(std::exchange(part, nullptr));
        auto by_memo = create_memo([=] { return source() ? nullptr : std::make_shared<scoped_root>(); });
        create_render_effect([=] { by_memo(); });
        start_one([=] {
            source.set(1);
            written.set(1);
            held.set(nullptr);
        });
        EXPECT_EQ(written(), 5);
    });
    EXPECT_EQ(seen_, log{"0"});
}

TEST_F(transitions_that_throw, one_that_waits_only_for_a_reader_that_ends_settles) {
    root_.run([&] {
        provide_context(suspense_context(), some_part_);
        some_part_->content_was_shown();
        auto source = create_signal(0), value = create_signal(0);
        pending_source missing;
        scoped_root reader;
        reader.run([&] {
            create_render_effect([&] {
                value();
                if (source() == 1) missing.suspend_reader();
            });
        });
        start_one([&] {
            source.set(1);
            missing.begin(value.node());
        });
        EXPECT_TRUE(use_transition().pending());
        reader.get()->dispose();
        EXPECT_FALSE(use_transition().pending());
        EXPECT_EQ(source(), 1);
    });
}

/// Throws when it is copied for the nth time.
struct fragile {
    int* left;
    explicit fragile(int& copies) : left(&copies) {}
    fragile(const fragile& other) : left(other.left) {
        if (--*left == 0) throw std::runtime_error("no copy");
    }
    fragile& operator=(const fragile&) = default;
};

struct without_equality {
    int id;
};
struct contains_itself {
    using value_type = contains_itself;
    [[nodiscard]] const contains_itself* begin() const { return this; }
    [[nodiscard]] const contains_itself* end() const { return this + 1; }
    [[nodiscard]] std::size_t size() const { return 1; }
    bool operator==(const contains_itself&) const { return true; }
};
static_assert(!detail::has_equality<std::map<std::string, without_equality>>());
static_assert(!detail::has_equality<std::pair<int, without_equality>>());
static_assert(!detail::has_equality<std::vector<std::tuple<int, without_equality>>>());
static_assert(!detail::has_equality<std::variant<int, without_equality>>());
static_assert(!detail::has_equality<std::expected<without_equality, int>>());
static_assert(!detail::has_equality<std::optional<without_equality>>());
static_assert(!detail::has_equality<std::any>());
static_assert(detail::has_equality<contains_itself>());
static_assert(detail::has_equality<std::map<std::string, std::vector<std::optional<int>>>>());

TEST(graph_exceptions, a_hook_may_set_another) {
    log seen;
    set_unhandled_error_hook([&seen, kept = std::string("the first, of more than three words")](const error&) {
        set_unhandled_error_hook([&seen](const error&) { seen.emplace_back("the second"); });
        seen.push_back(kept);
    });
    raise_error({error{"a"}, {}});
    raise_error({error{"b"}, {}});
    EXPECT_EQ(seen, (log{"the first, of more than three words", "the second"}));
    set_unhandled_error_hook(nullptr);
}

TEST(graph_exceptions, a_cleanup_in_an_ended_owner_raises_what_it_throws) {
    log seen;
    set_diagnostic_hook([](const diagnostic&) {});
    set_unhandled_error_hook([&](const error& e) { seen.push_back(e.message); });
    auto ended = make_ref<owner>(ref<owner>());
    ended->dispose();
    run_with_owner(ended.get(), [] { on_cleanup([] { throw std::runtime_error("late"); }); });
    EXPECT_EQ(seen, log{"late"});
    set_unhandled_error_hook(nullptr);
    set_diagnostic_hook(nullptr);
}

TEST(graph_exceptions, what_ends_with_an_old_value_sees_memos_of_the_new) {
    scoped_root root;
    log seen;
    struct tells {
        std::shared_ptr<std::function<void()>> at_end;
        int number;
        tells(std::shared_ptr<std::function<void()>> f, int n) : at_end(std::move(f)), number(n) {}
        tells(tells&&) = default;
        tells& operator=(tells&&) = default;
        ~tells() {
            if (at_end) (*at_end)();
        }
    };
    root.run([&] {
        auto at_end = std::make_shared<std::function<void()>>();
        auto s = create_signal(tells(at_end, 1));
        auto m = create_memo([=] { return s().number; });
        *at_end = [&, m] { seen.push_back(std::to_string(m.peek())); };
        s.set(tells(nullptr, 2));
        *at_end = nullptr;
    });
    EXPECT_EQ(seen, log{"2"});
}

TEST(graph_exceptions, a_node_that_could_not_be_made_leaves_nothing_behind) {
    for (int copies = 1; copies < 12; ++copies) {
        scoped_root root;
        root.run([&] {
            int left = copies;
            const fragile body(left);
            try {
                create_render_effect([body] {});
                auto memo = create_memo([body] { return 1; });
                create_effect([body, memo] { memo(); });
            } catch (const std::runtime_error&) {
            }
            create_render_effect([] {});
        });
    }
}

TEST(graph_exceptions, a_value_that_cannot_be_moved_in_is_not_there_and_asked_for_again) {
    static int alive = 0;
    struct counted {
        bool* throws;
        explicit counted(bool& t) : throws(&t) { ++alive; }
        counted(const counted& other) : throws(other.throws) {
            if (*throws) throw std::runtime_error("no copy");
            ++alive;
        }
        counted& operator=(const counted&) = default;
        ~counted() { --alive; }
        bool operator==(const counted&) const { return false; }
    };
    {
        bool throws = false;
        scoped_root root;
        root.run([&] {
            int raised = 0;
            auto note = [&](raised_error) { ++raised; };
            auto source = create_signal(0);
            catch_error(
                [&] {
                    auto memo = create_memo([&, source] { return source(), counted(throws); });
                    create_render_effect([&, memo] { memo(); });
                    throws = true;
                    source.set(1);
                    throws = false;
                    source.set(2);
                    memo();
                },
                note);
            EXPECT_EQ(raised, 1);
        });
    }
    EXPECT_EQ(alive, 0);
}

}  // namespace
}  // namespace solder

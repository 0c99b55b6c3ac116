#include "store_model.hpp"
#include "store_sample.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/reactive/store.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>

// A store is made of signals only: a transition that is held has its own version of every part it writes.

namespace solder {
namespace {

using namespace store_sample;
using log = std::vector<std::string>;

/// A value that is missing from `ask` to `arrive`, and holds the transition that asked for it.
class slow_value {
public:
    /// Inside of a boundary that has been shown.
    void read() {
        seen_();
        if (missing_) pending_.suspend_reader();
    }
    void ask() {
        missing_ = true;
        pending_.begin(*state_);
        seen_.update([](int& n) { ++n; });
    }
    void arrive() {
        missing_ = false;
        pending_.settle();
    }

private:
    ref<detail::signal_state<int>> state_ = make_ref<detail::signal_state<int>>(0);
    signal<int> seen_{state_};
    pending_source pending_;
    bool missing_ = false;
};

struct store_transition : testing::Test {
    log seen;
    manual_environment environment;
    scoped_root root;
    slow_value slow;
    ref<suspense_scope> boundary = make_ref<suspense_scope>();
    store<project> s = create_store(sample());

    static std::string line(const project& p) {
        std::string text = p.title + "/" + p.owner.name + "/" + (p.guest ? p.guest->name : "-") + "/";
        for (const auto& t : p.tasks) text += " " + t.title;
        return text;
    }
    void SetUp() override {
        root.run([&] {
            provide_context(suspense_context(), boundary);
            create_render_effect([this] {
                slow.read();
                seen.push_back(line(s()));
            });
        });
        boundary->content_was_shown();
        seen.clear();
    }
    /// Runs `change` in a transition, which is held then.
    void begin(callback<void()> change) {
        start_transition([this, change = std::move(change)] {
            slow.ask();
            change();
        });
        environment.run();
    }
    log settle() {
        slow.arrive();
        environment.run();
        return std::exchange(seen, {});
    }
};

TEST_F(store_transition, shows_nothing_of_its_writes_until_it_settles_and_then_all_at_once) {
    project expected = sample();
    expected.title = "flux";
    expected.owner = {2, "bob"};
    expected.guest = person{3, "eve"};
    expected.tasks = {{9, "nine"}, {2, "zwei"}, {1, "one"}};
    begin([&] {
        s.set(expected);
        EXPECT_TRUE(wire::same(s.peek(), expected));
    });
    EXPECT_TRUE(wire::same(s.peek(), sample()));
    EXPECT_EQ(seen, log{});
    EXPECT_EQ(settle(), (log{"flux/bob/eve/ nine zwei one"}));
    EXPECT_TRUE(wire::same(s.peek(), expected));
}

TEST_F(store_transition, writes_from_outside_show_at_once_and_are_part_of_what_will_be) {
    auto tasks = s[&project::tasks];
    begin([&] {
        tasks.push_back({4, "four"});
        tasks.move(0, 3);
        tasks[0][&todo::title].set("zwei");
    });
    EXPECT_EQ(seen, log{});
    tasks.insert(1, {5, "five"});
    tasks.swap(0, 3);  // one and three
    tasks.erase(2);    // two
    s[&project::title].set("flux");
    EXPECT_EQ(line(s.peek()), "flux/ada/-/ three five one");
    EXPECT_EQ(seen.back(), "flux/ada/-/ three five one");
    seen.clear();
    // What will be was "zwei three four one": five came in at 1, one and three changed places, two went.
    EXPECT_EQ(settle(), (log{"flux/ada/-/ five one four three"}));
}

TEST_F(store_transition, each_change_of_a_list_finds_its_element_in_both_versions) {
    auto tasks = s[&project::tasks];
    begin([&] { tasks.set({{3, "three"}, {2, "two"}, {7, "seven"}}); });
    tasks.erase_if([](store<todo> t) { return t[&todo::id]() != 2; });  // one and three
    EXPECT_EQ(line(s.peek()), "solder/ada/-/ two");
    seen.clear();
    EXPECT_EQ(settle(), (log{"solder/ada/-/ two seven"}));
}

TEST_F(store_transition, a_struct_written_from_outside_wins_over_one_the_transition_put_there) {
    begin([&] {
        auto next = sample();
        next.owner = {2, "bob"};
        next.guest = person{3, "eve"};
        s.set(next);
    });
    auto next = sample();
    next.owner.name = "Ada";
    s.set(next);
    EXPECT_EQ(line(s.peek()), "solder/Ada/-/ one two three");
    seen.clear();
    settle();
    EXPECT_EQ(line(s.peek()), "solder/Ada/-/ one two three");
}

TEST_F(store_transition, random_values_show_wholly_old_or_wholly_new) {
    store_model::random_values random(7);
    auto plain = random.make_branch(2);
    auto trees = create_store(plain);
    std::vector<store_model::branch> shown;
    root.run([&] {
        provide_context(suspense_context(), boundary);
        create_render_effect([&, trees] { shown.push_back(trees()); });
    });
    for (int round = 0; round < 300; ++round) {
        auto next = plain;
        random.change(next, 2);
        shown.clear();
        begin([&] { trees.reconcile(next, {.merge = random.one_in(2)}); });
        ASSERT_TRUE(shown.empty()) << round;
        ASSERT_TRUE(wire::same(trees.peek(), plain)) << round;
        settle();
        ASSERT_EQ(shown.size(), wire::same(plain, next) ? 0u : 1u) << round;
        ASSERT_TRUE(wire::same(trees.peek(), next)) << round;
        if (!shown.empty()) {
            ASSERT_TRUE(wire::same(shown[0], next)) << round;
        }
        plain = next;
    }
}

}  // namespace
}  // namespace solder

// Random trees of tasks, answered, failed, stopped and cancelled at random, from outside and from inside of running
// tasks. Whatever happens: every local is destroyed once, everybody is told at most once, and nobody after his end.
#include "task_probe.hpp"
#include <algorithm>
#include <memory>
#include <random>
#include <solder/core/cut_short.hpp>
#include <solder/core/shared_task.hpp>
#include <solder/core/when_any.hpp>

namespace solder {
namespace {

using namespace probe;

class forest {
public:
    explicit forest(unsigned seed) : random_(seed) {}

    /// One thing happens.
    void act() {
        ++acts;
        switch (below(10)) {
            case 0:
                return plant();
            case 1:
                return cancel_one();
            case 2:
                return drop_shared();
            case 3:
                return stop_some();
            case 4:
            case 5:
                return acting_ == 1 ? env.advance(std::chrono::milliseconds(below(3))) : answer_one();
            default:
                return answer_one();
        }
    }

    /// `act` from outside, or from a running task; not too deep, since each may resume a task that acts again.
    void act_unless_deep() {
        if (acting_ >= 6) return;
        ++acting_;
        act();
        --acting_;
    }

    /// Answers everything and lets all time pass, until nothing is left that could go on.
    void finish() {
        quiet_ = true;
        while (!open_.empty() || env.waiting() > 0) {
            while (!open_.empty()) answer_one();
            env.advance(100ms);
        }
    }

    void check() const {
        for (const auto& t : trees_) {
            EXPECT_EQ(t->how.calls, t->cancelled ? 0 : 1);
            EXPECT_EQ(t->calls_when_cancelled, 0);
        }
    }

    void clear() {
        // What is destroyed may act, and plant: on lists that are whole.
        while (!shared_.empty() || !trees_.empty()) {
            auto shared = std::exchange(shared_, {});
            auto trees = std::exchange(trees_, {});
        }
    }

    manual_environment env;
    guards all;
    int acts = 0;
    int answers_after_end = 0;

private:
    struct tree {
        outcome<int> how;
        bool cancelled = false;
        int calls_when_cancelled = 0;
        explicit tree(task<int> work) : how(std::move(work)) {}
    };
    struct gate {
        resolver<int> answer;
        bool wanted = true;
    };

    unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

    // What a task may be.

    /// Shared work waits only for shared work that is older than itself and all that waits for it: no rings.
    struct tree_shape {
        unsigned depth;
        unsigned older_than;
        [[nodiscard]] tree_shape lower() const { return {depth - 1, older_than}; }
    };
    struct numbered {
        unsigned number;
        shared_task<int> work;
    };

    task<int> wait_for_gate() {
        guard local(all);
        auto mine = std::shared_ptr<gate>();
        auto begin = [&](resolver<int> answer) {
            mine = std::make_shared<gate>(gate{answer});
            open_.push_back(mine);
            return [this, kept = mine] {
                kept->wanted = false;
                std::erase(open_, kept);
            };
        };
        int value = co_await await_callback<int>(begin);
        if (!mine->wanted) ++answers_after_end;
        co_return value;
    }

    task<int> act_between() {
        guard local(all);
        int value = co_await wait_for_gate();
        if (!quiet_) act_unless_deep();
        guard second(all);
        co_await sleep_for(std::chrono::milliseconds(below(4)));
        if (!quiet_) act_unless_deep();
        co_return value;
    }

    task<int> act_at_once() {
        guard local(all);
        if (!quiet_) act_unless_deep();
        if (below(4) == 0) co_return fail("at once");
        co_return 1;
    }

    task<int> one_after_another(tree_shape of) {
        guard local(all);
        int sum = 0;
        for (unsigned i = below(4); i > 0; --i) {
            guard each(all);
            sum += co_await grow(of);
        }
        co_return sum;
    }

    task<int> never_failing(tree_shape of) {
        guard local(all);
        auto how = co_await as_result(grow(of));
        co_return how ? *how : 0;
    }

    task<int> all_of_some(tree_shape of) {
        guard local(all);
        auto values = co_await when_all(some(of));
        co_return static_cast<int>(values.size());
    }

    task<int> both(tree_shape of) {
        guard local(all);
        auto values = co_await when_all(grow(of), grow(of));
        co_return std::get<0>(values) + std::get<1>(values);
    }

    task<int> first_of_some(tree_shape of) {
        guard local(all);
        auto first = co_await when_any(some(of));
        co_return first.value;
    }

    task<int> with_a_token(tree_shape of) {
        guard local(all);
        stop_callback told(co_await current_stop_token(), [this] {
            if (!quiet_) answer_one();
        });
        co_return co_await grow(of);
    }

    std::vector<task<int>> some(tree_shape of) {
        std::vector<task<int>> tasks;
        for (unsigned i = below(5); i > 0; --i) tasks.push_back(grow(of));
        return tasks;
    }

    task<int> grow(tree_shape of) {
        if (of.depth == 0) {
            const auto kind = below(8);
            return kind == 0 ? act_at_once() : kind < 4 ? act_between() : wait_for_gate();
        }
        switch (below(11)) {
            case 0:
                return one_after_another(of.lower());
            case 1:
                return never_failing(of.lower());
            case 2:
                return all_of_some(of.lower());
            case 3:
                return both(of.lower());
            case 4:
                return first_of_some(of.lower());
            case 5:
                return with_timeout(grow(of.lower()), std::chrono::milliseconds(below(6)));
            case 6:
                return with_stop(grow(of.lower()), sources_[below(3)].get_token());
            case 7:
                return with_a_token(of.lower());
            case 8:
                return run_now(grow(of.lower()));
            case 9: {
                auto made = shared_task<int>::run(grow(of.lower()));
                shared_.push_back({next_number_++, made});  // what it made meanwhile has lower numbers
                return made.as_task();
            }
            default:
                return wait_for_older(of);
        }
    }

    task<int> wait_for_older(tree_shape of) {
        const auto young = std::ranges::find_if(shared_, [&](const auto& s) { return s.number >= of.older_than; });
        const auto old = static_cast<unsigned>(young - shared_.begin());
        return old == 0 ? act_between() : shared_[below(old)].work.as_task();
    }

    // What may happen.

    void plant() { trees_.push_back(std::make_unique<tree>(grow({1 + below(4), next_number_}))); }

    void cancel_one() {
        if (trees_.empty()) return;
        auto& chosen = *trees_[below(static_cast<unsigned>(trees_.size()))];
        chosen.cancelled = chosen.cancelled || chosen.how.calls == 0;
        chosen.how.running.cancel();
        if (chosen.cancelled) chosen.calls_when_cancelled = chosen.how.calls;
    }

    void drop_shared() {
        if (shared_.empty()) return;
        const auto at = shared_.begin() + below(static_cast<unsigned>(shared_.size()));
        const auto dropped = std::move(*at);  // destroyed when the list is whole again
        shared_.erase(at);
    }

    void stop_some() {
        auto& source = sources_[below(3)];
        source.request_stop();
        source = {};
    }

    void answer_one() {
        if (open_.empty()) return;
        const auto at = open_.begin() + below(static_cast<unsigned>(open_.size()));
        const auto chosen = *at;
        open_.erase(at);
        if (below(5) == 0) return chosen->answer(fail("refused"));
        chosen->answer(1);
        chosen->answer(2);  // does nothing
    }

    std::mt19937 random_;
    std::vector<std::shared_ptr<gate>> open_;
    std::vector<numbered> shared_;  // oldest first
    unsigned next_number_ = 0;
    std::vector<std::unique_ptr<tree>> trees_;
    stop_source sources_[3];
    int acting_ = 0;
    bool quiet_ = false;
};

TEST(random_tasks, nothing_leaks_and_nobody_is_told_twice_or_after_his_end) {
    int acts = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        forest f(seed);
        for (int i = 0; i < 300; ++i) f.act_unless_deep();
        f.finish();
        f.check();
        f.clear();
        EXPECT_TRUE(f.all.all_gone());
        EXPECT_EQ(f.env.waiting(), 0u);
        EXPECT_EQ(f.answers_after_end, 0);
        acts += f.acts;
    }
    EXPECT_GT(acts, 60 * 300 + 1000);  // running tasks acted, too
}

TEST(random_tasks, destroyed_in_the_middle_of_everything) {
    for (unsigned seed = 1001; seed <= 1060; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        forest f(seed);
        for (unsigned i = 0; i < seed % 150; ++i) f.act_unless_deep();
        f.clear();
        f.finish();  // what `run_now` started goes on
        f.clear();
        EXPECT_TRUE(f.all.all_gone());
        EXPECT_EQ(f.env.waiting(), 0u);
    }
}

}  // namespace
}  // namespace solder

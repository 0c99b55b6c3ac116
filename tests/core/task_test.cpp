#include "task_probe.hpp"
#include <memory>
#include <solder/core/task.hpp>
#include <stdexcept>

namespace solder {
namespace {

using namespace probe;

task<int> give(int value) { co_return value; }
task<int> refuse() { co_return fail(invalid("no")); }
task<int> add_one(task<int> inner) { co_return co_await std::move(inner) + 1; }

template <class T>
std::optional<result<T>> outcome_now(task<T> work) {
    std::optional<result<T>> seen;
    auto running = start(std::move(work), [&](result<T> r) { seen.emplace(std::move(r)); });
    return seen;
}

TEST(task, is_lazy) {
    bool ran = false;
    auto work = [](bool& flag) -> task<void> {
        flag = true;
        co_return;
    }(ran);
    EXPECT_FALSE(ran);
    outcome_now(std::move(work));
    EXPECT_TRUE(ran);
}

TEST(task, gives_its_value_through_co_await) { EXPECT_EQ(outcome_now(add_one(give(41)))->value(), 42); }

TEST(task, failure_ends_every_awaiting_task_and_destroys_locals) {
    auto alive = std::make_shared<int>();
    auto outer = [](std::shared_ptr<int> held) -> task<int> {
        auto local = held;
        co_return co_await add_one(add_one(refuse())) + (local ? 1 : 0);
    }(alive);
    auto seen = outcome_now(std::move(outer));
    EXPECT_EQ(seen->error().message, "no");
    EXPECT_EQ(alive.use_count(), 1);
}

TEST(task, as_result_takes_the_failure) {
    auto outer = []() -> task<int> {
        auto inner = co_await as_result(refuse());
        co_return inner ? 0 : 7;
    };
    EXPECT_EQ(outcome_now(outer())->value(), 7);
}

TEST(task, co_await_fail_ends_a_void_task) {
    auto outer = [](bool& after) -> task<void> {
        co_await fail("stop");
        after = true;
    };
    bool after = false;
    EXPECT_EQ(outcome_now(outer(after))->error().message, "stop");
    EXPECT_FALSE(after);
}

TEST(task, an_error_made_where_it_is_awaited_is_destroyed_once) {
    const std::shared_ptr<const response> kept(std::make_shared<int>(), nullptr);  // counted, whatever a response is
    auto outer = [](const std::shared_ptr<const response>& answer) -> task<void> {
        co_await fail(error{"stop", error_kind::invalid, true, answer});
    };
    {
        auto seen = outcome_now(outer(kept));
        EXPECT_EQ(kept.use_count(), 2);
        EXPECT_EQ(seen->error(), (error{"stop", error_kind::invalid, true, kept}));
    }
    EXPECT_EQ(kept.use_count(), 1);
}

TEST(task, an_exception_becomes_an_error) {
    auto outer = []() -> task<int> {
        throw std::runtime_error("thrown");
        co_return 1;
    };
    EXPECT_EQ(outcome_now(add_one(outer()))->error().message, "thrown");
}

TEST(task, a_failure_after_suspension_unwinds_from_outside) {
    std::optional<resolver<int>> answer;
    auto leaf = [](std::optional<resolver<int>>& out) -> task<int> {
        co_return co_await await_callback<int>([&](resolver<int> r) { out = r; });
    };
    std::optional<result<int>> seen;
    auto running = start(add_one(add_one(leaf(answer))), [&](result<int> r) { seen = std::move(r); });
    EXPECT_FALSE(seen);
    (*answer)(fail("late"));
    EXPECT_EQ(seen->error().message, "late");
    (*answer)(3);  // a second answer does nothing
}

TEST(task, dropping_the_operation_cancels_what_it_waits_for) {
    bool cancelled = false;
    bool finished = false;
    auto leaf = [](bool& flag) -> task<void> {
        co_await await_callback<void>([&](resolver<void>) { return [&] { flag = true; }; });
    };
    {
        auto running = start(leaf(cancelled), [&](result<void>) { finished = true; });
    }
    EXPECT_TRUE(cancelled);
    EXPECT_FALSE(finished);
}

TEST(task, a_chain_of_1000_failures_unwinds_in_a_loop) {
    auto chain = refuse();
    for (int i = 0; i < 1000; ++i) chain = add_one(std::move(chain));
    EXPECT_FALSE(outcome_now(std::move(chain))->has_value());
}

TEST(task, keeps_its_surroundings_across_suspension) {
    struct place final : ambient {};
    manual_environment env;
    auto here = make_ref<place>();
    ambient* seen = nullptr;
    auto work = [](ambient*& out) -> task<void> {
        co_await sleep_for(5ms);
        out = detail::current_ambient;
    };
    {
        ambient_scope scope(here);
        detach(work(seen));
    }
    EXPECT_EQ(detail::current_ambient, nullptr);
    env.advance(5ms);
    EXPECT_EQ(seen, here.get());
    EXPECT_EQ(detail::current_ambient, nullptr);
}

struct stop_seen {
    std::optional<stop_token> token;
    int requests = 0;
    std::optional<stop_callback<callback<void()>>> watch;

    void look_at(stop_token t) {
        token = t;
        watch.emplace(t, [this] { ++requests; });
    }
};

task<int> with_own_token(stop_seen& seen, task<int> inner) {
    seen.look_at(co_await current_stop_token());
    co_return co_await std::move(inner);
}

TEST(current_stop_token, is_stopped_when_the_operation_is_cancelled) {
    gates<int> at;
    stop_seen seen;
    outcome work(with_own_token(seen, at.wait("a")));
    EXPECT_FALSE(seen.token->stop_requested());
    work.running.cancel();
    EXPECT_EQ(seen.requests, 1);
    EXPECT_TRUE(seen.token->stop_requested());
}

TEST(current_stop_token, is_stopped_with_a_task_that_awaits_this_one_outermost_first) {
    gates<int> at;
    std::string log;
    std::vector<std::unique_ptr<stop_callback<callback<void()>>>> watches;
    auto layer = [&](std::string name, task<int> inner) {
        return co_invoke(
            [&, name](task<int> below) -> task<int> {
                auto token = co_await current_stop_token();
                watches.push_back(
                    std::make_unique<stop_callback<callback<void()>>>(token, [&log, name] { log += name; }));
                co_return co_await std::move(below);
            },
            std::move(inner));
    };
    outcome work(layer("a", layer("b", layer("c", at.wait("leaf")))));
    work.running.cancel();
    EXPECT_EQ(log, "abc");
}

TEST(current_stop_token, is_not_stopped_when_the_task_gives_its_value) {
    gates<int> at;
    stop_seen seen;
    outcome work(with_own_token(seen, at.wait("a")));
    at.settle("a", 1);
    EXPECT_EQ(work.value(), 1);
    work.running.cancel();
    EXPECT_EQ(seen.requests, 0);
}

TEST(current_stop_token, is_stopped_when_the_task_fails_however_it_does) {
    stop_seen along, by_return, by_await;
    EXPECT_EQ(outcome(with_own_token(along, refuse())).failure(), "no");
    EXPECT_EQ(along.requests, 1);
    auto returns = [](stop_seen& s) -> task<int> {
        s.look_at(co_await current_stop_token());
        co_return fail("returned");
    };
    EXPECT_EQ(outcome(returns(by_return)).failure(), "returned");
    EXPECT_EQ(by_return.requests, 1);
    auto awaits = [](stop_seen& s) -> task<int> {
        s.look_at(co_await current_stop_token());
        co_await fail("awaited");
        co_return 1;
    };
    EXPECT_EQ(outcome(add_one(awaits(by_await))).failure(), "awaited");
    EXPECT_EQ(by_await.requests, 1);
}

TEST(current_stop_token, finds_the_locals_of_the_task_still_there) {
    gates<int> at;
    std::string log;
    auto work = [](gates<int>& g, std::string& out) -> task<int> {
        std::string local = "a local that is still alive when the callback runs";
        stop_callback abort(co_await current_stop_token(), [&] { out = local; });
        co_return co_await g.wait("a");
    };
    outcome running(work(at, log));
    running.running.cancel();
    EXPECT_EQ(log, "a local that is still alive when the callback runs");
}

// A transport that answers what it aborts: the answer reaches a task that is being destroyed.
TEST(current_stop_token, a_callback_may_settle_what_the_task_waits_for) {
    for (const bool fails : {false, true}) {
        gates<int> at;
        guards all;
        std::string log;
        auto inner = [](gates<int>& g, guards& counted, bool with_failure) -> task<int> {
            guard local(counted);
            stop_callback abort(co_await current_stop_token(), [&g, with_failure] {
                with_failure ? g.settle("a", fail("aborted")) : g.settle("a", 1);
            });
            co_return co_await add_one(g.wait("a"));
        };
        auto outer = [](task<int> below, guards& counted, std::string& out) -> task<int> {
            guard local(counted);
            const int value = co_await std::move(below);
            out = "went on";
            co_return value;
        };
        outcome work(outer(inner(at, all, fails), all, log));
        work.running.cancel();
        EXPECT_EQ(log, "");
        EXPECT_EQ(work.calls, 0);
        EXPECT_TRUE(all.all_gone());
    }
}

TEST(current_stop_token, of_one_task_is_one_token) {
    auto work = []() -> task<bool> {
        auto first = co_await current_stop_token();
        auto second = co_await current_stop_token();
        co_return first == second&& first.stop_possible();
    };
    EXPECT_TRUE(outcome(work()).value());
}

TEST(operation, cancelled_by_its_own_work_ends_it_when_it_waits_again) {
    gates<int> at;
    guards all;
    std::string log;
    operation* self = nullptr;
    auto inner = [](gates<int>& g, guards& counted, operation*& op, std::string& out) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        op->cancel();
        out += counted.alive.size() == 2 ? "runs on" : "destroyed while running";
        co_await g.wait("later");
        out += ", and on";
        co_return 1;
    };
    auto outer = [](task<int> below, guards& counted) -> task<int> {
        guard local(counted);
        co_return co_await std::move(below);
    };
    outcome work(outer(inner(at, all, self, log), all));
    self = &work.running;
    at.settle("go", 1);
    EXPECT_EQ(log, "runs on");
    EXPECT_EQ(work.calls, 0);
    EXPECT_TRUE(all.all_gone());
}

TEST(operation, cancelled_by_its_own_work_that_then_ends_or_fails_tells_nobody) {
    for (const bool fails : {false, true}) {
        gates<int> at;
        guards all;
        operation* self = nullptr;
        auto work = [](gates<int>& g, guards& counted, operation*& op, bool with_failure) -> task<int> {
            guard local(counted);
            co_await g.wait("go");
            op->cancel();
            if (with_failure) co_await fail("no");
            co_return 1;
        };
        outcome running(add_one(work(at, all, self, fails)));
        self = &running.running;
        at.settle("go", 1);
        EXPECT_EQ(running.calls, 0);
        EXPECT_TRUE(all.all_gone());
    }
}

TEST(operation, cancelled_from_another_task_that_it_resumed) {
    gates<int> at;
    guards all;
    operation* victim = nullptr;
    auto first = [](gates<int>& g, guards& counted) -> task<int> {
        guard local(counted);
        co_await g.wait("go");
        g.settle("second", 1);  // runs the other task right here, which cancels this one
        EXPECT_FALSE(counted.alive.empty());
        co_return co_await g.wait("later");
    };
    auto second = [](gates<int>& g, operation*& op) -> task<int> {
        co_await g.wait("second");
        op->cancel();
        co_return 1;
    };
    outcome running(first(at, all));
    outcome other(second(at, victim));
    victim = &running.running;
    at.settle("go", 1);
    EXPECT_EQ(other.value(), 1);
    EXPECT_EQ(running.calls, 0);
    EXPECT_TRUE(all.all_gone());
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"later"});
}

TEST(operation, cancelled_by_a_destructor_of_its_own_frames) {
    struct cancels {
        operation*& op;
        ~cancels() {
            if (op) op->cancel();
        }
    };
    gates<int> at;
    guards all;
    operation* self = nullptr;
    auto inner = [](gates<int>& g, operation*& op) -> task<int> {
        cancels local{op};
        co_return co_await g.wait("a");
    };
    auto outer = [](task<int> below, guards& counted) -> task<int> {
        guard local(counted);
        auto how = co_await as_result(std::move(below));
        co_return how ? 1 : 2;
    };
    outcome running(outer(add_one(inner(at, self)), all));
    self = &running.running;
    at.settle("a", fail("no"));  // unwinds `inner`, whose local cancels what is above it
    EXPECT_EQ(running.calls, 0);
    EXPECT_TRUE(all.all_gone());
}

TEST(operation, may_be_cancelled_and_destroyed_when_it_is_told) {
    gates<int> at;
    std::optional<operation> running;
    int calls = 0;
    running = start(at.wait("a"), [&](result<int>) {
        ++calls;
        running->cancel();
        running.reset();
    });
    at.settle("a", 1);
    EXPECT_EQ(calls, 1);
}

TEST(operation, takes_the_place_of_another_and_cancels_that) {
    gates<int> at;
    auto running = start(at.wait("a"), [](result<int>) {});
    running = start(at.wait("b"), [](result<int>) {});
    EXPECT_EQ(at.cancelled, std::vector<std::string>{"a"});
}

TEST(task, two_thousand_deep_are_cancelled_and_unwound) {
    for (const bool fails : {false, true}) {
        gates<int> at;
        auto chain = at.wait("leaf");
        for (int i = 0; i < 2'000; ++i) chain = add_one(std::move(chain));
        outcome work(std::move(chain));
        if (fails)
            at.settle("leaf", fail("no"));
        else
            work.running.cancel();
        EXPECT_EQ(work.calls, fails ? 1 : 0);
        EXPECT_EQ(at.cancelled.size(), fails ? 0u : 1u);
    }
}

}  // namespace
TEST(start, an_exception_that_leaves_the_code_that_is_told_is_logged) {
    manual_environment time;
    const auto throws = [](result<int>) { throw std::runtime_error("from done"); };
    ::testing::internal::CaptureStderr();
    auto at_once = start([]() -> task<int> { co_return 1; }, throws);
    auto later = start(
        []() -> task<int> {
            co_await sleep_for(std::chrono::milliseconds(5));
            co_return 2;
        },
        throws);
    time.advance(std::chrono::milliseconds(10));
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(log.find("from done"), log.find("told how work ended: ") + 21);
    EXPECT_NE(log.rfind("from done"), log.find("from done")) << "both";
}

}  // namespace solder

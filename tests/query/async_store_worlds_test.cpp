// Stores that are fetched, while a transition is held and on a server. Specification C14, W2.
#include "query_fixture.hpp"
#include <solder/core/await_callback.hpp>
#include <solder/query/create_async_store.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

using lines = std::vector<std::string>;

struct part {
    int id;
    std::string name;
};
struct machine {
    std::string name;
    int power;
    std::vector<part> parts;
};

/// A store in a boundary that has been shown, and fetches that are answered by hand.
class async_store_worlds : public query_fixture {
protected:
    task<machine> ask() {
        co_return co_await await_callback<machine>(
            [this](resolver<machine> answer) { answers_.push_back(std::move(answer)); });
    }
    void show() {
        root_.run([&] {
            auto boundary = make_ref<suspense_scope>();
            catch_error(
                [&] {
                    provide_context(suspense_context(), boundary);
                    value_ = create_async_store([this] { return transition_id_(), shown_id_(), ask(); });
                    create_render_effect([this] { seen_.push_back(text((*value_)())); });
                },
                {});
            boundary->content_was_shown();
        });
    }
    /// Something shown that a transition waits for, 10 ms from when it sets `hold_`.
    void show_late_part() {
        root_.run([&] {
            auto boundary = make_ref<suspense_scope>();
            catch_error(
                [&] {
                    provide_context(suspense_context(), boundary);
                    auto late = create_async([hold = hold_]() -> task<int> {
                        if (hold()) co_await sleep_for(10ms);
                        co_return 1;
                    });
                    create_render_effect([late] { late(); });
                },
                {});
            boundary->content_was_shown();
        });
    }
    static std::string text(const std::shared_ptr<const store<machine>>& value) {
        if (!value) return "none";
        auto now = (*value)();
        auto all = now.name + " " + std::to_string(now.power);
        for (const auto& each : now.parts) all += " " + each.name;
        return all;
    }
    void answer(std::size_t index, machine with) { answers_.at(index)(std::move(with)); }

    signal<int> transition_id_{0}, shown_id_{0};
    signal<bool> hold_{false};
    std::optional<async_store<machine>> value_;
    std::vector<resolver<machine>> answers_;
    lines seen_;
};

TEST_F(async_store_worlds, W2_what_is_shown_stays_whole_until_the_transition_settles) {
    show();
    show_late_part();
    answer(0, {"lathe", 1, {{1, "bed"}}});
    const void* held = (*value_)().get();
    start_transition_now([&] {
        transition_id_.set(1);
        hold_.set(true);
    });
    answer(1, {"mill", 2, {{1, "bed"}, {2, "head"}}});
    EXPECT_TRUE(use_transition().pending());
    EXPECT_EQ(text((*value_)()), "lathe 1 bed");
    EXPECT_EQ(seen_, (lines{"none", "lathe 1 bed"}));
    time_.advance(10ms);
    EXPECT_EQ(seen_, (lines{"none", "lathe 1 bed", "mill 2 bed head"}));
    EXPECT_EQ((*value_)().get(), held);
}

TEST_F(async_store_worlds, W2_an_answer_for_what_is_shown_does_not_mix_with_what_will_be) {
    show();
    show_late_part();
    answer(0, {"lathe", 1, {{1, "bed"}}});
    shown_id_.set(1);  // asks for an answer for what is shown
    start_transition_now([&] {
        transition_id_.set(1);
        hold_.set(true);
    });
    // What will be changes the name only; what is shown then changes everything else.
    answer(2, {"mill", 1, {{1, "bed"}}});
    answer(1, {"lathe", 7, {{2, "head"}}});
    EXPECT_EQ(text((*value_)()), "lathe 7 head");
    time_.advance(10ms);
    EXPECT_FALSE(use_transition().pending());
    EXPECT_EQ(seen_, (lines{"none", "lathe 1 bed", "lathe 7 head", "mill 1 bed"}));
}

TEST_F(async_store_worlds, W2_the_first_answer_may_be_that_of_the_transition) {
    show_late_part();
    root_.run([&] {
        value_ = create_async_store([this] { return transition_id_(), shown_id_(), ask(); });
        create_render_effect([this] { seen_.push_back(text(value_->latest())); });
    });
    start_transition_now([&] {
        transition_id_.set(1);
        hold_.set(true);
    });
    answer(1, {"mill", 2, {{2, "head"}}});
    EXPECT_EQ(text((*value_)()), "none");
    answer(0, {"lathe", 1, {{1, "bed"}}});
    time_.advance(10ms);
    EXPECT_EQ(seen_, (lines{"none", "lathe 1 bed", "mill 2 head"}));
    EXPECT_EQ(value_->state(), data_state::ready);
}

TEST_F(async_store_worlds, C14_on_a_server_it_holds_the_answer_and_waits_for_what_its_function_reads) {
    detail::graph::current().renders_once = true;
    root_.run([&] {
        auto boundary = make_ref<suspense_scope>();
        provide_context(suspense_context(), boundary);
        auto name = create_async([]() -> task<std::string> {
            co_await sleep_for(10ms);
            co_return std::string("lathe");
        });
        auto value = create_async_store([=]() -> task<machine> {
            auto known = name();
            co_return machine{known ? *known : "?", 1, {}};
        });
        EXPECT_EQ(text(value()), "none");
        boundary->when_settled([&, value] { seen_.push_back(text(value())); });
        time_.advance(10ms);
    });
    detail::graph::current().renders_once = false;
    EXPECT_EQ(seen_, lines{"lathe 1"});
}

}  // namespace
}  // namespace solder

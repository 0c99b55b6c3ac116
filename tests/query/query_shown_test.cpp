// What a page sees while it is read again: revalidation as a transition.
#include "query_fixture.hpp"
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

using ints = std::vector<int>;

/// A page with a part that has been shown: transitions are held there.
class shown_page : public query_fixture {
protected:
    shown_page() {
        root_.run([&] {
            provide_context(suspense_context(), part_);
            part_->content_was_shown();
        });
    }
    ref<suspense_scope> part_ = make_ref<suspense_scope>();
    std::vector<std::string> seen_;
};

std::string text_of(const std::shared_ptr<const ints>& list) {
    std::string text;
    if (!list) return "none";
    for (int each : *list) text += std::to_string(each);
    return text;
}

TEST_F(shown_page, R4_R9_all_that_a_revalidation_reads_changes_at_once) {
    auto list = query("list", [this](int id) -> task<ints> {
        co_await sleep_for(std::chrono::milliseconds(id * 10));
        co_return values_[id];
    });
    root_.run([&] {
        auto one = create_async([=] { return list(1); });
        auto two = create_async([=] { return list(2); });
        create_render_effect([&, one, two] { seen_.push_back(text_of(one()) + " " + text_of(two())); });
        time_.advance(20ms);
        seen_.clear();
        values_ = {{1, {7}}, {2, {8}}};
        bool done = false;
        auto waiting = start(revalidate(), [&](result<void>) { done = true; });
        time_.advance(15ms);
        EXPECT_EQ(seen_, std::vector<std::string>{});
        EXPECT_FALSE(done);
        time_.advance(5ms);
        EXPECT_TRUE(done);
        EXPECT_EQ(seen_, std::vector<std::string>{"7 8"});
    });
}

TEST_F(shown_page, C_state_tells_of_fetches_while_a_transition_is_held) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([=] { return list(1); });
        create_render_effect([&, one] {
            seen_.push_back(text_of(one.latest()) + (one.pending() ? " pending" : "") +
                            (one.refreshing() ? " refreshing" : "") + (one.stale() ? " stale" : ""));
        });
        time_.advance(10ms);
        values_[1] = {5};
        revalidate();
        time_.advance(10ms);
        fails_ = true;
        revalidate();
        time_.advance(10ms);
    });
    EXPECT_EQ(seen_, (std::vector<std::string>{"none pending", "12", "12 pending refreshing stale", "5",
                                               "5 pending refreshing stale", "5 stale"}));
}

TEST_F(shown_page, the_value_of_the_key_before_is_shown_until_the_new_one_is_there) {
    auto list = list_query();
    root_.run([&] {
        auto id = create_signal(1);
        auto shown = create_async([=] { return list(id()); });
        create_render_effect([&, shown, id] { seen_.push_back(std::to_string(id()) + ":" + text_of(shown())); });
        time_.advance(10ms);
        seen_.clear();
        start_transition([=] { id.set(2); });
        time_.advance(5ms);
        EXPECT_EQ(seen_, std::vector<std::string>{});
        time_.advance(5ms);
        EXPECT_EQ(seen_, std::vector<std::string>{"2:3"});
        id.set(1);  // in no transition: each part shows what it has
        EXPECT_EQ(seen_.back(), "1:12");
    });
}

TEST_F(shown_page, a_revalidation_from_an_event_is_done_when_its_fetches_are) {
    auto list = list_query();
    root_.run([&] {
        auto one = create_async([=] { return list(1); });
        time_.advance(10ms);
        bool done = false;
        operation waiting;
        batch([&] { waiting = start(revalidate(), [&](result<void>) { done = true; }); });
        time_.advance(9ms);
        EXPECT_FALSE(done);
        time_.advance(1ms);
        EXPECT_TRUE(done);
        EXPECT_EQ(all_reads(), 2);
    });
}

}  // namespace
}  // namespace solder

// What nobody wants any more is told to stop, whoever waits for the end of it (Q37).
#include "action_fixture.hpp"
#include <solder/core/await_callback.hpp>

namespace solder {
namespace {

class a_fetch_is_stopped : public action_fixture {
protected:
    task<int> ask() {
        ++asked_;
        co_return co_await await_callback<int>([this](resolver<int> answer) {
            waiting_.push_back(answer);
            return [this] { ++stopped_; };
        });
    }
    /// Shows the value, and answers its first fetch.
    void show() {
        page_->run([&] {
            auto value = create_async([this] { return q_(); });
            create_effect([value] { (void)value(); });
        });
        waiting_[0](1);
    }
    void end_all() {
        for (std::size_t i = 0; i < waiting_.size(); ++i) waiting_[i](7);
        time_.advance(100ms);
    }

    std::vector<resolver<int>> waiting_;
    int asked_ = 0, stopped_ = 0;
    query_handle<int()> q_ = query("q", [this]() { return ask(); });
    std::optional<scoped_root> page_{std::in_place};
    action_handle<int()> act_ = root_.run([] { return action("act", [] { return 1; }); });
};

TEST_F(a_fetch_is_stopped, with_the_page_that_read_it) {
    show();
    (void)revalidate();
    time_.advance(1ms);
    page_.reset();
    time_.advance(1ms);
    EXPECT_EQ(stopped_, 1);
    end_all();
}

TEST_F(a_fetch_is_stopped, with_its_readers_although_somebody_waits_for_the_revalidation) {
    show();
    bool done = false;
    auto w = start(revalidate(), [&](result<void>) { done = true; });
    time_.advance(1ms);
    page_.reset();
    time_.advance(1ms);
    EXPECT_EQ(stopped_, 1);
    EXPECT_TRUE(done);
    end_all();
}

TEST_F(a_fetch_is_stopped, with_its_readers_although_an_action_waits_for_it) {
    show();
    std::string end;
    auto w = watch(root_.run([&] { return use_action(act_)(); }), end);
    time_.advance(1ms);
    EXPECT_EQ(asked_, 2);
    page_.reset();
    time_.advance(1ms);
    EXPECT_EQ(stopped_, 1);
    EXPECT_EQ(end, "1");
    end_all();
}

TEST_F(a_fetch_is_stopped, by_a_newer_one_and_the_action_waits_for_that) {
    show();
    std::string end;
    auto w = watch(root_.run([&] { return use_action(act_)(); }), end);
    time_.advance(1ms);
    (void)revalidate();
    time_.advance(1ms);
    EXPECT_EQ(asked_, 3);
    EXPECT_EQ(stopped_, 1) << "superseded";
    waiting_[2](3);
    time_.advance(1ms);
    EXPECT_EQ(end, "1") << "everything that is shown has its newest answer";
    end_all();
}

TEST_F(a_fetch_is_stopped, with_the_entry_and_the_action_waits_for_the_next) {
    show();
    std::string end;
    auto w = watch(root_.run([&] { return use_action(act_)(); }), end);
    time_.advance(1ms);
    q_.entry().remove();
    time_.advance(1ms);
    EXPECT_EQ(asked_, 3);
    EXPECT_EQ(stopped_, 1) << "removed";
    waiting_[2](3);
    time_.advance(1ms);
    EXPECT_EQ(end, "1");
    end_all();
}

TEST_F(a_fetch_is_stopped, by_a_value_that_is_set_and_the_action_ends) {
    show();
    std::string end;
    auto w = watch(root_.run([&] { return use_action(act_)(); }), end);
    time_.advance(1ms);
    q_.entry().set(9);
    time_.advance(1ms);
    EXPECT_EQ(stopped_, 1);
    EXPECT_EQ(end, "1");
    end_all();
}

}  // namespace
}  // namespace solder

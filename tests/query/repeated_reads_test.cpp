// Which calls say that an answer came with the page before: a browser's own copy may be older than that.
#include "action_fixture.hpp"
#include <gtest/gtest.h>
#include <solder/query/query.hpp>
#include <solder/query/shipped_data.hpp>

namespace solder {
namespace {

constexpr server_function<"one", int(int)> read_one;

class repeated_reads : public ::testing::Test, call_transport {
protected:
    repeated_reads() {
        set_page_query_cache(&cache_);
        set_page_shipped_data(&shipped_);
        set_call_transport(this);
    }
    ~repeated_reads() override {
        set_call_transport(nullptr);
        set_page_shipped_data(nullptr);
        set_page_query_cache(nullptr);
    }
    task<std::string> send(remote_call call) override {
        calls_.push_back(call.function + call.arguments + (call.is_repeated ? " again" : ""));
        co_return "0";
    }
    void read(int id) {
        root_.run([&] { create_render_effect([value = create_async([=, this] { return one_(id); })] { value(); }); });
    }
    void call(int id) {
        root_.run([&] { running_.push_back(start(read_one(id), [](result<int>) {})); });
        time_.advance(std::chrono::milliseconds(1));
    }
    void revalidate_all() {
        running_.push_back(start(revalidate(), [](result<void>) {}));
        time_.advance(std::chrono::milliseconds(1));
    }

    manual_environment time_;
    query_cache cache_;
    shipped_data shipped_;
    words calls_;
    query_handle<int(int)> one_ = query("one", read_one);
    std::vector<operation> running_;
    scoped_root root_;
};

TEST_F(repeated_reads, a_query_whose_answer_came_with_the_page_is_asked_again) {
    shipped_.record("one[1]", "1");
    read(1);
    read(2);
    EXPECT_EQ(calls_, words{"one[2]"});
    revalidate_all();
    EXPECT_EQ(calls_, (words{"one[2]", "one[1] again", "one[2]"}));
}

TEST_F(repeated_reads, so_is_one_whose_answer_was_to_come_and_did_not) {
    shipped_.open();
    shipped_.expect("one[1]");
    read(1);
    EXPECT_EQ(calls_, words{});
    shipped_.close();
    time_.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(calls_, words{"one[1] again"});
}

TEST_F(repeated_reads, so_is_a_function_that_is_called_outside_of_queries) {
    shipped_.record("one()[1]", "1");
    call(1);
    EXPECT_EQ(calls_, words{});
    call(1);
    call(2);
    EXPECT_EQ(calls_, (words{"one[1] again", "one[2]"}));
}

}  // namespace
}  // namespace solder

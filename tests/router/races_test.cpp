// Places that change while actions and queries are under way.
#include "../query/held_network.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/query/action.hpp>
#include <solder/query/create_async.hpp>
#include <solder/router/router.hpp>

namespace solder {
namespace {

using words = std::vector<std::string>;
constexpr server_function<"read", int(std::string)> read_body;
constexpr server_function<"write", int(), writes> write_body;

/// A page with a history in memory, where each place reads its own data, on a network that the test answers.
class router_races : public ::testing::Test {
protected:
    router_races() {
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
        set_page_navigator(&router_);
        root_.run([&] {
            create_computed([this] {
                auto place = router_.pathname();
                auto data = create_async([this, place] { return read(place); });
                create_render_effect([this, place, data] {
                    seen_.push_back(place + " " + (data() ? std::to_string(*data()) : "none"));
                });
            });
        });
        network_.answer(0, "1");
    }
    ~router_races() override {
        while (!network_.open().empty()) network_.answer(network_.open().front(), "0");  // a run goes on to its end
        time_.run();
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
        set_page_navigator(nullptr);
    }
    static route_branches places() {
        const std::vector<route_pattern_node> nodes{
            {{"/"}, {}, {}, nullptr}, {{"/a"}, {}, {}, nullptr}, {{"/b"}, {}, {}, nullptr}};
        return *create_branches(nodes);
    }
    void refuse(std::size_t number, response answer) { network_.refuse(number, fail(std::move(answer)).reason); }

    manual_environment time_;
    held_network network_;
    query_cache cache_;
    submission_list submissions_;
    memory_history history_;
    route_branches branches_ = places();
    router_state router_{branches_, history_};
    query_handle<int(std::string)> read = query("read", read_body);
    words seen_;
    scoped_root root_;
    action_handle<int()> write_ = root_.run([] { return action("write", write_body); });
};

TEST_F(router_races, A30_a_navigation_during_an_action_keeps_it_and_its_end_reads_the_new_place_again) {
    root_.run([&] {
        auto submission = use_submission(write_);
        write_.start();
        router_.navigate("/a");
        time_.run();
        EXPECT_TRUE(submission.pending());
        network_.answer(2, "5");  // the data of the new place
        network_.answer(1, "7");  // the write
        network_.answer(3, "6");
        time_.run();
        EXPECT_EQ(*submission.result(), 7);
        EXPECT_EQ(seen_, (words{"/ none", "/ 1", "/a none", "/a 5", "/a 6"}));
        EXPECT_EQ(network_.calls(), (words{R"(read["/"])", "write[]", R"(read["/a"])", R"(read["/a"])"}));
        router_.navigate("/b");
        time_.run();
        EXPECT_FALSE(submission.result());
    });
}

TEST_F(router_races, a_redirect_of_an_action_leads_on_from_wherever_the_person_is_by_then) {
    write_.start();
    router_.navigate("/a");
    refuse(1, redirect("/b"));
    time_.run();
    EXPECT_EQ(router_.pathname(), "/b");
    history_.go(-1);
    EXPECT_EQ(router_.pathname(), "/a");
}

TEST_F(router_races, of_an_action_that_leads_on_and_a_navigation_after_it_the_last_wins) {
    write_.start();
    refuse(1, redirect("/a"));
    router_.navigate("/b");  // before the turn in which the redirect is followed
    time_.run();
    EXPECT_EQ(router_.pathname(), "/a");
    router_.navigate("/b");  // while the data of the redirect is on its way
    time_.run();
    for (auto open : network_.open()) network_.answer(open, "9");
    time_.run();
    EXPECT_EQ(router_.pathname(), "/b");
    EXPECT_EQ(history_.get().value, "/b");
    EXPECT_EQ(seen_.back(), "/b 9");
}

TEST_F(router_races, Q20_a_redirect_of_a_query_that_was_left_by_a_navigation_leads_nowhere_else) {
    root_.run([&] {
        for (auto* place : {"/a", "/b"}) {
            router_.navigate(place);
            time_.run();
        }
        refuse(1, redirect("/"));  // what `/a` asked for
        time_.run();
        EXPECT_EQ(router_.pathname(), "/b");
    });
}

}  // namespace
}  // namespace solder

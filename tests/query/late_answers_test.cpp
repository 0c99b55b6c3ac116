// Answers that the page still brings, and what else happens to their entries meanwhile.
#include "query_fixture.hpp"
#include <solder/query/shipped_data.hpp>

namespace solder {
namespace {

class late_answers : public query_fixture {
protected:
    late_answers() {
        came_.add_from_json(R"({"values":{},"errors":{},"coming":["list[1]"]})");
        set_page_shipped_data(&came_);
    }
    ~late_answers() override { set_page_shipped_data(nullptr); }
    auto tried_again() {
        return query("list", [this](int id) { return read(id); }, {.retry = {.times = 2, .first_delay = 15ms}});
    }

    shipped_data came_;
};

TEST_F(late_answers, that_are_failures_are_not_asked_for_again_by_themselves) {
    auto list = tried_again();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        came_.add_from_json(R"({"values":{},"errors":{"list[1]":{"kind":"timed_out","message":"slow"}}})");
        time_.advance(100ms);
        EXPECT_EQ(value.error()->message, "slow");
        EXPECT_EQ(reads_[1], 0);
    });
}

TEST_F(late_answers, that_do_not_come_are_fetched_and_fetched_again_when_that_fails) {
    auto list = tried_again();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        fails_ = true;
        came_.close();
        time_.advance(12ms);
        fails_ = false;
        time_.advance(100ms);
        EXPECT_EQ(value()->size(), 2u);
        EXPECT_EQ(reads_[1], 2);
    });
}

TEST_F(late_answers, that_are_put_out_of_date_are_asked_for_once) {
    auto list = list_query();
    root_.run([&] {
        auto value = create_async([=] { return list(1); });
        revalidate(list.key());
        time_.advance(20ms);
        EXPECT_EQ(value()->size(), 2u);
        came_.record("list[1]", std::string("[5]"));
        time_.advance(20ms);
        EXPECT_EQ(value()->size(), 2u);
        EXPECT_EQ(reads_[1], 1);
    });
}

}  // namespace
}  // namespace solder

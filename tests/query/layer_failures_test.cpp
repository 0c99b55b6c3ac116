// Failures of what lies under layers.
#include "query_fixture.hpp"

namespace solder {
namespace {

class layer_failures : public query_fixture {};

TEST_F(layer_failures, a_refetch_that_fails_is_told_although_a_layer_was_laid_during_it) {
    auto list = list_query();
    auto told = [&] {
        return root_.run([&] {
            auto value = create_async([list] { return list(1); });
            return create_memo([value] {
                auto failed = value.error();
                return failed ? failed->message : value() ? std::to_string(value()->size()) : "none";
            });
        });
    };
    auto first = told();
    time_.advance(10ms);
    EXPECT_EQ(first(), "2");
    fails_ = true;
    revalidate(list.key());
    auto second_click = list.entry(1).layer([](std::vector<int>& all) { all.push_back(9); });
    EXPECT_EQ(first(), "3");
    time_.advance(10ms);
    EXPECT_EQ(first(), "away");
    EXPECT_EQ(told()(), "away") << "all readers of one entry agree";
}

}  // namespace
}  // namespace solder

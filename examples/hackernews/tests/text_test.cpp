#include "../app/text.hpp"
#include "../app/routes.hpp"
#include <gtest/gtest.h>

namespace hackernews {
namespace {

TEST(age, is_told_in_whole_units_rounded_down) {
    EXPECT_EQ(age(0), "0 minutes ago");
    EXPECT_EQ(age(1), "1 minute ago");
    EXPECT_EQ(age(59), "59 minutes ago");
    EXPECT_EQ(age(60), "1 hour ago");
    EXPECT_EQ(age(119), "1 hour ago");
    EXPECT_EQ(age(24 * 60 - 1), "23 hours ago");
    EXPECT_EQ(age(24 * 60), "1 day ago");
    EXPECT_EQ(age(10 * 24 * 60), "10 days ago");
}

TEST(address_of, leaves_out_what_goes_without_saying) {
    EXPECT_EQ(address_of(feed::top), "/");
    EXPECT_EQ(address_of(feed::top, 2), "/top/2");
    EXPECT_EQ(address_of(feed::newest), "/new");
    EXPECT_EQ(address_of(feed::jobs, 12), "/jobs/12");
}

TEST(feeds, stand_in_the_order_of_their_numbers_and_are_read_back_from_addresses) {
    for (const auto& each : feeds) {
        EXPECT_EQ(info_of(each.which).path, each.path);
        EXPECT_EQ(solder::route_value<feed>::read(each.path), each.which);
    }
    for (const char* other : {"", "item", "Top", "new/", "best%20"})
        EXPECT_EQ(solder::route_value<feed>::read(other), std::nullopt) << other;
}

}  // namespace
}  // namespace hackernews

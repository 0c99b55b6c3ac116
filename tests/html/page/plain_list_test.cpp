#include "src/html/page/plain_list.hpp"
#include <gtest/gtest.h>
#include <string_view>

namespace solder::detail {
namespace {

TEST(plain_list, keeps_what_was_pushed_while_it_grows) {
    plain_list<std::uint32_t> list;
    for (std::uint32_t i = 0; i < 1000; ++i) list.push(i);
    ASSERT_EQ(list.size(), 1000u);
    for (std::uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(list[i], i);
    EXPECT_EQ(list.take_last(), 999u);
    EXPECT_EQ(list.size(), 999u);
}

TEST(plain_list, takes_more_at_once_than_doubling_gives_room_for) {
    plain_list<char> list;
    const std::string_view some = "0123456789", more = "ten times as much as there was room for, and then some";
    list.append(some.data(), some.size());
    list.append(more.data(), more.size());
    list.append(nullptr, 0);
    EXPECT_EQ(std::string_view(list.begin(), list.size()),
              "0123456789ten times as much as there was room for, and then some");
}

TEST(plain_list, is_empty_when_it_was_moved_from_or_cleared) {
    plain_list<int> list;
    list.push(1);
    auto taken = std::move(list);
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(taken[0], 1);
    taken.clear();
    EXPECT_TRUE(taken.empty());
    EXPECT_EQ(taken.begin(), taken.end());
}

}  // namespace
}  // namespace solder::detail

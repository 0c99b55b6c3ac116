#include <gtest/gtest.h>
#include <solder/core/make_value.hpp>
#include <string>

namespace solder::detail {
namespace {

TEST(make_value, gives_a_shared_value_that_can_be_watched) {
    std::shared_ptr<const std::string> text = make_value<const std::string>(3, 'x');
    EXPECT_EQ(*text, "xxx");
    const std::weak_ptr<const std::string> watched = text;
    EXPECT_EQ(watched.lock(), text);
    text = nullptr;
    EXPECT_EQ(watched.lock(), nullptr);
}

TEST(own_value, frees_the_value_with_its_last_handle) {
    static int freed = 0;
    auto kept =
        own_value(new int(5), [](void* value) { freed += *static_cast<int*>(value), delete static_cast<int*>(value); });
    auto copy = kept;
    kept = nullptr;
    EXPECT_EQ(freed, 0);
    copy = nullptr;
    EXPECT_EQ(freed, 5);
}

}  // namespace
}  // namespace solder::detail

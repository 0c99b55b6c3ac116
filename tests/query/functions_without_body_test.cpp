#include <algorithm>
#include <gtest/gtest.h>
#include <solder/query/action.hpp>

namespace solder {
namespace {

constexpr server_function<"body.none.asked", int(int)> only_asked;
constexpr server_function<"body.none.called", int()> only_called;
constexpr server_function<"body.none.posted", int(int), writes> only_posted;
constexpr server_function<"body.none.declared", int()> only_declared;
constexpr server_function<"body.some", int()> defined;

const auto ask_it = query("body.none.asked", only_asked);
const auto post_it = action("body.none.posted", only_posted);
[[maybe_unused]] task<int> call_it() { return only_called(); }
[[maybe_unused]] task<int> call_the_other() { return defined(); }

bool is_named(std::string_view name) { return std::ranges::count(functions_without_body(), name) == 1; }

TEST(functions_without_body, are_those_that_are_called_or_made_a_query_or_an_action_of) {
    EXPECT_TRUE(is_named("body.none.asked"));
    EXPECT_TRUE(is_named("body.none.called"));
    EXPECT_TRUE(is_named("body.none.posted"));
    EXPECT_FALSE(is_named(only_declared.name));
}

TEST(functions_without_body, leave_those_out_that_are_defined_by_now) {
    EXPECT_TRUE(is_named("body.some"));
    defined.define([] { return 1; });
    EXPECT_FALSE(is_named("body.some"));
}

TEST(functions_without_body, stand_in_the_order_of_their_names) {
    EXPECT_TRUE(std::ranges::is_sorted(functions_without_body()));
}

}  // namespace
}  // namespace solder

#include <gtest/gtest.h>
#include <solder/solder.hpp>
// after it: what `solder.hpp` does not include may follow
#include <solder/core.hpp>

namespace solder {
namespace {

struct choice {
    std::string q;
};
[[maybe_unused]] task<std::vector<std::string>> fetch_students(key_pattern) { co_return std::vector<std::string>(); }

// Names of one module must not hide those of another: each of these alone compiles without the others.
TEST(solder_header, offers_typed_routes_search_structs_and_route_data_together) {
    constexpr route<"/projects/:id", std::int64_t> project_route;
    EXPECT_EQ(project_route.href(42), "/projects/42");
    EXPECT_EQ(project_route.read({{"id", "7"}}), std::tuple(std::int64_t{7}));
    static_assert(std::is_same_v<decltype(use_search_params<choice>()()), const choice&>);
    static_assert(
        std::is_same_v<decltype(create_route_data(fetch_students)()), std::shared_ptr<const std::vector<std::string>>>);
    static_assert(std::is_same_v<decltype(use_location().pathname()), const std::string&>);
}

}  // namespace
}  // namespace solder

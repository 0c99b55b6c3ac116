#include <solder/wire/reflect.hpp>
// first: it includes what it needs
#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <solder/wire/same.hpp>
#include <string>
#include <vector>

using namespace solder;

struct project {
    std::int64_t id;
    std::string title;
};
struct node {
    int value_1 = 0;
    std::vector<node> children;
    bool operator==(const node&) const = delete;
};
template <class T>
struct boxed {
    T in_box;
    std::unique_ptr<T> owned;
};

namespace {
struct hidden {
    double x_;
    std::array<int, 3> yy;
};
struct nothing {};
class closed {
    [[maybe_unused]] int secret_ = 0;
};
struct with_equality {
    int id;
    int ignored;
    friend bool operator==(const with_equality& a, const with_equality& b) { return a.id == b.id; }
};
struct holder {
    std::optional<project> one;
    std::map<std::string, project> named;
    std::pair<int, project> pair;
    with_equality custom;
};
}  // namespace

TEST(reflect, names_members_as_written) {
    static_assert(member_name<project, 0> == "id" && member_name<project, 1> == "title");
    static_assert(member_name<node, 0> == "value_1" && member_name<node, 1> == "children");
    static_assert(member_name<hidden, 0> == "x_" && member_name<hidden, 1> == "yy");
    static_assert(member_name<boxed<project>, 0> == "in_box" && member_name<boxed<boxed<int>>, 1> == "owned");
    struct local {
        std::string inside;
    };
    EXPECT_EQ((member_name<local, 0>), "inside");
}

TEST(reflect, counts_members) {
    static_assert(member_count<project> == 2 && member_count<nothing> == 0 && member_count<hidden> == 2);
    static_assert(std::is_same_v<member_type<project, 1>, std::string>);
}

TEST(reflect, takes_plain_structs_only) {
    static_assert(reflectable<project> && reflectable<node> && reflectable<nothing>);
    static_assert(!reflectable<closed> && !reflectable<std::string> && !reflectable<std::array<int, 2>> &&
                  !reflectable<int> && !reflectable<std::vector<int>> && !reflectable<std::pair<int, int>>);
}

TEST(reflect, visits_members_in_order_and_lets_them_change) {
    project p{1, "a"};
    std::vector<std::string_view> names;
    for_each_member(p, [&](std::string_view name, auto& member) {
        names.push_back(name);
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(member)>, std::string>) member = "changed";
    });
    EXPECT_EQ(names, (std::vector<std::string_view>{"id", "title"}));
    EXPECT_EQ(p.title, "changed");
    const project fixed{2, "b"};
    for_each_member(fixed, [](std::string_view, const auto&) {});
}

TEST(same, compares_structs_member_by_member_at_any_depth) {
    const holder a{project{1, "x"}, {{"k", {2, "y"}}}, {3, {4, "z"}}, {5, 6}};
    holder b = a;
    EXPECT_TRUE(wire::same(a, b));
    b.custom.ignored = 0;
    EXPECT_TRUE(wire::same(a, b)) << "an == of its own decides";
    b.pair.second.title = "other";
    EXPECT_FALSE(wire::same(a, b));
    b = a;
    b.named["k"].id = 0;
    EXPECT_FALSE(wire::same(a, b));
    b = a;
    b.one.reset();
    EXPECT_FALSE(wire::same(a, b));
    EXPECT_FALSE(wire::same(b, a));
    EXPECT_TRUE(wire::same(std::vector<project>{{1, "a"}}, std::vector<project>{{1, "a"}}));
    EXPECT_FALSE(wire::same(std::vector<project>{{1, "a"}}, std::vector<project>{{1, "a"}, {2, "b"}}));
    EXPECT_TRUE(wire::same(std::string("a"), std::string("a")));
    EXPECT_FALSE(wire::same(std::set{1, 2}, std::set{1, 3}));
    EXPECT_FALSE(wire::same(std::tuple(1, project{1, ""}), std::tuple(1, project{2, ""})));
}

TEST(same, looks_into_variants) {
    using either = std::variant<int, project>;
    EXPECT_TRUE(wire::same(either(project{1, "a"}), either(project{1, "a"})));
    EXPECT_FALSE(wire::same(either(project{1, "a"}), either(project{2, "a"})));
    EXPECT_FALSE(wire::same(either(1), either(project{1, "a"})));
}

TEST(same, follows_recursive_structs) {
    node a{1, {}};
    a.children.push_back({2, {}});
    node b = a;
    EXPECT_TRUE(wire::same(a, b));
    b.children[0].value_1 = 3;
    EXPECT_FALSE(wire::same(a, b));
}

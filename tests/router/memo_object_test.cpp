#include <gtest/gtest.h>
#include <solder/reactive/owner.hpp>
#include <solder/router/matcher.hpp>
#include <solder/router/memo_object.hpp>

namespace solder {
namespace {

using texts = std::vector<std::string>;

/// An object that counts how often a value was looked for.
struct counted_object {
    using value_type = route_params::entry;

    route_params params;
    int* looked;

    const std::string* find(std::string_view name) const {
        ++*looked;
        return params.find(name);
    }
    auto begin() const { return params.begin(); }
    auto end() const { return params.end(); }
    friend bool operator==(const counted_object& a, const counted_object& b) { return a.params == b.params; }
};

TEST(memo_object, makes_one_memo_for_each_name_that_is_asked_M34) {
    int looked = 0, read = 0;
    texts seen;
    signal<route_params> source(route_params{{"a", "1"}, {"b", "2"}});
    scoped_root root;
    root.run([&] {
        const auto object = create_memo_object([&, source] {
            ++read;
            return counted_object{source(), &looked};
        });
        EXPECT_EQ(looked, 0);
        for (int i = 0; i < 2; ++i) create_render_effect([&seen, object] { seen.push_back("a=" + *object.find("a")); });
        EXPECT_EQ(object.asked_names(), 1u);
        EXPECT_EQ(looked, 1);

        source.set({{"a", "1"}, {"b", "3"}});
        EXPECT_EQ(seen, (texts{"a=1", "a=1"}));
        source.set({{"a", "9"}, {"b", "3"}});
        EXPECT_EQ(seen, (texts{"a=1", "a=1", "a=9", "a=9"}));
        EXPECT_EQ(looked, 3);
        EXPECT_EQ(read, 3);
    });
}

TEST(memo_object, lists_names_without_looking_at_the_values_M34) {
    int looked = 0;
    std::vector<texts> seen;
    signal<route_params> source(route_params{{"a", "1"}, {"b", "2"}});
    scoped_root root;
    root.run([&] {
        const auto object = create_memo_object([&, source] { return counted_object{source(), &looked}; });
        create_render_effect([&seen, object] { seen.push_back(object.names()); });
        source.set({{"c", "1"}});
        EXPECT_EQ(object.all().params, (route_params{{"c", "1"}}));
        EXPECT_EQ(object.asked_names(), 0u);
    });
    EXPECT_EQ(seen, (std::vector<texts>{{"a", "b"}, {"c"}}));
    EXPECT_EQ(looked, 0);
}

TEST(memo_object, tells_a_missing_name_from_an_empty_value_M34) {
    std::vector<bool> seen;
    signal<route_params> source(route_params{{"a", ""}});
    scoped_root root;
    root.run([&] {
        const auto object = create_memo_object([source] { return source(); });
        EXPECT_EQ(object.find("a"), "");
        EXPECT_EQ(object.find("b"), std::nullopt);
        create_render_effect([&seen, object] { seen.push_back(object.contains("b")); });
        source.set({{"a", "x"}});
        source.set({{"b", "x"}});
        source.set({{"b", "y"}});
    });
    EXPECT_EQ(seen, (std::vector<bool>{false, true, true}));
}

}  // namespace
}  // namespace solder

#include <gtest/gtest.h>
#include <solder/reactive/owner.hpp>
#include <solder/router/matcher.hpp>
#include <solder/router/memo_object.hpp>

namespace solder {
namespace {

using texts = std::vector<std::string>;

TEST(memo_object, makes_one_memo_for_each_name_that_is_asked_M34) {
    int read = 0;
    texts seen;
    signal<route_params> source(route_params{{"a", "1"}, {"b", "2"}});
    scoped_root root;
    root.run([&] {
        const auto object = create_memo_object([&read, source] {
            ++read;
            return source();
        });
        EXPECT_EQ(read, 0);
        for (int i = 0; i < 2; ++i) create_render_effect([&seen, object] { seen.push_back("a=" + *object.find("a")); });
        EXPECT_EQ(object.asked_names(), 1u);
        EXPECT_EQ(read, 1);

        source.set({{"a", "1"}, {"b", "3"}});
        EXPECT_EQ(seen, (texts{"a=1", "a=1"}));
        source.set({{"a", "9"}, {"b", "3"}});
        EXPECT_EQ(seen, (texts{"a=1", "a=1", "a=9", "a=9"}));
        EXPECT_EQ(read, 3);
        EXPECT_EQ(object.find("b"), "3");
        EXPECT_EQ(object.asked_names(), 2u);
        EXPECT_EQ(read, 4);
    });
}

TEST(memo_object, tells_a_missing_name_from_an_empty_value_M34) {
    std::vector<bool> seen;
    signal<route_params> source(route_params{{"a", ""}});
    scoped_root root;
    root.run([&] {
        const auto object = create_memo_object([source]() -> const route_params& { return source(); });
        EXPECT_EQ(object.find("a"), "");
        EXPECT_EQ(object.find("b"), std::nullopt);
        create_render_effect([&seen, object] { seen.push_back(object.contains("b")); });
        source.set({{"a", "x"}});
        source.set({{"b", "x"}});
        source.set({{"b", "y"}});
    });
    EXPECT_EQ(seen, (std::vector<bool>{false, true, true}));
}

TEST(memo_object, ends_with_its_last_handle) {
    auto held = std::make_shared<int>(0);
    {
        const auto object = memo_object<int>([held](std::string_view) { return std::optional(++*held); });
        EXPECT_EQ(object.find("a"), 1);
        EXPECT_EQ(object.find("b"), 2);
        EXPECT_EQ(object.find("a"), 1);
    }
    EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace solder

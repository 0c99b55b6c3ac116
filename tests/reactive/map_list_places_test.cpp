// Lists mapped by place.
#include <gtest/gtest.h>
#include <solder/reactive/map_list.hpp>
#include <string>

namespace solder {
namespace {

using log = std::vector<std::string>;
using words = std::vector<std::string>;

TEST(index_list, grows_and_shrinks_at_the_end_and_keeps_the_row_of_each_place) {
    log seen;
    scoped_root().run([&] {
        auto list = create_signal(words{"a", "b"});
        auto rows = index_list(list, [&](row<std::string> text, std::size_t place) {
            auto name = std::to_string(place);
            seen.push_back("+" + name);
            create_render_effect([&, name, text] { seen.push_back(name + text()); });
            on_cleanup([&, name] { seen.push_back("-" + name); });
            return name;
        });
        auto after = [&](words next) {
            seen.clear();
            list.set(std::move(next));
            return seen;
        };
        EXPECT_EQ(seen, (log{"+0", "0a", "+1", "1b"}));
        EXPECT_EQ(after({"b", "b"}), (log{"0b"}));
        EXPECT_EQ(after({"b", "b", "c"}), (log{"+2", "2c"}));
        EXPECT_EQ(after({"c", "b"}), (log{"-2", "0c"}));
        EXPECT_EQ(after({}), (log{"-0", "-1"}));
        EXPECT_EQ(after({"x"}), (log{"+0", "0x"}));
    });
}

TEST(index_list, tells_of_its_rows_only_when_their_number_changes) {
    scoped_root().run([] {
        int told = 0;
        auto list = create_signal(std::vector<int>{1, 2});
        auto rows = index_list(list, [](row<int> number) { return number; });
        create_render_effect([&, rows] { rows(), ++told; });
        list.set({3, 4});
        EXPECT_EQ(told, 1);
        EXPECT_EQ(rows.peek()[1](), 4);
        list.set({3});
        EXPECT_EQ(told, 2);
    });
}

}  // namespace
}  // namespace solder

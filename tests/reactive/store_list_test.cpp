#include <solder/reactive/store_list.hpp>
//
#include "store_sample.hpp"
#include <gtest/gtest.h>

namespace solder {
namespace {

using namespace store_sample;

std::vector<todo> five() { return {{1, "a"}, {2, "b"}, {3, "c"}, {4, "d"}, {5, "e"}}; }

std::string titles(const store<std::vector<todo>>& list) {
    std::string all;
    for (auto t : list) all += t[&todo::title]();
    return all;
}

TEST(store_list, structure_and_elements_are_dependencies_of_their_own) {
    scoped_root().run([] {
        auto list = create_store(five());
        run_count size([=] { return list.size(); });
        run_count empty([=] { return list.empty(); });
        run_count second([=] { return list[1].identity(); });
        run_count walk([=] { return identities(list).size() + (list.begin() == list.end()); });
        run_count title([=] { return list[1][&todo::title](); });
        run_count done([=] { return list[1][&todo::done](); });
        list[1][&todo::title].set("B");
        EXPECT_EQ(size.take() + empty.take() + second.take() + walk.take() + done.take(), 0);
        EXPECT_EQ(title.take(), 1);
        list.push_back({6, "f"});
        EXPECT_EQ((std::vector{size.take(), empty.take(), second.take(), walk.take(), title.take(), done.take()}),
                  (std::vector{1, 1, 1, 1, 1, 1}));
    });
}

TEST(store_list, a_handle_of_an_element_does_not_depend_on_the_list) {
    scoped_root().run([] {
        auto list = create_store(five());
        run_count title([t = list[1]] { return t[&todo::title](); });
        list.push_back({6, "f"});
        list.move(1, 4);
        EXPECT_EQ(title.take(), 0);
        list[4][&todo::title].set("B");  // the same element, elsewhere
        EXPECT_EQ(title.take(), 1);
    });
}

TEST(store_list, is_changed_in_every_way) {
    auto list = create_store(std::vector<todo>());
    EXPECT_TRUE(list.empty());
    auto b = list.push_back({2, "b"});
    auto a = list.insert(0, {1, "a"});
    auto d = list.insert(2, {4, "d"});
    auto c = list.insert(2, {3, "c"});
    EXPECT_EQ(titles(list), "abcd");
    EXPECT_EQ(list[2], c);
    list.move(0, 3);
    EXPECT_EQ(titles(list), "bcda");
    list.move(3, 1);
    EXPECT_EQ(titles(list), "bacd");
    list.swap(0, 3);
    EXPECT_EQ(titles(list), "dacb");
    EXPECT_EQ(list.index_of(b), 3u);
    list.erase(1);
    EXPECT_EQ(titles(list), "dcb");
    EXPECT_EQ(list.index_of(a), std::nullopt);
    EXPECT_FALSE(list.erase(a));
    EXPECT_TRUE(list.erase(c));
    EXPECT_EQ(titles(list), "db");
    EXPECT_EQ(identities(list), (std::vector{d.identity(), b.identity()}));
    EXPECT_EQ(list.erase_if([](store<todo> t) { return t[&todo::id]() > 3; }), 1u);
    EXPECT_EQ(titles(list), "b");
    list.clear();
    EXPECT_EQ(list.size(), 0u);
    EXPECT_TRUE(list.peek().empty());
}

TEST(store_list, a_change_that_changes_nothing_runs_nobody) {
    scoped_root().run([] {
        auto list = create_store(five());
        auto empty = create_store(std::vector<todo>());
        run_count runs([=] { return list.size() + empty.size(); });
        list.move(2, 2);
        list.swap(3, 3);
        list.erase_if([](store<todo>) { return false; });
        list.erase(create_store(todo{}));
        empty.clear();
        list.set(five());
        EXPECT_EQ(runs.take(), 0);
    });
}

TEST(store_list, an_erased_element_keeps_its_last_values_and_leaves_the_store_alone) {
    scoped_root().run([] {
        auto list = create_store(five());
        auto erased = list[2];
        run_count all([=] { return list(); });
        run_count own([=] { return erased[&todo::title](); });
        list.erase(2);
        EXPECT_EQ(all.take(), 1);
        EXPECT_EQ(own.take(), 0);
        EXPECT_TRUE(wire::same(erased.peek(), todo{3, "c"}));
        erased[&todo::title].set("gone");
        erased.set({3, "away", true});
        EXPECT_EQ(own.take(), 2);
        EXPECT_EQ(all.take(), 0);
        EXPECT_EQ(titles(list), "abde");
    });
}

TEST(store_list, erase_if_depends_on_nothing) {
    scoped_root().run([] {
        auto list = create_store(five());
        auto limit = create_signal(3);
        run_count runs([=] { return list.erase_if([=](store<todo> t) { return t[&todo::id]() > limit(); }); });
        limit.set(1);
        EXPECT_EQ(runs.take(), 0);
        EXPECT_EQ(titles(list), "abc");
    });
}

TEST(store_list, may_be_changed_while_it_is_walked) {
    auto list = create_store(five());
    int steps = 0;
    for (auto t : list) {
        ++steps;
        list.erase(t);
    }
    EXPECT_EQ(steps, 3);
    EXPECT_EQ(titles(list), "bd");
}

TEST(store_list, is_walked_by_the_ranges_of_the_standard) {
    static_assert(std::ranges::input_range<store<std::vector<todo>>>);
    auto list = create_store(five());
    EXPECT_EQ(std::ranges::count_if(list, [](store<todo> t) { return t[&todo::id].peek() % 2 == 1; }), 3);
}

TEST(store_list_find, is_by_the_member_id) {
    auto list = create_store(five());
    EXPECT_EQ(list.find(4), list[3]);
    EXPECT_FALSE(list.find(9));
    EXPECT_FALSE(create_store(std::vector<todo>()).find(1));
    EXPECT_EQ(list.find("c", &todo::title), list[2]);
    EXPECT_FALSE(list.find("C", &todo::title));
}

TEST(store_list_find, depends_on_the_list_and_the_keys_it_passed) {
    scoped_root().run([] {
        auto list = create_store(five());
        run_count runs([=] { return list.find(3).has_value(); });
        list[1][&todo::title].set("B");
        list[4][&todo::id].set(50);  // behind the one found
        EXPECT_EQ(runs.take(), 0);
        list[1][&todo::id].set(20);
        EXPECT_EQ(runs.take(), 1);
        list.move(4, 0);
        EXPECT_EQ(runs.take(), 1);
    });
}

struct city {
    int id;
    std::string code;
};

enum class color : std::uint8_t { red, green };
struct pixel_key {
    int x, y;
    color c;
};
struct pixel {
    std::optional<pixel_key> id;
    int light;
};

}  // namespace

template <>
inline constexpr auto store_key<city> = &city::code;
template <>
inline constexpr bool store_leaf<pixel_key> = true;

namespace {

TEST(store_key, another_member_can_be_the_key) {
    auto list = create_store(std::vector<city>{{1, "BER"}, {2, "PAR"}});
    auto paris = list[1];
    EXPECT_EQ(list.find("PAR"), paris);
    list.set({{7, "PAR"}, {8, "ROM"}});
    EXPECT_EQ(list[0], paris);
    EXPECT_EQ(paris[&city::id].peek(), 7);
}

TEST(store_key, a_struct_can_be_the_key) {
    auto list =
        create_store(std::vector<pixel>{{pixel_key{1, 2, color::red}, 10}, {pixel_key{1, 2, color::green}, 20}});
    auto green = list[1];
    EXPECT_EQ(list.find(pixel_key{1, 2, color::green}), green);
    list.set({{pixel_key{1, 2, color::green}, 30}, {std::nullopt, 0}, {pixel_key{2, 2, color::red}, 0}});
    EXPECT_EQ(list[0], green);
    EXPECT_EQ(green[&pixel::light].peek(), 30);
    EXPECT_EQ(list.find(std::nullopt), list[1]);
}

/// Fails when it is copied or moved for the `left`th time.
struct fragile {
    static inline int left = -1;
    int number = 0;
    std::string text = std::string(100, 'x');  // so that a lost one is a leak
    explicit fragile(int n) : number(n) {}
    fragile(const fragile& other) : number(other.number) { count(); }
    fragile& operator=(const fragile& other) {
        count();
        number = other.number;
        return *this;
    }
    bool operator==(const fragile& other) const { return number == other.number; }
    static void count() {
        if (left >= 0 && left-- == 0) throw number_of_copies();
    }
    struct number_of_copies {};
};
struct crate {
    int id;
    fragile first;
    std::string text;
    std::optional<fragile> second;
    std::vector<todo> tasks;
};

TEST(store_list, a_member_that_throws_at_any_point_leaks_nothing_and_leaves_a_store_that_works) {
    auto make = [](int id) { return crate{id, fragile(id), "text", fragile(id), {{id, "t"}}}; };
    bool succeeded = false;
    for (int allowed = 0; !succeeded; ++allowed) {
        ASSERT_LT(allowed, 1000);
        fragile::left = -1;
        std::vector<crate> start;
        for (int id : {1, 2}) start.push_back(make(id));
        auto list = create_store(start);
        std::vector<crate> next;
        for (int id : {3, 2, 4, 1}) next.push_back(make(id));
        next[1].first.number = 20;
        fragile::left = allowed;
        try {
            list.push_back(make(5));
            list.insert(0, make(6));
            list.set(next);
            succeeded = true;
        } catch (fragile::number_of_copies) {
        }
        fragile::left = -1;
        for (auto c : list) EXPECT_EQ(c[&crate::text].peek(), "text");
        list.set(next);
        EXPECT_TRUE(wire::same(list.peek(), next));
    }
}

#ifndef NDEBUG
TEST(store_list_death, an_index_out_of_range_ends_a_debug_build) {
    auto list = create_store(five());
    auto nobody = create_store(std::optional<person>());
    EXPECT_DEATH(static_cast<void>(list[5]), "no element of this index");
    EXPECT_DEATH(static_cast<void>(list.insert(6, {})), "behind the end");
    EXPECT_DEATH(list.erase(5), "no such element");
    EXPECT_DEATH(list.move(0, 5), "no such place");
    EXPECT_DEATH(list.swap(5, 0), "no such place");
    EXPECT_DEATH(static_cast<void>(*nobody), "optional is empty");
}
#else
TEST(store_list_release, a_write_out_of_range_does_what_the_message_says) {
    auto list = create_store(five());
    list.erase(5);
    list.move(0, 5);
    list.swap(5, 0);
    EXPECT_EQ(titles(list), "abcde");
    list.insert(9, {6, "f"});
    EXPECT_EQ(titles(list), "abcdef");
}
#endif

}  // namespace
}  // namespace solder

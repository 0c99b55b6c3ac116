// Graphs as deep or as wide as 100 000: no deep stack, and nothing that takes the square of it. Nothing is timed here;
// what is quadratic runs into the time limit of the test.
#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <solder/reactive/signal.hpp>
#include <vector>

namespace solder {
namespace {

constexpr int many = 100'000;

/// A memo of `last` and `common`, which it reads before or after.
memo<int> next_link(const memo<int>& last, const signal<int>& common, bool common_first) {
    return create_memo([=] {
        int sum = common_first ? common() : 0;
        sum += last();
        return common_first ? sum : sum + common();
    });
}

TEST(graph_depth, a_chain_is_made_updated_and_disposed) {
    auto a = create_signal(0);
    int seen = 0, runs = 0;
    std::optional<memo<int>> last;
    {
        scoped_root root;
        root.run([&] {
            last = create_memo([a] { return a(); });
            for (int i = 0; i < many; ++i) last = create_memo([&runs, last = *last] { return ++runs, last() + 1; });
            create_effect([&, last = *last] { seen = last(); });
        });
        runs = 0;
        a.set(5);
        EXPECT_EQ(seen, many + 5);
        EXPECT_EQ(runs, many);
        a.set(6);
        EXPECT_EQ((*last)(), many + 6);
    }
    a.set(7);
    EXPECT_EQ(runs, 2 * many);
}

TEST(graph_depth, a_chain_nobody_watches_is_read) {
    scoped_root().run([] {
        auto a = create_signal(0);
        auto last = create_memo([a] { return a(); });
        for (int i = 0; i < many; ++i) last = create_memo([last] { return last() + 1; });
        a.set(1);
        a.set(2);
        EXPECT_EQ(last(), many + 2);
        batch([&] {
            a.set(3);
            EXPECT_EQ(last(), many + 3);
        });
    });
}

TEST(graph_depth, an_equal_result_at_the_head_of_a_chain_is_found_out_once) {
    scoped_root().run([] {
        int runs = 0;
        auto a = create_signal(0);
        auto last = create_memo([a] { return a() % 2; });
        for (int i = 0; i < many; ++i) last = create_memo([&, last] { return ++runs, last() + 1; });
        create_effect([last] { last(); });
        runs = 0;
        a.set(2);
        EXPECT_EQ(runs, 0);
        EXPECT_EQ(last(), many);
    });
}

TEST(graph_depth, a_chain_in_which_all_read_one_signal_too) {
    // Each link is told directly, so none can wait for the answer of the one before.
    for (bool common_first : {true, false})
        for (bool watched : {true, false}) {
            SCOPED_TRACE(testing::Message() << "common first " << common_first << ", watched " << watched);
            scoped_root().run([&] {
                auto common = create_signal(1);
                int seen = 0;
                auto last = create_memo([common] { return common(); });
                for (int i = 0; i < many; ++i) last = next_link(last, common, common_first);
                if (watched) create_effect([&, last] { seen = last(); });
                common.set(2);
                EXPECT_EQ(last(), 2 * (many + 1));
                EXPECT_EQ(seen, watched ? 2 * (many + 1) : 0);
            });
        }
}

TEST(graph_depth, a_chain_in_which_each_reads_a_signal_of_its_own_too) {
    for (bool own_first : {true, false}) {
        SCOPED_TRACE(own_first);
        scoped_root().run([&] {
            std::vector<signal<int>> own;
            int seen = 0;
            auto last = create_memo([] { return 0; });
            for (int i = 0; i < many; ++i) {
                own.push_back(create_signal(0));
                last = next_link(last, own.back(), own_first);
            }
            create_effect([&, last] { seen = last(); });
            batch([&] {
                for (auto& one : own) one.set(1);
            });
            EXPECT_EQ(seen, many);
            batch([&] {  // from the far end, and read in between
                for (auto at = own.rbegin(); at != own.rend(); ++at) at->set(2);
                EXPECT_EQ(last(), 2 * many);
            });
            EXPECT_EQ(seen, 2 * many);
        });
    }
}

TEST(graph_depth, a_chain_that_becomes_deep_by_a_write) {
    // Flat at first: no link reads another until `linked` is true. Bodies then run within bodies; nothing can help
    // that.
    scoped_root().run([] {
        auto linked = create_signal(false);
        auto a = create_signal(1);
        auto last = create_memo([a] { return a(); });
        for (int i = 0; i < 1000; ++i) last = create_memo([=] { return linked() ? last() + 1 : 0; });
        EXPECT_EQ(last(), 0);
        linked.set(true);
        EXPECT_EQ(last(), 1001);
        a.set(2);
        EXPECT_EQ(last(), 1002);
    });
}

TEST(graph_depth, effects_that_write_for_the_next_one_go_through_all) {
    scoped_root().run([] {
        std::vector<signal<int>> steps;
        for (int i = 0; i <= 1000; ++i) steps.push_back(create_signal(0));
        for (int i = 0; i < 1000; ++i) create_effect([from = steps[i], to = steps[i + 1]] { to.set(from()); });
        steps.front().set(7);
        EXPECT_EQ(steps.back()(), 7);
    });
}

/// Owners within owners, `many` deep: `make(at)` makes one in the one before and leaves it in `at`.
template <class Make>
std::unique_ptr<scoped_root> nest(Make make) {
    auto root = std::make_unique<scoped_root>();
    ref<owner> at(root->get());
    for (int i = 0; i < many; ++i) run_with_owner(ref<owner>(at).get(), [&] { make(at); });
    return root;
}

TEST(graph_depth, nested_scopes_are_disposed_from_the_inside_out) {
    std::vector<int> ended;
    int made = 0;
    auto root = nest([&](ref<owner>& at) {
        catch_error(
            [&] {
                at = ref<owner>(get_owner());
                on_cleanup([&ended, i = made++] { ended.push_back(i); });
            },
            {});
    });
    root.reset();
    ASSERT_EQ(ended.size(), std::size_t(many));
    EXPECT_TRUE(std::ranges::is_sorted(ended, std::greater()));
}

TEST(graph_depth, nested_effects_are_disposed_from_the_inside_out) {
    std::vector<int> ended;
    int made = 0, runs = 0;
    auto a = create_signal(0);
    auto root = nest([&](ref<owner>& at) {
        create_render_effect([&, a] {
            ++runs;
            if (a() == 0) at = ref<owner>(get_owner());
            on_cleanup([&ended, i = made++] { ended.push_back(i); });
        });
    });
    EXPECT_EQ(runs, many);
    a.set(1);  // all are told; the outermost runs and ends the others
    EXPECT_EQ(runs, many + 1);
    EXPECT_EQ(ended.size(), std::size_t(many));
    EXPECT_TRUE(std::ranges::is_sorted(ended, std::greater()));
    root.reset();
    EXPECT_EQ(ended.size(), std::size_t(many) + 1);
}

TEST(graph_depth, the_innermost_of_nested_effects_runs_alone) {
    int made = 0, runs = 0, ended = 0;
    auto a = create_signal(0);
    auto root = nest([&](ref<owner>& at) {
        create_render_effect([&, a, is_innermost = ++made == many] {
            if (++runs <= many) at = ref<owner>(get_owner());
            on_cleanup([&] { ++ended; });
            if (is_innermost) a();
        });
    });
    a.set(1);
    EXPECT_EQ(runs, many + 1);
    EXPECT_EQ(ended, 1);
    root.reset();
    EXPECT_EQ(ended, many + 1);
}

TEST(graph_depth, a_handle_to_the_innermost_owner_lets_go_of_all_around_it) {
    ref<owner> innermost;
    nest([&](ref<owner>& at) { catch_error([&] { at = innermost = ref<owner>(get_owner()); }, {}); }).reset();
    EXPECT_TRUE(innermost->is_disposed());
    innermost = nullptr;
}

TEST(graph_depth, the_last_handle_to_nested_roots_lets_go_of_all_of_them) {
    ref<owner> innermost;
    for (int i = 0; i < many; ++i)
        run_with_owner(innermost.get(), [&] { create_root([&] { innermost = ref<owner>(get_owner()); }); });
    innermost = {};
}

TEST(graph_width, one_signal_wakes_all_its_readers) {
    for (bool newest_first : {true, false}) {
        auto a = create_signal(0);
        int sum = 0;
        std::vector<std::unique_ptr<scoped_root>> roots;
        for (int i = 0; i < many; ++i) {
            roots.push_back(std::make_unique<scoped_root>());
            roots.back()->run([&] { create_effect([&, a] { sum += a(); }); });
        }
        a.set(1);
        EXPECT_EQ(sum, many);
        if (newest_first) std::ranges::reverse(roots);
        for (int i = 0; i < many / 2; ++i) roots[i].reset();
        a.set(2);
        EXPECT_EQ(sum, 2 * many);
        roots.clear();
        a.set(3);
        EXPECT_EQ(sum, 2 * many);
    }
}

TEST(graph_width, one_owner_disposes_all_it_made) {
    auto a = create_signal(0);
    int sum = 0, ended = 0;
    {
        scoped_root root;
        root.run([&] {
            for (int i = 0; i < many; ++i) {
                create_render_effect([&, a] { sum += a(); });
                on_cleanup([&] { ++ended; });
            }
        });
        a.set(1);
        EXPECT_EQ(sum, many);
    }
    EXPECT_EQ(ended, many);
    a.set(2);
    EXPECT_EQ(sum, many);
}

TEST(graph_width, one_memo_reads_all_signals) {
    scoped_root().run([] {
        std::vector<signal<int>> all;
        for (int i = 0; i < many; ++i) all.push_back(create_signal(0));
        int runs = 0, seen = 0;
        auto sum = create_memo([&] {
            int total = 0;
            for (const auto& one : all) total += one();
            return ++runs, total;
        });
        create_effect([&, sum] { seen = sum(); });
        all.front().set(1);
        all[many / 2].set(1);
        all.back().set(1);
        EXPECT_EQ(seen, 3);
        EXPECT_EQ(runs, 4);
        batch([&] {
            for (const auto& one : all) one.set(2);
        });
        EXPECT_EQ(seen, 2 * many);
        EXPECT_EQ(runs, 5);
    });
}

TEST(graph_width, one_memo_reads_all_signals_over_and_over) {
    scoped_root().run([] {
        std::vector<signal<int>> all;
        for (int i = 0; i < many; ++i) all.push_back(create_signal(0));
        auto turn = create_signal(0);
        int seen = 0;
        create_effect([&, turn] {
            seen = 0;
            for (int i = 0; i < many; ++i) seen += all[i]();
            for (int i = many; i-- > 0;) seen += all[i]();
            for (int i = 0; i < many; ++i) seen += all[(i + turn()) % many]();
        });
        all[7].set(1);
        EXPECT_EQ(seen, 3);
        turn.set(many / 2);  // the same ones, in another order
        all[8].set(1);
        EXPECT_EQ(seen, 6);
    });
}

TEST(graph_width, dependencies_turned_round_take_no_search) {
    scoped_root().run([] {
        std::vector<signal<int>> all;
        for (int i = 0; i < many; ++i) all.push_back(create_signal(1));
        auto backwards = create_signal(false);
        int sum = 0;
        create_effect([&, backwards] {
            sum = 0;
            for (int i = 0; i < many; ++i) sum += all[backwards() ? many - 1 - i : i]();
        });
        for (bool turned : {true, false, true}) {
            backwards.set(turned);
            EXPECT_EQ(sum, many);
        }
        all[5].set(2);
        EXPECT_EQ(sum, many + 1);
    });
}

TEST(graph_width, signals_let_go_under_their_reader_take_no_search) {
    for (bool newest_first : {true, false})
        scoped_root().run([&] {
            std::vector<std::optional<signal<int>>> all;
            for (int i = 0; i < many; ++i) all.push_back(create_signal(1));
            auto other = create_signal(1);
            int sum = 0;
            create_effect([&, other] {
                sum = other();
                for (auto& one : all) sum += one ? (*one)() : 0;
            });
            EXPECT_EQ(sum, many + 1);
            for (int i = 0; i < many; ++i) all[newest_first ? many - 1 - i : i].reset();
            other.set(2);
            EXPECT_EQ(sum, 2);
        });
}

TEST(graph_width, a_diamond_with_all_memos_in_the_middle) {
    scoped_root().run([] {
        auto a = create_signal(1);
        int runs = 0, seen = 0;
        std::vector<memo<int>> middle;
        for (int i = 0; i < many; ++i) middle.push_back(create_memo([&, a] { return ++runs, a(); }));
        auto sum = create_memo([&] {
            int total = 0;
            for (const auto& one : middle) total += one();
            return ++runs, total;
        });
        create_effect([&, sum] { seen = sum(); });
        runs = 0;
        a.set(2);
        EXPECT_EQ(seen, 2 * many);
        EXPECT_EQ(runs, many + 1);
    });
}

}  // namespace
}  // namespace solder

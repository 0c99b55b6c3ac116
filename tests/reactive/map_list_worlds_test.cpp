// Random lists in two versions: what is shown and what will be are as worked out naively, and no code of a row ever
// looks for its element in vain. SOLDER_LIST_SEEDS sets how many runs (200).
#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <solder/reactive/map_list.hpp>
#include <string>
#include <tests/reactive/held_page.hpp>

namespace solder {
namespace {

struct item {
    int id;
    int value;
};
using items = std::vector<item>;

std::string text_of(const items& all) {
    std::string text;
    for (const auto& each : all) text += std::to_string(each.id) + ":" + std::to_string(each.value) + " ";
    return text;
}

class list_worlds : held_page {
public:
    explicit list_worlds(unsigned seed) : r_(seed), is_wrapped_(below(2) == 0) {
        const bool by_way = below(2) == 0;
        page_.run([&] {
            auto sorted = create_memo([this] { return list_(); });
            auto source = [this, by_way, sorted] { return by_way ? sorted() : list_(); };
            auto show = [this, source] {
                auto rows = map_list(source, [this](row<item> each) { return make_row(each); });
                text_ = create_memo([rows] {
                    std::string all;
                    for (const auto& each : rows()) all += each();
                    return all;
                });
                create_render_effect([this, text = *text_] { seen_ = text(); });
            };
            if (!is_wrapped_) return show();
            auto key = create_memo([this] { return key_(); });
            auto content = create_memo([=] {
                if (detail::keeps_what_is_shown(key)) return 0;
                untrack(show);
                return key();
            });
            create_render_effect([content] { content(); });
        });
    }
    ~list_worlds() { page_.get()->dispose(); }

    void step() {
        switch (below(6)) {
            case 0:
            case 1: {
                to_come_ = changed(to_come_);
                hold([this, next = to_come_] { list_.set(next); });
                break;
            }
            case 2: {
                const int next = below(3);
                hold([this, next] { key_.set(next); });
                break;
            }
            case 3:
                shown_ = to_come_ = changed(shown_);
                list_.set(shown_);
                break;
            case 4: {
                const int id = below(6);
                auto erase = [id](items& all) { std::erase_if(all, [id](auto& each) { return each.id == id; }); };
                erase(shown_), erase(to_come_);
                list_.update(erase);
                break;
            }
            default:
                fetch.settle();
                time.run();
                shown_ = to_come_ = {{6, below(100)}};
                list_.set(shown_);
                EXPECT_EQ(seen_, text_of(shown_));
        }
        EXPECT_EQ(missing_, 0);
        if (is_wrapped_) return;  // what was made for another key shows nothing yet
        EXPECT_EQ(seen_, text_of(shown_));
        EXPECT_EQ(inside([this] { return (*text_)(); }), text_of(to_come_));
    }

private:
    int below(int n) { return static_cast<int>(r_() % static_cast<unsigned>(n)); }
    items changed(items all) {
        std::erase_if(all, [this](auto&) { return below(3) == 0; });
        for (auto& each : all)
            if (below(4) == 0) each.value = below(100);
        for (int id = 0; id < 6; ++id)
            if (below(4) == 0 && std::ranges::find(all, id, &item::id) == all.end()) all.push_back({id, below(100)});
        if (below(2) == 0) std::ranges::shuffle(all, r_);
        return all;
    }
    memo<std::string> make_row(row<item> each) {
        const int id = each.peek().id;
        auto found = create_memo([this, id] { return look_up(id); });
        create_render_effect([this, id] { look_up(id); });
        create_computed([this, id] { look_up(id); });
        auto nested = create_memo([this, id] {
            create_render_effect([this, id] { look_up(id); });
            return look_up(id);
        });
        create_render_effect([nested] { nested(); });
        return create_memo([=] { return std::to_string(each().id) + ":" + std::to_string(found()) + " "; });
    }
    int look_up(int id) {
        for (const auto& each : list_())
            if (each.id == id) return each.value;
        ++missing_;
        return -1;
    }

    std::mt19937 r_;
    bool is_wrapped_;
    int missing_ = 0;
    items shown_, to_come_;
    signal<items> list_{items{}};
    signal<int> key_{0};
    std::string seen_;
    std::optional<memo<std::string>> text_;
    scoped_root page_;
};

TEST(map_list_worlds, are_as_worked_out_naively) {
    const char* asked = std::getenv("SOLDER_LIST_SEEDS");
    for (unsigned seed = 1, seeds = asked ? static_cast<unsigned>(std::atoi(asked)) : 200; seed <= seeds; ++seed) {
        list_worlds all(seed);
        for (int i = 0; i < 30 && !testing::Test::HasFailure(); ++i) all.step();
        ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
    }
}

}  // namespace
}  // namespace solder

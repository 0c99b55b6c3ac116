// What subscribes to an entry, and how long: computations, their runs, and what a transition makes of them.
#include "query_fixture.hpp"
#include <solder/query/query_cache.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {
namespace {

using lines = std::vector<std::string>;

class live_subscriber : public query_fixture {
protected:
    /// A boundary that has been shown around `content`.
    template <class Fn>
    void shown_part(Fn content) {
        auto part = make_ref<suspense_scope>();
        catch_error(
            [&] {
                provide_context(suspense_context(), part);
                content();
            },
            {});
        part->content_was_shown();
    }
    static std::string text(const std::shared_ptr<const std::vector<int>>& value) {
        if (!value) return "none";
        std::string all;
        for (int each : *value) all += std::to_string(each);
        return all;
    }
    lines seen_;
};

TEST_F(live_subscriber, R4_a_second_revalidation_in_a_held_transition_reads_again) {
    auto list = list_query();
    root_.run([&] {
        shown_part([&] {
            auto value = create_async([=] { return list(1); });
            create_render_effect([=, this] { seen_.push_back(text(value())); });
        });
        time_.advance(10ms);
        revalidate(list.key());
        time_.advance(5ms);
        values_[1] = {7};
        revalidate(list.key());
        EXPECT_EQ(reads_[1], 3);
        time_.advance(5ms);
        EXPECT_EQ(seen_, (lines{"none", "12"}));  // the first answer is of before
        time_.advance(5ms);
        EXPECT_EQ(seen_, (lines{"none", "12", "7"}));
        revalidate(list.key());
        EXPECT_EQ(reads_[1], 4);
    });
}

}  // namespace
}  // namespace solder

#ifndef SOLDER_TESTS_QUERY_RACE_FIXTURE_HPP
#define SOLDER_TESTS_QUERY_RACE_FIXTURE_HPP
#include "action_fixture.hpp"
#include "held_network.hpp"
#include <solder/query/query.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {

/// A page whose replies the test gives. With `true` it has a part that was shown already, which holds transitions.
class race_page : public ::testing::TestWithParam<bool> {
protected:
    race_page() {
        set_page_query_cache(cache_.get());
        set_page_submissions(&submissions_);
        set_page_navigator(&navigator_);
        set_diagnostic_hook([this](const diagnostic& d) { told_.push_back(d.message); });
        if (!GetParam()) return;
        auto part = make_ref<suspense_scope>();
        root_.run([&] { provide_context(suspense_context(), part); });
        part->content_was_shown();
    }
    ~race_page() override {
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
        set_page_navigator(nullptr);
        set_diagnostic_hook(nullptr);
        EXPECT_EQ(told_, words{});
    }
    /// Shows entry `id` in `frames`, as "value" or "none", each change of it.
    auto show(int id, words& frames) {
        auto value = create_async([this, id] { return read(id); });
        create_render_effect([&frames, value] {
            auto now = value();
            auto text = now ? std::to_string(*now) : "none";
            if (frames.empty() || frames.back() != text) frames.push_back(text);
        });
        return value;
    }

    words told_, events_, frames_, others_;
    manual_environment time_;
    held_network network_;
    std::unique_ptr<query_cache> cache_ = std::make_unique<query_cache>();
    submission_list submissions_;
    recording_navigator navigator_{events_};
    query_handle<int(int)> read = query("read", server_function<"read", int(int)>());
    scoped_root root_;
};

/// The kinds of page, for `INSTANTIATE_TEST_SUITE_P`.
inline const auto kinds_of_page = ::testing::Bool();
inline std::string name_of_page(const ::testing::TestParamInfo<bool>& info) {
    return info.param ? "with_a_shown_part" : "without_parts";
}

}  // namespace solder
#endif

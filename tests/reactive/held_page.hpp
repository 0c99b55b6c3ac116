#ifndef SOLDER_TESTS_REACTIVE_HELD_PAGE_HPP
#define SOLDER_TESTS_REACTIVE_HELD_PAGE_HPP
#include <gtest/gtest.h>
#include <optional>
#include <solder/core/environment.hpp>
#include <solder/reactive/suspense.hpp>
#include <solder/reactive/transition.hpp>

namespace solder {

/// What a transition is held by: content that has been shown, and reads a value that is missing.
struct held_page {
    manual_environment time;
    scoped_root root;
    ref<suspense_scope> scope = make_ref<suspense_scope>();
    ref<detail::signal_state<int>> missing = make_ref<detail::signal_state<int>>(0);
    pending_source fetch;
    signal<int> started{0};

    held_page() {
        scope->content_was_shown();
        root.run([&] {
            provide_context(suspense_context(), scope);
            create_computed([this] {
                if (started() > 0) fetch.begin(*missing);
            });
            create_render_effect([value = signal<int>(missing)] { value(); });
        });
    }
    /// Writes inside a transition, which is held from then on.
    void hold(callback<void()> write) {
        (void)start_transition([this, write = std::move(write)] {
            started.update([](int& count) { ++count; });
            write();
        });
        time.run();
        EXPECT_TRUE(transition_pending()());
    }
    /// What code of the transition sees.
    template <class Fn>
    auto inside(Fn fn) {
        std::optional<decltype(fn())> seen;
        (void)start_transition([&] { seen.emplace(fn()); });
        time.run();
        return *seen;
    }
    void settle() {
        fetch.settle();
        time.run();
        EXPECT_FALSE(transition_pending()());
    }
};

}  // namespace solder
#endif

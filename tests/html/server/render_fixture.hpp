#ifndef SOLDER_TESTS_HTML_SERVER_RENDER_FIXTURE_HPP
#define SOLDER_TESTS_HTML_SERVER_RENDER_FIXTURE_HPP
#include <gtest/gtest.h>
#include <optional>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html/render.hpp>
#include <solder/reactive/graph.hpp>

namespace solder {

/// Renders pages as a server does, with time set by hand.
class render_fixture : public ::testing::Test {
protected:
    void SetUp() override { detail::graph::current().renders_once = true; }
    void TearDown() override {
        work_.cancel();
        detail::graph::current().renders_once = false;
    }

    /// The page as far as it is rendered now; none while values are missing.
    template <class Root>
    std::optional<result<rendered_page>>& render(Root root) {
        work_ = root_.run([&] {
            return start(render_to_string_async(std::move(root)),
                         [this](result<rendered_page> page) { page_.emplace(std::move(page)); });
        });
        return page_;
    }
    template <class Root>
    std::string html_of(Root root) {
        auto& page = render(std::move(root));
        return page && *page ? (*page)->html : "(not rendered)";
    }

    manual_environment time_;
    scoped_root root_;
    std::optional<result<rendered_page>> page_;
    operation work_;
};

}  // namespace solder
#endif

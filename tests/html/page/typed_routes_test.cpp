#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/page.hpp>
#include <solder/html/page_router.hpp>
#include <solder/html/typed_routes.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/submission.hpp>

namespace solder {
namespace {

inline constexpr route<"/projects/:id", std::int64_t> project_route;
inline constexpr route<"tasks/:task", int> task_route;
inline constexpr route<"/year/:year/:month?", int, std::optional<int>> month_route;

/// An application in a document written in C++.
class routed_page final : public document_host {
public:
    routed_page(const route_table& routes, std::string at) : places_(history_entry{std::move(at)}) {
        set_document_host(this);
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
        set_page_history(&places_);
        root_->run([&] {
            mount_page([&] { return Router({.root = [](const outlet& page) { return page(); }, .routes = routes}); });
        });
    }
    ~routed_page() override {
        root_.reset();
        set_page_history(nullptr);
        set_page_submissions(nullptr);
        set_page_query_cache(nullptr);
        set_document_host(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document_.apply(words, text); }
    std::uint32_t claim_mark(std::uint32_t, char) override { return 0; }

    std::string at(const std::string& location) {
        page_router()->navigate(location);
        time_.run();
        return html();
    }
    std::string html() {
        flush_document();
        return document_.html();
    }

private:
    manual_environment time_;
    query_cache cache_;
    submission_list submissions_;
    testing::fake_document document_;
    memory_history places_;
    std::optional<scoped_root> root_{std::in_place};
};

TEST(typed_routes, keep_a_component_that_takes_memos) {
    int made = 0;
    const route_table routes{Route(project_route, [&made](const memo<std::int64_t>& id) {
        ++made;
        return html("<p>{}</p>", [id] { return id() + 1; });
    })};
    routed_page page(routes, "/projects/1");
    EXPECT_EQ(page.html(), "<p>2</p>");
    EXPECT_EQ(page.at(project_route.href(41)), "<p>42</p>");
    EXPECT_EQ(made, 1);
}

TEST(typed_routes, make_a_component_that_takes_values_anew) {
    int made = 0;
    const route_table routes{Route(project_route, [&made](std::int64_t id) {
        ++made;
        return html("<p>{}</p>", id);
    })};
    routed_page page(routes, "/projects/1");
    EXPECT_EQ(page.at("/projects/42"), "<p>42</p>");
    EXPECT_EQ(made, 2);
    page.at("/projects/42?q=1");
    EXPECT_EQ(made, 2);
}

TEST(typed_routes, are_no_match_for_a_value_that_does_not_read) {
    const route_table routes{
        Route(project_route, [](const memo<std::int64_t>&) { return html("<p>number</p>"); }),
        Route("/projects/:name", [] { return html("<p>name</p>"); }),
    };
    routed_page page(routes, "/projects/1");
    EXPECT_EQ(page.html(), "<p>number</p>");
    EXPECT_EQ(page.at("/projects/new"), "<p>name</p>");
    EXPECT_EQ(page.at("/projects/2"), "<p>number</p>");
}

TEST(typed_routes, nest_and_take_the_outlet) {
    const route_table routes{Route(project_route,
                                   [](const memo<std::int64_t>& id, const outlet& below) {
                                       return html("<main><b>{}</b><div>{}</div></main>", id, below());
                                   },
                                   {Route("/", [] { return html("<i>none</i>"); }),
                                    Route(task_route, [](const memo<int>& task) { return html("<i>{}</i>", task); })})};
    routed_page page(routes, "/projects/1");
    EXPECT_EQ(page.html(), "<main><b>1</b><div><i>none</i></div></main>");
    EXPECT_EQ(page.at((project_route / task_route).href(7, 3)), "<main><b>7</b><div><i>3</i></div></main>");
}

TEST(typed_routes, stand_in_definitions_too) {
    const route_table routes{
        route_definition{.path = month_route,
                         .component = typed_component(month_route,
                                                      [](const memo<int>& year, const memo<std::optional<int>>& month) {
                                                          return html("<p>{}</p>", [=] {
                                                              return year() * 100 + month().value_or(0);
                                                          });
                                                      })},
        route_definition{.path = {"/in", "/join"}, .component = [] { return html("<p>in</p>"); }},
    };
    routed_page page(routes, "/year/2026");
    EXPECT_EQ(page.html(), "<p>202600</p>");
    EXPECT_EQ(page.at("/year/2026/11"), "<p>202611</p>");
    EXPECT_EQ(page.at("/join"), "<p>in</p>");
}

}  // namespace
}  // namespace solder

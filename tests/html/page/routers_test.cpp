#include "router_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/page_router.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/reactive/transition.hpp>
#include <solder/router/location.hpp>

// Several routers in a page, one after another or one inside another.

namespace solder::test {
namespace {

/// What shows below a Suspense: the login pages, or those of somebody who is in.
class routers : public router_fixture {
protected:
    static view Named(std::string name) {
        return html("<p>{} {}</p>", std::move(name), [here = use_location()] { return here.pathname(); });
    }
    void start(view (*router)(router_options)) {
        start_at("/#/", [this, router] {
            return Suspense([] { return html("wait"); },
                            [this, router] {
                                return Show(
                                    is_in_, [this, router] { return router({.routes = main_}); },
                                    [this, router] { return router({.routes = login_}); });
                            });
        });
    }
    void sign(bool in) {
        root_->run([this, in] { (void)start_transition([this, in] { is_in_.set(in); }); });
    }
    std::string settled() {
        time_.advance(20ms);
        return shown();
    }

    signal<bool> is_in_{false};
    query_handle<std::string(int)> read_ = query("page", [](int) -> task<std::string> {
        co_await sleep_for(10ms);
        co_return "data";
    });
    const route_table login_{Route("*rest", [] { return Named("login"); })};
    const route_table main_{Route("*rest", [this] {
        auto data = create_async([this] { return read_(1); });
        return html("{}{}", Named("main"), [=] { return data() ? *data() : "none"; });
    })};
};

TEST_F(routers, T17_one_that_takes_anothers_place_in_a_transition_follows_the_history_once_it_is_shown) {
    for (auto* router : {&Router, &HashRouter}) {
        end_page();
        cache_.clear();
        is_in_.set(false);
        start(router);
        auto* first = page_router();
        sign(true);
        EXPECT_EQ(shown(), "<p>login /</p>");
        EXPECT_EQ(page_router(), first) << "it is shown";
        EXPECT_EQ(go("/b"), "<p>login /</p>") << "held as well";
        EXPECT_EQ(settled(), "<p>main /</p>data");
        ASSERT_TRUE(page_router());
        EXPECT_NE(page_router(), first);
        EXPECT_EQ(go("/c"), "<p>main /c</p>data");
        places_.back();
        EXPECT_EQ(shown(), "<p>main /</p>data");
        EXPECT_NE(current_navigator(), nullptr);
    }
}

TEST_F(routers, T17_one_that_was_not_to_be_shown_after_all_leaves_the_other_in_its_place) {
    for (auto* router : {&Router, &HashRouter}) {
        end_page();
        cache_.clear();
        start(router);
        auto* first = page_router();
        sign(true);
        shown();
        sign(false);
        EXPECT_EQ(settled(), "<p>login /</p>");
        EXPECT_EQ(page_router(), first);
        EXPECT_EQ(go("/b"), "<p>login /b</p>");
        places_.back();
        EXPECT_EQ(shown(), "<p>login /</p>");
    }
}

TEST_F(routers, T12_links_are_those_of_the_router_around_one_in_memory) {
    const route_table steps{Route("/", [] { return html("<i>one</i>"); })};
    const route_table pages{Route("/", [] { return html("<p>home</p>"); }),
                            Route("/wizard", [&] { return html("<p>{}</p>", MemoryRouter({.routes = steps})); })};
    start_at("/", [&] { return Router({.routes = pages}); });
    auto* outer = page_router();
    EXPECT_EQ(go("/wizard"), "<p><i>one</i></p>");
    EXPECT_EQ(page_router(), outer);
    EXPECT_TRUE(outer->follow_link("/", {}));
    EXPECT_EQ(shown(), "<p>home</p>");
    EXPECT_EQ(page_router(), outer);
}

}  // namespace
}  // namespace solder::test

#include "router_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/router/location.hpp>

namespace solder::test {
namespace {

using router_page = router_fixture;

/// Pages whose data takes 10 ms, below a Suspense that has shown content.
class held_navigation : public router_fixture {
protected:
    view Page() {
        auto id = use_param("id");
        log_.push_back("+" + id);
        on_cleanup([this, id] { log_.push_back("-" + id); });
        auto data = create_async([this, id] { return read_(id); });
        return html(
            "{}<p>{}</p>{}", Title("page " + id), [=] { return data() ? *data() : "none"; },
            Meta({.name = "description", .content = id}));
    }
    view Guarded() {
        return html("<b>{}</b>", Suspense([] { return html("..."); }, [this] { return Page(); }));
    }
    void start_home() {
        auto root = [](const outlet& below) {
            auto routing = use_is_routing();
            return html(
                "<i>{}</i>{}", [routing] { return routing() ? "busy " : ""; },
                Suspense([] { return html("waiting"); }, [below] { return below(); }));
        };
        start_at("/", [this, root] { return Router({.root = root, .routes = routes_}); });
    }

    query_handle<std::string(std::string)> read_ = query("page", [](std::string id) -> task<std::string> {
        co_await sleep_for(10ms);
        co_return "data " + id;
    });
    const route_table routes_{Route("/", [] { return html("<p>home</p>"); }),
                              Route("/p/:id", [this] { return Page(); }), Route("/q/:id", [this] { return Guarded(); }),
                              Route("/r/:id", [this] { return Show(is_open_, [this] { return Page(); }); })};
    signal<bool> is_open_{true};
};

TEST_F(held_navigation, W5_W8_the_old_page_stays_until_the_new_one_has_what_it_reads) {
    start_home();
    EXPECT_EQ(go("/p/1"), "<i>busy </i><p>home</p>");
    EXPECT_EQ(take_log(), words{"+1"}) << "made aside";
    EXPECT_EQ(document_->title() + document_->head(), "") << "it is not shown yet";
    EXPECT_EQ(places_.get().value, "/");
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<i></i><p>data 1</p>");
    EXPECT_EQ(document_->title(), "page 1");
    EXPECT_EQ(document_->head(), R"(<meta name="description" content="1" data-head="">)");
    EXPECT_EQ(places_.get().value, "/p/1");
}

TEST_F(held_navigation, W5_a_page_with_a_boundary_of_its_own_shows_at_once_with_its_fallback) {
    start_home();
    EXPECT_EQ(go("/q/1"), "<i></i><b>...</b>");
    EXPECT_EQ(places_.get().value, "/q/1");
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<i></i><b><p>data 1</p></b>");
}

TEST_F(held_navigation, W5_what_a_condition_inside_the_new_page_makes_holds_as_well) {
    start_home();
    EXPECT_EQ(go("/r/1"), "<i>busy </i><p>home</p>");
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<i></i><p>data 1</p>");
    is_open_.set(false);
    EXPECT_EQ(shown(), "<i></i>");
    is_open_.set(true);
    EXPECT_EQ(shown(), "<i></i><p>data 1</p>");
}

TEST_F(held_navigation, W9_N16_of_two_the_first_ends_without_having_been_shown) {
    start_home();
    go("/p/1");
    take_log();
    EXPECT_EQ(go("/q/2"), "<i></i><b>...</b>");
    EXPECT_EQ(take_log(), (words{"-1", "+2"}));
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<i></i><b><p>data 2</p></b>");
    places_.back();
    EXPECT_EQ(shown(), "<i></i><p>home</p>") << "one entry was made";
}

TEST_F(held_navigation, N19_to_go_where_we_are_ends_what_was_on_its_way) {
    start_home();
    go("/p/1");
    take_log();
    EXPECT_EQ(go("/"), "<i></i><p>home</p>");
    EXPECT_EQ(take_log(), words{"-1"});
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<i></i><p>home</p>");
    EXPECT_EQ(document_->title(), "");
}

TEST_F(held_navigation, W2_what_is_shown_goes_on_meanwhile) {
    signal<int> clock(0);
    auto root = [&](const outlet& below) {
        return html("<i>{}</i>{}", clock, Suspense([] { return view(); }, [below] { return below(); }));
    };
    start_at("/", [&] { return Router({.root = root, .routes = routes_}); });
    go("/p/1");
    clock.set(1);
    EXPECT_EQ(shown(), "<i>1</i><p>home</p>");
    time_.advance(10ms);
    clock.set(2);
    EXPECT_EQ(shown(), "<i>2</i><p>data 1</p>");
}

}  // namespace
}  // namespace solder::test

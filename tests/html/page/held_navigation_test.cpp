#include "router_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>
#include <solder/html/typed_routes.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/response.hpp>
#include <solder/reactive/error_scope.hpp>
#include <solder/router/leave_event.hpp>
#include <solder/router/location.hpp>
#include <solder/router/primitives.hpp>

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

// What is shown is the same as before, not made anew: a field keeps what was typed into it.
TEST_F(held_navigation, N19_N36_what_is_shown_stays_when_a_held_navigation_is_given_up_or_leads_to_its_sibling) {
    auto field = [this](std::string name) {
        return [this, name](const outlet& below) {
            on_cleanup([this, name] { log_.push_back("-" + name); });
            return html("<input name={}>{}", name, below());
        };
    };
    const route_table routes{
        Route("/l", field("layout"), {Route("/x", [] { return html("x"); }), Route("/y", [] { return html("y"); })}),
        Route("/s", [this] { return Page(); })};
    auto root = [](const outlet& below) { return Suspense([] { return view(); }, [below] { return below(); }); };
    start_at("/l/x", [&] { return Router({.root = root, .routes = routes}); });
    auto* before = &document_->find("input");
    for (auto* target : {"/l/x", "/l/x?q=1", "/l/y", "/l/x"}) {
        go("/s");
        take_log();
        const auto* letter = std::string_view(target).contains('y') ? "y" : "x";
        EXPECT_EQ(go(target), std::string(R"(<input name="layout">)") + letter);
        EXPECT_EQ(&document_->find("input"), before) << target;
        EXPECT_EQ(page_router()->pathname() + page_router()->search(), target);
        time_.advance(20ms);
        EXPECT_EQ(shown(), std::string(R"(<input name="layout">)") + letter);
    }
    EXPECT_EQ(take_log(), words{"-"});
}

// The first navigation would replace the layout, the second keeps it: what it shows takes part in that one again.
TEST_F(held_navigation, W5_W9_a_page_below_a_level_that_stays_is_held_when_it_supersedes_a_held_one) {
    auto layout = [this](const outlet& below) {
        on_cleanup([this] { log_.push_back("-layout"); });
        auto params = use_params();
        return html("<b>{}</b>{}", [params] { return "of " + params.get("id"); }, below());
    };
    auto following = [this] {
        auto params = use_params();
        auto data = create_async([this, params] { return read_(params.get("id")); });
        return html("{}<p>{}</p>", Title([params] { return "page " + params.get("id"); }),
                    [=] { return data() ? *data() : "none"; });
    };
    const route_table routes{Route("/l", layout,
                                   {Route("/x", [] { return html("x"); }), Route("/p/:id", following),
                                    Route("/q/:id", [this] { return Guarded(); })}),
                             Route("/s/:id", [this] { return Page(); }), Route("/o", [] { return html("other"); })};
    auto root = [](const outlet& below) {
        return Suspense([] { return html("waiting"); }, [below] { return below(); });
    };
    start_at("/l/x", [&] { return Router({.root = root, .routes = routes}); });
    auto* before = &document_->find("b");
    auto held = [&](const std::string& to) {
        const auto old = shown(), place = places_.get().value, title = document_->title();
        EXPECT_EQ(go(to), old) << to;
        EXPECT_TRUE(page_router()->is_routing()) << to;
        EXPECT_EQ(places_.get().value, place) << to;
        EXPECT_EQ(document_->title(), title) << to;
    };
    auto comes = [&](const std::string& id) {
        time_.advance(10ms);
        EXPECT_EQ(shown(), "<b>of " + id + "</b><p>data " + id + "</p>");
        EXPECT_EQ(document_->title(), "page " + id);
        EXPECT_EQ(places_.get().value, "/l/p/" + id);
        EXPECT_EQ(&document_->find("b"), before) << "the layout stayed";
    };
    held("/s/1"), held("/l/p/1"), comes("1");
    held("/s/2"), held("/l/p/2"), comes("2");  // the page stays and reads another value
    held("/l/p/3"), held("/s/3"), held("/l/p/3"), comes("3");
    held("/l/p/4"), held("/s/4"), held("/l/p/5"), held("/s/5"), held("/l/p/6"), comes("6");
    held("/s/other");
    EXPECT_EQ(go("/l/x"), "<b>of </b>x");
    held("/s/7"), held("/l/p/7"), held("/s/8"), held("/l/p/8"), comes("8");
    held("/s/9");
    EXPECT_EQ(go("/l/q/9"), "<b>of 9</b><b>...</b>") << "a boundary of its own";
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<b>of 9</b><b><p>data 9</p></b>");
    held("/s/10"), held("/l/p/10");
    EXPECT_EQ(take_log().back(), "-10");
    EXPECT_EQ(go("/o"), "other") << "the layout goes after all";
    EXPECT_EQ(take_log(), (words{"-9", "-layout"}));
}

// The same for a component that is made anew for each value.
TEST_F(held_navigation, N19_a_component_of_a_value_stays_when_a_navigation_to_another_value_is_given_up) {
    auto project = [this](std::int64_t id, const outlet& below) {
        const auto name = std::to_string(id);
        log_.push_back("+" + name);
        on_cleanup([this, name] { log_.push_back("-" + name); });
        auto data = create_async([this, name] { return read_(name); });
        return html("<input name={}><p>{}</p>{}", name, [=] { return data() ? *data() : "none"; }, below());
    };
    const route_table routes{Route(route<"/n/:id", std::int64_t>(), project,
                                   {Route("/x", [] { return html("x"); }), Route("/p", [this] {
                                        auto data = create_async([this] { return read_("below"); });
                                        return html("<i>{}</i>", [=] { return data() ? *data() : "none"; });
                                    })})};
    auto root = [](const outlet& below) {
        return Suspense([] { return html("waiting"); }, [below] { return below(); });
    };
    const std::string first = R"(<input name="1"><p>data 1</p>)";
    start_at("/n/1/x", [&] { return Router({.root = root, .routes = routes}); });
    time_.advance(10ms);
    EXPECT_EQ(shown(), first + "x");
    auto* before = &document_->find("input");
    take_log();
    EXPECT_EQ(go("/n/2/x"), first + "x") << "held";
    EXPECT_EQ(go("/n/1/x"), first + "x");
    EXPECT_EQ(take_log(), (words{"+2", "-2"}));
    EXPECT_EQ(&document_->find("input"), before);
    EXPECT_EQ(go("/n/3/x"), first + "x") << "held";
    EXPECT_EQ(go("/n/1/p"), first + "x") << "held";
    EXPECT_EQ(places_.get().value, "/n/1/x");
    time_.advance(20ms);
    EXPECT_EQ(shown(), first + "<i>data below</i>");
    EXPECT_EQ(take_log(), (words{"+3", "-3"}));
    EXPECT_EQ(&document_->find("input"), before);
    EXPECT_EQ(go("/n/4/x"), first + "<i>data below</i>") << "held";
    time_.advance(10ms);
    EXPECT_EQ(shown(), R"(<input name="4"><p>data 4</p>x)");
    EXPECT_EQ(take_log(), (words{"+4", "-1"}));
}

// Of a boundary around the page that stays, and of one inside it: what they show stays the same, not made anew.
TEST_F(held_navigation, W12_N19_boundaries_of_a_page_that_stays_show_their_failures_when_a_navigation_is_given_up) {
    int made = 0;
    auto failing = [&] {
        return ErrorBoundary([](const error& e, auto) { return html("<input name={}>", e.message); },
                             [&] {
                                 ++made;
                                 return html("{}", [] { return raise_error({error{"broken"}, {}}), ""; });
                             });
    };
    auto layout = [&](const outlet& below) { return html("<b>{}</b>{}", failing(), below()); };
    const route_table routes{
        Route("/l", layout, {Route("/x", [] { return html("x"); }), Route("/y", [] { return html("y"); })}),
        Route("/s/:id", [this] { return Page(); }), Route("/bad/:id", [this] {
            return html("{}{}", Page(), [] { return raise_error({error{"of the next"}, {}}), ""; });
        })};
    auto root = [](const outlet& page) {
        return Suspense([] { return view(); },
                        [page] {
                            return ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                                                 [page] { return page(); });
                        });
    };
    start_at("/l/x", [&] { return Router({.root = root, .routes = routes}); });
    const std::string failed = R"(<b><input name="broken"></b>)";
    EXPECT_EQ(shown(), failed + "x");
    EXPECT_EQ(made, 1);
    auto* before = &document_->find("input");
    for (auto* away : {"/s/1", "/bad/2"}) {
        go(away);
        EXPECT_TRUE(page_router()->is_routing()) << away;
        EXPECT_EQ(go("/l/x"), failed + "x") << away;
        time_.advance(20ms);
        EXPECT_EQ(shown(), failed + "x") << away;
        EXPECT_EQ(&document_->find("input"), before) << away;
        EXPECT_EQ(made, 1) << away;
    }
    go("/s/3"), go("/l/y");
    EXPECT_EQ(shown(), failed + "y");
    EXPECT_EQ(made, 2) << "another place tries again";
    go("/s/4"), go("/bad/5"), go("/s/6");
    EXPECT_EQ(shown(), failed + "y");
    EXPECT_EQ(made, 2);
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<p>data 6</p>");
}

TEST_F(held_navigation, navigations_that_are_given_up_use_up_no_node_numbers) {
    const route_table routes{
        Route("/l", [](const outlet& below) { return html("<b>{}</b>", below()); },
              {Route("/x", [this] { return html("{}", Show(is_open_, [] { return html("x"); })); })}),
        Route("/s/:id", [this] { return Page(); })};
    auto root = [](const outlet& below) { return Suspense([] { return view(); }, [below] { return below(); }); };
    start_at("/l/x", [&] { return Router({.root = root, .routes = routes}); });
    auto give_up = [&] {
        go("/s/1");
        EXPECT_EQ(go("/l/x"), "<b>x</b>");
    };
    give_up();
    const auto used = document_->numbers_used();
    for (int i = 0; i < 20; ++i) give_up();
    EXPECT_EQ(document_->numbers_used(), used);
}

TEST_F(held_navigation, P2_what_is_preloaded_for_the_page_that_stays_meanwhile_is_told_where_that_is) {
    signal<bool> is_open(false);
    auto note = [this](const preload_event& event) { log_.push_back(event.url); };
    const route_definition inner{.path = "/", .component = [] { return html("in"); }, .preload = note};
    const route_definition outer{
        .path = "/o", .component = [&](const outlet& below) { return Show(is_open, below); }, .children = {inner}};
    const route_table routes{outer, Route("/p/:id", [this] { return Page(); })};
    auto root = [](const outlet& below) { return Suspense([] { return view(); }, [below] { return below(); }); };
    start_at("/o", [&] { return Router({.root = root, .routes = routes}); });
    go("/o?x#y");
    go("/p/1");
    EXPECT_EQ(take_log(), (words{"/o", "+1"}));
    is_open.set(true);
    EXPECT_EQ(shown(), "in");
    EXPECT_EQ(take_log(), words{"/o?x#y"});
}

TEST_F(held_navigation, W9_a_failure_of_a_page_that_was_given_up_is_nobodys) {
    auto failing = [this] {
        auto data = create_async([this] { return read_("r"); });
        raise_error({error{"oops"}, {}});
        return html("<p>{}</p>", [=] { return data() ? *data() : "none"; });
    };
    const route_table routes{Route("/", [] { return html("home"); }), Route("/r", failing),
                             Route("/o", [] { return html("other"); }), Route("/s/:id", [this] { return Page(); })};
    auto root = [](const outlet& below) {
        return ErrorBoundary([](const error& e, auto) { return html("<em>{}</em>", e.message); },
                             [below] { return Suspense([] { return view(); }, [below] { return below(); }); });
    };
    start_at("/", [&] { return Router({.root = root, .routes = routes}); });
    go("/r");
    EXPECT_EQ(go("/o"), "other");
    go("/r");
    EXPECT_EQ(go("/o"), "other");
    go("/r");
    go("/s/1");
    time_.advance(20ms);
    EXPECT_EQ(shown(), "<p>data 1</p>");
}

TEST_F(held_navigation, W8_a_guard_of_a_page_that_is_not_shown_yet_guards_nothing) {
    int asked = 0;
    const route_table routes{Route("/", [] { return html("home"); }), Route("/o", [] { return html("other"); }),
                             Route("/s/:id", [&] {
                                 use_before_leave([&](const leave_event& e) { ++asked, e.prevent_default(); });
                                 return Page();
                             })};
    auto root = [](const outlet& below) { return Suspense([] { return view(); }, [below] { return below(); }); };
    start_at("/", [&] { return Router({.root = root, .routes = routes}); });
    go("/s/1");
    EXPECT_FALSE(page_router()->is_held_back());
    EXPECT_EQ(go("/o"), "other");
    EXPECT_EQ(asked, 0);
    go("/s/1");
    time_.advance(20ms);
    EXPECT_EQ(shown(), "<p>data 1</p>");
    EXPECT_TRUE(page_router()->is_held_back());
}

TEST_F(held_navigation, W8_Q20_a_page_whose_query_leads_elsewhere_is_never_shown) {
    auto guarded = query("guarded", [](int) -> task<std::string> {
        co_await sleep_for(5ms);
        co_await fail(redirect("/p/login"));
        co_return "secret";
    });
    const route_table routes{Route("/", [] { return html("home"); }), Route("/p/:id", [this] { return Page(); }),
                             Route("/guarded", [&] {
                                 auto data = create_async([&] { return guarded(1); });
                                 return html("<b>{}</b>", [=] { return data() ? *data() : "none"; });
                             })};
    auto root = [](const outlet& below) { return Suspense([] { return view(); }, [below] { return below(); }); };
    start_at("/", [&] { return Router({.root = root, .routes = routes}); });
    EXPECT_EQ(go("/guarded"), "home");
    time_.advance(5ms);
    EXPECT_EQ(shown(), "home");
    EXPECT_EQ(places_.get().value, "/");
    time_.advance(10ms);
    EXPECT_EQ(shown(), "<p>data login</p>");
    EXPECT_EQ(places_.get().value, "/p/login");
    places_.back();
    EXPECT_EQ(shown(), "home");
}

TEST_F(router_fixture, events_do_not_reach_what_took_the_place_of_their_target) {
    signal<bool> is_open(true);
    words called;
    root_->run([&] {
        mount_page([&] {
            auto inner = [&] {
                return html("<b onclick={}>x</b>", [&] {
                    called.push_back("inner");
                    is_open.set(false);
                });
            };
            auto other = [&] { return html("<i onclick={}>y</i>", [&] { called.push_back("other"); }); };
            return html("<p>{}</p>",
                        Show(is_open, [=] { return html("<u onclick={}>{}</u>", [] {}, inner()); }, other));
        });
    });
    shown();
    event e;
    e.type = "click";
    auto handlers = document_->handler_of(document_->find("b"), "click");
    for (auto handler : handlers) dispatch_event(handler, e);
    EXPECT_EQ(called, words{"inner"});
    EXPECT_EQ(shown(), "<p><i>y</i></p>");
}

}  // namespace
}  // namespace solder::test

#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/page.hpp>
#include <solder/html/routes.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/submission.hpp>
#include <solder/router/location.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;
using words = std::vector<std::string>;

/// A page with routes in a document written in C++, at a place in memory.
class router_page : public ::testing::Test, public document_host {
protected:
    router_page() {
        set_document_host(this);
        set_page_history(&places_);
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
    }
    ~router_page() override {
        root_.reset();
        set_document_host(nullptr);
        set_page_history(nullptr);
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document_.apply(words, text); }
    bool claim_failure_mark(std::uint32_t hole) override { return document_.claim_failure_mark(hole); }

    std::string start_at(std::string place, callback<view()> root) {
        places_.set({std::move(place), {}}, true, true);
        root_->run([&] { mount_page(std::move(root)); });
        return shown();
    }
    std::string shown() {
        time_.advance(0ms);
        flush_document();
        auto text = document_.html();
        for (std::string_view mark : {"<!--[-->", "<!--]-->"})
            for (auto at = text.find(mark); at != text.npos; at = text.find(mark)) text.erase(at, mark.size());
        return text;
    }
    std::string go(std::string_view to, const navigate_options& options = {}) {
        (void)page_router()->navigate(to, options);
        return shown();
    }
    /// A component that notes when it is made and ends, and shows its name around what is below.
    auto noted(std::string name) {
        return [this, name](const outlet& below) {
            log_.push_back("+" + name);
            on_cleanup([this, name] { log_.push_back("-" + name); });
            return html("<p>{}{}</p>", name, below());
        };
    }
    words take_log() { return std::exchange(log_, {}); }

    manual_environment time_;
    testing::fake_document document_{""};
    memory_history places_;
    query_cache cache_;
    submission_list submissions_;
    words log_;
    std::optional<scoped_root> root_{std::in_place};
};

// The table of N36.
TEST_F(router_page, N36_what_stays_the_same_definition_stays_mounted) {
    const route_table routes{
        {.path = "/org/:o",
         .component = noted("org"),
         .children = {{.path = "/", .component = noted("home")},
                      {.path = "/team/:t", .component = noted("team")},
                      {.path = {"/m", "/n/:k?"}, .component = noted("many")}}},
    };
    start_at("/org/7", [&] { return Router({.root = noted("root"), .routes = routes}); });
    EXPECT_EQ(take_log(), (words{"+root", "+org", "+home"}));
    EXPECT_EQ(go("/org/7/team/2"), "<p>root<p>org<p>team</p></p></p>");
    EXPECT_EQ(take_log(), (words{"-home", "+team"}));
    go("/org/8/team/3");
    EXPECT_EQ(take_log(), words());
    go("/org/8/m");
    take_log();
    go("/org/8/n");
    go("/org/8/n/5");
    EXPECT_EQ(take_log(), words());
    // N37
    EXPECT_EQ(go("/nowhere"), "<p>root</p>");
    EXPECT_EQ(take_log(), (words{"-many", "-org"}));
    EXPECT_EQ(page_router()->matches().size(), 0u);
}

TEST_F(router_page, N35_a_route_without_a_component_shows_what_is_below) {
    const route_table routes{{.path = "/a", .children = {{.path = "/b", .component = noted("b")}}}};
    EXPECT_EQ(start_at("/a/b", [&] { return Router({.root = noted("root"), .routes = routes}); }),
              "<p>root<p>b</p></p>");
}

TEST_F(router_page, N39_routes_end_with_their_outlet_and_later_navigations_do_not_touch_them) {
    signal<bool> is_open(true);
    const route_table routes{{.path = "/*all", .component = noted("page")}};
    start_at("/a", [&] {
        return Router({.root = [&](const outlet& page) { return Show(is_open, page); }, .routes = routes});
    });
    take_log();
    is_open.set(false);
    EXPECT_EQ(shown(), "");
    EXPECT_EQ(take_log(), words{"-page"});
    go("/b");
    EXPECT_EQ(take_log(), words());
    is_open.set(true);
    EXPECT_EQ(shown(), "<p>page</p>");
}

TEST_F(router_page, N23_Navigate_leads_on_in_place_of_the_entry) {
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/old", .component = [] { return Navigate({.href = "/new?x", .state = "1"}); }},
        {.path = "/new", .component = noted("new")},
        {.path = "/lost",
         .component =
             [] {
                 return ErrorBoundary([](const error& e, auto) { return html("{}", e.message); },
                                      [] { return Navigate({"https://there.test"}); });
             }},
    };
    start_at("/", [&] { return Router({.routes = routes}); });
    EXPECT_EQ(go("/old"), "<p>new</p>");
    EXPECT_EQ(places_.get(), (history_entry{"/new?x", "1"}));
    places_.back();
    EXPECT_EQ(shown(), "<p>home</p>");
    EXPECT_EQ(go("/lost"), "This leads out of the application: https://there.test");
}

TEST_F(router_page, P1_P2_P4_preload_functions_run_before_what_they_are_for_with_why) {
    auto note = [this](std::string name) {
        return [this, name](const preload_event& event) {
            auto intent = std::array{"initial", "navigate", "native", "preload"}[static_cast<int>(event.intent)];
            log_.push_back(name + " " + event.url + " " + intent + " " + std::string(event.params.get("id")));
        };
    };
    const route_table routes{
        {.path = "/a/:id",
         .component = noted("outer"),
         .children = {{.path = "/", .component = noted("inner"), .preload = note("preload inner")}},
         .preload = note("preload outer")},
        {.path = "/", .component = noted("home"), .preload = note("preload home")},
    };
    start_at("/a/7?x",
             [&] { return Router({.root = noted("root"), .routes = routes, .preload = note("preload root")}); });
    EXPECT_EQ(take_log(), (words{"preload root /a/7?x initial ", "+root", "preload outer /a/7?x initial 7", "+outer",
                                 "preload inner /a/7?x initial 7", "+inner"}));
    go("/");
    EXPECT_EQ(take_log(), (words{"-inner", "-outer", "preload home / navigate ", "+home"}));
    places_.back();
    shown();
    EXPECT_EQ(take_log(),
              (words{"-home", "preload outer /a/7?x native 7", "+outer", "preload inner /a/7?x native 7", "+inner"}));
    go("/a/8");
    EXPECT_EQ(take_log(), words()) << "it stays mounted (N36)";
}

TEST_F(router_page, P5_P6_P7_P9_P14_a_link_that_is_pointed_at_fetches_for_the_page_to_come) {
    int reads = 0;
    auto get_page = query("page", [&reads](std::string id) -> task<std::string> {
        ++reads;
        co_await sleep_for(10ms);
        co_return "data " + id;
    });
    const auto greeting = create_context(std::string("nobody"));
    words seen;
    const route_table routes{
        {.path = "/", .component = noted("home")},
        {.path = "/p/:id",
         .component =
             [&] {
                 auto data = create_async([&] { return get_page(use_param("id")); });
                 return html("<b>{}</b>", [=] { return data() ? *data() : "none"; });
             },
         .preload =
             [&](const preload_event& event) {
                 seen.push_back(use_context(greeting));
                 get_page(std::string(event.params.get("id")));
                 if (event.params.get("id") == "bad") raise_error({error{"bad"}, {}});
             }},
    };
    start_at("/", [&] {
        provide_context(greeting, "somebody");
        return Router({.routes = routes});
    });
    preload_page_route("/p/7", {.preload_data = true});
    EXPECT_EQ(reads, 1);
    EXPECT_EQ(seen, words{"somebody"});
    EXPECT_EQ(shown(), "<p>home</p>");
    preload_page_route("/nowhere/at/all", {.preload_data = true});
    preload_page_route("/p/bad", {.preload_data = true});
    EXPECT_EQ(reads, 2) << "its failure is nobody's";
    time_.advance(4'000ms);
    EXPECT_EQ(go("/p/7"), "<b>data 7</b>") << "at once";
    EXPECT_EQ(reads, 2);
}

TEST_F(router_page, T1_T2_T13_routers_of_other_places_show_them) {
    const route_table routes{Route("/", noted("home")), Route("/a", noted("a")), Route("/b", noted("b"))};
    places_.set({"/page#/a", {}}, true, true);
    root_->run([&] { mount_page([&] { return HashRouter({.routes = routes}); }); });
    EXPECT_EQ(shown(), "<p>a</p>");
    EXPECT_EQ(go("/b"), "<p>b</p>");
    EXPECT_EQ(places_.get().value, "#/b");
    EXPECT_TRUE(page_router()->follow_link("/page#/a", {}));
    EXPECT_EQ(shown(), "<p>a</p>");
    places_.back();
    EXPECT_EQ(shown(), "<p>b</p>");
}

TEST_F(router_page, T12_T13_a_router_in_memory_starts_at_the_root_and_leaves_the_address_alone) {
    const route_table routes{Route("/", noted("home")), Route("/a", noted("a"))};
    auto entries = std::make_shared<memory_history>();
    EXPECT_EQ(start_at("/a", [&] { return MemoryRouter({.routes = routes, .places = entries}); }), "<p>home</p>");
    EXPECT_EQ(go("/a"), "<p>a</p>");
    EXPECT_EQ(places_.get().value, "/a");
    entries->back();
    EXPECT_EQ(shown(), "<p>home</p>");
}

TEST_F(router_page, T15_a_router_of_one_place_shows_that) {
    const route_table routes{Route("/", noted("home")), Route("/a", noted("a"))};
    EXPECT_EQ(start_at("/", [&] { return StaticRouter({.routes = routes}, "/a"); }), "<p>a</p>");
}

TEST_F(router_page, N7_L1_routes_and_links_live_below_the_base) {
    const route_table routes{Route("/", [] { return A("/b", "to b"); }), Route("/b", noted("b"))};
    auto link = start_at("/app", [&] { return Router({.routes = routes, .base = "/app"}); });
    EXPECT_EQ(link, R"(<a link="" href="/app/b" class="inactive">to b</a>)");
    EXPECT_EQ(go("/b"), "<p>b</p>");
    EXPECT_EQ(places_.get().value, "/app/b");
    EXPECT_FALSE(page_router()->has_route("/b"));
    EXPECT_FALSE(page_router()->has_route("/apple"));
}

TEST_F(router_page, W8_W12_a_page_that_failed_is_left_for_one_that_works) {
    const route_table routes{
        Route("/bad", [] { return html("{}", [] { return raise_error({error{"broken"}, {}}), ""; }); }),
        Route("/good", noted("good"))};
    auto root = [](const outlet& page) {
        return ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); }, [=] { return page(); });
    };
    EXPECT_EQ(start_at("/bad", [&] { return Router({.root = root, .routes = routes}); }), "<i>broken</i>");
    EXPECT_EQ(go("/good"), "<p>good</p>");
    EXPECT_EQ(go("/bad"), "<i>broken</i>");
}

}  // namespace
}  // namespace solder

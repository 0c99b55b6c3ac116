#include "../../query/held_network.hpp"
#include "../fake_document.hpp"
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/page.hpp>
#include <solder/html/page_router.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/html/typed_routes.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/submission.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;
using words = std::vector<std::string>;

constexpr server_function<"data", std::string(std::string)> read_data;

words* log_now = nullptr;

view note(std::string name) {
    log_now->push_back("+" + name);
    on_cleanup([name] { log_now->push_back("-" + name); });
    return html("<p>{}</p>", name);
}
view Red() { return note("red"); }
view Blue() { return note("blue"); }
view Frame(const outlet& below) {
    log_now->push_back("+frame");
    return html("<div>{}</div>", below());
}
view Numbered(memo<int> number) { return html("<i>{}</i>", number); }
view Reader() {
    auto data = create_async([] { return read_data("x"); });
    return html("<b>{}</b>", [=] { return data() ? *data() : "none"; });
}

constexpr route<"/numbers/:n", int> number_route;

/// Parts that come when the test says so.
class held_parts final : public part_loader {
public:
    task<void> load(std::string_view part) override {
        asked.emplace_back(part);
        auto begin = [this](resolver<void> end) { ends_.push_back(end); };
        await_callback<void> end(begin);
        co_await end;
    }
    void bring(std::size_t number) { ends_.at(number)({}); }
    void refuse(std::size_t number) { ends_.at(number)(fail(error{"no way there", error_kind::unreachable, true})); }
    words asked;

private:
    std::vector<resolver<void>> ends_;
};

class lazy_page : public ::testing::Test, public document_host {
protected:
    lazy_page() {
        log_now = &log_;
        set_part_loader(&parts_);
        set_document_host(this);
        set_page_history(&places_);
        set_page_query_cache(&cache_);
        set_page_submissions(&submissions_);
    }
    ~lazy_page() override {
        root_.reset();
        set_part_loader(nullptr);
        set_document_host(nullptr);
        set_page_history(nullptr);
        set_page_query_cache(nullptr);
        set_page_submissions(nullptr);
    }
    void flush(std::span<const std::uint32_t> words, std::string_view text) override { document_->apply(words, text); }
    std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document_->claim_mark(hole, kind); }

    std::string start_at(std::string place, const route_table& routes, route_component root = {}) {
        places_.set({std::move(place), {}}, true, true);
        root_->run([&] { mount_page([&] { return Router({.root = root, .routes = routes}); }); });
        return shown();
    }
    std::string shown() {
        time_.run();
        flush_document();
        auto text = document_->html();
        for (std::string_view mark : {"<!--[-->", "<!--]-->"})
            for (auto at = text.find(mark); at != text.npos; at = text.find(mark)) text.erase(at, mark.size());
        return text;
    }
    std::string go(std::string_view to) {
        (void)page_router()->navigate(to);
        return shown();
    }
    bool is_routing() { return page_router()->is_routing(); }
    static view home() { return html("<p>home</p>"); }
    static view guarded(const outlet& page) {
        return ErrorBoundary(
            [](const error& e, reset_function reset) {
                reset_now = std::move(reset);
                return html("<em>{}</em>", e.message);
            },
            [=] { return page(); });
    }
    words take_log() { return std::exchange(log_, {}); }

    static inline reset_function reset_now;
    manual_environment time_;
    std::optional<testing::fake_document> document_{std::in_place};
    memory_history places_;
    held_network network_;
    query_cache cache_;
    submission_list submissions_;
    held_parts parts_;
    words log_;
    std::optional<scoped_root> root_{std::in_place};
    const route_table routes_{
        Route("/", home),
        Route("/red", lazy<"colours", Red>()),
        Route("/blue", lazy<"colours", Blue>()),
        Route("/frame", lazy<"frame", Frame>(), {Route("/red", lazy<"colours", Red>())}),
        Route(number_route, lazy<"numbers", Numbered>()),
    };
};

// W8: the code of a page is waited for as its data is.
TEST_F(lazy_page, W8_a_navigation_is_held_until_the_part_is_there) {
    start_at("/", routes_);
    EXPECT_EQ(go("/red"), "<p>home</p>");
    EXPECT_TRUE(is_routing());
    EXPECT_EQ(places_.get().value, "/");
    EXPECT_EQ(parts_.asked, words{"colours"});
    parts_.bring(0);
    EXPECT_EQ(shown(), "<p>red</p>");
    EXPECT_FALSE(is_routing());
    EXPECT_EQ(places_.get().value, "/red");
    EXPECT_EQ(go("/blue"), "<p>blue</p>") << "of the same part: at once";
    EXPECT_EQ(parts_.asked.size(), 1u);
    EXPECT_EQ(take_log(), (words{"+red", "+blue", "-red"}));
}

TEST_F(lazy_page, the_first_page_waits_for_its_part) {
    EXPECT_EQ(start_at("/red", routes_), "");
    parts_.bring(0);
    EXPECT_EQ(shown(), "<p>red</p>");
}

// W5
TEST_F(lazy_page, W5_a_boundary_that_is_new_shows_its_fallback) {
    const route_table routes{Route("/", home), Route("/red", [] {
                                 return Suspense([] { return html("<u>…</u>"); }, lazy<"colours", Red>());
                             })};
    start_at("/", routes);
    EXPECT_EQ(go("/red"), "<u>…</u>");
    EXPECT_FALSE(is_routing());
    parts_.bring(0);
    EXPECT_EQ(shown(), "<p>red</p>");
}

TEST_F(lazy_page, W5_a_boundary_around_the_routes_holds_the_navigation) {
    auto root = [](const outlet& page) { return Suspense([] { return html("<u>…</u>"); }, [=] { return page(); }); };
    start_at("/", routes_, root);
    EXPECT_EQ(go("/red"), "<p>home</p>");
    EXPECT_TRUE(is_routing());
    parts_.bring(0);
    EXPECT_EQ(shown(), "<p>red</p>");
}

// W13
TEST_F(lazy_page, W13_a_part_that_does_not_come_is_an_error_and_reset_tries_again) {
    start_at("/", routes_, guarded);
    go("/red");
    parts_.refuse(0);
    EXPECT_EQ(shown(), "<em>no way there</em>");
    EXPECT_FALSE(is_routing());
    EXPECT_EQ(places_.get().value, "/red");
    reset_now();
    EXPECT_EQ(shown(), "");
    EXPECT_EQ(parts_.asked.size(), 2u);
    parts_.refuse(1);
    EXPECT_EQ(shown(), "<em>no way there</em>");
    reset_now();
    parts_.bring(2);
    EXPECT_EQ(shown(), "<p>red</p>");
    EXPECT_EQ(take_log(), words{"+red"});
}

// W12
TEST_F(lazy_page, W12_who_comes_back_to_a_page_whose_part_did_not_come_has_it_loaded_again) {
    start_at("/", routes_, guarded);
    go("/red");
    parts_.refuse(0);
    shown();
    EXPECT_EQ(go("/"), "<p>home</p>");
    go("/red");
    parts_.bring(1);
    EXPECT_EQ(shown(), "<p>red</p>");
}

// W9
TEST_F(lazy_page, W9_another_navigation_takes_the_place_of_one_that_waits_for_its_part) {
    start_at("/", routes_);
    go("/red");
    go("/numbers/7");
    EXPECT_EQ(parts_.asked, (words{"colours", "numbers"}));
    parts_.bring(0);
    EXPECT_EQ(shown(), "<p>home</p>");
    EXPECT_EQ(take_log(), words()) << "what came late is not shown";
    parts_.bring(1);
    EXPECT_EQ(shown(), "<i>7</i>");
    EXPECT_EQ(go("/red"), "<p>red</p>") << "and it was not lost";
    EXPECT_EQ(parts_.asked.size(), 2u);
}

TEST_F(lazy_page, a_failure_of_a_page_that_was_left_is_nobodys) {
    start_at("/", routes_, guarded);
    go("/red");
    go("/numbers/7");
    parts_.refuse(0);
    parts_.bring(1);
    EXPECT_EQ(shown(), "<i>7</i>");
}

TEST_F(lazy_page, components_of_typed_routes_stay_when_values_change) {
    start_at("/", routes_);
    go("/numbers/7");
    parts_.bring(0);
    EXPECT_EQ(shown(), "<i>7</i>");
    EXPECT_EQ(go("/numbers/8"), "<i>8</i>");
}

// P1
TEST_F(lazy_page, P1_the_parts_of_all_levels_are_loaded_at_once_before_the_preload_functions_run) {
    const route_table routes{
        Route("/", home),
        {.path = "/frame",
         .component = lazy<"frame", Frame>(),
         .children = {{.path = "/data", .component = lazy<"reader", Reader>()}},
         .preload = [](const preload_event&) { log_now->push_back("preload"); }},
    };
    start_at("/", routes);
    go("/frame/data");
    EXPECT_EQ(parts_.asked, (words{"frame", "reader"}));
    parts_.bring(0);
    EXPECT_EQ(shown(), "<p>home</p>") << "for all of it";
    EXPECT_EQ(take_log(), (words{"preload", "+frame"})) << "aside";
    parts_.bring(1);
    EXPECT_EQ(shown(), "<div><b>none</b></div>");
    EXPECT_EQ(take_log(), words());
    network_.answer(0, "\"told\"");
    EXPECT_EQ(shown(), "<div><b>told</b></div>");
}

TEST_F(lazy_page, a_link_that_is_pointed_at_loads_code_and_data_side_by_side) {
    const auto get_data = query("data", read_data);
    const route_table routes{
        Route("/", home),
        {.path = "/data",
         .component = lazy<"reader", Reader>(),
         .preload = [&](const preload_event&) { get_data("x"); }},
    };
    start_at("/", routes);
    preload_page_route("/data", {.preload_data = true});
    EXPECT_EQ(parts_.asked, words{"reader"});
    EXPECT_EQ(network_.calls(), words{"data[\"x\"]"});
}

// P5, P12, P14
TEST_F(lazy_page, P5_P12_P14_preloading_loads_parts_and_data_only_when_asked) {
    words preloaded;
    const route_table routes{
        Route("/", home),
        {.path = "/red",
         .component = lazy<"colours", Red>(),
         .preload = [&](const preload_event& event) { preloaded.push_back(event.url); }},
    };
    std::optional<route_preloader> preload;
    start_at("/", routes, [&](const outlet& page) {
        preload = use_preload_route();
        return page();
    });
    (*preload)("/nowhere");
    EXPECT_EQ(parts_.asked, words());
    (*preload)("/red?x");
    EXPECT_EQ(parts_.asked, words{"colours"});
    EXPECT_EQ(preloaded, words());
    (*preload)("/red?y", {.preload_data = true});
    preload_page_route("/red?z", {.preload_data = false});
    EXPECT_EQ(preloaded, words{"/red?y"});
    EXPECT_EQ(parts_.asked.size(), 1u);
    EXPECT_FALSE(is_routing());
    parts_.bring(0);
    EXPECT_EQ(go("/red"), "<p>red</p>") << "at once";
}

TEST_F(lazy_page, a_preload_that_failed_is_tried_again_by_the_navigation) {
    start_at("/", routes_, guarded);
    preload_page_route("/red", {});
    parts_.refuse(0);
    EXPECT_EQ(shown(), "<p>home</p>");
    go("/red");
    parts_.bring(1);
    EXPECT_EQ(shown(), "<p>red</p>");
}

TEST_F(lazy_page, a_page_that_hydrates_with_its_part_adopts_what_the_server_wrote) {
    preload_part("colours");
    parts_.bring(0);
    document_.emplace("<div><p>red</p></div>");
    root_->run([&] { hydrate_page([&] { return html("<div>{}</div>", lazy<"colours", Red>()()); }); });
    EXPECT_EQ(shown(), "<div><p>red</p></div>");
    EXPECT_EQ(document_->mismatches(), words());
}

TEST_F(lazy_page, a_component_anywhere_may_be_lazy) {
    signal<bool> is_open(false);
    root_->run([&] { mount_page([&] { return html("<div>{}</div>", Show(is_open, lazy<"colours", Red>())); }); });
    EXPECT_EQ(shown(), "<div></div>");
    EXPECT_EQ(parts_.asked, words());
    is_open.set(true);
    EXPECT_EQ(shown(), "<div></div>");
    is_open.set(false);
    parts_.bring(0);
    EXPECT_EQ(shown(), "<div></div>") << "nobody waits any more";
    is_open.set(true);
    EXPECT_EQ(shown(), "<div><p>red</p></div>");
    EXPECT_EQ(take_log(), words{"+red"});
}

TEST(lazy, without_a_loader_it_is_the_component_itself) {
    words log;
    log_now = &log;
    scoped_root root;
    root.run([] { (void)lazy<"colours", Red>()(); });
    EXPECT_EQ(log, words{"+red"});
}

}  // namespace
}  // namespace solder

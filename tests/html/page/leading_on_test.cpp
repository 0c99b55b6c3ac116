#include "router_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/response.hpp>
#include <solder/router/leave_event.hpp>
#include <solder/router/location.hpp>

// Pages that lead on to others: when they are made, or when their data say so.

namespace solder::test {
namespace {

class leading_on : public router_fixture {
protected:
    view Item(const std::string& id) {
        auto data = create_async([this, id] { return read_(id); });
        return html("<p>{}</p>", [=] { return data() ? *data() : "none"; });
    }
    view Form() {
        use_before_leave([this](const leave_event& event) {
            log_.push_back("asked " + event->to);
            event.prevent_default();
            left_ = event;
        });
        return html("<p>form</p>");
    }
    void start_home(std::string place = "/") {
        auto root = [](const outlet& below) {
            auto routing = use_is_routing();
            return html(
                "{}{}", [routing] { return routing() ? "busy " : ""; },
                ErrorBoundary([](const error& e, auto) { return html("<b>{}</b>", e.message); },
                              [below] { return Suspense([] { return html("wait"); }, [below] { return below(); }); }));
        };
        start_at(std::move(place), [this, root] { return Router({.root = root, .routes = routes_}); });
        time_.advance(20ms);
        shown();
    }
    std::string settled() {
        time_.advance(50ms);
        return shown() + " at " + places_.get().value;
    }
    view lead(std::string to, const char* otherwise) {
        return leads_ ? Navigate({.href = std::move(to)}) : html("<p>{}</p>", otherwise);
    }

    bool leads_ = true;
    std::optional<leave_event> left_;
    query_handle<std::string(std::string)> read_ = query("page", [this](std::string id) -> task<std::string> {
        co_await sleep_for(10ms);
        if (id == "away" && leads_) co_await fail(redirect("/login"));
        co_return "data " + id;
    });
    const route_table routes_{
        Route("/", [] { return html("<p>start</p>"); }),
        Route("/other", [] { return html("<p>other</p>"); }),
        Route("/form", [this] { return Form(); }),
        Route("/away", [this] { return Item("away"); }),
        Route("/login", [this] { return lead("/home", "login"); }),
        Route("/plain", [this] { return lead("/other", "plain"); }),
        Route("/home", [this] { return Item("home"); }),
        Route("/round", [] { return Navigate({.href = "/about"}); }),
        Route("/about", [] { return Navigate({.href = "/round"}); }),
    };
};

TEST_F(leading_on, N16_N22_a_redirect_to_a_page_that_leads_on_settles_where_that_leads) {
    start_home();
    go("/away");
    EXPECT_EQ(settled(), "<p>data home</p> at /home");
    EXPECT_EQ(go("/other"), "<p>other</p>");
    places_.back();
    EXPECT_EQ(settled(), "<p>data home</p> at /home");
    places_.back();
    EXPECT_EQ(settled(), "<p>start</p> at /") << "one entry";
}

TEST_F(leading_on, N16_N20_N22_a_move_back_to_a_page_that_leads_on_settles_where_that_leads) {
    leads_ = false;
    start_home("/login");
    go("/plain");
    go("/other");
    leads_ = true;
    places_.back();
    EXPECT_EQ(settled(), "<p>other</p> at /other") << "back where we were, in place of the entry";
    places_.back();
    EXPECT_EQ(settled(), "<p>data home</p> at /home");
    EXPECT_EQ(go("/form"), "<p>form</p>") << "nothing is on its way any more";
}

TEST_F(leading_on, N20_N22_a_move_back_to_a_page_whose_data_lead_to_one_that_leads_on_settles_there) {
    leads_ = false;
    start_home("/away");
    go("/other");
    leads_ = true;
    cache_.revalidate(nullptr, true, nullptr);
    settled();
    places_.back();
    EXPECT_EQ(settled(), "<p>data home</p> at /home");
    EXPECT_EQ(go("/other"), "<p>other</p>");
}

TEST_F(leading_on, pages_that_lead_to_each_other_end_with_an_error_and_are_left) {
    start_home();
    EXPECT_TRUE(go("/round").contains("<b>Too many redirects</b>"));
    EXPECT_EQ(go("/other"), "<p>other</p>");
    EXPECT_EQ(settled(), "<p>other</p> at /other");
}

TEST_F(leading_on, N29_N32_who_was_let_go_is_not_asked_again_where_the_page_leads_on) {
    for (const auto& [to, end] : {std::pair("/login", "<p>data home</p> at /home"),
                                  {"/away", "<p>data home</p> at /home"},
                                  {"/plain", "<p>other</p> at /other"}}) {
        end_page();
        cache_.clear();
        start_home("/form");
        EXPECT_EQ(go(to), "<p>form</p>");
        EXPECT_EQ(take_log(), words{std::string("asked ") + to});
        left_->retry(true);
        EXPECT_EQ(settled(), end);
        EXPECT_EQ(take_log(), words());
    }
}

TEST_F(leading_on, N32_N33_a_forced_move_back_is_not_asked_again_where_the_page_leads_on) {
    leads_ = false;
    start_home("/plain");
    EXPECT_EQ(go("/form"), "<p>form</p>");
    leads_ = true;
    places_.back();
    EXPECT_EQ(settled(), "<p>form</p> at /form");
    EXPECT_EQ(take_log(), words{"asked /plain"});
    left_->retry(true);
    EXPECT_EQ(settled(), "<p>other</p> at /other");
    EXPECT_EQ(take_log(), words());
}

}  // namespace
}  // namespace solder::test

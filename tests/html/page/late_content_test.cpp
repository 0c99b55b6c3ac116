#include "page_under_test.hpp"
#include <solder/core/environment.hpp>
#include <solder/html/boundaries.hpp>
#include <solder/html/client_only.hpp>
#include <solder/html/html.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/html/portal.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/signal.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

/// A page that a server sent in pieces, taken over before the last of them.
class late_content : public ::testing::Test {
protected:
    late_content() {
        set_page_query_cache(&cache_);
        set_page_shipped_data(&shipped_);
    }
    ~late_content() override {
        page_.reset();
        set_page_shipped_data(nullptr);
        set_page_query_cache(nullptr);
    }

    /// @param coming  JSON list of the keys that the server still works on
    std::string take_over(std::string_view server_html, std::string coming, callback<view()> root) {
        shipped_.add_from_json("{\"values\":{},\"errors\":{},\"coming\":" + coming + "}");
        page_.emplace(server_html);
        return page_->hydrate(std::move(root));
    }
    /// A piece as `solder_late` brings it.
    std::string arrive(std::uint32_t number, std::optional<std::string> html, std::string_view values) {
        if (html) page_->document.keep_late(number, *html);
        batch([&] {
            shipped_.add_from_json(std::string(R"({"values":)").append(values) + R"(,"errors":{},"coming":[]})");
            show_late_content(number, html.has_value());
        });
        return page_->html();
    }
    std::string end() {
        batch([&] {
            shipped_.close();
            end_late_content();
        });
        return page_->html();
    }
    std::vector<std::string> mismatches() { return page_->document.mismatches(); }

    manual_environment time_;
    query_cache cache_;
    shipped_data shipped_;
    std::optional<page_under_test> page_;
    int fetched_ = 0;
};

using named = query_handle<std::string(int)>;

view Named(named name, int id) {
    return Suspense([] { return html("<i>wait</i>"); },
                    [=] {
                        auto value = create_async([=] { return name(id); });
                        return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
                    });
}

constexpr std::string_view sent =
    "<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><!--?2--><i>wait</i><!--]--></main>";

class late_names : public late_content {
protected:
    named name_ = query("name", [this](int id) -> task<std::string> {
        ++fetched_;
        co_await sleep_for(10ms);
        co_return "fetched " + std::to_string(id);
    });
    /// Two of them, of which the server still owes the content.
    callback<view()> two() {
        return [name = name_] { return html("<main>{}{}</main>", Named(name, 1), Named(name, 2)); };
    }
};

TEST_F(late_names, content_is_taken_over_as_it_comes_in_any_order_and_nothing_is_fetched) {
    take_over(sent, R"(["name[1]","name[2]"])", two());
    EXPECT_TRUE(page_->document.is_ready());
    EXPECT_TRUE(expects_late_content());
    EXPECT_EQ(arrive(2, "<b>two</b>", R"({"name[2]":"two"})"),
              "<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><b>two</b><!--]--></main>");
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"),
              "<main><!--[--><b>one</b><!--]--><!--[--><b>two</b><!--]--></main>");
    EXPECT_FALSE(expects_late_content());
    EXPECT_EQ(page_->document.elements_created(), 0u);
    time_.advance(1'000ms);
    EXPECT_EQ(fetched_, 0);
    EXPECT_EQ(mismatches(), std::vector<std::string>());
}

TEST_F(late_names, V10_what_is_preloaded_outside_waits_for_the_answer_that_is_coming) {
    take_over("<main><!--?1--><i>wait</i></main>", R"(["name[1]"])", [name = name_] {
        auto preloaded = create_async([=] { return name(1); });
        return html("<main>{}</main>", Suspense([] { return html("<i>wait</i>"); },
                                                [preloaded] {
                                                    return html("<b>{}</b>", [preloaded] {
                                                        return preloaded() ? *preloaded() : std::string();
                                                    });
                                                }));
    });
    time_.advance(1'000ms);
    EXPECT_EQ(fetched_, 0);
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<main><b>one</b></main>");
    EXPECT_EQ(fetched_, 0);
    EXPECT_EQ(mismatches(), std::vector<std::string>());
    EXPECT_EQ(page_->document.elements_created(), 0u);
}

TEST_F(late_names, content_of_a_state_that_was_left_meanwhile_is_brought_up_to_date) {
    signal<bool> is_on(true);
    signal<std::string> title("old");
    take_over("<!--?1--><i>wait</i>", R"(["name[1]"])", [&, name = name_] {
        return Suspense([] { return html("<i>wait</i>"); },
                        [is_on, title, name] {
                            auto value = create_async([=] { return name(1); });
                            auto maybe = [=] { return is_on() ? std::optional(title()) : std::nullopt; };
                            return html("<b title={} lang={} hidden={}>{}</b>", maybe, title, is_on,
                                        [value] { return value() ? *value() : std::string(); });
                        });
    });
    batch([&] {
        is_on.set(false);
        title.set("new");
    });
    EXPECT_EQ(arrive(1, R"(<b title="old" lang="old" hidden="">one</b>)", R"({"name[1]":"one"})"),
              R"(<b lang="new">one</b>)");
    EXPECT_EQ(page_->document.elements_created(), 0u);
    EXPECT_EQ(mismatches(), std::vector<std::string>());
}

TEST_F(late_names, content_whose_query_has_changed_meanwhile_keeps_its_fallback_until_the_value_is_there) {
    signal<int> id(1);
    take_over("<!--?1--><i>wait</i>", R"(["name[1]"])", [id, name = name_] {
        return Suspense([] { return html("<i>wait</i>"); },
                        [id, name] {
                            auto value = create_async([=] { return name(id()); });
                            return html("<b>{}</b>", [value] { return value() ? *value() : std::string("none"); });
                        });
    });
    id.set(2);
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<!--?1--><i>wait</i>");
    time_.advance(10ms);
    EXPECT_EQ(page_->html(), "<b>fetched 2</b>");
    EXPECT_EQ(page_->document.elements_created(), 0u);
    EXPECT_EQ(fetched_, 1);
}

TEST_F(late_names, a_fallback_stays_while_the_page_makes_what_the_server_could_not) {
    take_over("<!--?1--><i>wait</i>", R"(["name[1]"])", [name = name_] { return Named(name, 1); });
    const auto& fallback = page_->document.find("i");
    shipped_.add_from_json(R"({"values":{},"errors":{},"coming":[]})");
    EXPECT_EQ(end(), "<!--?1--><i>wait</i>");
    EXPECT_EQ(&page_->document.find("i"), &fallback);
    time_.advance(10ms);
    EXPECT_EQ(page_->html(), "<b>fetched 1</b>");
}

TEST_F(late_names, a_fallback_is_live_until_the_content_comes) {
    signal<int> clicks(0);
    int ended = 0;
    take_over("<!--?1--><button>0</button>", R"(["name[1]"])", [&, name = name_] {
        return Suspense(
            [&] {
                on_cleanup([&] { ++ended; });
                return html("<button onclick={}>{}</button>", [&] { clicks.update([](int& n) { ++n; }); }, clicks);
            },
            [name] {
                auto value = create_async([=] { return name(1); });
                return html("<b>{}</b>", [value] { return value() ? *value() : std::string(); });
            });
    });
    page_->click("button");
    EXPECT_EQ(page_->html(), "<!--?1--><button>1</button>");
    EXPECT_EQ(ended, 0);
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<b>one</b>");
    EXPECT_EQ(ended, 1);
    EXPECT_EQ(mismatches(), std::vector<std::string>());
}

TEST_F(late_names, a_stream_that_ends_early_is_made_up_for_by_the_page) {
    take_over(sent, R"(["name[1]","name[2]"])", two());
    arrive(2, "<b>two</b>", R"({"name[2]":"two"})");
    EXPECT_EQ(end(), "<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><b>two</b><!--]--></main>");
    time_.advance(10ms);
    EXPECT_EQ(page_->html(), "<main><!--[--><b>fetched 1</b><!--]--><!--[--><b>two</b><!--]--></main>");
    EXPECT_EQ(fetched_, 1);
}

TEST_F(late_names, V9_a_failure_on_the_server_is_shown_by_the_boundary_of_the_page) {
    take_over("<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><!--]--></main>", R"(["name[1]"])", [name = name_] {
        return html("<main>{}{}</main>",
                    ErrorBoundary([](const error& e, reset_function) { return html("<s>{}</s>", e.message); },
                                  [name] { return Named(name, 1); }),
                    "");
    });
    shipped_.add_from_json(R"({"values":{},"errors":{"name[1]":{"kind":"invalid","message":"no good"}},"coming":[]})");
    batch([] { show_late_content(1, false); });
    EXPECT_EQ(page_->html(), "<main><!--[--><s>no good</s><!--]--><!--[--><!--]--></main>");
    EXPECT_EQ(fetched_, 0);
}

TEST_F(late_names, an_error_boundary_and_a_suspense_that_share_a_hole_know_their_own_marks) {
    take_over("<!--?1--><i>wait</i>", R"(["name[1]"])", [name = name_] {
        return ErrorBoundary([](const error&, reset_function) { return html("<s></s>"); },
                             [name] { return Named(name, 1); });
    });
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<b>one</b>");
    EXPECT_EQ(mismatches(), std::vector<std::string>());
    EXPECT_EQ(page_->document.elements_created(), 0u);
}

TEST_F(late_names, boundaries_of_a_kind_that_share_a_hole_know_their_own_marks) {
    take_over("<!--?-1--><!--?1--><i>wait</i>", R"(["name[1]"])",
              [name = name_] { return Suspense([] { return html("outer"); }, [name] { return Named(name, 1); }); });
    EXPECT_EQ(page_->html(), "<!--?-1--><!--?1--><i>wait</i>");
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<b>one</b>");
    EXPECT_EQ(mismatches(), std::vector<std::string>());
    EXPECT_EQ(page_->document.elements_created(), 0u);
}

TEST_F(late_names, a_failure_is_that_of_the_inner_of_two_error_boundaries_that_share_a_hole) {
    shipped_.add_from_json(R"({"values":{},"errors":{"name[1]":{"kind":"invalid","message":"no good"}},"coming":[]})");
    auto failed = [](std::string kind) {
        return [kind](const error& e, reset_function) { return html("<s>{}{}</s>", kind, e.message); };
    };
    take_over("<!--!-1--><!--!--><s><!--[-->inner <!--]--><!--[-->no good<!--]--></s>", "[]", [name = name_, failed] {
        return ErrorBoundary(failed("outer "), [name, failed] {
            return ErrorBoundary(failed("inner "), [name] { return Named(name, 1); });
        });
    });
    EXPECT_EQ(page_->html(), "<!--!-1--><!--!--><s><!--[-->inner <!--]--><!--[-->no good<!--]--></s>");
    EXPECT_EQ(mismatches(), std::vector<std::string>());
}

TEST_F(late_names, what_comes_for_a_part_that_is_gone_changes_nothing) {
    signal<bool> is_shown(true);
    take_over("<!--?1--><i>wait</i>", R"(["name[1]"])", [&, name = name_] {
        return Show(is_shown, [name] { return Named(name, 1); }, [] { return html("<p>elsewhere</p>"); });
    });
    is_shown.set(false);
    EXPECT_EQ(page_->html(), "<p>elsewhere</p>");
    EXPECT_FALSE(expects_late_content());
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<p>elsewhere</p>");
}

TEST_F(late_names, an_answer_that_was_invalidated_on_its_way_is_asked_for_again) {
    take_over("<!--?1--><i>wait</i>", R"(["name[1]"])", [name = name_] { return Named(name, 1); });
    detach(revalidate(name_.key()));
    time_.run();
    EXPECT_EQ(arrive(1, "<b>one</b>", R"({"name[1]":"one"})"), "<b>one</b>");
    time_.advance(10ms);
    EXPECT_EQ(page_->html(), "<b>fetched 1</b>");
    EXPECT_EQ(fetched_, 1);
}

TEST_F(late_names, late_content_within_late_content_follows_it) {
    take_over("<!--?2-->outer", "[]", [name = name_] {
        return Suspense([] { return html("outer"); },
                        [name] {
                            auto value = create_async([=] { return name(1); });
                            return html(
                                "<p>{}</p>{}", [value] { return value() ? *value() : std::string(); }, Named(name, 2));
                        });
    });
    EXPECT_EQ(arrive(2, "<p>a</p><!--[--><!--?1--><i>wait</i><!--]-->", R"({"name[1]":"a"})"),
              "<p>a</p><!--[--><!--?1--><i>wait</i><!--]-->");
    EXPECT_EQ(arrive(1, "<b>b</b>", R"({"name[2]":"b"})"), "<p>a</p><!--[--><b>b</b><!--]-->");
    EXPECT_EQ(fetched_, 0);
    EXPECT_EQ(mismatches(), std::vector<std::string>());
}

TEST_F(late_content, may_have_parts_that_are_not_taken_over) {
    take_over("<main><!--?1--><i>wait</i></main>", "[]", [] {
        return html("<main>{}</main>", Suspense([] { return html("<i>wait</i>"); },
                                                [] {
                                                    return html("{}{}{}",
                                                                NoHydration([] { return html("<b>made</b>"); }),
                                                                ClientOnly([] { return html("<u>browser</u>"); },
                                                                           [] { return html("<u>server</u>"); }),
                                                                Portal([] { return html("<p></p>"); }));
                                                }));
    });
    EXPECT_EQ(page_->document.body(), "");
    const std::string still = "<!--[--><!--[--><!--!--><b>sent</b><!--]--><!--]-->";
    EXPECT_EQ(arrive(1, still + "<!--[--><u>server</u><!--]--><!--[--><!--]-->", "{}"),
              "<main>" + still + "<!--[--><u>browser</u><!--]--><!--[--><!--]--></main>");
    EXPECT_EQ(page_->document.body(), "<div><p></p></div>");
    EXPECT_EQ(mismatches(), std::vector<std::string>());
}

}  // namespace
}  // namespace solder

#include "render_fixture.hpp"
#include <solder/html/boundaries.hpp>
#include <solder/html/client_only.hpp>
#include <solder/html/html.hpp>
#include <solder/html/lazy.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/html/portal.hpp>
#include <solder/query/create_async.hpp>
#include <solder/query/query.hpp>
#include <solder/query/server_function.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

constexpr server_function<"title", std::string(int)> read_title;
const auto get_title = query("title", read_title);

/// Renders for a request: what is read is to be shipped.
class rendered_for_a_page : public render_fixture {
protected:
    static void SetUpTestSuite() {
        read_title.define([](int id) -> task<std::string> {
            co_await sleep_for(10ms);
            if (id < 0) co_return fail(not_found("none"));
            co_return "title " + std::to_string(id);
        });
    }
    rendered_for_a_page() {
        provide_context(*root_.get(), query_cache_context(), &cache_);
        provide_context(*root_.get(), shipped_data_context(), &shipped_);
    }
    template <class Root>
    std::string settled(Root root) {
        auto& page = render(std::move(root));
        time_.advance(100ms);
        return page && *page ? (*page)->html : "(not rendered)";
    }
    std::string sent() { return shipped_.to_script_json(); }

    static view title(int id) {
        auto text = create_async([id] { return get_title(id); });
        return html("<b>{}</b>", [text] { return text() ? *text() : ""; });
    }
    static std::string values(const std::string& members) { return "{\"values\":{" + members + "},\"errors\":{}}"; }

    query_cache cache_{query_cache::use::request};
    shipped_data shipped_;
};

TEST_F(rendered_for_a_page, what_the_page_leaves_alone_is_marked_and_what_it_reads_stays_here) {  // V7
    EXPECT_EQ(settled([] { return html("<p>{}</p>{}", title(1), NoHydration([] { return title(2); })); }),
              "<p><b>title 1</b></p><!--[--><!--[--><!--!--><b>title 2</b><!--]--><!--]-->");
    EXPECT_EQ(sent(), values(R"("title[1]":"title 1")"));
}

TEST_F(rendered_for_a_page, what_is_read_outside_as_well_is_shipped_whoever_asked_first) {  // V7
    for (bool outside_first : {true, false}) {
        auto inside = [] { return NoHydration([] { return html("{}{}", title(1), title(2)); }); };
        settled([&] { return outside_first ? html("{}{}", title(1), inside()) : html("{}{}", inside(), title(1)); });
        EXPECT_EQ(sent(), values(R"("title[1]":"title 1")")) << outside_first;
        shipped_.clear();
        cache_.clear();
    }
}

TEST_F(rendered_for_a_page, what_was_made_outside_and_is_read_inside_is_shipped) {  // V7
    settled([] {
        auto text = create_async([] { return get_title(1); });
        return NoHydration([text] { return html("<b>{}</b>", [text] { return text() ? *text() : ""; }); });
    });
    EXPECT_EQ(sent(), values(R"("title[1]":"title 1")"));
}

TEST_F(rendered_for_a_page, a_failure_in_it_is_shown_and_not_shipped) {
    EXPECT_EQ(settled([] {
                  return NoHydration([] {
                      return ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                                           [] { return title(-1); });
                  });
              }),
              "<!--[--><!--!--><!--!--><i>none</i><!--]-->");
    EXPECT_EQ(sent(), values(""));
}

TEST_F(rendered_for_a_page, a_reply_to_a_write_takes_along_what_live_content_of_that_place_reads) {
    shipped_.keep_only({get_title.key_for(2)});
    settled([] { return NoHydration([] { return html("{}{}", title(1), title(2)); }); });
    EXPECT_EQ(sent(), values(R"("title[2]":"title 2")"));
}

TEST_F(rendered_for_a_page, is_made_once) {
    int made = 0;
    EXPECT_EQ(settled([&] {
                  return NoHydration([&] {
                      ++made;
                      return html("{}<i></i>", title(1));
                  });
              }),
              "<!--[--><!--!--><!--[--><b>title 1</b><!--]--><i></i><!--]-->");
    EXPECT_EQ(made, 1);
}

TEST_F(rendered_for_a_page, a_page_that_is_sent_in_pieces_waits_for_it) {
    auto page = root_.run([] {
        return render_to_stream([] {
            auto late = [] { return Suspense([] { return html("<i></i>"); }, [] { return title(1); }); };
            return html("<p>{}</p>{}", late(), NoHydration(late));
        });
    });
    std::string shell;
    auto work = root_.run(
        [&] { return start(page.shell(), [&](result<rendered_page> sent) { shell = sent ? sent->html : "failed"; }); });
    time_.run();
    EXPECT_EQ(shell, "");
    time_.advance(10ms);
    EXPECT_EQ(shell, "<p><b>title 1</b></p><!--[--><!--[--><!--!--><b>title 1</b><!--]--><!--]-->");
    EXPECT_TRUE(page.is_whole());
}

TEST_F(rendered_for_a_page, without_its_values_it_is_left_to_the_page) {
    auto page = root_.run([] {
        return render_to_string([] {
            return html("{}{}", NoHydration([] { return html("<u></u>"); }),
                        NoHydration([] { return Suspense([] { return html("<i></i>"); }, [] { return title(1); }); }));
        });
    });
    ASSERT_TRUE(page);
    EXPECT_EQ(page->html,
              "<!--[--><!--[--><!--!--><u></u><!--]--><!--]--><!--[--><!--[--><!--?0--><i></i><!--]--><!--]-->");
}

view Red() { return html("<p>red</p>"); }

TEST_F(rendered_for_a_page, parts_that_only_still_content_has_are_not_loaded) {
    std::vector<std::string_view> parts;
    provide_context(*root_.get(), shown_parts_context(), &parts);
    settled([] { return html("{}{}", NoHydration([] { return lazy<"a", Red>()(); }), lazy<"b", Red>()()); });
    EXPECT_EQ(parts, std::vector<std::string_view>{"b"});
}

TEST_F(rendered_for_a_page, content_for_the_browser_alone_does_not_run_here) {
    int made = 0;
    EXPECT_EQ(settled([&] {
                  auto content = [&] {
                      ++made;
                      return title(1);
                  };
                  return html("<p>{}</p><p>{}</p>{}", ClientOnly(content), ClientOnly(content, [] { return title(2); }),
                              Portal(content, {.mount = "#there"}));
              }),
              "<p></p><p><b>title 2</b></p><!--[--><!--]-->");
    EXPECT_EQ(made, 0);
    EXPECT_EQ(sent(), values(R"("title[2]":"title 2")"));
}

constexpr server_function<"secret", int(int)> read_secret;

TEST_F(rendered_for_a_page, what_no_query_fails_with_is_shown_as_visitors_may_see_it) {
    read_secret.define([](int) -> task<int> {
        co_await sleep_for(1ms);
        co_return fail("password=1234");
    });
    int logged = 0;
    shipped_.show_error = [&](std::string_view, const error& e) {
        EXPECT_EQ(e.message, "password=1234");
        ++logged;
        return error{"shown", error_kind::internal, true};
    };
    auto told = [](auto value) {
        return html("<p>{}</p>", [=] { return !value.latest() && value.error() ? value.error()->message : ""; });
    };
    auto local = []() -> task<int> {
        co_await sleep_for(1ms);
        co_return fail("password=1234");
    };
    auto thrown = []() -> task<int> {
        co_await sleep_for(1ms);
        throw std::runtime_error("password=1234");
    };
    auto page = settled([=] {
        return html("<i>{}{}{}</i>", told(create_async(local)), told(create_async(thrown)),
                    NoHydration([=] { return told(create_async([] { return read_secret(1); })); }));
    });
    EXPECT_EQ(page.find("password"), page.npos);
    EXPECT_EQ(logged, 3);
    for (int i = 0; i < 3; ++i) page.replace(page.find("shown"), 5, "");
    EXPECT_EQ(page.find("shown"), page.npos);
}

}  // namespace
}  // namespace solder

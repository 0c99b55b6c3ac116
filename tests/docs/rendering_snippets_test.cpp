// The code of docs/rendering.md, compiled and run. Each of its blocks stands here line by line
// (tests/house/docs_snippets.py).
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/core/start.hpp>
#include <solder/html.hpp>
#include <solder/html/render.hpp>
#include <solder/query.hpp>
#include <solder/reactive.hpp>
#include <solder/reactive/graph.hpp>
#include <solder/server.hpp>

namespace {

using namespace solder;
using std::chrono_literals::operator""ms;

struct article_text {
    std::string title;
};

const auto get_article = query("article", [](std::int64_t) -> task<article_text> {
    co_await sleep_for(5ms);
    co_return article_text{"Solder"};
});
const auto get_comment = query("comment", [](std::int64_t) -> task<std::string> {
    co_await sleep_for(20ms);
    co_return "Tin.";
});

view Comments(std::int64_t id) {
    auto comment = create_async([=] { return get_comment(id); });
    return html("<p>{}</p>", [=] { return comment() ? *comment() : std::string(); });
}
view Sales() {
    return Suspense([] { return html("<i></i>"); }, [] { return Comments(1); });
}
view Stock() {
    return Suspense([] { return html("<i></i>"); }, [] { return html("<p>full</p>"); });
}

// clang-format off
view Article(std::int64_t id) {
    auto article = create_async([=] { return get_article(id); });
    return html("<h1>{}</h1>{}", [=] { return article() ? article()->title : ""; },
                Suspense([] { return html(R"(<p class="skeleton"></p>)"); }, [=] { return Comments(id); }));
}

view Dashboard() {
    return SuspenseList(reveal_order::forwards, [] { return html("{}{}", Sales(), Stock()); });
}

[[maybe_unused]]
int serve_with_policy(application app) {
    web_application_options options;
    options.pages = page_mode::whole;
    options.content_security_policy = "script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'";
    return serve(std::move(app), std::move(options));
}

task<void> send(page_stream& page, callback<void(std::string_view)> write) {
    auto first = co_await page.shell();
    write(first.html);
    while (auto late = co_await page.next())
        if (late->html) write(*late->html);
}
// clang-format on

class rendering_docs : public ::testing::Test {
protected:
    rendering_docs() { detail::graph::current().renders_once = true; }
    ~rendering_docs() override { detail::graph::current().renders_once = false; }

    /// The pieces of a page, in time.
    std::vector<std::string> pieces_of(callback<view()> root) {
        std::vector<std::string> pieces;
        std::optional<page_stream> page;
        query_cache cache(query_cache::use::request);
        scoped_root around;
        provide_context(*around.get(), query_cache_context(), &cache);
        operation work;
        around.run([&] {
            page.emplace(render_to_stream(std::move(root)));
            work = start(send(*page, [&](std::string_view piece) { pieces.emplace_back(piece); }), [](result<void>) {});
        });
        time_.advance(100ms);
        work.cancel();
        page.reset();
        return pieces;
    }

    manual_environment time_;
};

TEST_F(rendering_docs, the_article_comes_first_and_its_comments_follow) {
    EXPECT_EQ(pieces_of([] { return Article(1); }),
              (std::vector<std::string>{"<h1>Solder</h1><!--[--><!--?1--><p class=\"skeleton\"></p><!--]-->",
                                        "<p>Tin.</p>"}));
}

TEST_F(rendering_docs, a_list_keeps_its_order) {
    EXPECT_EQ(pieces_of(Dashboard),
              (std::vector<std::string>{"<!--[--><!--?1--><i></i><!--]--><!--[--><!--?2--><i></i><!--]-->",
                                        "<p>Tin.</p>", "<p>full</p>"}));
}

}  // namespace

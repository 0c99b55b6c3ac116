#include "router_fixture.hpp"
#include <solder/html/dynamic.hpp>
#include <solder/html/head.hpp>

namespace solder::test {
namespace {

using router_page = router_fixture;

std::string meta(std::string_view name, std::string_view content) {
    return "<meta name=\"" + std::string(name) + "\" content=\"" + std::string(content) + "\" data-head=\"\">";
}

TEST_F(router_page, head_holds_what_is_shown_and_follows_signals) {
    signal<std::string> summary("old");
    signal<bool> is_open(true);
    start_at("/", [&] {
        return Show(is_open, [&] {
            return html("{}{}{}{}", Title("Tea"), Meta({.name = "description", .content = summary}),
                        Meta({.property = "og:title", .content = "Tea"}),
                        Link({.rel = "alternate", .href = "/feed.xml", .type = "application/rss+xml"}));
        });
    });
    const std::string rest = R"(<meta property="og:title" content="Tea" data-head="">)"
                             R"(<link rel="alternate" type="application/rss+xml" href="/feed.xml" data-head="">)";
    EXPECT_EQ(document_->head(), meta("description", "old") + rest);
    EXPECT_EQ(document_->html(), "<!--[--><!--]--><!--[--><!--]--><!--[--><!--]--><!--[--><!--]-->");
    summary.set("new");
    shown();
    EXPECT_EQ(document_->head(), meta("description", "new") + rest);
    is_open.set(false);
    shown();
    EXPECT_EQ(document_->head(), "");
}

TEST_F(router_page, head_takes_the_deepest_route_and_goes_back_to_what_is_around) {
    auto page = [](std::string name, bool describes) {
        return [=](const outlet& below) {
            // The outlet stands first: what counts is how deep it is, not what was placed last.
            return html("{}{}{}", below(), Title(name),
                        describes ? Meta({.name = "description", .content = name}) : view());
        };
    };
    const route_table routes{{.path = "/tea",
                              .component = page("tea", true),
                              .children = {Route("/", page("all", false)), Route("/green", page("green", true))}},
                             Route("/plain", [] { return view(); })};
    set_default_title("Shop");
    start_at("/tea", [&] { return Router({.routes = routes}); });
    auto head = [&] { return document_->title() + " " + document_->head(); };
    EXPECT_EQ(head(), "all " + meta("description", "tea"));
    go("/tea/green");
    EXPECT_EQ(head(), "green " + meta("description", "green"));
    go("/tea");
    EXPECT_EQ(head(), "all " + meta("description", "tea"));
    go("/plain");
    EXPECT_EQ(head(), "Shop ");
}

TEST_F(router_page, head_takes_the_last_of_those_in_one_route) {
    signal<bool> is_open(false);
    start_at("/", [&] { return html("{}{}", Show(is_open, [] { return Title("dialog"); }), Title("page")); });
    EXPECT_EQ(document_->title(), "page");
    is_open.set(true);
    shown();
    EXPECT_EQ(document_->title(), "dialog") << "placed last";
    is_open.set(false);
    shown();
    EXPECT_EQ(document_->title(), "page");
}

TEST_F(router_page, head_tells_apart_what_is_about_other_things) {
    start_at("/", [] {
        return html(
            "{}{}{}{}", Meta({.name = "theme-color", .content = "#fff", .media = "(prefers-color-scheme: light)"}),
            Meta({.name = "theme-color", .content = "#000", .media = "(prefers-color-scheme: dark)"}),
            Link({.rel = "canonical", .href = "/one"}), Link({.rel = "canonical", .href = "javascript:alert(1)"}));
    });
    EXPECT_EQ(document_->head(),
              R"-(<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fff" data-head="">)-"
              R"-(<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#000" data-head="">)-"
              R"(<link rel="canonical" href="about:blank" data-head="">)");
}

TEST(head, takes_over_what_the_server_wrote_and_drops_the_rest) {
    struct host final : document_host {
        testing::fake_document document{
            "<!--[--><!--]--><!--[--><!--]-->",
            R"(<meta name="old" content="" data-head=""><meta name="description" content="tea" data-head="">)"};
        host() { set_document_host(this); }
        ~host() override { set_document_host(nullptr); }
        void flush(std::span<const std::uint32_t> words, std::string_view text) override {
            document.apply(words, text);
        }
        std::uint32_t claim_mark(std::uint32_t hole, char kind) override { return document.claim_mark(hole, kind); }
    } page;
    signal<std::string> text("tea");
    scoped_root root;
    root.run([&] {
        hydrate_page([&] {
            std::vector<view> items;
            items.push_back(Meta({.name = "description", .content = "around"}));
            items.push_back(Meta({.name = "description", .content = text}));
            return html("{}{}", std::move(items[0]), std::move(items[1]));
        });
    });
    flush_document();
    EXPECT_EQ(page.document.head(), meta("description", "tea"));
    EXPECT_EQ(page.document.elements_created(), 0u);
    EXPECT_EQ(page.document.mismatches(), std::vector<std::string>());
    text.set("green tea");
    flush_document();
    EXPECT_EQ(page.document.head(), meta("description", "green tea"));
}

}  // namespace
}  // namespace solder::test

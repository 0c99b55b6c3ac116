#include <gtest/gtest.h>
#include <solder/core/url.hpp>
#include <solder/router/path.hpp>

namespace solder {
namespace {

using texts = std::vector<std::string>;

TEST(normalize_path, gives_one_leading_slash_M1) {
    for (const char* path : {"", "/", "//", "///"}) EXPECT_EQ(normalize_path(path), "") << path;
    for (const char* path : {"shop", "/shop", "//shop"}) EXPECT_EQ(normalize_path(path), "/shop") << path;
    for (const char* path : {"shop/", "/shop///"}) EXPECT_EQ(normalize_path(path), "/shop/") << path;
    for (const char* path : {"/?q=1", "?q=1"}) EXPECT_EQ(normalize_path(path), "?q=1") << path;
    for (const char* path : {"#top", "/#top"}) EXPECT_EQ(normalize_path(path), "#top") << path;
    EXPECT_EQ(normalize_path("a//b"), "/a//b");
    EXPECT_EQ(normalize_path("/shop/", true), "shop/");
    EXPECT_EQ(normalize_path(" hi "), "/ hi ");
}

TEST(join_paths, drops_the_wildcard_of_the_first_M2) {
    struct row {
        const char* from;
        const char* to;
        const char* joined;
    };
    for (const auto& [from, to, joined] : {
             row{"/team", "list", "/team/list"},
             {"/team/", "/list", "/team/list"},
             {"", "team", "/team"},
             {"/", "/team", "/team"},
             {"/team/", "/", "/team"},
             {"team", "", "/team"},
             {"/team/", "list/", "/team/list/"},
             {"team/*", "", "/team"},
             {"/team/*rest", "/", "/team"},
             {"/team/*rest", "list", "/team/list"},
             {"*", "team", "/team"},
             {"/*rest", "team", "/team"},
             {"/team", ":id/edit", "/team/:id/edit"},
             {"/team/:id", "edit", "/team/:id/edit"},
             {"/team", "*rest", "/team/*rest"},
             {"", "", ""},
             {"/", "/", ""},
             {"/team/*/x", "list", "/team/list"},
         })
        EXPECT_EQ(join_paths(from, to), joined) << from << " and " << to;
}

struct resolve_row {
    const char* base;
    const char* path;
    const char* from;
    std::optional<std::string> result;
};

void expect_resolved(std::initializer_list<resolve_row> rows) {
    for (const auto& [base, path, from, result] : rows)
        EXPECT_EQ(resolve_path(base, path, from), result) << base << " | " << path << " | " << from;
}

TEST(resolve_path, starts_at_base_or_page_M3) {
    expect_resolved({
        {"", "", "", "/"},
        {"shop", "", "", "/shop"},
        {"", "cart", "", "/cart"},
        {"", "", "team", "/team"},
        {"/shop", "/", "/shop/sale", "/shop"},
        {"/shop", "/cart", "/shop/sale", "/shop/cart"},
        {"/shop", "", "/shop/sale", "/shop/sale"},
        {"/shop", "cart", "/shop/sale", "/shop/sale/cart"},
        {"/shop", "cart", "/sale", "/shop/sale/cart"},
        {"/shop", "cart", "SHOP/sale", "/SHOP/sale/cart"},
        {"/shop", "/?page=2", "/shop/sale", "/shop?page=2"},
        {"", "/?page=2", "", "/?page=2"},
        {"/shop", "?page=2", "/shop/sale", "/shop/sale?page=2"},
        {"/shop", "#faq", "/shop/sale", "/shop/sale#faq"},
        {"", "#faq", "", "/#faq"},
        {" hi ", " there ", "", "/ hi / there "},
        {"/shop", "https://e.org/x", "", {}},
        {"/shop", "//e.org", "/shop/sale", {}},
        {"", "ftp://e.org", "", {}},
        {"/shop", "../cart", "/shop/sale", "/shop/sale/../cart"},
    });
}

TEST(resolve_path, keeps_to_segments_and_refuses_every_scheme_M4) {
    expect_resolved({
        {"/shop", "cart", "/shopping/bag", "/shop/shopping/bag/cart"},
        {"/shop/", "cart/", "/shop/sale/", "/shop/sale/cart/"},
        {"/shop/", "cart", "/sale", "/shop/sale/cart"},
        {"/shop/", "/cart", "", "/shop/cart"},
        {"/shop", "cart", "/shop", "/shop/cart"},
        {"/shop", "cart", "/shop?x=1", "/shop?x=1/cart"},
        {"/shop", "mailto:a@b.c", "", {}},
        {"/shop", "tel:1", "/shop", {}},
        {"/shop", "a/b:c", "", "/shop/a/b:c"},
        {"", "12:30", "", "/12:30"},
    });
}

TEST(resolve_path, refuses_what_a_browser_reads_as_another_host) {
    for (const char* path : {"/\\e.org", "\\\\e.org", "\\e.org", "/\t/e.org", "\t/e.org", " //e.org", " https://e.org",
                             "\t\\e.org", "/\n\\e.org", "///e.org"})
        EXPECT_EQ(resolve_path("", path), std::nullopt) << path;
    EXPECT_EQ(resolve_path("/shop", "\\e.org"), "/shop/\\e.org");  // below the base it is an ordinary path
}

TEST(expand_optionals, goes_from_few_parameters_to_many_M5) {
    EXPECT_EQ(expand_optionals("/item/:id"), (texts{"/item/:id"}));
    EXPECT_EQ(expand_optionals("/item/:id?"), (texts{"/item", "/item/:id"}));
    EXPECT_EQ(expand_optionals("/item/:id?/"), (texts{"/item/", "/item/:id/"}));
    EXPECT_EQ(expand_optionals("/item/:id?/edit"), (texts{"/item/edit", "/item/:id/edit"}));
    EXPECT_EQ(expand_optionals("/:lang?/item/:id?"), (texts{"/item", "/:lang/item", "/item/:id", "/:lang/item/:id"}));
    EXPECT_EQ(expand_optionals("/item/:a?/:b?/:c"), (texts{"/item/:c", "/item/:a/:c", "/item/:a/:b/:c"}));
    EXPECT_EQ(expand_optionals("/item/:a?/:b/:c?"),
              (texts{"/item/:b", "/item/:a/:b", "/item/:b/:c", "/item/:a/:b/:c"}));
    EXPECT_EQ(expand_optionals("/item/:a?/:b?/:c?"), (texts{"/item", "/item/:a", "/item/:a/:b", "/item/:a/:b/:c"}));
    EXPECT_EQ(expand_optionals("/a/:x?/b/:y?/c/:z?"),
              (texts{"/a/b/c", "/a/:x/b/c", "/a/b/:y/c", "/a/:x/b/:y/c", "/a/b/c/:z", "/a/:x/b/c/:z", "/a/b/:y/c/:z",
                     "/a/:x/b/:y/c/:z"}));
    EXPECT_EQ(expand_optionals("item/:id?/*rest"), (texts{"item/*rest", "item/:id/*rest"}));
    EXPECT_EQ(expand_optionals(":id?"), (texts{"", ":id"}));
    EXPECT_EQ(expand_optionals(""), (texts{""}));
    EXPECT_EQ(expand_optionals("/"), (texts{"/"}));
}

}  // namespace
}  // namespace solder

#include "page_under_test.hpp"
#include <gtest/gtest.h>
#include <solder/html/boundaries.hpp>
#include <solder/html/dynamic.hpp>
#include <solder/html/html.hpp>
#include <solder/html/list.hpp>
#include <solder/html/no_hydration.hpp>
#include <solder/reactive/context.hpp>

namespace solder {
namespace {

using words = std::vector<std::string>;

/// As the server writes it, around `inside`.
std::string still(const std::string& inside) { return "<!--[--><!--!-->" + inside + "<!--]-->"; }

struct still_page : ::testing::Test {
    int made = 0;
    signal<int> count = create_signal(1);

    view content() {
        ++made;
        return html("<button onclick={}>{}</button>", [this] { count.set(count() + 1); }, count);
    }
    view region() {
        return NoHydration([this] { return content(); });
    }
};

TEST_F(still_page, is_left_as_the_server_wrote_it) {
    // Not what the content would make: nothing looks at it.
    const auto sent = "<main>" + still("<p class=\"x\">other <!--[-->1<!--]--></p>tail<!--odd-->") + "</main><i>1</i>";
    page_under_test page(sent);
    auto* paragraph = &page.document.find("p");
    EXPECT_EQ(page.hydrate([this] { return html("<main>{}</main><i>{}</i>", region(), count); }), sent);
    EXPECT_EQ(page.document.mismatches(), words());
    EXPECT_EQ(page.document.elements_created(), 0u);
    EXPECT_EQ(page.document.nodes_moved(), 0u);
    EXPECT_EQ(made, 0);
    count.set(2);
    EXPECT_EQ(page.html(),
              "<main>" + still("<p class=\"x\">other <!--[-->1<!--]--></p>tail<!--odd-->") + "</main><i>2</i>");
    EXPECT_EQ(&page.document.find("p"), paragraph);
}

TEST_F(still_page, has_no_handlers) {
    page_under_test page(still("<button>1</button>"));
    page.hydrate([this] { return region(); });
    EXPECT_EQ(page.document.handler_of(page.document.find("button"), "click"), std::vector<std::uint32_t>());
}

TEST_F(still_page, goes_with_what_it_is_in) {
    auto is_open = create_signal(true);
    page_under_test page("<p>" + still("<b>1</b>") + "</p><i></i>");
    page.hydrate([this, is_open] { return html("<p>{}</p><i></i>", Show(is_open, [this] { return region(); })); });
    EXPECT_EQ(page.document.mismatches(), words());
    is_open.set(false);
    EXPECT_EQ(page.html(), "<p></p><i></i>");
    is_open.set(true);  // made by the browser: live
    EXPECT_EQ(page.html(), "<p><!--[--><button>1</button><!--]--></p><i></i>");
    page.click("button");
    EXPECT_EQ(page.html(), "<p><!--[--><button>2</button><!--]--></p><i></i>");
    EXPECT_EQ(made, 1);
}

TEST_F(still_page, moves_and_goes_as_a_row_of_a_list) {
    auto ids = create_signal(std::vector<int>{1, 2});
    page_under_test page("<main>" + still("<b>1</b>") + still("<b>2</b>") + "</main>");
    page.hydrate([this, ids] { return html("<main>{}</main>", For(ids, [this](const int&) { return region(); })); });
    EXPECT_EQ(page.document.mismatches(), words());
    ids.set({2, 1});
    EXPECT_EQ(page.html(), "<main>" + still("<b>2</b>") + still("<b>1</b>") + "</main>");
    ids.set({1});
    EXPECT_EQ(page.html(), "<main>" + still("<b>1</b>") + "</main>");
    EXPECT_EQ(made, 0);
}

TEST_F(still_page, is_no_failure_of_the_boundary_around_it) {
    page_under_test page("<p>" + still("<b>1</b>") + "</p>");
    int fallbacks = 0;
    page.hydrate([&] {
        return html("<p>{}</p>", ErrorBoundary(
                                     [&](const error&, auto) {
                                         ++fallbacks;
                                         return view();
                                     },
                                     [this] { return region(); }));
    });
    EXPECT_EQ(page.html(), "<p>" + still("<b>1</b>") + "</p>");
    EXPECT_EQ(fallbacks, 0);
    EXPECT_EQ(made, 0);
}

TEST_F(still_page, is_made_where_the_page_around_it_differs_from_what_the_server_wrote) {
    auto root = [this] { return html("<p>{}</p>", html("<em>{}</em>", region())); };
    page_under_test page("<p><u>" + still("<b>1</b>") + "</u></p>");
    EXPECT_EQ(page.hydrate(root), "<p><em><!--[--><button>1</button><!--]--></em></p>");
    EXPECT_EQ(page.mismatches(), words{"hydration mismatch: expected <em>, found <u> in <p>"});
    page.click("button");
    EXPECT_EQ(page.html(), "<p><em><!--[--><button>2</button><!--]--></em></p>");
}

TEST_F(still_page, is_made_and_live_in_a_page_that_the_browser_makes) {
    page_under_test page;
    EXPECT_EQ(page.mount([this] { return html("<p>{}</p>", region()); }), "<p><!--[--><button>1</button><!--]--></p>");
    page.click("button");
    EXPECT_EQ(page.html(), "<p><!--[--><button>2</button><!--]--></p>");
}

TEST_F(still_page, gives_its_content_an_owner_of_its_own) {
    const auto name = create_context<std::string>("nobody");
    page_under_test page;
    EXPECT_EQ(page.mount([&] {
        return html("{}<i>{}</i>", NoHydration([&] {
                        provide_context(name, "ada");
                        return html("<b>{}</b>", [&] { return use_context(name); });
                    }),
                    [&] { return use_context(name); });
    }),
              "<!--[--><!--[--><b>ada</b><!--]--><!--]--><i>nobody</i>");
}

}  // namespace
}  // namespace solder

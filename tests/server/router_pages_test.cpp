#include "web_fixture.hpp"
#include <solder/router/leave_event.hpp>
#include <solder/router/location.hpp>

// Statements of the specification about routers on a server.

namespace solder::test {
namespace {

bool is_static = false;
int guards_asked = 0;
void (*go)(const navigate_function&) = nullptr;

view Where() {
    auto location = use_location();
    return html("<p>{} {} {}</p>", location.pathname(), location.search(), use_param("o"));
}
/// Goes elsewhere while it is made, with a cookie and a header that were there before.
view Going() {
    (void)set_cookie("seen", "yes");
    use_request()->headers.set("X-Own", "1");
    use_before_leave([](const leave_event&) { ++guards_asked; });
    go(use_navigate());
    return Where();
}
view App() {
    static const route_table routes{{.path = "/org/:o", .component = Where},
                                    {.path = "/go/:o", .component = Going},
                                    {.path = "/", .component = Where},
                                    {.path = "/old", .component = [] { return Navigate({"/org/1?from=old"}); }}};
    if (is_static) return StaticRouter({.routes = routes}, use_request()->request.target);
    return Router({.routes = routes});
}

class router_pages : public web_fixture {
protected:
    router_pages() : web_fixture(App) {
        is_static = false;
        guards_asked = 0;
    }
    http_response page_that(void (*goes)(const navigate_function&)) {
        go = goes;
        return get("/go/7?z=1");
    }
};

TEST_F(router_pages, N25_a_page_that_navigates_is_a_redirect_that_keeps_headers_and_cookies) {
    auto leads = [&](void (*goes)(const navigate_function&)) {
        const auto reply = page_that(goes);
        EXPECT_EQ(cookie_pair(reply, "seen"), "seen=yes");
        EXPECT_EQ(header(reply, "X-Own"), "1");
        EXPECT_EQ(guards_asked, 0) << "nobody is there who could leave";
        return std::to_string(reply.status) + " " + header(reply, "Location");
    };
    EXPECT_EQ(leads([](const navigate_function& to) { (void)to("/org/8?a=b#c"); }), "302 /org/8?a=b#c");
    EXPECT_EQ(leads([](const navigate_function& to) { (void)to("x"); }), "302 /go/7/x") << "resolved";
    EXPECT_EQ(leads([](const navigate_function& to) {
                  (void)to("/one");
                  (void)to("/two");
              }),
              "302 /two");
    EXPECT_EQ(leads([](const navigate_function& to) { (void)to("?z=1"); }), "200 (none)") << "where it is already";
    EXPECT_EQ(leads([](const navigate_function& to) { (void)to("https://there.test/"); }), "200 (none)") << "N11";
    const auto old = get("/old");
    EXPECT_EQ(std::to_string(old.status) + " " + header(old, "Location"), "302 /org/1?from=old");
}

TEST_F(router_pages, T8_Router_shows_the_url_of_the_request_as_StaticRouter_does) {
    for (const auto* target : {"/", "/org/7?a=b&c", "/org/caf%C3%A9", "/nowhere", "//org/7", "/org/7/"}) {
        is_static = false;
        const auto page = get(target);
        is_static = true;
        const auto same = get(target);
        EXPECT_EQ(page.status, same.status) << target;
        EXPECT_EQ(text(page), text(same)) << target;
    }
    is_static = false;
    EXPECT_TRUE(
        text(get("/org/7?a=b")).contains("<p><!--[-->/org/7<!--]--> <!--[-->?a=b<!--]--> <!--[-->7<!--]--></p>"));
}

}  // namespace
}  // namespace solder::test

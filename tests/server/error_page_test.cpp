// The page of a failure that nothing of the application shows: the one that solder has, and the application's own.
#include "web_fixture.hpp"
#include <regex>
#include <solder/html/page_router.hpp>
#include <solder/router.hpp>
#include <solder/server/error_page.hpp>

namespace solder::test {
namespace {

constexpr server_function<"error_page.write", int(int), writes> write_body;
constexpr server_function<"error_page.fail", int()> fail_body;

void define_once() {
    static const bool done = [] {
        write_body.define([](int value) { return value; });
        fail_body.define([]() -> result<int> { return fail("the password is 1234"); });
        return true;
    }();
    (void)done;
}

const auto get_failure = query("error_page.fail", fail_body);

view Failing() {
    auto value = create_async([] { return get_failure(); });
    return html("<b>{}</b>", [value] { return value() ? *value() : 0; });
}
view Gone() {
    raise_error({not_found("No such project."), {}});
    return {};
}
/// A router of its own inside of a page, which shows none of its steps.
view Wizard() {
    static const route_table steps{{.path = "/step2", .component = [] { return html("<p>two</p>"); }}};
    return html("<p>wizard</p>{}", MemoryRouter({.routes = steps}));
}
const route_table routes{{.path = "/", .component = [] { return html("<p>home</p>"); }},
                         {.path = "/fails", .component = Failing},
                         {.path = "/gone", .component = Gone},
                         {.path = "/wizard", .component = Wizard},
                         {.path = "/said", .component = [] { return html("<p>{}</p>", HttpStatus(404)); }}};
view App() { return Router({.routes = routes}); }

/// What the page does besides, in tests of a page that misbehaves.
std::function<view()> also;

view own_page(const page_failure& of) {
    auto more = also ? also() : view();
    return html("<h1>{}</h1><p>{}: {} ({})</p>{}{}", of.status, to_string(of.what.kind), of.what.message,
                of.request.path, Title("Oh"), std::move(more));
}

web_application_options options_with(error_page_component own) {
    web_application_options options;
    options.endpoints = {
        {http_method::get, "/feed", [](const endpoint_call&) -> result<http_response> { return fail("broken"); }},
        {http_method::post, "/hook", [](const endpoint_call&) { return text_response(200, "taken"); }}};
    options.allowed_hosts = {"here"};
    options.content_security_policy = "script-src 'self'";
    options.error_page = std::move(own);
    return options;
}

class error_pages_fixture : public web_fixture {
protected:
    explicit error_pages_fixture(error_page_component own) : web_fixture(App, options_with(std::move(own))) {
        define_once();
        also = {};
    }
    http_response visit(std::string target, http_request request = {}) {
        request.target = std::move(target);
        if (!request.headers.contains("Host")) request.headers.set("Host", "here");
        request.headers.set("Accept", "text/html,*/*;q=0.8");
        ::testing::internal::CaptureStderr();
        auto reply = ask(std::move(request));
        log_ = ::testing::internal::GetCapturedStderr();
        return reply;
    }
    http_response visit_from(std::string origin, std::string target, std::string type = "text/plain") {
        auto request = post_request({}, std::move(type), {});
        request.headers.set("Origin", origin);
        return visit(std::move(target), std::move(request));
    }
    /// Status, title and body, with ids as "id" and without comments.
    static std::string seen(const http_response& reply) {
        EXPECT_EQ(header(reply, "Content-Type"), "text/html; charset=utf-8");
        const auto all = text(reply);
        const auto title = all.find("<title>"), app = all.find("<div id=\"solder-app\">");
        auto page = all.substr(title + 7, all.find("</title>") - title - 7) + ": ";
        if (app != all.npos) page += all.substr(app + 21, all.find("</div>", app) - app - 21);
        page = std::regex_replace(page, std::regex("<!--[^-]*-->"), "");
        return std::to_string(reply.status) + " " + std::regex_replace(page, std::regex("[0-9a-f]{12}"), "id");
    }

    std::string log_;
};

struct built_in_page : error_pages_fixture {
    built_in_page() : error_pages_fixture({}) {}
};
struct own_error_page : error_pages_fixture {
    own_error_page() : error_pages_fixture(own_page) {}
};

TEST_F(built_in_page, is_what_a_browser_gets_of_whatever_is_refused) {
    const auto refused = [](std::string status, std::string why) {
        return status + " That did not work: <main lang=\"en\"><h1>That did not work</h1><p>" + why + "</p></main>";
    };
    http_request elsewhere;
    elsewhere.headers.set("Host", "there");
    EXPECT_EQ(text(visit("/", std::move(elsewhere))), "This server does not serve that host.\n");
    EXPECT_EQ(seen(visit("/gone")), refused("404", "No such project."));
    EXPECT_EQ(seen(visit_from("http://here", "/")), refused("405", "Pages are read with GET."));
    EXPECT_EQ(seen(visit_from("http://evil", "/hook")), refused("403", "Not from pages of other sites."));
    EXPECT_EQ(seen(visit_from("http://evil", "/_server?id=error_page.write")),
              refused("403", "Calls from other sites are refused."));
    EXPECT_EQ(seen(visit_from("http://here", "/_server?id=error_page.none")),
              refused("404", "There is no such function."));
    EXPECT_EQ(seen(visit_from("http://here", "/_server?id=error_page.write")),
              refused("415", "A call carries JSON or a form."));
    EXPECT_EQ(header(visit_from("http://here", "/"), "Allow"), "GET, HEAD");
}

TEST_F(built_in_page, is_for_no_other_than_browsers) {
    EXPECT_EQ(text(ask(post_request("/", "text/plain", {}))), "Pages are read with GET.\n");
    EXPECT_EQ(text(call("/_server?id=error_page.none")),
              R"({"kind":"not_found","message":"There is no such function."})");
    auto script = post_request("/_server?id=error_page.none", "application/json", "[]");
    script.headers.set("x-solder-build", "");
    EXPECT_EQ(header(visit("/_server?id=error_page.none", std::move(script)), "Content-Type"), "application/json");
}

TEST_F(built_in_page, leaves_a_place_without_a_route_to_the_application) {
    EXPECT_EQ(seen(visit("/nowhere")), "404 App: ");
}

TEST_F(own_error_page, is_given_status_kind_message_and_request_and_has_the_status) {
    EXPECT_EQ(seen(visit("/gone")), "404 Oh: <h1>404</h1><p>not_found: No such project. (/gone)</p>");
    EXPECT_EQ(seen(visit("/fails")),
              "500 Oh: <h1>500</h1><p>internal: Something went wrong on the server. (id) (/fails)</p>");
    EXPECT_TRUE(log_.contains("the password is 1234"));
    EXPECT_EQ(seen(visit("/nowhere")), "404 Oh: <h1>404</h1><p>not_found: There is no such page. (/nowhere)</p>");
    EXPECT_EQ(seen(visit("/said")), "404 App: <p></p>");  // a page of the application
    EXPECT_EQ(seen(visit("/feed")),
              "500 Oh: <h1>500</h1><p>internal: Something went wrong on the server. (id) (/feed)</p>");
    EXPECT_EQ(seen(visit("/a%")).substr(0, 32), "400 Oh: <h1>400</h1><p>bad_reque");
    EXPECT_EQ(seen(visit_from("http://evil", "/_server?id=error_page.write")),
              "403 Oh: <h1>403</h1><p>forbidden: Calls from other sites are refused. (/_server)</p>");
}

TEST_F(own_error_page, does_not_take_the_place_of_a_page_of_which_a_router_shows_nothing) {
    EXPECT_TRUE(text(visit("/wizard")).contains("<p>wizard</p>"));
}

TEST_F(own_error_page, is_not_for_hosts_that_may_not_ask) {
    http_request elsewhere;
    elsewhere.headers.set("Host", "there");
    EXPECT_EQ(text(visit("/", std::move(elsewhere))), "This server does not serve that host.\n");
}

TEST_F(own_error_page, has_the_headers_of_pages_and_no_program) {
    const auto page = visit("/"), failed = visit("/gone"), refused = visit_from("http://evil", "/hook");
    for (const auto* name :
         {"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Content-Security-Policy"}) {
        EXPECT_EQ(headers(failed, name), headers(page, name)) << name;
        EXPECT_EQ(headers(refused, name), headers(page, name)) << name;
    }
    EXPECT_EQ(header(failed, "Cache-Control"), "private, no-cache");
    EXPECT_FALSE(text(failed).contains("<script"));
}

TEST_F(own_error_page, is_not_sent_when_it_fails_itself) {
    const std::string built_in =
        "404 That did not work: <main lang=\"en\"><h1>That did not work</h1><p>No such project.</p></main>";
    also = []() -> view { throw std::runtime_error("mine"); };
    EXPECT_EQ(seen(visit("/gone")), built_in);
    EXPECT_TRUE(log_.contains("/gone: error_page: internal: mine")) << log_;
    also = [] { return html("{}", [] { return raise_error({error{"late"}, {}}), ""; }); };
    EXPECT_EQ(seen(visit("/gone")), built_in);
    also = [] { return raise_error({fail(redirect("/elsewhere")).reason, {}}), view(); };
    EXPECT_EQ(seen(visit("/gone")), built_in);
}

TEST_F(own_error_page, has_no_say_in_the_status_and_leads_nowhere) {
    also = [] {
        use_request()->status = 200;
        use_request()->headers.set("Cache-Control", "public, max-age=60");
        return html("{}{}", HttpStatus(201), Navigate({"/"}));
    };
    const auto reply = visit("/gone");
    EXPECT_EQ(reply.status, 404u);
    EXPECT_EQ(header(reply, "Location"), "(none)");
    EXPECT_EQ(header(reply, "Cache-Control"), "private, no-cache");
}

TEST_F(own_error_page, may_have_links_as_other_pages_whatever_the_address_is) {
    also = [] { return html("{} {}", A("/", "Home", {.end = true}), [] { return use_location().pathname(); }); };
    const auto page = seen(visit("/gone"));
    EXPECT_TRUE(page.contains("href=\"/\"")) << page;
    EXPECT_TRUE(page.ends_with(">Home</a> /gone")) << page;
    for (const auto* address : {"/a%", "/%ff", "/a/../b", "/\\b", "//evil.example/", "*"})
        EXPECT_GE(visit(address).status, 400u) << address;
    EXPECT_EQ(log_, "");
}

TEST_F(own_error_page, sets_cookies_and_shows_what_waits_as_it_is) {
    also = [] {
        EXPECT_TRUE(set_cookie("seen", "1"));
        auto never = create_async([] { return get_failure(); });
        return Suspense([] { return html("<i>wait</i>"); }, [=] { return html("<b>{}</b>", never() ? 1 : 0); });
    };
    const auto reply = visit("/gone");
    EXPECT_EQ(cookie_pair(reply, "seen"), "seen=1");
    EXPECT_EQ(reply.status, 404u);
}

}  // namespace
}  // namespace solder::test

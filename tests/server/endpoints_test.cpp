#include "web_fixture.hpp"

namespace solder::test {
namespace {

constexpr server_function<"endpoints.greet", std::string(std::string)> greet;

struct visitor {
    std::string name;
};

http_response plain(std::string text) {
    http_response reply{.body = std::move(text)};
    reply.headers.set("Content-Type", "text/plain");
    return reply;
}

task<http_response> greeting(const endpoint_call& call) {
    (void)set_cookie("greeted", "yes");
    co_await sleep_for(5ms);
    auto text = co_await greet(call.params.decoded("name"));
    use_request()->headers.set("X-Own", "1");
    co_return plain(text);
}

result<http_response> failing(const endpoint_call& call) {
    const auto how = call.params.get("how");
    if (how == "public") return fail(not_found("No such thing."));
    if (how == "secret") return fail("the password is swordfish");
    if (how == "throws") throw std::runtime_error("the password is swordfish");
    return fail(redirect("/elsewhere"));
}

http_response echo(const endpoint_call& call) { return plain(call.request.body); }

view Page() { return html("<p>page</p>"); }

web_application_options options() {
    [[maybe_unused]] static const bool once = [] {
        greet.define([](const std::string& name) { return "Hello " + name; });
        return true;
    }();
    web_application_options all;
    all.allowed_origins = {"https://friend.example"};
    all.endpoints = {{http_method::get, "/greet/:name", greeting},
                     {http_method::get, "/fails/:how", failing},
                     {http_method::get, "/files/*path",
                      [](const endpoint_call& call) { return plain(call.params.decoded("path")); }},
                     {http_method::post, "/hook", echo},
                     {http_method::delete_, "/hook", echo},
                     endpoint(http_method::post, "/open", echo).for_any_site(),
                     {http_method::get, "no slash", echo}};
    return all;
}

class endpoints : public web_fixture {
protected:
    endpoints() : web_fixture(Page, options()) {}

    http_response send(http_method method, std::string target, std::string origin = {}) {
        http_request request{.method = method, .target = std::move(target), .body = "sent"};
        request.headers.set("Host", "here");
        if (!origin.empty()) request.headers.set("Origin", origin);
        return ask(std::move(request));
    }
};

TEST_F(endpoints, answer_as_server_functions_do_with_parameters_cookies_and_headers) {
    const auto reply = get("/greet/M%C3%B6we");
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(text(reply), "Hello M\xC3\xB6we");
    EXPECT_EQ(header(reply, "Content-Type"), "text/plain");
    EXPECT_EQ(header(reply, "X-Own"), "1");
    EXPECT_EQ(cookie_pair(reply, "greeted"), "greeted=yes");
    EXPECT_EQ(header(reply, "X-Content-Type-Options"), "nosniff");
}

TEST_F(endpoints, a_wildcard_takes_the_rest_of_the_path) { EXPECT_EQ(text(get("/files/a/b%20c")), "a/b c"); }

TEST_F(endpoints, get_answers_head_too) { EXPECT_EQ(send(http_method::head, "/greet/x").status, 200u); }

TEST_F(endpoints, a_failure_has_the_status_of_its_error_and_keeps_what_is_not_public) {
    const auto told = get("/fails/public");
    EXPECT_EQ(told.status, 404u);
    EXPECT_EQ(text(told), "No such thing.\n");
    for (const char* way : {"/fails/secret", "/fails/throws"}) {
        const auto kept = get(way);
        EXPECT_EQ(kept.status, 500u);
        EXPECT_FALSE(text(kept).contains("swordfish"));
    }
    const auto led = get("/fails/leads");
    EXPECT_EQ(led.status, 302u);
    EXPECT_EQ(header(led, "Location"), "/elsewhere");
}

TEST_F(endpoints, other_methods_are_refused_by_name_and_other_addresses_are_pages) {
    EXPECT_EQ(text(send(http_method::post, "/hook")), "sent");
    const auto refused = send(http_method::put, "/hook");
    EXPECT_EQ(refused.status, 405u);
    EXPECT_EQ(header(refused, "Allow"), "POST, DELETE");
    EXPECT_EQ(header(send(http_method::post, "/greet/x"), "Allow"), "GET, HEAD");
    EXPECT_TRUE(text(get("/hook")).contains("<p>page</p>"));
    EXPECT_TRUE(text(get("/greet")).contains("<p>page</p>"));
    EXPECT_TRUE(text(get("/no%20slash")).contains("<p>page</p>"));
}

TEST_F(endpoints, writes_of_pages_of_other_sites_are_refused) {
    EXPECT_EQ(send(http_method::post, "/hook", "https://evil.example").status, 403u);
    EXPECT_EQ(send(http_method::delete_, "/hook", "https://evil.example").status, 403u);
    EXPECT_EQ(send(http_method::post, "/hook", "https://friend.example").status, 200u);
    EXPECT_EQ(send(http_method::post, "/open", "https://evil.example").status, 200u);
    EXPECT_EQ(send(http_method::get, "/greet/x", "https://evil.example").status, 200u);
}

TEST_F(endpoints, a_server_does_not_start_with_a_path_that_is_none) {
    const auto all = detail::options_from_environment("", options());
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().message, "endpoints: \"no slash\": it does not begin with a slash");
}

}  // namespace
}  // namespace solder::test

#include "../../src/server/cross_site.hpp"
#include "web_fixture.hpp"

namespace solder::test {
namespace {

using detail::parse_origin;
using detail::web_origin;

TEST(parse_origin, reads_what_browsers_send_and_nothing_else) {
    EXPECT_EQ(parse_origin("http://here"), (web_origin{"http", "here", 80}));
    EXPECT_EQ(parse_origin("https://here"), (web_origin{"https", "here", 443}));
    EXPECT_EQ(parse_origin("HTTPS://Here.Example:443"), (web_origin{"https", "here.example", 443}));
    EXPECT_EQ(parse_origin("http://127.0.0.1:8080"), (web_origin{"http", "127.0.0.1", 8080}));
    EXPECT_EQ(parse_origin("http://[::1]:8080"), (web_origin{"http", "[::1]", 8080}));
    for (auto* text : {"",
                       "null",
                       "here",
                       "//here",
                       "http:here",
                       "http://",
                       "http://:80",
                       "http://here/",
                       "http://here/x",
                       "http://here?x",
                       "http://here#x",
                       "http://a@here",
                       "http://a:b@here",
                       "http://here:",
                       "http://here:x",
                       "http://here:65536",
                       "http://here:-1",
                       "http://here:80:80",
                       "http://he re",
                       "http://here\\x",
                       "http://here%2eorg",
                       "http://[::1",
                       "http://::1",
                       "http://[]",
                       "ftp://here",
                       "file:///x",
                       "http://here http://there",
                       "http://here,http://there",
                       "*",
                       "http://*",
                       "http://*.here",
                       " http://here"})
        EXPECT_EQ(parse_origin(text), std::nullopt) << text;
}

TEST(origin_of, reads_the_origin_of_an_address_without_repairing_it) {
    EXPECT_EQ(detail::origin_of("http://here/x?y#z"), (web_origin{"http", "here", 80}));
    EXPECT_EQ(detail::origin_of("https://here:8443"), (web_origin{"https", "here", 8443}));
    EXPECT_EQ(detail::origin_of("http://here?x=http://there/"), (web_origin{"http", "here", 80}));
    for (auto* text : {"http://here@there/", "http://here:80@there/", "http://here\\@there/", "/x", "about:blank",
                       "http://there%40here/"})
        EXPECT_EQ(detail::origin_of(text), std::nullopt) << text;
}

/// What the three headers of a request say, each "-" when it is not sent, about a write to host `here`.
bool foreign(std::string_view origin, std::string_view fetch_site = "-", std::string_view referer = "-",
             bool secure = false, std::string_view host = "here") {
    http_request request{.secure = secure};
    request.headers.set("Host", host);
    if (origin != "-") request.headers.set("Origin", origin);
    if (fetch_site != "-") request.headers.set("Sec-Fetch-Site", fetch_site);
    if (referer != "-") request.headers.set("Referer", referer);
    const web_origin allowed[] = {parse_origin("https://app.example.org").value()};
    return detail::is_foreign(request, allowed);
}

TEST(is_foreign, origin_decides) {  // V21
    EXPECT_FALSE(foreign("http://here"));
    EXPECT_FALSE(foreign("HTTP://HERE"));
    EXPECT_FALSE(foreign("http://here:80"));
    EXPECT_FALSE(foreign("http://here:8080", "-", "-", false, "here:8080"));
    for (auto* origin : {"http://there", "http://here.there", "http://nothere", "http://here:8080", "http://sub.here",
                         "http://here@there", "http://there@here", "http://here/", "", "here", "file://"})
        EXPECT_TRUE(foreign(origin)) << origin;
    EXPECT_TRUE(foreign("http://here", "-", "-", false, "here:8080"));
    // Whatever the others say: it is the one that no page can hide or change.
    EXPECT_FALSE(foreign("http://here", "cross-site", "http://there/"));
    EXPECT_TRUE(foreign("http://there", "same-origin", "http://here/"));
}

TEST(is_foreign, the_scheme_counts_where_it_is_known) {  // V21
    EXPECT_FALSE(foreign("https://here", "-", "-", true));
    EXPECT_TRUE(foreign("http://here", "-", "-", true));
    EXPECT_FALSE(foreign("https://here"));  // a proxy speaks HTTPS for us
    EXPECT_FALSE(foreign("https://here:8443", "-", "-", false, "here:8443"));
    EXPECT_TRUE(foreign("https://here", "-", "-", false, "here:80"));
}

TEST(is_foreign, more_than_one_origin_is_none_of_ours) {
    http_request request;
    request.headers.set("Host", "here");
    request.headers.append("Origin", "http://here");
    request.headers.append("Origin", "http://here");
    EXPECT_TRUE(detail::is_foreign(request, {}));
}

TEST(is_foreign, without_a_host_no_origin_is_ours) {
    http_request request;
    request.headers.set("Origin", "http://here");
    EXPECT_TRUE(detail::is_foreign(request, {}));
}

TEST(is_foreign, lacking_an_origin_fetch_metadata_decides) {  // V21
    EXPECT_FALSE(foreign("-", "same-origin"));
    EXPECT_FALSE(foreign("-", "none"));  // typed, or from a bookmark
    EXPECT_TRUE(foreign("-", "same-site"));
    EXPECT_TRUE(foreign("-", "cross-site"));
    EXPECT_TRUE(foreign("-", ""));
    EXPECT_FALSE(foreign("-", "same-origin", "http://there/"));
    EXPECT_TRUE(foreign("-", "cross-site", "http://here/"));
}

TEST(is_foreign, a_null_origin_is_ours_only_where_fetch_metadata_says_so) {  // V21
    EXPECT_FALSE(foreign("null", "same-origin"));  // a page of ours that hides its address (no-referrer)
    EXPECT_TRUE(foreign("null", "cross-site"));    // a sandboxed frame
    EXPECT_TRUE(foreign("null", "none"));
    EXPECT_TRUE(foreign("null"));
    EXPECT_TRUE(foreign("null", "-", "http://here/"));
}

TEST(is_foreign, lacking_both_the_referer_decides) {  // V21
    EXPECT_FALSE(foreign("-", "-", "http://here/page"));
    EXPECT_FALSE(foreign("-", "-", "https://app.example.org/page"));
    for (auto* referer : {"http://there/", "http://here.there/", "http://here@there/", "http://there/?http://here/",
                          "http://here:81/", "", "/page", "about:blank"})
        EXPECT_TRUE(foreign("-", "-", referer)) << referer;
}

TEST(is_foreign, lacking_all_three_it_is_no_browser) { EXPECT_FALSE(foreign("-")); }

TEST(is_foreign, allowed_origins_are_compared_as_a_whole) {  // V21
    EXPECT_FALSE(foreign("https://app.example.org"));
    EXPECT_FALSE(foreign("https://APP.example.org:443", "cross-site"));
    for (auto* origin : {"http://app.example.org", "https://app.example.org.there", "https://app.example.org:444",
                         "https://x.app.example.org", "https://example.org", "https://app.example.orgx"})
        EXPECT_TRUE(foreign(origin)) << origin;
}

constexpr server_function<"site.write", std::int64_t(), writes> write_body;
constexpr server_function<"site.read", std::int64_t()> read_body;
int writes_made = 0;

view Page() { return html("<p>x</p>"); }

class cross_site_test : public web_fixture {
protected:
    cross_site_test()
        : web_fixture(Page, {.allowed_origins = {"https://app.example.org", "https://bad.example/", "*"}}) {
        static const bool done = [] {
            write_body.define([] { return std::int64_t{++writes_made}; });
            read_body.define([] { return std::int64_t{7}; });
            return true;
        }();
        (void)done;
        writes_made = 0;
    }
    http_response write(std::string_view origin, std::string_view type = "application/json") {
        auto request = post_request("/_server?id=site.write", std::string(type), type.contains("json") ? "[]" : "");
        request.headers.set("Origin", origin);
        return ask(std::move(request));
    }
};

TEST_F(cross_site_test, a_foreign_write_is_refused_and_not_made) {  // V21
    for (auto* type : {"application/json", "application/x-www-form-urlencoded", "text/plain"}) {
        auto reply = write("http://there", type);
        EXPECT_EQ(reply.status, 403u);
        EXPECT_EQ(header(reply, "Content-Type"), "application/json");
        EXPECT_EQ(header(reply, "x-solder-outcome"), "error");
        EXPECT_EQ(text(reply), R"({"kind":"forbidden","message":"Calls from other sites are refused."})");
    }
    EXPECT_EQ(writes_made, 0);
    EXPECT_EQ(write("http://here").status, 200u);
    EXPECT_EQ(writes_made, 1);
}

TEST_F(cross_site_test, an_allowed_origin_may_write_and_an_entry_that_is_none_allows_nothing) {  // V21
    EXPECT_EQ(write("https://app.example.org").status, 200u);
    EXPECT_EQ(write("https://app.example.org", "application/x-www-form-urlencoded").status, 302u);
    for (auto* origin : {"https://bad.example", "https://bad.example/", "*", "null", "https://other.example.org"})
        EXPECT_EQ(write(origin).status, 403u) << origin;
}

TEST_F(cross_site_test, reads_change_nothing_and_are_not_refused) {
    http_request request{.target = "/_server?id=site.read"};
    request.headers.set("Host", "here");
    request.headers.set("Origin", "http://there");
    auto reply = ask(std::move(request));
    EXPECT_EQ(text(reply), "7");
    EXPECT_EQ(header(reply, "Access-Control-Allow-Origin"), "(none)");  // and no other site's script sees the answer
}

class allowed_hosts_test : public web_fixture {
protected:
    allowed_hosts_test() : web_fixture([] { return html("<p>ours</p>"); }, {.allowed_hosts = {"Here", "[::1]"}}) {}
    unsigned status_for(std::string host, std::string target = "/") {
        http_request request{.target = std::move(target)};
        if (!host.empty()) request.headers.set("Host", host);
        return ask(std::move(request)).status;
    }
};

TEST_F(allowed_hosts_test, what_asks_another_host_gets_nothing) {
    for (auto* host : {"here", "HERE", "here:8080", "[::1]", "[::1]:80"}) EXPECT_EQ(status_for(host), 200u) << host;
    for (auto* host : {"", "there", "here.there", "[::2]", "here@there", "[::1"})
        for (auto* target : {"/", "/_server?id=site.read", "/app.wasm"})
            EXPECT_EQ(status_for(host, target), 421u) << host << target;
}

TEST(options_from_environment, an_allowed_origin_that_is_none_keeps_the_server_from_starting) {
    for (auto* text : {"https://app.example.org/", "app.example.org", "*", "null", ""}) {
        auto options = detail::options_from_environment("", {.allowed_origins = {"https://fine.example", text}});
        ASSERT_FALSE(options) << text;
        EXPECT_EQ(options.error().message,
                  "allowed_origins: \"" + std::string(text) + "\" is not an origin such as https://app.example.org");
    }
}

}  // namespace
}  // namespace solder::test

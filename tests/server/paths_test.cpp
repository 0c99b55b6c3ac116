// What each address gets, hostile ones above all. Specification N3, N25, M7, X7, X8.
#include "path_application.hpp"
#include "web_fixture.hpp"

namespace solder::test {
namespace {

class paths : public web_fixture {
protected:
    paths() : web_fixture(PathApplication) { place_to_go_to = "/"; }

    /// Status and what the page says.
    static std::string shown(const http_response& reply) {
        auto page = text(reply);
        for (auto at = page.find("<!--"); at != page.npos; at = page.find("<!--", at))
            page.erase(at, page.find("-->", at) + 3 - at);
        for (const std::string_view mark : {"<body>", "<div id=\"solder-app\">"})
            if (const auto at = page.find(mark); at != page.npos) page.erase(0, at + mark.size());
        for (const std::string_view mark : {"</div></body>", "</body>"})
            page.resize(std::min(page.find(mark), page.size()));
        return std::to_string(reply.status) + " " + page;
    }
    std::string page(std::string target) { return shown(get(std::move(target))); }
    /// Status and location.
    std::string led(std::string target, std::string to) {
        place_to_go_to = std::move(to);
        auto reply = get(std::move(target));
        return std::to_string(reply.status) + " " + header(reply, "Location");
    }
};

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

std::string refused(std::string_view why) { return "400 " + std::string(why) + "\n"; }

TEST_F(paths, of_routes_show_their_page_with_and_without_a_slash_at_the_end) {  // M7
    EXPECT_EQ(page("/"), "200 <p>home</p>");
    EXPECT_EQ(page("/projects/1"), "200 <p>project 1 with </p>");
    EXPECT_EQ(page("/projects/1/"), "200 <p>project 1 with </p>");
    EXPECT_EQ(page("/Projects/1/?a=b"), "200 <p>project 1 with ?a=b</p>");
    EXPECT_EQ(page("/notes/caf%C3%A9"), "200 <p>note caf\u00e9 at /notes/caf%C3%A9</p>");
    EXPECT_EQ(page("/notes/caf\u00e9"), "200 <p>note caf\u00e9 at /notes/caf%C3%A9</p>")
        << "bytes as some clients send";
    EXPECT_EQ(page("/notes/a%2Fb%5c.."), "200 <p>note a/b\\.. at /notes/a%2Fb%5c..</p>");
    EXPECT_EQ(page("/notes/%3Cb%3E%22'&amp;"), "200 <p>note &lt;b&gt;\"'&amp;amp; at /notes/%3Cb%3E%22'&amp;amp;</p>");
    EXPECT_EQ(page("/files/a/b.txt"), "200 <p>file a/b.txt</p>");
    EXPECT_EQ(page("/files/.hidden/...,"), "200 <p>file .hidden/...,</p>");
}

TEST_F(paths, that_no_route_has_are_404) {
    for (const char* target : {"/nowhere", "//", "//evil.example/", "//evil.example/projects/1", "/projects//1",
                               "/projects/1//", "/projects/x", "/projects/01", "/projects/99999999999999999999",
                               "/..%2f..%2fetc/passwd", "/%5Cevil.example", "/_server/", "/solder.js", "/{}|^`<>\""})
        EXPECT_EQ(page(target), "404 ") << target;
    EXPECT_EQ(get("/_solder/").status, 404u);
    EXPECT_EQ(get("/_solder/x/../../etc").status, 400u);
}

TEST_F(paths, that_no_browser_sends_are_refused_in_words) {
    for (const char* target : {"/%", "/%zz", "/100%", "/%4", "/notes/a%2", "/%ff", "/%c0%af", "/%ed%a0%80", "/\xff",
                               "/\xc0\xaf", "/notes/%F5%80%80%80", "/caf%E9"})
        EXPECT_EQ(page(target), refused("The address has a % that begins no escape, or is not UTF-8.")) << target;
    for (const char* target : {"/%00", "/notes/%0d%0aSet-Cookie:a=b", "/%7F", "/\x01", "/a\r\nb", "/notes/%1b[31m"})
        EXPECT_EQ(page(target), refused("The address has control characters.")) << target;
    for (const char* target : {"/\\evil.example", "/a\\b", "/notes\\..\\x"})
        EXPECT_EQ(page(target), refused("The address has a backslash.")) << target;
    for (const char* target : {"/..", "/.", "/a/../b", "/a/./b", "/%2e%2e/", "/%2E./x", "/.%2e", "/projects/%2e/1",
                               "/../../etc/passwd", "/projects/1/.."})
        EXPECT_EQ(page(target), refused("The address has . or .. as one of its parts.")) << target;
    for (const char* target : {"", "x", "http://here/", "*"})
        EXPECT_EQ(page(target), refused("The address does not begin with a slash.")) << target;
}

TEST_F(paths, nothing_of_a_hostile_address_is_repeated) {
    auto reply = get("/%zz<script>alert(1)</script>?<script>");
    EXPECT_FALSE(text(reply).contains("alert"));
    EXPECT_EQ(header(reply, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(reply, "Location"), "(none)");
    EXPECT_FALSE(text(get("/nowhere/<script>alert(1)</script>")).contains("alert"));
}

TEST_F(paths, however_long_are_answered) {
    EXPECT_EQ(page("/" + std::string(8'000, 'a')), "404 ");
    EXPECT_EQ(page("/" + std::string(100'000, 'a')), "404 ");
    EXPECT_EQ(page(repeated("/a", 10'000)), "404 ");
    EXPECT_EQ(page(repeated("/", 100'000)), "404 ");
    EXPECT_EQ(page("/files" + repeated("/a", 10'000)), "200 <p>file " + repeated("/a", 10'000).substr(1) + "</p>");
    EXPECT_EQ(page("/notes/" + repeated("%C3%A9", 10'000)),
              "200 <p>note " + repeated("\u00e9", 10'000) + " at /notes/" + repeated("%C3%A9", 10'000) + "</p>");
    EXPECT_EQ(page(repeated("/..", 10'000)), refused("The address has . or .. as one of its parts."));
}

TEST_F(paths, a_search_is_read_as_forms_are_however_it_is_written) {  // X7, X8
    const auto search = [&](std::string query) { return page("/search" + query); };
    const auto says = [](std::string text, std::string link) {
        return "200 <p>" + text + "</p><a href=\"/search?" + link + "\">link</a>";
    };
    EXPECT_EQ(search("?q=a+b%20c"), says("a b c/", "q=a+b+c&amp;page=2"));
    EXPECT_EQ(search("?q=100%&x=%zz"), says("100%/", "q=100%25&amp;x=%25zz&amp;page=2"));
    EXPECT_EQ(search("?q=%ff%00"), says("\uFFFD\uFFFD/", "q=%EF%BF%BD%00&amp;page=2"));
    EXPECT_EQ(search("?__proto__=p&__proto__=r"), says("/p", "__proto__=p&amp;__proto__=r&amp;page=2"));
    EXPECT_EQ(search("??q=<b>&&=&q"), says("/", "%3Fq=%3Cb%3E&amp;=&amp;q=&amp;page=2"));
    EXPECT_EQ(search("?q=../..\\//e.org"), says("../..\\//e.org/", "q=..%2F..%5C%2F%2Fe.org&amp;page=2"));
    EXPECT_EQ(search("?q=" + std::string(100'000, 'x')),
              says(std::string(100'000, 'x') + "/", "q=" + std::string(100'000, 'x') + "&amp;page=2"));
}

TEST_F(paths, a_search_of_more_parameters_than_a_form_is_refused) {
    EXPECT_EQ(page("/projects/1?" + repeated("a=&", 999) + "b"),
              "200 <p>project 1 with ?" + repeated("a=&amp;", 999) + "b</p>");
    EXPECT_EQ(page("/projects/1?" + repeated("a=&", 1'000) + "b"), refused("The address has too many parameters."));
    EXPECT_EQ(page("/?" + repeated("a=&", 100'000)), refused("The address has too many parameters."));
}

TEST_F(paths, pages_are_only_read) {
    for (const auto method : {http_method::post, http_method::put, http_method::patch, http_method::delete_,
                              http_method::options, http_method::other}) {
        for (const char* target : {"/projects/1", "/nowhere", "/go/away"}) {
            auto reply = ask({.method = method, .target = target});
            EXPECT_EQ(reply.status, 405u) << to_string(method) << target;
            EXPECT_EQ(header(reply, "Allow"), "GET, HEAD");
            EXPECT_EQ(header(reply, "X-Frame-Options"), "SAMEORIGIN");
        }
        EXPECT_EQ(ask({.method = method, .target = "/%zz"}).status, 400u);
    }
    EXPECT_EQ(ask({.method = http_method::options, .target = "*"}).status, 405u);
}

// ---- leading on

TEST_F(paths, a_page_that_leads_on_redirects_with_what_was_set_before) {  // N23, N25
    for (const auto method : {http_method::get, http_method::head}) {
        for (const char* target : {"/go/away", "/go/query"}) {
            place_to_go_to = "/projects/2?a=b#c";
            http_request request{.method = method, .target = target};
            request.headers.set("Host", "here");
            auto reply = ask(std::move(request));
            EXPECT_EQ(reply.status, 302u) << target;
            EXPECT_EQ(header(reply, "Location"), "/projects/2?a=b#c");
            EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
            EXPECT_EQ(cookie_pair(reply, "kept"), "kept=yes");
            EXPECT_EQ(text(reply), "");
        }
    }
    EXPECT_EQ(header(get("/go/away"), "X-Seen"), "before");
    EXPECT_EQ(led("/go/step", "/projects/2"), "302 /projects/2");
}

TEST_F(paths, leading_on_never_leaves_the_site_or_the_header) {  // N11, N25
    const std::pair<std::string, const char*> places[] = {
        {"/caf\u00e9 \"x\"", "302 /caf%C3%A9%20\"x\""},
        {"/a\r\nSet-Cookie: b=c", "302 /a%0D%0ASet-Cookie:%20b=c"},
        {std::string("/a\0b", 4), "302 /a%00b"},
        {"/\xff", "302 /%FF"},
        {"/%zz", "302 /%zz"},
        {"/x\\y", "302 /x\\y"},
        {"other", "302 /go/away/other"},
        {"?q=a b", "302 /go/away?q=a%20b"},
        {"/.//evil.example", "302 /.//evil.example"},
    };
    for (const auto& [to, expected] : places) EXPECT_EQ(led("/go/away", to), expected) << to;
    for (const char* to :
         {"//evil.example", "/\\evil.example", "\\\\evil.example", " //evil.example", "/\t/evil.example",
          "\r\n//evil.example", "https://evil.example", "javascript:alert(1)", "http:evil.example"}) {
        EXPECT_EQ(led("/go/away", to), "422 (none)") << to;
        EXPECT_EQ(led("/go/step", to), "200 (none)") << to;
    }
    for (const char* to :
         {"/\\evil.example", "\\evil.example", "\\/evil.example", "/\t/evil.example", "javascript:alert(1)"})
        EXPECT_EQ(led("/go/query", to), "500 (none)") << to;
    EXPECT_EQ(led("/go/query", "//evil.example/x"), "302 //evil.example/x") << "a redirect may leave the site";
}

TEST_F(paths, to_lead_to_the_same_place_is_to_stay) {  // N12, N25
    EXPECT_EQ(led("/go/step", "/go/step"), "200 (none)");
    EXPECT_EQ(led("/go/step?a", "/go/step?a"), "200 (none)");
    EXPECT_EQ(led("/go/step", "/go/step#part"), "200 (none)") << "the server would see the same request again";
    EXPECT_EQ(led("/go/step", "#part"), "200 (none)");
    EXPECT_EQ(led("/go/step", "/go/./step"), "200 (none)");
    EXPECT_EQ(led("/go/caf%C3%A9", "/go/caf\u00e9"), "200 (none)") << "in other words, the same";
    EXPECT_EQ(led("/go/step", "/go/step?a"), "302 /go/step?a");
    EXPECT_EQ(led("/go/step/", "/go/step"), "302 /go/step");
}

}  // namespace
}  // namespace solder::test

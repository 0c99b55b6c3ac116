#include "web_fixture.hpp"

namespace solder::test {
namespace {

struct nothing_typed {
    std::string text;
};

constexpr server_function<"event.read", std::string()> read_body;
constexpr server_function<"event.write", std::string(nothing_typed), writes> write_body;
constexpr server_function<"event.fail", void(nothing_typed), writes> fail_body;
constexpr server_function<"event.leave", void(nothing_typed), writes> leave_body;
constexpr server_function<"event.cookie", std::optional<std::string>(std::string)> cookie_body;

// What the bodies and the page put into their event; set by each test.
void (*mark)() = nullptr;
response (*leaving)() = nullptr;

void define_once() {
    static const bool done = [] {
        read_body.define([]() -> task<std::string> {
            co_await sleep_for(1ms);
            mark();
            co_return std::string("read");
        });
        // A reference, used after it has waited: the arguments of a body live as long as it runs.
        write_body.define([](const nothing_typed& t) -> task<std::string> {
            co_await sleep_for(1ms);
            mark();
            co_return std::string(t.text);
        });
        fail_body.define([](const nothing_typed&) -> result<void> {
            mark();
            return fail(invalid("no"));
        });
        leave_body.define([](const nothing_typed&) -> result<void> {
            mark();
            return fail(leaving());
        });
        cookie_body.define([](const std::string& name) {
            mark();
            return cookie(name);
        });
        return true;
    }();
    (void)done;
}

const auto get_read = query("event.read", read_body);

view Page() {
    auto value = create_async([] { return get_read(); });
    return html("<p>{}</p>", [=] { return value() ? *value() : ""; });
}
const auto get_elsewhere = query("event.elsewhere", []() -> task<std::string> {
    co_await sleep_for(1ms);
    mark();
    co_return fail(leaving());
});
/// A query says that the visitor belongs elsewhere.
view Leaving() {
    auto value = create_async([] { return get_elsewhere(); });
    return html("<p>{}</p>", [=] { return value() ? *value() : ""; });
}
/// A component fails with an answer.
view Raising() {
    return html("<p>{}</p>", [] {
        mark();
        raise_error({fail(leaving()).reason, [] { return true; }});
        return "";
    });
}
/// A component goes elsewhere by itself.
view Going() {
    mark();
    use_router().go_to("/x", true);
    return html("<p>gone</p>");
}
view App() {
    static const route_table routes{Route("/", Page), Route("/leave", Leaving), Route("/raise", Raising),
                                    Route("/go", Going)};
    return Router({.routes = routes});
}

class request_event_test : public web_fixture {
protected:
    request_event_test() : web_fixture(App) {
        define_once();
        mark = [] {};
    }
    /// The four ways to be answered: a read, a write called by script, a form, a page.
    std::vector<http_response> all_ways() {
        std::vector<http_response> all;
        all.push_back(get("/_server?id=event.read"));
        all.push_back(call("/_server?id=event.write", "[{\"text\":\"x\"}]"));
        all.push_back(post_form("/_server?id=event.write", "text=x"));
        all.push_back(get("/"));
        return all;
    }
};

TEST_F(request_event_test, cookies_and_headers_reach_the_browser_every_way) {  // V18
    mark = [] {
        (void)set_cookie("a", "1", {.keep_for = 5s});
        (void)set_cookie("b", "2");
        (void)set_cookie("b", "3");
        (void)expire_cookie("c");
        use_request()->headers.append("Link", "<x>");
        use_request()->headers.set("X-Own", "yes");
        use_request()->headers.set("X-Frame-Options", "DENY");
    };
    for (const auto& reply : all_ways()) {
        EXPECT_EQ(cookie_pair(reply, "a"), "a=1");
        EXPECT_EQ(cookie_pair(reply, "b"), "b=3");
        EXPECT_EQ(cookie_pair(reply, "c"), "c=");
        EXPECT_TRUE(headers(reply, "Set-Cookie").contains("a=1; Path=/; Max-Age=5; HttpOnly; SameSite=Lax; Secure"));
        EXPECT_FALSE(headers(reply, "Set-Cookie").contains("b=2"));
        EXPECT_EQ(headers(reply, "X-Own"), "yes");
        EXPECT_EQ(headers(reply, "X-Frame-Options"), "DENY");  // ours give way
        EXPECT_EQ(headers(reply, "Link"), "<x>");
    }
}

TEST_F(request_event_test, they_also_travel_with_failures_and_answers) {
    mark = [] { (void)set_cookie("a", "1"); };
    leaving = [] { return redirect("/x"); };
    for (const auto* id : {"event.fail", "event.leave"}) {
        EXPECT_EQ(cookie_pair(call("/_server?id=" + std::string(id), "[{\"text\":\"\"}]"), "a"), "a=1") << id;
        EXPECT_EQ(cookie_pair(post_form("/_server?id=" + std::string(id), "text="), "a"), "a=1") << id;
    }
    for (const auto* path : {"/leave", "/raise", "/go"}) {
        auto page = get(path);
        EXPECT_EQ(page.status, 302u) << path;
        EXPECT_EQ(header(page, "Location"), "/x") << path;
        EXPECT_EQ(cookie_pair(page, "a"), "a=1") << path;
        EXPECT_EQ(text(page), "") << path;
    }
}

TEST_F(request_event_test, a_form_has_its_flash_beside_cookies_of_the_function) {
    mark = [] { (void)set_cookie("a", "1"); };
    auto reply = post_form("/_server?id=event.fail", "text=");
    EXPECT_EQ(reply.headers.all("Set-Cookie").size(), 2u);
    EXPECT_NE(cookie_pair(reply, "solder-flash"), "");
}

TEST_F(request_event_test, what_a_reply_is_made_of_stays_ours) {
    mark = [] {
        for (auto* name : {"Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Content-Encoding",
                           "Location", "X-Solder-Outcome", "x-solder-bytes"})
            use_request()->headers.set(name, "theirs");
    };
    for (const auto& reply : all_ways())
        for (const auto [name, value] : reply.headers) EXPECT_NE(value, "theirs") << name;
}

TEST_F(request_event_test, a_status_reaches_the_browser_where_it_can) {  // V18
    static unsigned wanted = 0;
    mark = [] { use_request()->status = wanted; };
    auto statuses = [&](unsigned status) {
        wanted = status;
        std::vector<unsigned> all;
        for (const auto& reply : all_ways()) all.push_back(reply.status);
        all.push_back(call("/_server?id=event.fail", "[{\"text\":\"\"}]").status);
        return all;
    };
    using list = std::vector<unsigned>;
    EXPECT_EQ(statuses(0), (list{200, 200, 302, 200, 422}));
    EXPECT_EQ(statuses(201), (list{201, 201, 302, 201, 422}));
    EXPECT_EQ(statuses(404), (list{404, 404, 302, 404, 404}));
    EXPECT_EQ(statuses(503), (list{503, 503, 302, 503, 503}));
    for (unsigned none : {1u, 100u, 204u, 205u, 301u, 304u, 399u, 600u, 70000u})
        EXPECT_EQ(statuses(none), (list{200, 200, 302, 200, 422})) << none;
}

TEST_F(request_event_test, reads_may_say_how_long_caches_keep_them) {  // V15
    mark = [] { use_request()->headers.set("Cache-Control", "public, max-age=60"); };
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Cache-Control"), "public, max-age=60");
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "public, max-age=60");
}

TEST_F(request_event_test, a_reply_that_sets_a_cookie_is_never_shared) {
    mark = [] {
        (void)set_cookie("a", "1");
        use_request()->headers.set("Cache-Control", "public, max-age=60");
    };
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Cache-Control"), "no-store");
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "private, no-cache");
    mark = [] {
        (void)set_cookie("a", "1");
        use_request()->headers.set("Cache-Control", "private, max-age=60");
    };
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Cache-Control"), "private, max-age=60");
}

TEST_F(request_event_test, a_reply_made_of_a_cookie_or_credentials_is_never_shared) {
    mark = [] {
        (void)cookie("who");
        use_request()->headers.set("Cache-Control", "public, max-age=60");
    };
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Cache-Control"), "no-store");
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "private, no-cache");
    mark = [] {
        (void)cookie("who");
        use_request()->headers.set("Cache-Control", "No-Transform");
    };
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "private, no-cache, no-transform");
    mark = [] { use_request()->headers.set("Cache-Control", "public, max-age=60"); };
    http_request request{.target = "/"};
    request.headers.set("Host", "here");
    request.headers.set("Authorization", "Basic eA==");
    EXPECT_EQ(headers(ask(std::move(request)), "Cache-Control"), "private, no-cache");
}

TEST_F(request_event_test, what_one_read_keeps_to_a_visitor_no_other_gives_away) {
    mark = [] {
        auto& headers = use_request()->headers;
        EXPECT_TRUE(headers.set("Cache-Control", "public, max-age=60"));
        EXPECT_TRUE(headers.set("cache-control", "max-age=5, Private"));
        EXPECT_FALSE(headers.set("Cache-Control", "public, max-age=60"));
        EXPECT_TRUE(headers.set("Cache-Control", "No-Store"));
        EXPECT_FALSE(headers.set("Cache-Control", "x-private, x=no-store"));
    };
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "No-Store");
}

TEST_F(request_event_test, headers_for_caches_of_one_kind_go_where_caches_may_not_keep_it) {  // RFC 9213
    static bool reads_cookie = false;
    mark = [] {
        for (auto* name : {"CDN-Cache-Control", "surrogate-control", "Vendor-CDN-CACHE-CONTROL"})
            use_request()->headers.set(name, "max-age=60");
        use_request()->headers.set("Cache-Control", "private, max-age=5");
        if (reads_cookie) (void)cookie("who");
    };
    for (const bool each : {false, true}) {
        reads_cookie = each;
        const auto page = get("/");
        EXPECT_EQ(headers(page, "Cache-Control"), "private, max-age=5");
        for (auto* name : {"CDN-Cache-Control", "Surrogate-Control", "Vendor-CDN-Cache-Control"})
            EXPECT_EQ(header(page, name), each ? "(none)" : "max-age=60") << name;
    }
}

TEST_F(request_event_test, a_cookie_that_is_found_in_the_request_itself_is_read_too) {
    mark = [] {
        (void)find_cookie(use_request()->request, "who");
        use_request()->headers.set("Cache-Control", "public, max-age=60");
    };
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "private, no-cache");
}

TEST_F(request_event_test, what_has_the_status_of_a_broken_server_is_not_kept) {
    mark = [] {
        use_request()->status = 503;
        use_request()->headers.set("Cache-Control", "public, max-age=60");
    };
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Cache-Control"), "no-store");
    EXPECT_EQ(headers(get("/"), "Cache-Control"), "private, no-cache");
}

TEST_F(request_event_test, what_an_answer_says_of_caches_counts_only_without_cookies) {
    static bool with_cookie = false;
    leaving = [] {
        auto made = redirect("/x");
        made.headers.emplace_back("Cache-Control", "public, max-age=60");
        if (with_cookie) made.headers.emplace_back("Set-Cookie", "a=1");
        return made;
    };
    for (const bool each : {false, true}) {
        with_cookie = each;
        const auto wanted = each ? "no-store" : "public, max-age=60";
        EXPECT_EQ(headers(call("/_server?id=event.leave", "[{\"text\":\"\"}]"), "Cache-Control"), wanted);
        EXPECT_EQ(headers(post_form("/_server?id=event.leave", "text="), "Cache-Control"), wanted);
        EXPECT_EQ(headers(get("/leave"), "Cache-Control"), wanted);
    }
}

TEST_F(request_event_test, a_failure_is_not_kept) {
    mark = [] { use_request()->headers.set("Cache-Control", "private, max-age=60"); };
    EXPECT_EQ(headers(call("/_server?id=event.fail", "[{\"text\":\"\"}]"), "Cache-Control"), "no-store");
}

TEST_F(request_event_test, what_caches_keep_is_for_one_build) {
    mark = [] { use_request()->headers.set("Cache-Control", "private, max-age=60"); };
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Vary"), "x-solder-build");
    EXPECT_FALSE(headers(get("/"), "Vary").contains("x-solder-build"));
    mark = [] {};
    EXPECT_EQ(headers(get("/_server?id=event.read"), "Vary"), "");
}

TEST_F(request_event_test, an_answer_carries_its_own_headers_every_way) {  // V17, V18, V31, H2
    leaving = [] {
        auto made = redirect("/x", {.status = 308, .revalidate = {{get_read.key()}}});
        made.headers.emplace_back("X-Own", "yes");
        made.headers.emplace_back("Set-Cookie", "a=1");
        made.headers.emplace_back("Set-Cookie", "b=2");
        made.headers.emplace_back("Content-Type", "text/plain");
        made.headers.emplace_back("X-Bad", "a\r\nb");
        return made;
    };
    auto script = call("/_server?id=event.leave", "[{\"text\":\"\"}]");
    auto form = post_form("/_server?id=event.leave", "text=");
    auto page = get("/leave");
    for (const auto* reply : {&script, &form, &page}) {
        EXPECT_EQ(headers(*reply, "X-Own"), "yes");
        EXPECT_EQ(headers(*reply, "Set-Cookie"), "a=1 | b=2");
        EXPECT_EQ(header(*reply, "X-Bad"), "(none)");
    }
    EXPECT_EQ(script.status, 200u);
    EXPECT_EQ(header(script, "x-solder-location"), "/x");
    EXPECT_EQ(header(script, "x-revalidate"), "event.read");
    EXPECT_EQ(header(script, "Content-Type"), "application/json");
    for (const auto* reply : {&form, &page}) {
        EXPECT_EQ(reply->status, 308u);  // V31: its legal redirect status kept
        EXPECT_EQ(header(*reply, "Location"), "/x");
        EXPECT_EQ(header(*reply, "x-revalidate"), "(none)");
        EXPECT_EQ(header(*reply, "Content-Type"), "(none)");
    }
}

TEST_F(request_event_test, a_query_on_a_page_may_lead_out_of_the_application) {  // Q20
    static const char* place = nullptr;
    leaving = [] { return redirect(place); };
    for (const char* each : {"https://example.org/login?from=x", "//example.org/x", "/leave?again=1"}) {
        place = each;
        auto reply = get("/leave");
        EXPECT_EQ(reply.status, 302u);
        EXPECT_EQ(header(reply, "Location"), each);
    }
}

TEST_F(request_event_test, an_answer_that_leads_on_redirects_whatever_its_status) {  // V31, H4
    leaving = [] { return response{201, {{"Location", "/x"}}}; };
    const auto form = post_form("/_server?id=event.leave", "text=");
    const auto page = get("/raise");
    for (const auto* reply : {&form, &page}) {
        EXPECT_EQ(reply->status, 302u);
        EXPECT_EQ(header(*reply, "Location"), "/x");
    }
}

TEST_F(request_event_test, an_answer_that_leads_nowhere_has_its_status) {  // V18, H3
    static std::uint16_t wanted = 0;
    leaving = [] { return reload({.status = wanted}); };
    for (auto [given, seen] : {std::pair{200, 200u}, {201, 201u}, {409, 409u}, {302, 200u}, {204, 200u}, {99, 200u}}) {
        wanted = static_cast<std::uint16_t>(given);
        EXPECT_EQ(call("/_server?id=event.leave", "[{\"text\":\"\"}]").status, seen) << given;
        EXPECT_EQ(post_form("/_server?id=event.leave", "text=").status, 302u) << given;
    }
}

TEST_F(request_event_test, a_cookie_reads_as_the_next_request_will_have_it) {
    auto read = [&] { return text(get("/_server?id=event.cookie&args=%5B%22a%22%5D", "b=1; a=sent; a=other")); };
    EXPECT_EQ(read(), "\"sent\"");
    mark = [] { (void)set_cookie("a", "set"); };
    EXPECT_EQ(read(), "\"set\"");
    mark = [] { (void)expire_cookie("a"); };
    EXPECT_EQ(read(), "null");
    mark = [] { (void)set_cookie("ab", "set"); };
    EXPECT_EQ(read(), "\"sent\"");
    EXPECT_EQ(text(get("/_server?id=event.cookie&args=%5B%22a%22%5D")), "null");
}

TEST_F(request_event_test, a_refused_cookie_is_told_and_not_set) {
    static std::optional<error> told;
    mark = [] {
        auto outcome = set_cookie("a", "x\r\nSet-Cookie: b=1");
        told = outcome ? std::nullopt : std::optional(outcome.error());
    };
    auto reply = get("/_server?id=event.read");
    ASSERT_TRUE(told);
    EXPECT_EQ(told->message, "A cookie cannot be set: its value holds a character that cookies cannot carry.");
    EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
    mark = [] { told = set_cookie("solder-mine", "x").error(); };
    EXPECT_EQ(header(get("/_server?id=event.read"), "Set-Cookie"), "(none)");
    EXPECT_EQ(told->message, "A cookie cannot be set: names that begin with solder- are its own.");
}

TEST(cookie, outside_of_a_request_there_is_none) {
    EXPECT_EQ(cookie("a"), std::nullopt);
    auto outcome = set_cookie("a", "1");
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().message, "A cookie cannot be set: no request is running.");
}

}  // namespace
}  // namespace solder::test

#include "web_fixture.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <solder/html/page_router.hpp>
#include <unistd.h>

namespace solder::test {
namespace {

/// What the page's parts read, and whether a fetch was given up.
std::vector<std::string> told;

/// What the first part of `/kept` says of caches.
std::string cache_control;

struct visitor {
    std::string name;
};

struct teller {
    std::string name;
    bool is_done = false;
    ~teller() { told.push_back(name + (is_done ? " done" : " given up")); }
};

inline const auto kept = query("kept", [] {
    use_request()->headers.set("Cache-Control", cache_control);
    use_request()->headers.set("CDN-Cache-Control", "max-age=60");
    return std::string("kept");
});

/// Tries to write what the head of the reply carries.
void write_late() {
    auto session = use_session<visitor>("visitor");
    told.push_back(session.update([](visitor& v) { v.name = "x"; }) ? "session written" : "session refused");
    session.clear();
    told.push_back(set_cookie("late", "1") ? "cookie set" : "cookie refused");
}

/// The first in time for the head of the reply, the others not.
void write_header(std::string_view when) {
    auto& headers = use_request()->headers;
    headers.set("X-Early", "1");
    if (when != "late") return;
    headers.set("X-Late", "1");
    headers.set("X-Late", "2");
    headers.append("Link", "</a>");
    headers.append("Link", "</b>");
}

inline const auto slow = query("slow", [](std::string name, int delay) -> task<std::string> {
    teller at_end(name);
    if (delay > 0) co_await sleep_for(std::chrono::milliseconds(delay));
    at_end.is_done = true;
    if (name == "writes") write_late();
    if (name == "header" || name == "late") write_header(name);
    if (name == "gone") use_request()->status = 410;
    if (name == "away" || name == "leaves") {
        auto there = redirect("/there?a=</script>");
        if (name == "leaves") there.headers.emplace_back("Set-Cookie", "a=1");
        co_await fail(std::move(there));
    }
    co_return name;
});

view Part(std::string name, int delay) {
    return Suspense([] { return html("<i>wait</i>"); },
                    [=] {
                        auto value = create_async([=] { return slow(name, delay); });
                        return html("<b>{}</b>", [=] { return value() ? *value() : std::string(); });
                    });
}

view Note() { return html("<i>note</i>"); }

/// Lazy parts, of which the second is shown once an answer is there.
view Noted(int delay) {
    return html("{}{}", lazy<"first", Note>()(),
                Suspense([] { return html("<i>wait</i>"); },
                         [=] {
                             auto value = create_async([=] { return slow("noted", delay); });
                             return Show([=] { return value() != nullptr; },
                                         [] { return html("{}{}", lazy<"first", Note>()(), lazy<"note", Note>()()); });
                         }));
}

/// A part that is missing, as it turns out.
view Missing() {
    return Suspense([] { return html("<i>wait</i>"); },
                    [] {
                        auto value = create_async([] { return slow("missing", 5); });
                        return Show([=] { return value() != nullptr; }, [] { return HttpStatus(404); });
                    });
}

view Kept() {
    auto value = create_async([] { return kept(); });
    return html("<p>{}</p>", [=] { return value() ? *value() : std::string(); });
}

/// Who is logged in, asked for by the page and by the part of it that needs to know.
view Guarded() {
    auto outside = create_async([] { return slow("nobody", 5); });
    return html(
        "<p>{}</p>{}", [=] { return outside() ? *outside() : std::string(); },
        Suspense([] { return html("<i>wait</i>"); },
                 [] {
                     auto who = create_async([] { return slow("nobody", 5); });
                     return Show([=] { return who() && *who() == "nobody"; }, [] { return Navigate({"/login"}); });
                 }));
}

inline const auto unfinished = query("unfinished", [] { return raw_json("{\"a\": ["); });

view Unfinished() {
    auto value = create_async([] { return unfinished(); });
    return html("{}<i>{}</i>", Kept(), [=] { return value() ? value()->text() : std::string(); });
}

view Visit() {
    (void)use_session<visitor>("visitor").update([](visitor& v) { v.name = "x"; });
    return html("<p>welcome</p>");
}

view Root() {
    auto location = use_context(history_context())->get().value;
    if (location == "/kept") return html("{}{}", Kept(), Part("cookies", 5));
    if (location == "/unfinished") return Unfinished();
    if (location == "/visit") return Visit();
    if (location == "/guarded") {
        static const route_table routes{{.path = "/guarded", .component = Guarded}};
        return Router({.routes = routes});
    }
    if (location == "/noted") return html("{}{}", Noted(5), Noted(10));
    if (location == "/writes") return Part("writes", 5);
    if (location == "/headers") return html("{}{}", Part("header", 0), Part("late", 5));
    if (location == "/late-missing") return html("{}{}", Missing(), Missing());
    if (location == "/late-gone") return Part("gone", 5);
    if (location == "/missing-twice") return html("{}{}", HttpStatus(404), Missing());
    if (location == "/leaves") return Part("leaves", 5);
    if (location == "/now") return Part("now", 0);
    if (location == "/away") return Part("away", 5);
    if (location == "/never") return Part("never", 1'000'000);
    if (location == "/missing") return html("{}{}", HttpStatus(404), Part("x", 5));
    return html("<main>{}{}</main>", Part("one", 10), Part("two", 5));
}

web_application_options with_policy() {
    web_application_options options;
    options.content_security_policy = "script-src 'nonce-{nonce}'";
    return options;
}

/// A bundle with a program, so that pages can be streamed.
static_files bundle() {
    const auto folder = std::filesystem::path(::testing::TempDir()) / ("bundle-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    for (auto [name, content] : {std::pair("solder.js", "glue"), {"app.wasm", "program"}, {"stream.js", "stream"}})
        std::ofstream(folder / name) << content;
    auto files = static_files::load(folder);
    std::filesystem::remove_all(folder);
    return files.value();
}

/// The text between two others; empty when they are not there.
std::string between(std::string_view text, std::string_view from, std::string_view to) {
    const auto begin = text.find(from);
    if (begin == text.npos) return {};
    const auto start = begin + from.size();
    return std::string(text.substr(start, text.find(to, start) - start));
}

class page_stream_test : public web_fixture {
protected:
    page_stream_test() : web_fixture(Root, with_policy(), bundle()) { told.clear(); }

    static http_request browser_request(std::string target, std::string cookies = {}) {
        http_request request{.target = std::move(target)};
        request.headers.set("Host", "here");
        request.headers.set("Accept", "text/html,*/*");
        if (!cookies.empty()) request.headers.set("Cookie", cookies);
        return request;
    }
    /// A browser asks for a page: its head comes, and its first piece when there are more.
    void open(std::string target, std::string cookies = {}) {
        work_ = begin(browser_request(std::move(target), std::move(cookies)),
                      [this](http_response reply) { reply_ = std::move(reply); });
        time_.run();
        work_.reset();  // as a connection does when it has the head
        if (auto* stream = std::get_if<std::unique_ptr<body_stream>>(&reply_.body)) stream_ = std::move(*stream);
    }
    /// The next piece; empty while it is not made.
    std::string piece() {
        if (!is_asking_ && came_.empty()) {
            is_asking_ = true;
            stream_->next([this](result<body_piece> made) {
                is_asking_ = false;
                came_ = std::move(made->text);
                is_last_ = made->last;
            });
        }
        return std::exchange(came_, {});
    }

    std::unique_ptr<pending_reply> work_;
    http_response reply_;
    std::unique_ptr<body_stream> stream_;
    std::string came_;
    bool is_asking_ = false;
    bool is_last_ = false;
};

TEST_F(page_stream_test, V5_the_page_comes_first_and_its_parts_with_their_data_as_they_are_ready) {
    open("/");
    ASSERT_TRUE(stream_);
    const auto first = piece();
    EXPECT_EQ(between(first, "<div id=\"solder-app\">", "</div>"),
              "<main><!--[--><!--?1--><i>wait</i><!--]--><!--[--><!--?2--><i>wait</i><!--]--></main>");
    EXPECT_EQ(between(first, "id=\"solder-data\">", "</script>"),
              R"({"values":{},"errors":{},"coming":["slow[\"one\",10]","slow[\"two\",5]"]})");
    EXPECT_TRUE(first.contains("\" async></script>"));
    EXPECT_FALSE(first.contains("</html>"));
    EXPECT_EQ(piece(), "");
    time_.advance(5ms);
    const auto nonce = between(first, "<script nonce=\"", "\"");
    EXPECT_EQ(piece(),
              "<template id=\"solder-2\"><b>two</b></template><script type=\"application/json\" "
              "id=\"solder-data-2\">{\"values\":{\"slow[\\\"two\\\",5]\":\"two\"},\"errors\":{},"
              "\"coming\":[]}</script><script nonce=\"" +
                  nonce + "\">solderStream(2)</script>");
    EXPECT_EQ(piece(), "");
    time_.advance(5ms);
    const auto second = piece();
    EXPECT_TRUE(second.contains("solderStream(1)")) << second;
    EXPECT_EQ(piece(), "</body></html>");
    EXPECT_TRUE(is_last_);
    stream_.reset();
    EXPECT_EQ(told, (std::vector<std::string>{"two done", "one done"}));
}

TEST_F(page_stream_test, each_piece_names_the_lazy_parts_that_are_new_with_it) {
    open("/noted");
    ASSERT_TRUE(stream_);
    EXPECT_EQ(between(piece(), " data-parts=\"", "\""), "first");
    EXPECT_EQ(piece(), "");
    time_.advance(5ms);
    EXPECT_EQ(between(piece(), "<script type=\"application/json\"", ">"), " id=\"solder-data-1\" data-parts=\"note\"");
    EXPECT_EQ(piece(), "");
    time_.advance(5ms);
    EXPECT_EQ(between(piece(), "<script type=\"application/json\"", ">"), " id=\"solder-data-2\"");
}

TEST_F(page_stream_test, an_answer_that_the_page_waits_for_is_there_for_its_parts_too) {
    work_ = begin(browser_request("/guarded"), [this](http_response reply) { reply_ = std::move(reply); });
    time_.advance(5ms);
    EXPECT_EQ(reply_.status, 302u);
    EXPECT_EQ(header(reply_, "Location"), "/login");
}

TEST_F(page_stream_test, a_page_that_takes_too_long_ends_without_what_is_missing) {
    open("/never");
    const auto nonce = between(piece(), "<script nonce=\"", "\"");
    for (int beats = 0; beats < 14; ++beats) {
        EXPECT_EQ(piece(), "");
        time_.advance(2'000ms);
        EXPECT_EQ(piece(), "<script nonce=\"" + nonce + "\">solderStream(0)</script>");
    }
    EXPECT_EQ(piece(), "");
    time_.advance(2'000ms);
    EXPECT_EQ(piece(), "</body></html>");
    EXPECT_TRUE(is_last_);
}

TEST_F(page_stream_test, a_client_that_goes_away_ends_the_fetches_of_its_page) {
    open("/");
    (void)piece();
    (void)piece();
    EXPECT_EQ(told, std::vector<std::string>());
    stream_.reset();
    std::ranges::sort(told);
    EXPECT_EQ(told, (std::vector<std::string>{"one given up", "two given up"}));
}

TEST_F(page_stream_test, a_page_without_missing_values_comes_in_one_piece) {
    open("/now");
    ASSERT_FALSE(stream_);
    EXPECT_TRUE(text(reply_).ends_with("</body></html>"));
    EXPECT_FALSE(text(reply_).contains("coming"));
    EXPECT_FALSE(text(reply_).contains(">stream</script>"));
}

TEST_F(page_stream_test, V8_status_and_headers_are_those_of_the_first_piece_and_a_late_redirect_is_a_script) {
    open("/missing");
    EXPECT_EQ(reply_.status, 404u);
    open("/away");
    EXPECT_EQ(reply_.status, 200u);
    const auto nonce = between(piece(), "<script nonce=\"", "\"");
    (void)piece();
    time_.advance(5ms);
    EXPECT_EQ(piece(), "<script nonce=\"" + nonce + "\">location=\"/there?a=\\u003c/script>\"</script></body></html>");
    EXPECT_TRUE(is_last_);
}

TEST_F(page_stream_test, browsers_without_script_are_led_to_whole_pages) {
    open("/?x=1&y");
    const auto way = between(piece(), "<noscript><meta http-equiv=\"refresh\" content=\"0;url=", "\"");
    EXPECT_EQ(way, "/_whole?to=%2F%3Fx%3D1%26y");
    stream_.reset();
    const auto led = get(way);
    EXPECT_EQ(led.status, 302u);
    EXPECT_EQ(header(led, "Location"), "/?x=1&y&solder-whole=1");
    const auto cookie = cookie_pair(led, "solder-whole");
    EXPECT_EQ(cookie, "solder-whole=1");
    const auto back = get(header(led, "Location"), cookie);
    EXPECT_EQ(back.status, 302u);
    EXPECT_EQ(header(back, "Location"), "/?x=1&y");
    open("/", cookie);
    time_.advance(50ms);
    EXPECT_FALSE(stream_);
}

TEST_F(page_stream_test, one_that_keeps_no_cookie_gets_the_page_whole_where_it_is_led) {
    for (auto* place : {"/?x=1&y&solder-whole=1", "/?solder-whole=1"}) {
        const auto page = ask(browser_request(place));
        ASSERT_TRUE(std::holds_alternative<std::string>(page.body)) << place;
        EXPECT_TRUE(text(page).contains("<b>one</b>")) << place;
        EXPECT_FALSE(text(page).contains("<noscript>")) << place;
    }
    EXPECT_EQ(header(get("/_whole?to=%2F"), "Location"), "/?solder-whole=1");
    EXPECT_EQ(header(get("/?solder-whole=1", "solder-whole=1"), "Location"), "/");
    EXPECT_EQ(header(get("/?solder-whole=1&y", "solder-whole=1"), "Location"), "/?y");
}

TEST_F(page_stream_test, that_way_leads_to_this_site_alone) {
    for (auto* to : {"%2F%2Fevil.example%2F", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", "x", "", "%2F%0D%0A"})
        EXPECT_EQ(header(get(std::string("/_whole?to=") + to), "Location"), "/?solder-whole=1") << to;
    EXPECT_EQ(header(get("/_whole?to=%2Fa%23b"), "Location"), "/a?solder-whole=1");
    EXPECT_NE(get("//evil.example/?solder-whole=1", "solder-whole=1").status, 302u);
}

// What comes late may read a cookie, and the head has left by then. A browser that kept the page would also show it to
// itself when it is led to the whole one.
TEST_F(page_stream_test, no_cache_keeps_a_page_in_pieces) {
    for (auto [said, sent] : {std::pair("public, max-age=3600", "private, no-cache"),
                              {"private, max-age=60", "private, no-cache"},
                              {"No-Transform, public", "private, no-cache, no-transform"},
                              {"private, no-store", "no-store"}}) {
        cache_control = said;
        open("/kept");
        ASSERT_TRUE(stream_);
        EXPECT_EQ(headers(reply_, "Cache-Control"), sent) << said;
        EXPECT_EQ(header(reply_, "CDN-Cache-Control"), "(none)");
    }
}

TEST_F(page_stream_test, what_late_content_writes_is_refused_and_the_log_says_so) {
    open("/visit");
    const auto visitor_cookie = cookie_pair(reply_, "visitor");
    EXPECT_NE(visitor_cookie, "");
    open("/writes", visitor_cookie);
    ASSERT_TRUE(stream_);
    told.clear();
    ::testing::internal::CaptureStderr();
    (void)piece();
    (void)piece();
    time_.advance(5ms);
    EXPECT_TRUE(piece().contains("writes"));
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(told, (std::vector<std::string>{"session refused", "cookie refused", "writes done"}));
    for (auto* line : {"The session \"visitor\" was not changed: ", "The session \"visitor\" was not cleared: ",
                       "A cookie cannot be set: the reply is on its way."})
        EXPECT_TRUE(log.contains(line)) << line << log;
}

// Unfinished text among the data of a page would spoil the rest of it.
TEST_F(page_stream_test, a_value_that_is_no_json_is_an_error_in_the_data_of_the_page_and_in_the_log) {
    ::testing::internal::CaptureStderr();
    open("/unfinished");
    const auto log = ::testing::internal::GetCapturedStderr();
    const auto page = text(reply_);
    EXPECT_TRUE(page.contains("<i>{\"a\": [</i>")) << page;
    EXPECT_TRUE(page.contains(R"({"values":{"kept[]":"kept"},"errors":{"unfinished[]":{"kind":"internal",)")) << page;
    EXPECT_TRUE(log.contains("unfinished[]: internal: the value is no JSON: the JSON ends too early")) << log;
}

TEST_F(page_stream_test, headers_that_late_content_sets_are_in_the_log_once_each) {
    ::testing::internal::CaptureStderr();
    open("/headers");
    EXPECT_EQ(header(reply_, "X-Early"), "1");
    ASSERT_TRUE(stream_);
    (void)piece();
    (void)piece();
    time_.advance(5ms);
    EXPECT_TRUE(piece().contains("late"));
    reply_ = {};
    stream_ = {};
    const auto log = ::testing::internal::GetCapturedStderr();
    for (auto* line : {"The header \"X-Late\" was not sent: the reply was on its way.",
                       "The header \"Link\" was not sent: the reply was on its way."}) {
        const auto first = log.find(line);
        EXPECT_NE(first, log.npos) << line << log;
        EXPECT_EQ(log.find(line, first + 1), log.npos) << log;
    }
    EXPECT_FALSE(log.contains("X-Early")) << log;
}

TEST_F(page_stream_test, a_status_that_late_content_says_is_in_the_log_once) {
    const auto log_of = [this](std::string address) {
        ::testing::internal::CaptureStderr();
        open(std::move(address));
        EXPECT_TRUE(stream_);
        (void)piece();
        (void)piece();
        time_.advance(5ms);
        while (!is_last_) EXPECT_NE(piece(), "");
        reply_ = {};
        stream_ = {};
        is_last_ = false;
        return ::testing::internal::GetCapturedStderr();
    };
    const auto late = [](std::string_view address, std::string_view status) {
        return "error id in " + std::string(address) + ": internal: The status " + std::string(status) +
               " was not sent: the reply was on its way.\n";
    };
    const auto without_id = [](std::string log) { return log.size() > 18 ? log.replace(6, 12, "id") : log; };
    EXPECT_EQ(without_id(log_of("/late-missing")), late("/late-missing", "404"));  // `HttpStatus`
    EXPECT_EQ(without_id(log_of("/late-gone")), late("/late-gone", "410"));        // `use_request()->status`
    EXPECT_EQ(log_of("/missing-twice"), "");                                       // the one that was sent
}

TEST_F(page_stream_test, a_late_redirect_that_loses_its_cookies_is_in_the_log) {
    open("/leaves");
    (void)piece();
    ::testing::internal::CaptureStderr();
    (void)piece();
    time_.advance(5ms);
    EXPECT_TRUE(piece().contains("location="));
    EXPECT_TRUE(::testing::internal::GetCapturedStderr().contains(" in /leaves: internal: a late redirect"));
}

TEST_F(page_stream_test, what_is_no_browser_gets_the_page_whole) {
    const auto reply = get("/");
    EXPECT_EQ(between(text(reply), "<div id=\"solder-app\">", "</div>"),
              "<main><!--[--><b>one</b><!--]--><!--[--><b>two</b><!--]--></main>");
}

TEST_F(page_stream_test, the_policy_has_a_nonce_of_its_own_for_each_page) {
    open("/now");
    const auto policy = header(reply_, "Content-Security-Policy");
    const auto nonce = between(policy, "'nonce-", "'");
    EXPECT_GE(nonce.size(), 22u);
    EXPECT_TRUE(text(reply_).contains("<script type=\"module\" src=\""));
    EXPECT_TRUE(text(reply_).contains(" nonce=\"" + nonce + "\"></script>"));
    open("/now");
    EXPECT_NE(header(reply_, "Content-Security-Policy"), policy);
}

}  // namespace
}  // namespace solder::test

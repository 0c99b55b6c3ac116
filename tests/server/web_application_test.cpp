#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sodium.h>
#include <solder/core/environment.hpp>
#include <solder/html.hpp>
#include <solder/query.hpp>
#include <solder/server.hpp>

namespace solder {
namespace {

using std::chrono_literals::operator""ms;

struct note_form {
    std::string text;
};

constexpr server_function<"notes.count", std::int64_t(std::int64_t)> count_notes;
constexpr server_function<"notes.slow", std::string()> slow_note;
constexpr server_function<"notes.broken", std::string()> broken_note;
constexpr server_function<"notes.who", std::string()> who_asks;
constexpr server_function<"notes.add", void(std::int64_t, note_form), writes> add_note_body;
constexpr server_function<"notes.leave", void(), writes> leave_body;

const auto get_count = query("count", count_notes);
const auto get_slow = query("slow", slow_note);
const auto add_note = action("addNote", add_note_body);

view Page() {
    auto count = create_async([] { return get_count(7); });
    auto slow = create_async([] { return get_slow(); });
    auto adding = use_submission(add_note);
    return html(
        "{}<p>{}</p><b>{}</b><i>{}</i>", Title("Notes"), [=] { return count() ? *count() : 0; },
        [=] { return slow() ? *slow() : ""; },
        [=] { return adding.error() ? adding.error()->message + "/" + std::get<1>(*adding.input()).text : ""; });
}
view Broken() {
    auto value = create_async([] { return broken_note(); });
    return html("<p>{}</p>", [=] { return value() ? *value() : ""; });
}
view App() {
    static const route_table routes{Route("/", Page), Route("/broken", Broken)};
    return Router({.routes = routes});
}

response leaving() { return redirect("/elsewhere", {.revalidate = {{get_count.key()}}}); }

void define_once() {
    static const bool done = [] {
        count_notes.define([](std::int64_t of) -> result<std::int64_t> {
            if (of < 0) return fail(invalid("a negative number"));
            return of * 2;
        });
        slow_note.define([]() -> task<std::string> {
            co_await sleep_for(10ms);
            co_return std::string("</script><b>slow</b>");
        });
        broken_note.define([]() -> result<std::string> { return fail("the password is 1234"); });
        who_asks.define([]() -> task<std::string> {
            co_await sleep_for(10ms);
            use_request()->headers.append("Set-Cookie", "seen=1");
            co_return std::string(find_cookie(use_request()->request, "who").value_or("nobody"));
        });
        add_note_body.define([](std::int64_t, const note_form& form) -> result<void> {
            if (form.text.empty()) return fail(invalid("Write something."));
            return {};
        });
        leave_body.define([]() -> result<void> { return fail(leaving()); });
        return sodium_init() >= 0;
    }();
    (void)done;
}

class web_application_test : public ::testing::Test {
protected:
    web_application_test() { define_once(); }
    ~web_application_test() override { detail::graph::current().renders_once = false; }

    /// The answer, after everything slow has had its time.
    http_response ask(http_request request) {
        std::optional<http_response> seen;
        auto [path, query] = split_target(request.target);
        request.path = path;
        request.query = query;
        auto work = app_.handle(std::move(request), [&](http_response reply) { seen = std::move(reply); });
        time_.advance(50ms);
        return seen ? std::move(*seen) : http_response{.status = 0};
    }
    http_response get(std::string target, std::string cookie = {}) {
        http_request request{.target = std::move(target)};
        if (!cookie.empty()) request.headers.set("Cookie", cookie);
        return ask(std::move(request));
    }
    http_response post(std::string target, std::string type, std::string body, std::string origin = "http://here") {
        http_request request{.method = http_method::post, .target = std::move(target), .body = std::move(body)};
        request.headers.set("Host", "here");
        request.headers.set("Origin", origin);
        request.headers.set("Referer", "http://here/?a=b");
        request.headers.set("Content-Type", type);
        return ask(std::move(request));
    }
    static std::string text(const http_response& reply) { return std::get<std::string>(reply.body); }
    static std::string header(const http_response& reply, std::string_view name) {
        return std::string(reply.headers.find(name).value_or("(none)"));
    }

    manual_environment time_;
    web_application app_{{.root = App, .title = "App"}, static_files()};
};

TEST_F(web_application_test, a_page_waits_for_its_data) {
    auto reply = get("/");
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(header(reply, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(header(reply, "X-Content-Type-Options"), "nosniff");
    auto page = text(reply);
    EXPECT_TRUE(page.contains("<title>Notes</title>"));
    EXPECT_TRUE(page.contains("<p>14</p>") || page.contains("<p><!--[-->14<!--]--></p>")) << page;
    EXPECT_TRUE(page.contains("&lt;/script&gt;&lt;b&gt;slow&lt;/b&gt;")) << page;
}

TEST_F(web_application_test, shipped_data_cannot_end_its_script) {
    static_files files;
    auto place = std::filesystem::temp_directory_path() / "solder_web_application_test";
    std::filesystem::create_directories(place);
    for (auto* name : {"solder.js", "app.wasm"}) std::ofstream(place / name) << "x";
    auto loaded = static_files::load(place);
    ASSERT_TRUE(loaded);
    app_ = web_application({.root = App, .title = "App"}, std::move(*loaded));
    auto page = text(get("/"));
    auto start = page.find("id=\"solder-data\">");
    auto end = page.find("</script>", start);
    ASSERT_NE(start, std::string::npos);
    auto data = page.substr(start + 17, end - start - 17);
    EXPECT_EQ(data, R"({"values":{"count[7]":14,"slow[]":"\u003c/script>\u003cb>slow\u003c/b>"},"errors":{}})");
    std::filesystem::remove_all(place);
}

TEST(content_security_policy, may_be_written_in_several_lines) {
    manual_environment time;
    const web_application app({.root = [] { return html("<p></p>"); }}, static_files(),
                              {.content_security_policy = "script-src 'self';\r\nobject-src 'none'\n"});
    std::string policy;
    auto work = app.handle({.target = "/", .path = "/"}, [&](http_response reply) {
        policy = reply.headers.find("Content-Security-Policy").value_or("(none)");
    });
    time.run();
    EXPECT_EQ(policy, "script-src 'self';  object-src 'none'");
}

// The limit of 1 MiB is one for what others send.
TEST(application_scripts, stand_in_the_head_with_the_nonce_of_their_page) {
    manual_environment time;
    const web_application app({.root = [] { return html("<my-map></my-map>"); }, .scripts = {"a.js", "b&.js"}},
                              static_files(), {.content_security_policy = "script-src 'nonce-{nonce}'"});
    std::string page, policy;
    auto work = app.handle({.target = "/", .path = "/"}, [&](http_response reply) {
        page = std::get<std::string>(reply.body);
        policy = reply.headers.find("Content-Security-Policy").value();
    });
    time.run();
    const auto nonce = policy.substr(18, policy.size() - 19);
    EXPECT_TRUE(page.contains("<script type=\"module\" src=\"/a.js\" nonce=\"" + nonce +
                              "\"></script><script type=\"module\" src=\"/b&amp;.js\" nonce=\"" + nonce +
                              "\"></script></head>"))
        << page;
}

TEST(own_server_limits, let_a_page_read_what_its_server_said) {
    const std::string large(2'000'000, 'x');
    shipped_data sent, arrived;
    sent.record("large[]", to_json(large));
    sent.record("wrong[]", fail(invalid("No.")));
    sent.set_flash({"/_server?id=x", "[]", {{"name", "n"}}, {}, raw_json("1")});
    arrived.add_from_json(sent.to_script_json());
    EXPECT_TRUE(arrived.take_flash());
    EXPECT_EQ(arrived.take("wrong[]")->error().message, "No.");
    const auto taken = arrived.take("large[]");
    ASSERT_TRUE(taken && *taken);
    const auto decoded = detail::decode_value<std::string>(**taken);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(*static_cast<const std::string*>(decoded->get()), large);
    EXPECT_FALSE(from_json<std::string>(to_json(large))) << "others are not so welcome";
    EXPECT_FALSE(detail::decode_value<raw_json>(std::string(65, '[') + std::string(65, ']'))) << "depth is as always";
}

TEST_F(web_application_test, an_unknown_path_is_404) { EXPECT_EQ(get("/nowhere").status, 404u); }

TEST_F(web_application_test, a_private_error_never_reaches_the_page) {
    auto reply = get("/broken");
    EXPECT_EQ(reply.status, 500u);
    EXPECT_FALSE(text(reply).contains("1234"));
    auto call = get("/_server?id=notes.broken");
    EXPECT_EQ(call.status, 500u);
    EXPECT_FALSE(text(call).contains("1234"));
}

TEST_F(web_application_test, a_call_is_marked_as_ours) {
    auto reply = get("/_server?id=notes.count&args=%5B21%5D");
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(text(reply), "42");
    EXPECT_EQ(header(reply, "x-solder-outcome"), "value");
    EXPECT_EQ(header(reply, "x-solder-bytes"), "2");
    EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
}

TEST_F(web_application_test, a_public_error_travels_with_its_status) {
    auto reply = get("/_server?id=notes.count&args=%5B-1%5D");
    EXPECT_EQ(reply.status, 422u);
    EXPECT_EQ(text(reply), R"({"kind":"invalid","message":"a negative number"})");
}

TEST_F(web_application_test, calls_that_do_not_fit_are_refused) {
    EXPECT_EQ(get("/_server?id=notes.nothing").status, 404u);
    EXPECT_EQ(get("/_server").status, 404u);
    EXPECT_EQ(get("/_server?id=notes.count&args=%5B%22x%22%5D").status, 400u);
    EXPECT_EQ(get("/_server?id=notes.count&args=%5B").status, 400u);
    EXPECT_EQ(get("/_server?id=notes.add").status, 405u);
    EXPECT_EQ(post("/_server?id=notes.count", "application/json", "[1]").status, 405u);
    EXPECT_EQ(post("/_server?id=notes.add", "text/plain", "[1]").status, 415u);
    EXPECT_EQ(post("/", "text/plain", "").status, 405u);
}

TEST_F(web_application_test, writes_from_other_sites_are_refused) {
    EXPECT_EQ(post("/_server?id=notes.add", "application/json", R"([1,{"text":"x"}])", "http://there").status, 403u);
    EXPECT_EQ(post("/_server?id=notes.add", "application/json", R"([1,{"text":"x"}])").status, 200u);
    http_request request{.method = http_method::post, .target = "/_server?id=notes.add", .body = "[]"};
    request.headers.set("Sec-Fetch-Site", "same-site");
    EXPECT_EQ(ask(std::move(request)).status, 403u);
}

TEST_F(web_application_test, a_page_of_another_build_is_told_so_by_name) {
    http_request request{.target = "/_server?id=notes.count&args=%5B1%5D"};
    request.headers.set("x-solder-build", "older");
    auto reply = ask(std::move(request));
    EXPECT_EQ(reply.status, 409u);
    EXPECT_TRUE(text(reply).contains("foreign_build"));
}

TEST_F(web_application_test, a_redirect_of_a_write_is_an_answer) {
    auto reply = post("/_server?id=notes.leave", "application/json", "[]");
    EXPECT_EQ(reply.status, 200u);
    EXPECT_EQ(header(reply, "x-solder-outcome"), "answer");
    EXPECT_EQ(header(reply, "x-solder-location"), "/elsewhere");
    EXPECT_EQ(header(reply, "x-revalidate"), "count");
    auto form = post("/_server?id=notes.leave", "application/x-www-form-urlencoded", "");
    EXPECT_EQ(form.status, 302u);
    EXPECT_EQ(header(form, "Location"), "/elsewhere");
}

TEST_F(web_application_test, a_refused_form_comes_back_with_its_message_and_input) {
    auto reply = post("/_server?id=notes.add&args=%5B1%5D", "application/x-www-form-urlencoded", "text=");
    EXPECT_EQ(reply.status, 302u);
    EXPECT_EQ(header(reply, "Location"), "/?a=b");
    auto cookie = header(reply, "Set-Cookie");
    EXPECT_TRUE(cookie.contains("HttpOnly; SameSite=Lax"));
    auto page = get("/", cookie.substr(0, cookie.find(';')));
    EXPECT_TRUE(text(page).contains("Write something./")) << text(page);
    EXPECT_TRUE(header(page, "Set-Cookie").contains("Max-Age=0"));
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
}

TEST_F(web_application_test, a_form_that_went_through_leaves_nothing) {
    auto reply = post("/_server?id=notes.add&args=%5B1%5D", "application/x-www-form-urlencoded", "text=x");
    EXPECT_EQ(reply.status, 302u);
    EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
}

TEST_F(web_application_test, a_flash_cookie_that_nobody_of_us_wrote_is_ignored) {
    for (auto* cookie : {"solder-flash=", "solder-flash=%7B", "solder-flash=%ff", "solder-flash=[]",
                         "solder-flash=%7B%22url%22%3A1%7D"})
        EXPECT_EQ(get("/", cookie).status, 200u) << cookie;
}

TEST_F(web_application_test, two_requests_at_once_see_their_own_cookies) {
    std::vector<std::string> seen;
    auto begin = [&](const char* who) {
        http_request request{.target = "/_server?id=notes.who", .path = "/_server", .query = "id=notes.who"};
        request.headers.set("Cookie", std::string("who=") + who);
        return app_.handle(std::move(request), [&](http_response reply) {
            seen.push_back(std::get<std::string>(reply.body) + header(reply, "Set-Cookie"));
        });
    };
    auto first = begin("ann");
    auto second = begin("ben");
    time_.advance(10ms);
    EXPECT_EQ(seen, (std::vector<std::string>{"\"ann\"seen=1", "\"ben\"seen=1"}));
}

TEST_F(web_application_test, a_request_given_up_stops_its_work) {
    bool replied = false;
    auto work = app_.handle({.target = "/", .path = "/"}, [&](http_response) { replied = true; });
    work.reset();
    time_.advance(50ms);
    EXPECT_FALSE(replied);
}

}  // namespace
}  // namespace solder

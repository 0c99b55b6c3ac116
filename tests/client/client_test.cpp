#include "../../src/client/fetch_transport.hpp"
#include "../../src/client/plain_navigator.hpp"
#include "../html/fake_document.hpp"
#include <cstring>
#include <gtest/gtest.h>
#include <solder/client/host.hpp>
#include <solder/html/page_router.hpp>
#include <solder/solder.hpp>

namespace {

/// The host of a page in a native test: what the page asked for, and a document to show it in.
struct fake_host {
    solder::testing::fake_document document;
    struct request {
        std::uint32_t id;
        std::string line;  // "GET /url body"
        std::string headers;
        bool is_repeated;
    };
    std::vector<request> requests;
    std::vector<std::uint32_t> aborted;
    std::vector<std::string> history;
    std::vector<std::uint32_t> timers;
    std::vector<std::string> submitted;
    std::vector<std::uint32_t> dropped;  // files
    std::vector<std::string> parts;      // asked for
    std::string left_for;
    std::string logged;
    double now = 1000;

    explicit fake_host(std::string_view html) : document(html) {}
};
fake_host* host = nullptr;

std::string text(const char* start, std::uint32_t bytes) { return bytes ? std::string(start, bytes) : std::string(); }

std::uint32_t give(std::string_view written) {
    std::memcpy(solder_room(static_cast<std::uint32_t>(written.size())), written.data(), written.size());
    return static_cast<std::uint32_t>(written.size());
}

}  // namespace

extern "C" {
void solder_host_flush(const std::uint32_t* words, std::uint32_t count, const char* start, std::uint32_t bytes) {
    host->document.apply({words, count}, {start, bytes});
}
std::uint32_t solder_host_claim_mark(std::uint32_t hole, std::uint32_t kind) {
    return host->document.claim_mark(hole, static_cast<char>(kind));
}
double solder_host_now() { return host->now; }
void solder_host_timer(std::uint32_t id, double) { host->timers.push_back(id); }
void solder_host_fetch(std::uint32_t id, const char* method, std::uint32_t method_bytes, const char* url,
                       std::uint32_t url_bytes, const char* headers, std::uint32_t header_bytes, const char* body,
                       std::uint32_t body_bytes, std::uint32_t is_repeated) {
    host->requests.push_back({id,
                              text(method, method_bytes) + " " + text(url, url_bytes) + " " + text(body, body_bytes),
                              text(headers, header_bytes), is_repeated != 0});
}
void solder_host_abort(std::uint32_t id) { host->aborted.push_back(id); }
void solder_host_drop_file(std::uint32_t number) { host->dropped.push_back(number); }
void solder_host_write_history(const char* url, std::uint32_t bytes, const char* state, std::uint32_t state_bytes,
                               std::uint32_t replace) {
    host->history.push_back((replace ? "replace " : "push ") + text(url, bytes) +
                            (state_bytes ? " " + text(state, state_bytes) : ""));
}
std::uint32_t solder_host_read_place(char* to, std::uint32_t room) {
    constexpr std::string_view place("https://here.test\0/\0", 20);
    if (place.size() <= room) place.copy(to, place.size());
    return static_cast<std::uint32_t>(place.size());
}
std::uint32_t solder_host_read_build(char* to, std::uint32_t room) {
    if (room >= 2) std::memcpy(to, "b1", 2);
    return 2;
}
void solder_host_go(std::int32_t delta) { host->history.push_back("go " + std::to_string(delta)); }
void solder_host_arrived(std::uint32_t how) { host->history.push_back("arrived " + std::to_string(how)); }
std::uint32_t solder_host_load_part(const char* name, std::uint32_t bytes) {
    host->parts.push_back(text(name, bytes));
    return 0;
}
void solder_host_scroll(const char* hash, std::uint32_t bytes, std::uint32_t top) {
    host->history.push_back("scroll " + text(hash, bytes) + (top ? " top" : ""));
}
void solder_host_load_page(const char* url, std::uint32_t bytes) { host->left_for = text(url, bytes); }
void solder_host_submitted(std::uint32_t number, std::uint32_t done) {
    host->submitted.push_back(std::to_string(number) + (done ? " done" : " failed"));
}
void solder_host_log(std::uint32_t, const char* start, std::uint32_t bytes) { host->logged += text(start, bytes); }
}

namespace solder {
namespace {

constexpr server_function<"client.greet", std::string(std::string)> greet;
constexpr server_function<"client.save", void(std::int64_t), writes> save_body;
struct picture_form {
    std::string title;
    std::vector<uploaded_file> pictures;
};
constexpr server_function<"client.picture", std::string(std::int64_t, picture_form), writes> add_picture_body;
const auto get_greeting = query("greeting", greet, {.refetch_on = {.focus = true, .reconnect = true}});
const auto save = action("save", save_body);
const auto add_picture = action("addPicture", add_picture_body);

std::string clicked;  // value and key of the last click
view Home() {
    auto greeting = create_async([] { return get_greeting("you"); });
    return html(
        "<p>{}</p><button onclick={}></button><form method=\"post\" action={}></form>",
        ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                      [=] { return html("<b>{}</b>", [=] { return greeting() ? *greeting() : ""; }); }),
        [](event& e) {
            clicked = std::string(e.value) + "|" + std::string(e.key);
            revalidate(get_greeting.key());
        },
        save.with(4));
}
view Other() { return html("<h1>Other</h1>"); }
int preloads = 0;
signal<bool>& has_router() {
    static signal<bool> only(true);
    return only;
}
view Lazy() { return html("<h2>Lazy</h2>"); }
view App() {
    static const route_table routes{
        Route("/", Home),
        {.path = "/other", .component = Other, .preload = [](const preload_event&) { ++preloads; }},
        Route("/lazy", lazy<"extra", Lazy>())};
    return Show(has_router(), [] {
        return Router({.root = [](const outlet& page) { return html("<main>{}</main>", page); }, .routes = routes});
    });
}

std::string reply_headers(std::string_view outcome, std::size_t bytes) {
    return "x-solder-build: b1\nx-solder-outcome: " + std::string(outcome) +
           "\nx-solder-bytes: " + std::to_string(bytes) + "\n";
}
void reply_to(std::size_t request, std::uint32_t status, std::string_view outcome, std::string body) {
    auto bytes = give(reply_headers(outcome, body.size()) + '\0' + body);
    solder_fetched(host->requests.at(request).id, status, bytes);
}

constexpr std::string_view home =
    "<main><p><b>hello</b></p><button></button><form method=\"post\" "
    "action=\"/_server?id=client.save&amp;args=%5B4%5D\"></form></main>";

using words = std::vector<std::string>;

void next_turns() {
    while (!host->timers.empty())
        for (auto timer : std::exchange(host->timers, {})) solder_timer(timer);
}

/// A page without guards is at "/": what it is told of links, forms and moves in the history.
void check_links() {
    using namespace std::string_literals;
    host->history.clear();
    auto follow = [](const std::string& link, std::uint32_t flags) {
        auto answer = solder_link(give(link), flags);
        next_turns();
        return answer;
    };
    EXPECT_EQ(follow("/other#l%C3%A0\0{\"n\":9007199254740993}"s, 3), 1u) << "replace, noscroll";
    EXPECT_EQ(page_router()->state(), "{\"n\":9007199254740993}");
    solder_location_changed(give("/?x\0[1]"s), -1);
    EXPECT_EQ(page_router()->pathname() + page_router()->search() + page_router()->state(), "/?x[1]");
    page_router()->go(-2);
    EXPECT_EQ(host->history, (words{"replace /other#l%C3%A0 {\"n\":9007199254740993}", "scroll l\u00e0", "arrived 2",
                                    "arrived 3", "go -2"}));

    preloads = 0;
    solder_preload(give("/other"), 1);
    EXPECT_EQ(preloads, 1);
    page_router()->links.explicit_only = true;
    EXPECT_EQ(follow("/other\0"s, 0), 0u);
    solder_preload(give("/other"), 1);
    EXPECT_EQ(preloads, 1) << "not marked";
    solder_preload(give("/other"), 5);
    EXPECT_EQ(preloads, 2);
    page_router()->links.preload = false;
    solder_preload(give("/other"), 5);
    EXPECT_EQ(preloads, 2);
    EXPECT_EQ(follow("/other\0"s, 4), 1u);
}

void check_other_methods() {
    using namespace std::string_literals;
    auto logged_for = [](const std::string& form) {
        host->logged.clear();
        const auto requests = host->requests.size();
        const bool is_taken = solder_submit(give(form)) != 0;
        EXPECT_EQ(is_taken, !host->logged.empty()) << "told of is not sent: " << form;
        EXPECT_EQ(host->requests.size(), requests) << form;
        return host->logged;
    };
    const std::string words = "Only POST forms are supported for Actions";
    EXPECT_EQ(logged_for("/_server?id=client.save\0get\0\0\0"s), words);
    EXPECT_EQ(logged_for("/_server\0get\0\0\0"s), words);
    EXPECT_EQ(logged_for("https://action/anything\0get\0\0\0"s), words);
    for (auto* other : {"/_serverless?id=client.save", "/_server/x", "/", "https://actions/save", "/x/_server"}) {
        EXPECT_EQ(logged_for(other + "\0get\0\0\0"s), "") << other;
        EXPECT_EQ(logged_for(other + "\0post\0\0\0"s), "") << other;
    }
    EXPECT_EQ(logged_for("https://action/unknown\0post\0\0\0"s), "") << "left to the browser";
}

void check_without_router() {
    using namespace std::string_literals;
    has_router().set(false);
    next_turns();
    solder_occasion(0);
    EXPECT_EQ(host->document.html(), "");
    const auto requests = host->requests.size();
    host->history.clear();
    preloads = 0;
    EXPECT_EQ(solder_link(give("/other\0"s), 4), 0u);
    solder_preload(give("/other"), 5);
    solder_location_changed(give("/\0"s), -1);
    EXPECT_EQ(solder_leaving(), 0u);
    next_turns();
    EXPECT_EQ(host->document.html(), "");
    EXPECT_EQ(host->history, words());
    EXPECT_EQ(host->requests.size(), requests);
    EXPECT_EQ(preloads, 0);
}

/// One page per process, so one test tells the whole story of a page.
// L5, L7, L10, L11, L14, L15, T5, T6, T7, T17
TEST(client, a_page_lives_from_start_to_redirect) {
    fake_host here(home);
    host = &here;
    using namespace std::string_literals;
    solder_start(give("{\"values\":{\"greeting[\\\"you\\\"]\":\"hello\"},\"errors\":{}}"s));
    EXPECT_TRUE(here.document.is_ready());
    EXPECT_EQ(here.document.mismatches(), std::vector<std::string>());
    EXPECT_EQ(here.document.elements_created(), 0u);
    EXPECT_EQ(here.requests.size(), 0u) << "the data came with the page";

    auto click = [&] {
        for (auto handler : here.document.handler_of(here.document.find("button"), "click"))
            solder_event(handler, give("a\0b\0Enter"s), 0);
    };
    click();
    EXPECT_EQ(clicked, "a\0b|Enter"s);
    ASSERT_EQ(here.requests.size(), 1u);
    EXPECT_EQ(here.requests[0].line, "GET /_server?id=client.greet&args=%5B%22you%22%5D ");
    EXPECT_EQ(here.requests[0].headers, "x-solder-build: b1\n");
    EXPECT_TRUE(here.requests[0].is_repeated) << "an answer came with the page";
    reply_to(0, 200, "value", "\"changed\"");
    EXPECT_TRUE(here.document.html().starts_with("<main><p><b>changed</b>"));

    click();
    solder_fetched(here.requests.at(1).id, 0, give("\0"s));  // the server is away
    EXPECT_TRUE(here.document.html().starts_with("<main><p><i>The server cannot be reached.</i>"));
    click();
    reply_to(2, 200, "value", "\"back\"");
    EXPECT_TRUE(here.document.html().starts_with("<main><p><b>back</b>"));

    constexpr std::uint32_t is_back = 0, is_online = 1;
    solder_occasion(is_back);
    solder_occasion(is_online);
    EXPECT_EQ(here.requests.size(), 3u) << "the greeting is fresh";

    EXPECT_EQ(solder_link(give("/nowhere\0"s), 0), 0u);
    EXPECT_EQ(solder_link(give("/other?x=1\0"s), 0), 1u);
    next_turns();
    EXPECT_EQ(here.history, (std::vector<std::string>{"push /other?x=1", "scroll  top", "arrived 2"}));
    EXPECT_EQ(here.document.html(), "<main><h1>Other</h1></main>");
    solder_location_changed(give("/\0"s), -1);
    EXPECT_TRUE(here.document.html().starts_with("<main><p><b>back</b>"));

    auto submit = [&] {
        return solder_submit(
            give("/_server?id=client.save&args=%5B4%5D\0post\0application/x-www-form-urlencoded\0\0"s));
    };
    EXPECT_EQ(solder_submit(give("/elsewhere\0post\0\0\0"s)), 0u);
    auto number = submit();
    EXPECT_GT(number, 0u);
    EXPECT_EQ(here.requests.at(3).line, "POST /_server?id=client.save [4]");
    EXPECT_EQ(here.requests.at(3).headers,
              "x-solder-build: b1\ncontent-type: application/json\nx-solder-single-flight: /\n");
    reply_to(3, 200, "value", "null");
    EXPECT_EQ(here.requests.at(4).line, "GET /_server?id=client.greet&args=%5B%22you%22%5D ");
    reply_to(4, 200, "value", "\"saved\"");
    next_turns();
    EXPECT_EQ(here.submitted, std::vector<std::string>{std::to_string(number) + " done"});

    number = submit();
    auto brought = R"({"value":null,"answers":{"greeting[\"you\"]":"came along"}})"s;
    auto marks = reply_headers("value", brought.size()) + "x-solder-single-flight: true\n";
    solder_fetched(here.requests.at(5).id, 200, give(marks + '\0' + brought));
    next_turns();
    EXPECT_TRUE(here.document.html().starts_with("<main><p><b>came along</b>"));
    EXPECT_EQ(here.requests.size(), 6u) << "one round trip";

    number = submit();
    auto answer = reply_headers("answer", 0) + "x-solder-location: /other\nx-revalidate: \n";
    solder_fetched(here.requests.at(6).id, 200, give(answer + '\0'));
    next_turns();
    EXPECT_EQ(here.document.html(), "<main><h1>Other</h1></main>");
    EXPECT_EQ(here.requests.size(), 7u) << "the answer names nothing to read again";

    // A lazy part: the first try meets no server, the second is for a page that is not shown yet.
    solder_preload(give("/lazy"), 0);
    EXPECT_EQ(here.parts, std::vector<std::string>{"extra"});
    solder_part_loaded(give("extra"), 0);
    next_turns();
    solder_link(give("/lazy\0"s), 0);
    next_turns();
    EXPECT_EQ(here.parts, (std::vector<std::string>{"extra", "extra"}));
    EXPECT_EQ(here.document.html(), "<main><h1>Other</h1></main>");
    solder_part_loaded(give("extra"), 200);
    EXPECT_EQ(here.document.html(), "<main><h2>Lazy</h2></main>");
    solder_link(give("/other\0"s), 0);
    next_turns();
    EXPECT_EQ(here.logged, "");

    // A form with files: they stay with the host, under their numbers.
    EXPECT_EQ(solder_submit(give("/elsewhere\0post\0multipart/form-data\0f=6&a.txt=text%2Fplain&=3\0"s)), 0u);
    EXPECT_EQ(here.dropped, std::vector<std::uint32_t>{6});
    number =
        solder_submit(give("/_server?id=client.picture&args=%5B4%5D\0post\0multipart/form-data\0"
                           "pictures=7&cat.png=image%2Fpng&=1000&pictures=8&large=&=5000000000\0title=Cat"s));
    const std::string posted =
        R"(POST /_server?id=client.picture&args=%5B4%5D [["title","Cat"],["pictures",7],["pictures",8]])";
    EXPECT_EQ(here.requests.at(7).line, posted);
    EXPECT_EQ(here.requests.at(7).headers, "x-solder-build: b1\nx-solder-single-flight: /other\n");
    reply_to(7, 413, "error", R"({"kind":"invalid","message":"too large"})");
    next_turns();
    EXPECT_EQ(here.submitted.back(), std::to_string(number) + " failed");

    {
        scoped_root reader;
        auto adding = reader.run([] { return use_submission(add_picture); });
        EXPECT_EQ(adding.error()->message, "too large");
        EXPECT_EQ(here.logged, "") << "a failure belongs to the submission";
        const auto& pictures = std::get<1>(*adding.input()).pictures;
        EXPECT_EQ(pictures[0].name + " " + pictures[0].type, "cat.png image/png");
        EXPECT_EQ(pictures[1].size, 5'000'000'000u);
        detach([](auto retried) -> task<void> { co_await std::move(retried); }(adding.retry()));
        EXPECT_EQ(here.requests.at(8).line, posted) << "a retry posts the same files";
        reply_to(8, 200, "value", "\"stored\"");
        next_turns();
        EXPECT_EQ(*adding.result(), "stored");
        EXPECT_EQ(here.dropped, std::vector<std::uint32_t>{6});
        adding.clear();
    }
    EXPECT_EQ(here.dropped, (std::vector<std::uint32_t>{6, 7, 8})) << "nobody can send them any more";

    here.now += 6'000;
    solder_occasion(is_back);
    EXPECT_EQ(here.requests.size(), 9u) << "nobody uses the greeting";
    solder_location_changed(give("/\0"s), 0);
    EXPECT_EQ(here.requests.size(), 10u);
    reply_to(9, 200, "value", "\"hello again\"");
    for (auto [which, message] : {std::pair(is_back, "looked at again"), std::pair(is_online, "online again")}) {
        here.now += 6'000;
        solder_occasion(which);
        reply_to(here.requests.size() - 1, 200, "value", '"' + std::string(message) + '"');
        EXPECT_TRUE(here.document.html().starts_with("<main><p><b>" + std::string(message))) << message;
    }
    EXPECT_EQ(here.requests.size(), 12u);

    check_links();
    check_other_methods();
    check_without_router();
}

result<std::string> read(unsigned status, std::string headers, std::string body) {
    return detail::read_reply({status, std::move(headers), std::move(body)});
}

TEST(plain_navigator, has_the_browser_load_what_is_another_place) {
    fake_host of_this_test("");
    auto* before = std::exchange(host, &of_this_test);
    detail::plain_navigator to;
    const auto loaded = [&](const char* location) {
        host->left_for.clear();
        to.go_to(location, false);
        return host->left_for;
    };
    EXPECT_EQ(loaded("/done?x=1#y"), "/done?x=1#y");
    EXPECT_EQ(loaded("https://here.test/done"), "/done");
    EXPECT_EQ(loaded("https://there.test/done"), "https://there.test/done");
    for (auto* none : {"/", "https://here.test/", "", "javascript:alert(1)", "/\\there.test"})
        EXPECT_EQ(loaded(none), "") << none;
    EXPECT_EQ(to.origin(), "https://here.test");
    EXPECT_EQ(to.single_flight_page(), "/");
    host = before;
}

TEST(read_reply, takes_only_what_is_marked_as_ours_and_whole) {
    EXPECT_EQ(*read(200, reply_headers("value", 2), "42"), "42");
    EXPECT_EQ(read(200, reply_headers("value", 3), "42").error().kind, error_kind::bad_reply);
    EXPECT_EQ(read(200, "content-type: text/html\n", "<html>").error().kind, error_kind::bad_reply);
    EXPECT_EQ(read(413, reply_headers("value", 3), "42").error().kind, error_kind::bad_reply);
    EXPECT_EQ(read(0, "", "").error().kind, error_kind::unreachable);
    EXPECT_EQ(read(500, reply_headers("error", 1), "{").error().kind, error_kind::bad_reply);
}

// A proxy says so, of a server that is being started anew: a read is worth another try, a write may have been done.
TEST(read_reply, that_a_proxy_did_not_get_is_as_one_that_did_not_come) {
    for (const unsigned status : {502u, 503u, 504u}) {
        EXPECT_EQ(read(status, "content-type: text/html\n", "<h1>Bad Gateway</h1>").error().kind,
                  error_kind::unreachable);
        EXPECT_EQ(read(status, reply_headers("error", 1), "{").error().kind, error_kind::bad_reply);
    }
}

// The listener and proxies refuse it before anything of ours runs: a write was certainly not done.
TEST(read_reply, knows_a_refusal_of_what_is_too_large_from_a_lost_reply) {
    for (const unsigned status : {413u, 414u, 431u}) {
        const auto refused = read(status, "content-type: text/plain\n", "too large").error();
        EXPECT_EQ(refused.kind, error_kind::invalid);
        EXPECT_EQ(refused.message, "This is more than the server takes at once.");
        EXPECT_TRUE(refused.is_public);
    }
}

// A24: the value of its own and the answers to queries are told apart.
TEST(read_reply, takes_what_came_along_out_of_the_body) {
    auto flight = [](std::string_view outcome, const std::string& body) {
        return read(200, reply_headers(outcome, body.size()) + "x-solder-single-flight: true\n", body);
    };
    auto value = flight("value", R"({"value":[1],"answers":{"a[]":2}})").error().response;
    EXPECT_EQ(value->body, "[1]");
    EXPECT_EQ(value->answers, R"({"a[]":2})");
    auto answer = flight("answer", R"({"answers":{"a[]":2}})").error().response;
    EXPECT_EQ(answer->body, "");
    EXPECT_EQ(answer->answers, R"({"a[]":2})");
    EXPECT_EQ(flight("value", "[1]").error().kind, error_kind::bad_reply);
    const auto large = '"' + std::string(2'000'000, 'x') + '"';
    EXPECT_EQ(flight("value", "{\"value\":" + large + ",\"answers\":{}}").error().response->body, large);
}

TEST(read_reply, gives_the_error_that_the_server_tells) {
    std::string body = R"({"kind":"not_found","message":"gone"})";
    auto e = read(404, reply_headers("error", body.size()), body).error();
    EXPECT_EQ(e.kind, error_kind::not_found);
    EXPECT_EQ(e.message, "gone");
}

}  // namespace
}  // namespace solder

solder::application solder::make_application() { return {.root = solder::App}; }

// Requests of two visitors on one thread, in every order in which their steps can mix.
#include "web_fixture.hpp"
#include <bit>
#include <regex>
#include <solder/core/await_callback.hpp>
#include <solder/wire/reply.hpp>
#include <span>

namespace solder::test {
namespace {

struct visitor {
    std::string name;
};
struct wish {
    std::string text;
};

constexpr server_function<"races.look", std::string()> look_body;
constexpr server_function<"races.peek", std::string()> peek_body;
constexpr server_function<"races.mark", std::string(), writes> mark_body;
constexpr server_function<"races.wish", std::string(wish), writes> wish_body;
constexpr server_function<"races.enter", void(std::string), writes> enter_body;

/// Where the requests wait, by visitor, and what was seen of another one.
std::map<std::string, std::optional<resolver<void>>> waiting;
std::vector<std::string> crossed;

std::string me() { return cookie("who").value_or("nobody"); }

/// A suspension point: goes on when the test says so, and looks around.
task<void> pass(std::string name) {
    co_await await_callback<void>([&](resolver<void> go) { waiting.insert_or_assign(name, go); });
    auto* request = use_request();
    if (me() != name) crossed.push_back(name + " sees the cookie of " + me());
    if (!request || !request->request.target.contains(name)) crossed.push_back(name + " is in another request");
    auto session = use_session<visitor>("visitor");
    if (session.data().name != name) crossed.push_back(name + " has the session of " + session.data().name);
}

task<std::string> look() {
    auto name = me();
    co_await pass(name);
    (void)set_cookie("seen", name);
    co_await pass(name);
    use_request()->headers.append("Link", "<" + name + ">");
    co_await pass(name);
    if (use_request()->request.target.contains("fail")) co_return fail("the secret of " + name);
    co_return "data of " + name;
}

task<std::string> wish_for(wish of) {
    auto name = me();
    co_await pass(name);
    (void)set_cookie("seen", name);
    co_await pass(name);
    (void)flash("note", "note of " + name);
    (void)use_session<visitor>("visitor").update([](visitor& v) { v.name += ""; });
    co_await pass(name);
    if (of.text == "fail") co_return fail("the secret of " + name);
    if (of.text == "refuse") co_return fail(invalid("No, " + name));
    if (of.text == "leave") co_return fail(redirect("/page?of=" + name));
    co_return "wish of " + name;
}

task<std::string> mark() {
    auto name = me();
    (void)set_cookie("seen", name);
    co_await pass(name);
    co_return "mark of " + name;
}

/// What a page reads whose answers come along with that.
task<std::string> peek() {
    auto name = me();
    co_await pass(name);
    (void)set_cookie("peeked", name + cookie("seen").value_or(""));
    co_await pass(name);
    co_return "peek of " + name;
}

void define_once() {
    static const bool done = [] {
        look_body.define(look);
        peek_body.define(peek);
        mark_body.define(mark);
        wish_body.define(wish_for);
        enter_body.define([](std::string name) {
            (void)use_session<visitor>("visitor").update([&](visitor& v) { v.name = std::move(name); });
        });
        return true;
    }();
    (void)done;
}

const auto get_look = query("races.look", look_body);
const auto get_peek = query("races.peek", peek_body);
const auto make_wish = action("races.wish", wish_body);

/// Two readers of one query, inside a boundary.
view Look() {
    auto one = create_async([] { return get_look(); });
    auto two = create_async([] { return get_look(); });
    auto text_of = [](auto value) { return [value] { return value() ? *value() : std::string(); }; };
    return html("<p>{}</p>", ErrorBoundary([](const error& e, auto) { return html("<i>{}</i>", e.message); },
                                           [=] { return html("<b>{}{}</b>", text_of(one), text_of(two)); }));
}
view Peek() {
    auto one = create_async([] { return get_peek(); });
    return html("<p>{}</p>", [=] { return one() ? *one() : std::string(); });
}
/// What the visitor's cookies say, and what a form left.
view After() {
    auto left = use_submission(make_wish);
    return html("<p>{}|{}|{}|{}|{}</p>", me(), use_session<visitor>("visitor").data().name,
                take_flash("note").value_or("no note"), left.error() ? left.error()->message : "no error",
                left.result() ? *left.result() : "no result");
}
view App() {
    static const route_table routes{Route("/look", Look), Route("/peek", Peek), Route("/after", After)};
    return Router({.routes = routes});
}

struct request_kind {
    const char* name;
    const char* target;
    const char* body;  ///< null: GET
    bool is_form = false;
    const char* page = nullptr;  ///< whose answers are to come along
};
constexpr request_kind kinds[]{
    {"read", "/_server?id=races.look", nullptr},
    {"read that fails", "/_server?id=races.look&fail=1", nullptr},
    {"write", "/_server?id=races.wish", R"([{"text":""}])"},
    {"write that fails", "/_server?id=races.wish", R"([{"text":"fail"}])"},
    {"form", "/_server?id=races.wish", "text=x", true},
    {"form that fails", "/_server?id=races.wish", "text=fail", true},
    {"form that is refused", "/_server?id=races.wish", "text=refuse", true},
    {"form that leads on", "/_server?id=races.wish", "text=leave", true},
    {"page", "/look?a=b", nullptr},
    {"page that fails", "/look?fail=1", nullptr},
    {"write with answers", "/_server?id=races.mark", "[]", false, "/peek?a=b"},
};
constexpr int steps = 4;  // of each request: its start and three suspension points

class request_races : public web_fixture {
protected:
    request_races() : web_fixture(App, {.keys = sealing_keys::from_text(std::string(64, '3')).value()}) {
        define_once();
        waiting.clear();
        crossed.clear();
        for (const auto* name : {"ann", "bob"})
            cookies_[name] = "who=" + std::string(name) + "; " +
                             cookie_pair(call("/_server?id=races.enter", "[\"" + std::string(name) + "\"]"), "visitor");
    }

    /// A request on its way.
    struct visit {
        std::string name;
        std::unique_ptr<pending_reply> work = nullptr;
        std::optional<http_response> reply = std::nullopt;
    };
    /// To where the request waits again, or its reply is there.
    void step(visit& of, const request_kind& kind) {
        of.work ? (*std::exchange(at(of.name), std::nullopt))({}) : begin_visit(of, kind);
        time_.run();  // a page goes on in the turn after its values came
    }
    void begin_visit(visit& of, const request_kind& kind) {
        auto target = kind.target + ("&of=" + of.name);
        auto type = kind.is_form ? "application/x-www-form-urlencoded" : "application/json";
        auto request = kind.body ? post_request(target, type, kind.body) : http_request{.target = target};
        request.headers.set("Host", "here");
        request.headers.set("Cookie", cookies_.at(of.name));
        if (kind.page) request.headers.set(single_flight_header, kind.page + ("&of=" + of.name));
        of.work = begin(std::move(request), [&of](http_response reply) { of.reply = std::move(reply); });
    }
    static std::optional<resolver<void>>& at(const std::string& name) { return waiting[name]; }

    /// All that a visitor gets: the reply, and what a page shows with the cookies of it.
    std::string seen_by(visit& of) {
        if (!of.reply) return "no reply";
        std::string all = std::to_string(of.reply->status) + "\n", jar;
        for (const auto& [name, value] : of.reply->headers) {
            all += std::string(name) + ": " + std::string(value) + "\n";
            if (name == "Set-Cookie" || name == "set-cookie")
                jar += std::string(value.substr(0, value.find(';'))) + "; ";
        }
        all += text(*of.reply) + "\n" + text(get("/after", jar + cookies_.at(of.name)));
        all = std::regex_replace(all, std::regex("=[-\\w]{40,}"), "=sealed");
        return std::regex_replace(all, std::regex("\\([0-9a-f]{12}\\)"), "(id)");
    }
    std::string seen_alone(const std::string& name, const request_kind& kind) {
        visit only{name};
        for (int i = 0; i < steps; ++i) step(only, kind);
        return seen_by(only);
    }

    std::map<std::string, std::string> cookies_;
};

TEST_F(request_races, nothing_of_one_visitor_reaches_another_in_whatever_order_their_requests_run) {
    ::testing::internal::CaptureStderr();  // the log has the secrets
    int runs = 0;
    for (const auto& first : kinds)
        for (const auto& second : std::span(&first, std::end(kinds))) {
            auto ann_alone = seen_alone("ann", first), bob_alone = seen_alone("bob", second);
            EXPECT_TRUE(ann_alone.contains("-->ann<!--]-->|<!--[-->ann<!--]-->|")) << ann_alone;
            EXPECT_FALSE(ann_alone.contains("bob") || bob_alone.contains("ann"));
            EXPECT_FALSE((ann_alone + bob_alone).contains("secret"));
            for (unsigned order = 0; order < 1u << (2 * steps); ++order) {
                if (std::popcount(order) != steps) continue;
                visit ann{"ann"}, bob{"bob"};
                for (int i = 0; i < 2 * steps; ++i) order >> i & 1 ? step(ann, first) : step(bob, second);
                EXPECT_EQ(seen_by(ann), ann_alone) << first.name << " beside " << second.name << ", " << order;
                EXPECT_EQ(seen_by(bob), bob_alone) << second.name << " beside " << first.name << ", " << order;
                ++runs;
            }
        }
    ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(crossed, std::vector<std::string>{});
    EXPECT_EQ(runs, 70 * 66);
}

TEST_F(request_races, each_kind_says_what_it_should_when_it_is_alone) {
    auto after = [](std::string_view note, std::string_view error, std::string_view result) {
        auto all = "ann|ann|" + std::string(note) + "|" + std::string(error) + "|" + std::string(result);
        return all;
    };
    auto shown_after = [&](std::size_t kind) {
        auto all = std::regex_replace(seen_alone("ann", kinds[kind]), std::regex("<!--\\[-->|<!--\\]-->"), "");
        auto start = all.rfind("<p>") + 3;
        return all.substr(start, all.rfind("</p>") - start);
    };
    ::testing::internal::CaptureStderr();
    const std::string neutral = "Something went wrong on the server. (id)";
    EXPECT_EQ(shown_after(0), after("no note", "no error", "no result"));
    EXPECT_EQ(shown_after(2), after("note of ann", "no error", "no result"));
    EXPECT_EQ(shown_after(4), after("note of ann", "no error", "wish of ann"));
    EXPECT_EQ(shown_after(5), after("note of ann", neutral, "no result"));
    EXPECT_EQ(shown_after(6), after("note of ann", "No, ann", "no result"));
    EXPECT_TRUE(seen_alone("ann", kinds[7]).contains("Location: /page?of=ann\n"));
    EXPECT_TRUE(seen_alone("ann", kinds[8]).contains("data of ann"));
    EXPECT_TRUE(seen_alone("ann", kinds[9]).contains("<i>" + neutral + "</i>"));
    auto with_answers = seen_alone("ann", kinds[10]);
    EXPECT_TRUE(with_answers.contains(R"({"value":"mark of ann","answers":{"races.peek[]":"peek of ann"}})"));
    EXPECT_TRUE(with_answers.contains("peeked=annann; Path=/")) << with_answers;
    ::testing::internal::GetCapturedStderr();
}

TEST_F(request_races, one_visitor_that_goes_away_at_any_point_leaves_the_other_alone) {
    for (int left_after = 1; left_after < steps; ++left_after) {
        auto alone = seen_alone("bob", kinds[8]);
        visit ann{"ann"}, bob{"bob"};
        for (int i = 0; i < steps; ++i) {
            step(bob, kinds[8]);
            if (i < left_after) step(ann, kinds[4]);
            if (i + 1 == left_after) ann.work.reset();
        }
        EXPECT_FALSE(ann.reply);
        EXPECT_EQ(seen_by(bob), alone);
    }
    EXPECT_EQ(crossed, std::vector<std::string>{});
}

}  // namespace
}  // namespace solder::test

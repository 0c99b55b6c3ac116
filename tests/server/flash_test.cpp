#include "../../src/server/flash.hpp"
#include "web_fixture.hpp"

namespace solder::test {
namespace {

struct greeting {
    std::string name;
    std::int64_t age;
};
struct plain_text {
    std::string text;
};

constexpr server_function<"greet.add", std::string(std::int64_t, greeting), writes> greet_body;
constexpr server_function<"greet.count", std::int64_t(plain_text), writes> count_body;
constexpr server_function<"greet.find", std::optional<std::string>(plain_text), writes> find_body;
constexpr server_function<"greet.leave", void(std::string), writes> leave_body;
constexpr server_function<"greet.reload", void(), writes> reload_body;

const auto greet = action("greet", greet_body);
const auto count = action("count", count_body);
const auto find = action("find", find_body);

void define_once() {
    static const bool done = [] {
        greet_body.define([](std::int64_t row, const greeting& g) -> result<std::string> {
            if (g.name.empty()) return fail(invalid("Who?"));
            if (g.name == "secret") return fail("the password is 1234");
            if (g.name == "long") return fail(invalid(std::string(499, 'x') + "\xC3\xA9 and more"));
            if (g.name == "fields") return fail(invalid("Look.", {{"name", "Taken."}, {"age", std::string(501, 'a')}}));
            if (g.name == "all wrong") return fail(invalid("Look.", std::vector(1000, field_error{"name", "Taken."})));
            if (g.name == "echo") return std::string(static_cast<std::size_t>(g.age), 'r');
            return "Hello " + g.name + " in row " + std::to_string(row);
        });
        count_body.define([](const plain_text& t) { return static_cast<std::int64_t>(t.text.size()); });
        find_body.define([](const plain_text& t) -> result<std::optional<std::string>> {
            if (t.text == "not") return std::nullopt;
            return t.text;
        });
        leave_body.define([](const std::string& to) -> result<void> { return fail(redirect(to)); });
        reload_body.define([]() -> result<void> { return fail(reload()); });
        return true;
    }();
    (void)done;
}

/// What a page shows of a submission: "pending? row name/age = result ! error".
template <class View, class Show>
std::string shown(const View& of, Show show) {
    if (!of.input()) return "none";
    std::string out = of.pending() ? "pending " : "";
    out += show(*of.input());
    if (auto error = of.error()) out += " ! " + std::string(to_string(error->kind)) + " " + error->message;
    for (const auto* field : {"name", "age"})
        if (auto message = of.message_for(field); !message.empty()) out += "; " + (field + (": " + message));
    return out;
}

const auto get_on = query("on", []() -> task<std::string> {
    auto there = redirect("/");
    co_await fail(std::move(there));
    co_return std::string();
});
view Onward() {
    auto value = create_async([] { return get_on(); });
    return html("<p>{}</p>", [=] { return value() ? *value() : std::string(); });
}

view Page() {
    if (use_request()->request.path == "/on") return Onward();
    if (use_request()->request.query == "kept") use_request()->headers.set("Cache-Control", "private, max-age=60");
    auto greeted = use_submission(greet);
    if (use_request()->request.query == "typed")
        return html("<p>{}</p>", greeted.typed("name") + "/" + greeted.typed("age") + "|");
    auto counted = use_submission(count);
    auto found = use_submission(find);
    auto text_of = [](const auto& input) { return std::get<0>(input).text; };
    auto first = shown(greeted, [](const auto& input) {
        const auto& [row, g] = input;
        return std::to_string(row) + " " + g.name + "/" + std::to_string(g.age);
    });
    if (greeted.result()) first += " = " + *greeted.result();
    auto second = shown(counted, text_of);
    if (counted.result()) second += " = " + std::to_string(*counted.result());
    auto third = shown(found, text_of);
    if (found.result()) third += " = " + found.result()->value_or("(nothing)");
    return html("<p>{}</p>", first + "|" + second + "|" + third + "|");
}

class flash_test : public web_fixture {
protected:
    flash_test() : web_fixture(Page, {.keys = sealing_keys::from_text(std::string(64, '2')).value()}) { define_once(); }

    /// The fields that a page after a post finds.
    form_fields fields_after(std::string target, std::string fields) {
        auto request = http_request{};
        request.headers.set("Cookie", cookie_pair(post_form(std::move(target), std::move(fields)), "solder-flash"));
        const auto keys = sealing_keys::from_text(std::string(64, '2')).value();
        detail::request_scope scope(std::move(request), keys, time_of_day);
        auto flash = detail::find_post_flash(scope);
        return flash ? std::move(flash->fields) : form_fields{{"no flash", ""}};
    }
    static std::string part_of(const std::string& page) {
        auto start = page.find("<p>") + 3;
        return page.substr(start, page.find("|</p>") - start);
    }
    std::string page_with(const std::string& cookies) { return part_of(text(get("/", cookies))); }
    /// What the page after a post says.
    std::string after(std::string target, std::string fields) {
        return page_with(cookie_pair(post_form(std::move(target), std::move(fields)), "solder-flash"));
    }
};

TEST_F(flash_test, a_result_comes_with_its_input_to_the_next_page) {  // V30, V32, V33
    auto reply = post_form("/_server?id=greet.add&args=%5B7%5D", "name=Ann+B&age=5");
    EXPECT_EQ(reply.status, 302u);
    EXPECT_EQ(header(reply, "Location"), "/page?a=b");  // V31: back to where the form was
    EXPECT_EQ(page_with(cookie_pair(reply, "solder-flash")), "7 Ann B/5 = Hello Ann B in row 7|none|none");
}

TEST_F(flash_test, results_that_are_zero_or_empty_are_results) {  // V34
    EXPECT_EQ(after("/_server?id=greet.count", "text="), "none| = 0|none");
    EXPECT_EQ(after("/_server?id=greet.find", "text="), "none|none| = ");
    EXPECT_EQ(after("/_server?id=greet.find", "text=not"), "none|none|none");  // nothing is no result (A18)
}

TEST_F(flash_test, an_error_comes_with_its_message_and_the_input) {  // V32, V33
    EXPECT_EQ(after("/_server?id=greet.add&args=%5B7%5D", "name=&age=5"), "7 /5 ! invalid Who?|none|none");
}

TEST_F(flash_test, fields_that_do_not_decode_are_told_too) {
    EXPECT_EQ(after("/_server?id=greet.add&args=%5B7%5D", "name=Ann&age=old"),
              "7 Ann/0 ! invalid age: Expected a whole number.; age: Expected a whole number.|none|none");
}

TEST_F(flash_test, messages_of_single_fields_come_to_the_next_page) {
    EXPECT_EQ(after("/_server?id=greet.add&args=%5B7%5D", "name=fields&age=5"),
              "7 fields/5 ! invalid Look.; name: Taken.; age: " + std::string(500, 'a') + "|none|none");
}

TEST_F(flash_test, more_messages_than_a_cookie_takes_cost_nothing_that_was_typed) {
    EXPECT_EQ(after("/_server?id=greet.add&args=%5B7%5D", "name=all+wrong&age=5"),
              "7 all wrong/5 ! invalid Look.; name: Taken.|none|none");
}

TEST_F(flash_test, what_was_typed_comes_back_as_text_also_where_it_does_not_fit) {
    const auto posted = post_form("/_server?id=greet.add&args=%5B7%5D", "name=Ann&age=old");
    EXPECT_EQ(part_of(text(get("/?typed", cookie_pair(posted, "solder-flash")))), "Ann/old");
}

TEST_F(flash_test, fields_that_are_secret_by_their_name_do_not_come_back) {
    const std::string shown = "pin_code=s1&shipping=s2&pass=s3&title=s4";
    const std::string secret =
        "&password=x1&Password2=x2&user%5BnewPASSWORD%5D=x3&old_passwd=x4&pwd=x5&client_secret=x6&csrf-Token=x7&cvc=x8"
        "&card.cvv=x9&PIN=x0";
    EXPECT_EQ(
        fields_after("/_server?id=greet.add&args=%5B7%5D", "name=&age=5&" + shown + secret),
        (form_fields{
            {"name", ""}, {"age", "5"}, {"pin_code", "s1"}, {"shipping", "s2"}, {"pass", "s3"}, {"title", "s4"}}));
}

TEST_F(flash_test, a_private_error_has_an_id_that_the_log_has_too) {  // V19 as the design has it
    ::testing::internal::CaptureStderr();
    auto page = after("/_server?id=greet.add&args=%5B7%5D", "name=secret&age=1");
    auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_TRUE(log.ends_with(" in greet.add: internal: the password is 1234\n")) << log;
    auto id = log.substr(6, 12);
    EXPECT_EQ(page, "7 secret/1 ! internal Something went wrong on the server. (" + id + ")|none|none");
}

TEST_F(flash_test, the_cookie_is_sealed_and_short_lived) {  // V34
    auto cookie = header(post_form("/_server?id=greet.add&args=%5B7%5D", "name=&age=5"), "Set-Cookie");
    EXPECT_EQ(cookie.substr(cookie.find(';')), "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(cookie.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 13),
              cookie.find(';'));
    auto pair = cookie.substr(0, cookie.find(';'));
    time_of_day += 59s;
    EXPECT_EQ(page_with(pair), "7 /5 ! invalid Who?|none|none");
    time_of_day += 1s;
    EXPECT_EQ(page_with(pair), "none|none|none");
}

TEST_F(flash_test, the_next_page_forgets_the_cookie) {  // V33
    auto good = cookie_pair(post_form("/_server?id=greet.count", "text=abc"), "solder-flash");
    for (auto* target : {"/", "/?kept"}) {
        auto page = get(target, good);
        EXPECT_EQ(page.status, 200u);
        EXPECT_EQ(headers(page, "Set-Cookie"), "solder-flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
        EXPECT_EQ(header(page, "Cache-Control"), "no-store");
        EXPECT_EQ(part_of(text(page)), "none|abc = 3|none");
    }
    EXPECT_EQ(header(get("/"), "Set-Cookie"), "(none)");
}

TEST_F(flash_test, a_cookie_that_is_not_ours_is_left_alone) {
    auto good = cookie_pair(post_form("/_server?id=greet.count", "text=abc"), "solder-flash");
    for (const auto& cookie : {std::string("solder-flash="), std::string("solder-flash=%7B%22url%22%3A1%7D"),
                               good + "A", "solder-flash=" + std::string(6000, 'A'), "flash=" + good.substr(13)}) {
        auto page = get("/", cookie);
        EXPECT_EQ(header(page, "Set-Cookie"), "(none)") << cookie;
        EXPECT_EQ(header(page, "Cache-Control"), "private, no-cache");
        EXPECT_EQ(part_of(text(page)), "none|none|none") << cookie;
    }
}

TEST_F(flash_test, it_waits_for_a_page_that_is_shown) {
    auto good = cookie_pair(post_form("/_server?id=greet.count", "text=abc"), "solder-flash");
    auto led = get("/on", good);
    EXPECT_EQ(led.status, 302u);
    EXPECT_EQ(header(led, "Set-Cookie"), "(none)");
    http_request request{.method = http_method::head, .target = "/"};
    request.headers.set("Host", "here");
    request.headers.set("Cookie", good);
    EXPECT_EQ(header(ask(request), "Set-Cookie"), "(none)");
    request.method = http_method::get;
    request.headers.set("Sec-Purpose", "prefetch;prerender");
    auto fetched = ask(std::move(request));
    EXPECT_EQ(header(fetched, "Set-Cookie"), "(none)");
    EXPECT_EQ(part_of(text(fetched)), "none|none|none");
    EXPECT_EQ(page_with(good), "none|abc = 3|none");
}

TEST_F(flash_test, without_room_the_input_goes_first_then_the_result) {  // V34
    const auto big = std::string(2000, 'i');
    EXPECT_TRUE(after("/_server?id=greet.find", "text=" + big).starts_with("none|none| = i"));  // input dropped
    auto both = post_form("/_server?id=greet.find", "text=" + std::string(3000, 'i'));
    EXPECT_EQ(cookie_pair(both, "solder-flash"), "");  // nothing is left to tell
    EXPECT_EQ(both.status, 302u);
}

TEST_F(flash_test, without_room_the_longest_fields_go_and_the_rest_stays) {
    const auto more = [](char c, std::size_t bytes) {
        return "&more" + std::string(1, c) + "=" + std::string(bytes, c);
    };
    const auto refused = std::string("/_server?id=greet.add&args=%5B7%5D");
    EXPECT_EQ(after(refused, "name=&age=5" + more('x', 3000)), "7 /5 ! invalid Who?|none|none");
    EXPECT_EQ(after(refused, more('a', 100'000) + "&name=" + more('b', 2600) + "&age=5" + more('c', 2700)),
              "7 /5 ! invalid Who?|none|none");
    const auto kept = fields_after(refused, "name=&age=5" + more('a', 1000) + more('b', 1100) + more('c', 900));
    std::string names;
    for (const auto& field : kept) names += field.name + " ";
    EXPECT_EQ(names, "name age morea morec ");
}

TEST_F(flash_test, no_cookie_is_larger_than_browsers_keep) {
    for (std::size_t bytes = 1000; bytes < 3200; bytes += 13) {
        auto reply = post_form("/_server?id=greet.find", "text=" + std::string(bytes, 'i'));
        EXPECT_LE(header(reply, "Set-Cookie").size(), 4096u);
        EXPECT_LE(cookie_pair(reply, "solder-flash").size(), 3800u);
    }
}

TEST_F(flash_test, a_long_message_is_cut_between_characters) {
    EXPECT_EQ(after("/_server?id=greet.add&args=%5B7%5D", "name=long&age=1"),
              "7 long/1 ! invalid " + std::string(499, 'x') + "|none|none");
}

TEST_F(flash_test, an_answer_leads_where_it_says) {  // V31, H1
    const auto location = [&](std::string to) {
        auto reply = post_form("/_server?id=greet.leave&args=" + percent_encode_component("[\"" + to + "\"]"));
        EXPECT_EQ(reply.status, 302u);
        EXPECT_EQ(header(reply, "Content-Type"), "(none)");
        EXPECT_EQ(cookie_pair(reply, "solder-flash"), "");
        return header(reply, "Location");
    };
    EXPECT_EQ(location("/elsewhere?x=1#y"), "/elsewhere?x=1#y");
    EXPECT_EQ(location("https://example.org/x"), "https://example.org/x");
    EXPECT_EQ(location("edit"), "/edit");
    EXPECT_EQ(location("?tab=2"), "/?tab=2");
    EXPECT_EQ(header(post_form("/_server?id=greet.reload"), "Location"), "/page?a=b");
}

// As with script, where the page refuses it.
TEST_F(flash_test, an_answer_that_leads_to_another_scheme_is_logged_and_not_followed) {
    for (const auto* to : {"javascript:alert(1)", "data:text/html,x", "ftp://x/", " JaVaScript:x"}) {
        ::testing::internal::CaptureStderr();
        auto reply =
            post_form("/_server?id=greet.leave&args=" + percent_encode_component("[\"" + std::string(to) + "\"]"));
        auto log = ::testing::internal::GetCapturedStderr();
        EXPECT_TRUE(log.ends_with(" in greet.leave: internal: an answer may lead to http: and https: addresses only\n"))
            << log;
        EXPECT_EQ(reply.status, 302u);
        EXPECT_EQ(header(reply, "Location"), "/page?a=b");
        EXPECT_NE(cookie_pair(reply, "solder-flash"), "");
    }
}

TEST_F(flash_test, locations_are_ascii_in_headers) {
    const auto answer = [&](std::string_view to) {
        return call("/_server?id=greet.leave", to_json(std::tuple(std::string(to))));
    };
    const auto form = [&](std::string_view to) {
        return post_form("/_server?id=greet.leave&args=" +
                         percent_encode_component(to_json(std::tuple(std::string(to)))));
    };
    for (const auto& [to, encoded] :
         {std::pair("/notes/\xC3\xA9?q=a b#\xE2\x82\xAC", "/notes/%C3%A9?q=a%20b#%E2%82%AC"),
          std::pair("  /a%20b", "/a%20b"), std::pair("https://e.org/\xC3\xA9", "https://e.org/%C3%A9")}) {
        EXPECT_EQ(header(answer(to), "x-solder-location"), encoded);
        EXPECT_EQ(header(form(to), "Location"), encoded);
    }
}

TEST_F(flash_test, without_a_usable_referer_it_leads_to_the_root) {  // V31
    for (auto* referer :
         {"", "http://there/page", "http://here.evil/page", "http://here@evil/page", "http://here", "http://here//evil",
          "http://here/\\evil", "ftp://here/page", "/page", "http://here:81/page"}) {
        auto request = post_request("/_server?id=greet.reload", "application/x-www-form-urlencoded", "");
        request.headers.set("Referer", referer);
        EXPECT_EQ(header(ask(std::move(request)), "Location"), "/") << referer;
    }
    auto request = post_request("/_server?id=greet.reload", "application/x-www-form-urlencoded", "");
    request.headers.set("Referer", "http://here/page?a=b#c");
    EXPECT_EQ(header(ask(request), "Location"), "/page?a=b");
    request.headers.remove("Referer");
    EXPECT_EQ(header(ask(request), "Location"), "/");
}

TEST_F(flash_test, what_is_shipped_to_the_page_comes_out_the_same) {
    shipped_data sent;
    sent.set_flash({"/_server?id=x", "[7]", {{"name", "</script>"}}, {}, raw_json("{\"a\":[\"<\"]}")});
    shipped_data arrived;
    arrived.add_from_json(sent.to_script_json());
    auto flash = arrived.take_flash();
    ASSERT_TRUE(flash);
    EXPECT_EQ(flash->url, "/_server?id=x");
    EXPECT_EQ(flash->bound_json, "[7]");
    EXPECT_EQ(flash->fields, (form_fields{{"name", "</script>"}}));
    EXPECT_FALSE(flash->failed);
    using lists = std::map<std::string, std::vector<std::string>>;
    EXPECT_EQ(from_json<lists>(flash->result->text()).value(), (lists{{"a", {"<"}}}));
}

}  // namespace
}  // namespace solder::test

#include "../../src/server/cookie_text.hpp"
#include "web_fixture.hpp"
#include <solder/wire/reply.hpp>

namespace solder::test {
namespace {

// The store that writes change, and what the bodies do besides; set by each test.
std::vector<std::string> items;
int item_reads = 0;
void (*on_add)() = nullptr;
std::optional<response> answer;

constexpr server_function<"flight.items", std::vector<std::string>()> items_body;
constexpr server_function<"flight.item", std::string(int)> item_body;
constexpr server_function<"flight.visitor", std::string()> visitor_body;
constexpr server_function<"flight.cart", std::string()> cart_body;
constexpr server_function<"flight.note", std::string()> note_body;
constexpr server_function<"flight.add", int(std::string), writes> add_body;
constexpr server_function<"flight.touch", void(), writes> touch_body;

void define_once() {
    static const bool done = [] {
        items_body.define([]() -> task<std::vector<std::string>> {
            co_await sleep_for(1ms);
            co_return items;
        });
        item_body.define([](int number) -> task<std::string> {
            ++item_reads;
            co_await sleep_for(1ms);
            if (number >= static_cast<int>(items.size())) co_return fail(invalid("there is no such item"));
            co_return items[static_cast<std::size_t>(number)];
        });
        visitor_body.define([] { return cookie("visitor").value_or("nobody"); });
        cart_body.define([] {
            auto known = cookie("cart");
            if (!known) (void)set_cookie("cart", "made");
            return known.value_or("made");
        });
        note_body.define([] { return take_flash("note").value_or("none"); });
        add_body.define([](std::string item) -> result<int> {
            if (item.empty()) return fail(invalid("an item has a name"));
            items.push_back(std::move(item));
            if (on_add) on_add();
            if (answer) return *answer;
            return static_cast<int>(items.size());
        });
        touch_body.define([] { items.push_back("touched"); });
        return true;
    }();
    (void)done;
}

const auto get_items = query("items", items_body);
const auto get_item = query("item", item_body);
const auto get_visitor = query("visitor", visitor_body);
const auto get_cart = query("cart", cart_body);
const auto get_note = query("note", note_body);
const auto get_slow = query("slow", []() -> task<int> {
    co_await sleep_for(60s);
    co_return 1;
});
const auto get_large = query("large", [] { return std::string(600'000, 'x'); });
std::string raw_text;
const auto get_raw = query("raw", [] { return raw_json(raw_text); });
struct not_encodable {
    int* pointer = nullptr;
};
const auto get_pointer = query("pointer", [] { return not_encodable(); });

view Root(const outlet& below) {
    auto visitor = create_async([] { return get_visitor(); });
    return html("<main><b>{}</b>{}</main>", [=] { return visitor() ? *visitor() : ""; }, below());
}
view Items(const outlet& below) {
    auto all = create_async([] { return get_items(); });
    return html("<p>{}</p>{}", [=] { return all() ? all()->size() : 0; }, below());
}
view Item() {
    auto one = create_async([] { return get_item(use_integer_param("n").value_or(0)); });
    return html("<i>{}</i>", [=] { return one() ? *one() : ""; });
}
view Odd() {
    auto slow = create_async([] { return get_slow(); });
    auto large = create_async([] { return get_large(); });
    auto pointer = create_async([] { return get_pointer(); });
    auto all = create_async([] { return get_items(); });
    return html(
        "<p>{}{}{}{}</p>", [=] { return slow() ? 1 : 0; }, [=] { return large() ? 1 : 0; },
        [=] { return pointer() ? 1 : 0; }, [=] { return all() ? 1 : 0; });
}
view Cart() {
    auto cart = create_async([] { return get_cart(); });
    auto note = create_async([] { return get_note(); });
    auto text_of = [](auto value) { return [value] { return value() ? *value() : std::string(); }; };
    return html("<p>{}{}</p>", text_of(cart), text_of(note));
}
view Raw() {
    auto all = create_async([] { return get_items(); });
    auto raw = create_async([] { return get_raw(); });
    return html("<p>{}{}</p>", [=] { return all() ? 1 : 0; }, [=] { return raw() ? 1 : 0; });
}
view Broken() {
    auto all = create_async([] { return get_items(); });
    return html(
        "<p>{}{}</p>", [=] { return all() ? all()->size() : 0; },
        [] {
            raise_error({error{"broken"}, [] { return true; }});
            return "";
        });
}
const route_table routes{Route("/items", Items, {Route("/"), Route("/:n", Item)}), Route("/odd", Odd),
                         Route("/cart", Cart), Route("/raw", Raw), Route("/broken", Broken)};
view App() { return Router({.root = Root, .routes = routes}); }

class single_flight_test : public web_fixture {
protected:
    single_flight_test() : web_fixture(&App) {
        define_once();
        items = {"a", "b"};
        item_reads = 0;
        on_add = nullptr;
        answer.reset();
    }
    http_response add(std::string page, std::string cookies = {}, std::string_view item = "c") {
        return write("flight.add", "[\"" + std::string(item) + "\"]", std::move(page), std::move(cookies));
    }
    http_response write(std::string function, std::string arguments, std::string page, std::string cookies = {}) {
        auto request = post_request(function_url(function), "application/json", std::move(arguments));
        if (!page.empty()) request.headers.set(single_flight_header, page);
        if (!cookies.empty()) request.headers.set("Cookie", cookies);
        return ask(std::move(request));
    }
    /// The marks of a reply that brings answers are right when it does, and absent when it does not.
    static std::string body_of(const http_response& reply, bool brings) {
        EXPECT_EQ(header(reply, single_flight_header), brings ? "true" : "(none)");
        EXPECT_EQ(header(reply, reply_bytes_header), std::to_string(text(reply).size()));
        return text(reply);
    }
};

// V22, V24, V26: without a list of keys, all that the page reads, as it is after the write.
TEST_F(single_flight_test, the_reply_brings_what_the_page_of_the_caller_reads) {
    EXPECT_EQ(body_of(add("/items/2?sort=up"), true),
              R"({"value":3,"answers":{"item[2]":"c","items[]":["a","b","c"],"visitor[]":"nobody"}})");
    EXPECT_EQ(body_of(write("flight.touch", "[]", "/items"), true),
              R"({"value":null,"answers":{"items[]":["a","b","c","touched"],"visitor[]":"nobody"}})");
}

TEST_F(single_flight_test, a_call_that_does_not_ask_gets_the_value_alone) {
    EXPECT_EQ(body_of(add(""), false), "3");
    EXPECT_EQ(body_of(add("items"), false), "4");
    EXPECT_EQ(body_of(add("//elsewhere/items"), false), "5");
}

TEST_F(single_flight_test, an_address_that_no_page_has_runs_none) {
    for (const char* page : {"/items/%00", "/items/%FF%FE", "/items\\2", "/items/../odd", "/items/%"})
        EXPECT_FALSE(body_of(add(page), false).contains("answers")) << page;
    std::string search = "/items?a";
    for (int i = 0; i < 2000; ++i) search += "&a" + std::to_string(i);
    EXPECT_FALSE(body_of(add(search), false).contains("answers"));
}

// V22: the page that is shown next is where the answer leads.
TEST_F(single_flight_test, an_answer_that_leads_on_brings_what_the_page_there_reads) {
    answer = redirect("/items/0?a=b#c");
    auto reply = add("/odd");
    EXPECT_EQ(body_of(reply, true), R"({"answers":{"item[0]":"a","items[]":["a","b","c"],"visitor[]":"nobody"}})");
    EXPECT_EQ(header(reply, location_header), "/items/0?a=b#c");
    answer = redirect("http://here/items");
    EXPECT_EQ(body_of(add("/odd"), true), R"({"answers":{"items[]":["a","b","c","c"],"visitor[]":"nobody"}})");
}

TEST_F(single_flight_test, an_answer_that_leads_away_brings_nothing) {
    answer = redirect("https://elsewhere.test/items");
    EXPECT_EQ(body_of(add("/items"), false), "");
}

TEST_F(single_flight_test, a_value_of_any_size_brings_answers) {
    answer = json(std::string(2'000'000, 'x'));
    auto reply = add("/items");
    EXPECT_TRUE(body_of(reply, true).ends_with(R"(","answers":{"items[]":["a","b","c"],"visitor[]":"nobody"}})"));
}

// V24: of the same page, what the answer makes wrong.
TEST_F(single_flight_test, a_list_of_keys_leaves_the_other_queries_out) {
    answer = json(7, {.revalidate = get_items.key()});
    EXPECT_EQ(body_of(add("/items/0"), true), R"({"value":7,"answers":{"items[]":["a","b","c"]}})");
    answer = json(7, {.revalidate = {get_item.key_for(1), get_visitor.key()}});
    EXPECT_EQ(body_of(add("/items/1"), true), R"({"value":7,"answers":{"item[1]":"b","visitor[]":"nobody"}})");
    answer = json(7, {.revalidate = {}});
    EXPECT_EQ(body_of(add("/items/1"), false), "7");
    answer = json(7, {.revalidate = get_item.key_for(5)});
    EXPECT_EQ(body_of(add("/items/1"), false), "7") << "no query of the page has that key";
}

// V25: a level that is new to the page is complete, although the keys are few.
TEST_F(single_flight_test, levels_that_are_new_to_the_page_bring_all_that_they_read) {
    answer = redirect("/items/1", {.revalidate = get_visitor.key()});
    EXPECT_EQ(body_of(add("/odd"), true),
              R"({"answers":{"item[1]":"b","items[]":["a","b","c"],"visitor[]":"nobody"}})");
    EXPECT_EQ(body_of(add("/items/0"), true), R"({"answers":{"item[1]":"b","visitor[]":"nobody"}})")
        << "the level of the list is shown already";
    answer = redirect("/items/1", {.revalidate = {}});
    EXPECT_EQ(body_of(add("/items/0"), true), R"({"answers":{"item[1]":"b"}})");
}

// V23: the page is run with the cookies that the write leaves behind.
TEST_F(single_flight_test, the_page_sees_the_cookies_that_the_write_set) {
    on_add = [] { (void)set_cookie("visitor", "ann"); };
    EXPECT_TRUE(body_of(add("/items", "visitor=bob; other=1"), true).contains(R"("visitor[]":"ann")"));
    on_add = [] { (void)expire_cookie("visitor"); };
    EXPECT_TRUE(body_of(add("/items", "visitor=bob"), true).contains(R"("visitor[]":"nobody")"));
    on_add = nullptr;
    EXPECT_TRUE(body_of(add("/items", "visitor=bob"), true).contains(R"("visitor[]":"bob")"));
    answer = json(1, {.headers = {{"Set-Cookie", "visitor=eve; Path=/"}}});
    EXPECT_TRUE(body_of(add("/items", "visitor=bob"), true).contains(R"("visitor[]":"eve")"));
}

TEST_F(single_flight_test, the_reply_sets_the_cookies_that_the_page_set) {
    const std::string kept = "; Path=/; HttpOnly; SameSite=Lax; Secure";
    auto reply = add("/cart");
    EXPECT_TRUE(body_of(reply, true).contains(R"("cart[]":"made")"));
    EXPECT_EQ(headers(reply, "Set-Cookie"), "cart=made" + kept);
    on_add = [] { (void)set_cookie("cart", "known"); };
    reply = add("/cart");
    EXPECT_TRUE(body_of(reply, true).contains(R"("cart[]":"known")"));
    EXPECT_EQ(headers(reply, "Set-Cookie"), "cart=known" + kept);
}

TEST_F(single_flight_test, a_note_that_came_along_is_not_shown_again) {
    on_add = [] { (void)flash("note", "Saved."); };
    auto reply = add("/cart", "cart=known");
    EXPECT_TRUE(body_of(reply, true).contains(R"("note[]":"Saved.")"));
    for (const auto each : reply.headers.all("Set-Cookie")) EXPECT_TRUE(each.contains("; Max-Age=0;")) << each;
}

// V27: what fails in the page is left out, and the write stays what it was.
TEST_F(single_flight_test, a_query_that_fails_is_left_out) {
    EXPECT_EQ(body_of(add("/items/9"), true),
              R"({"value":3,"answers":{"items[]":["a","b","c"],"visitor[]":"nobody"}})");
    EXPECT_EQ(item_reads, 1);
    EXPECT_EQ(body_of(add("/broken"), true), R"({"value":4,"answers":{"visitor[]":"nobody"}})");
}

TEST_F(single_flight_test, what_is_slow_or_large_or_has_no_json_stays_out) {
    std::optional<http_response> seen;
    auto request = post_request(function_url("flight.add"), "application/json", R"(["c"])");
    request.headers.set(single_flight_header, "/odd");
    auto work = begin(std::move(request), [&](http_response reply) { seen = std::move(reply); });
    time_.advance(4'999ms);
    EXPECT_FALSE(seen);
    time_.advance(10ms);
    ASSERT_TRUE(seen);
    EXPECT_EQ(body_of(*seen, true), R"({"value":3,"answers":{"items[]":["a","b","c"],"visitor[]":"nobody"}})");
}

TEST_F(single_flight_test, a_value_that_is_no_json_leaves_the_others_whole) {
    for (const auto* broken : {"", "{\"unfinished\": ", "1,\"other[]\":2", "tru", "\"\xFF\"", "1 2", "}"}) {
        raw_text = broken;
        items = {};
        EXPECT_EQ(body_of(add("/raw"), true), R"({"value":1,"answers":{"items[]":["c"],"visitor[]":"nobody"}})")
            << broken;
    }
    raw_text = R"({"whole": [1]})";
    EXPECT_TRUE(body_of(add("/raw"), true).contains(R"("raw[]":{"whole": [1]},)"));
}

// A16: a write that failed makes nothing wrong.
TEST_F(single_flight_test, a_write_that_failed_brings_nothing) {
    auto reply = add("/items", {}, "");
    EXPECT_EQ(header(reply, outcome_header), outcome_error);
    EXPECT_EQ(header(reply, single_flight_header), "(none)");
    EXPECT_EQ(header(add("/items", {}, std::string(2, '\xFF')), single_flight_header), "(none)");
}

TEST_F(single_flight_test, a_read_never_brings_anything) {
    http_request request{.target = "/_server?id=flight.items"};
    request.headers.set("Host", "here");
    request.headers.set(single_flight_header, "/items");
    EXPECT_EQ(body_of(ask(std::move(request)), false), R"(["a","b"])");
}

// V23
TEST(cookies_after, are_those_sent_and_set_the_last_of_a_name_and_none_that_expired) {
    auto after = [](std::string sent, std::vector<std::string_view> set) {
        http_request request;
        if (!sent.empty()) request.headers.set("Cookie", sent);
        return detail::cookies_after(request, set, std::chrono::sys_seconds(std::chrono::seconds(1'800'000'000)));
    };
    EXPECT_EQ(after("", {}), "");
    EXPECT_EQ(after("a=1;b=2 ;; c=\"3\"", {}), "a=1; b=2; c=\"3\"");
    EXPECT_EQ(after("a=1; b=2", {"a=3; Path=/; HttpOnly"}), "b=2; a=3");
    EXPECT_EQ(after("", {"a=1", "a=2"}), "a=2");
    EXPECT_EQ(after("a=1; a=2; b=3", {"a=; Max-Age=0"}), "b=3");
    EXPECT_EQ(after("a=1", {"a=; max-age=-5; Expires=Thu, 01 Jan 2099 00:00:00 GMT"}), "");
    EXPECT_EQ(after("a=1", {"a=2; Max-Age=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}), "a=2");
    EXPECT_EQ(after("a=1", {"a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}), "");
    EXPECT_EQ(after("a=1", {"a=2; Expires=Thu, 01 Jan 2099 00:00:00 GMT"}), "a=2");
    EXPECT_EQ(after("a=1", {"a=; Expires=Thu, 01-Jan-1970 00:00:00 GMT; Path=/"}), "");
    EXPECT_EQ(after("a=1", {"a=2; Expires=Thu, 01-Jan-2099 00:00:00 GMT; Path=/"}), "a=2");
    EXPECT_EQ(after("a=1", {"a=2; Expires=soon"}), "a=2");
    EXPECT_EQ(after("a=1", {"a=2; Path=/", "a=; Path=/old; Max-Age=0"}), "a=2");  // it moves
    EXPECT_EQ(after("a=1", {"a=; Path=/old; Max-Age=0", "a=2; Path=/"}), "a=2");
}

}  // namespace
}  // namespace solder::test

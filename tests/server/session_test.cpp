#include "web_fixture.hpp"

namespace solder::test {
namespace {

struct cart {
    std::vector<std::string> items;
    std::int64_t visits = 0;
};
struct older_cart {
    std::int64_t items;
};

constexpr server_function<"cart.show", std::string()> show_cart;
constexpr server_function<"cart.empty", bool()> cart_is_empty;
constexpr server_function<"cart.add", std::string(std::string), writes> add_to_cart;
constexpr server_function<"cart.twice", std::string(), writes> add_twice;
constexpr server_function<"cart.clear", void(), writes> clear_cart;
constexpr server_function<"cart.stay", void(std::int64_t), writes> stay_signed_in;
constexpr server_function<"cart.move", std::string(), writes> move_cookie;
constexpr server_function<"cart.slow", std::string(std::string), writes> add_slowly;
constexpr server_function<"cart.older", void(), writes> keep_older;
constexpr server_function<"cart.rename", std::string(std::string), writes> name_session;
constexpr server_function<"cart.late", void(), writes> keep_handle;
constexpr server_function<"flash.leave", void(std::string, std::string), writes> leave_flash;
constexpr server_function<"flash.take", std::optional<std::string>(std::string), writes> take_it;

std::string joined(const cart& c) {
    std::string all;
    for (const auto& item : c.items) all += item + ";";
    return all;
}

std::optional<session<cart>> kept_handle;

void define_once() {
    static const bool done = [] {
        show_cart.define([] { return joined(use_session<cart>("cart").data()); });
        cart_is_empty.define([] { return use_session<cart>("cart").is_empty(); });
        add_to_cart.define([](std::string item) -> result<std::string> {
            auto session = use_session<cart>("cart");
            auto outcome = session.update([&](cart& c) { c.items.push_back(item); });
            if (!outcome) return fail(invalid(outcome.error().message));
            return joined(session.data());
        });
        add_twice.define([] {
            auto one = use_session<cart>("cart");
            auto other = use_session<cart>("cart");
            (void)one.update([](cart& c) { c.items.push_back("first"); });
            (void)other.update([](cart& c) { c.items.push_back("second"); });
            return joined(one.data());
        });
        stay_signed_in.define([](std::int64_t days) {
            (void)use_session<cart>("cart").data();
            (void)use_session<cart>({.name = "cart", .keep_for = std::chrono::days(days)}).update([](cart&) {});
        });
        move_cookie.define([] {
            (void)expire_cookie("c", {.path = "/old"});
            (void)set_cookie("c", "new");
            const auto moved = cookie("c").value_or("none");
            (void)expire_cookie("c", {.path = "/other"});
            return moved + cookie("c").value_or("none");
        });
        clear_cart.define([] { use_session<cart>("cart").clear(); });
        add_slowly.define([](std::string item) -> task<std::string> {
            auto session = use_session<cart>("cart");
            co_await sleep_for(5ms);
            (void)session.update([&](cart& c) { c.items.push_back(item); });
            co_await sleep_for(5ms);
            co_return joined(use_session<cart>("cart").data());
        });
        keep_older.define([] { (void)use_session<older_cart>("cart").update([](older_cart& c) { c.items = 3; }); });
        name_session.define([](std::string name) -> result<std::string> {
            auto outcome = use_session<cart>(name).update([](cart&) {});
            return outcome ? "" : outcome.error().message;
        });
        keep_handle.define([] { kept_handle = use_session<cart>("cart"); });
        leave_flash.define([](std::string name, std::string value) { (void)flash(name, value); });
        take_it.define([](std::string name) { return take_flash(name); });
        return true;
    }();
    (void)done;
}

view Page() { return html("<p>{}</p>", joined(use_session<cart>("cart").data())); }

class use_session_test : public web_fixture {
protected:
    use_session_test() : web_fixture(Page, {.keys = sealing_keys::from_text(std::string(64, '1')).value()}) {
        define_once();
    }
    std::string shown(const std::string& cookies) { return text(get("/_server?id=cart.show", cookies)); }
    std::string with_item(const char* item, std::string cookies = {}) {
        return cookie_pair(call("/_server?id=cart.add", "[\"" + std::string(item) + "\"]", std::move(cookies)), "cart");
    }
};

TEST_F(use_session_test, what_is_kept_comes_back_in_functions_and_pages) {  // V36
    auto first = call("/_server?id=cart.add", "[\"tea\"]");
    EXPECT_EQ(text(first), "\"tea;\"");
    auto second = call("/_server?id=cart.add", "[\"milk\"]", cookie_pair(first, "cart"));
    EXPECT_EQ(text(second), "\"tea;milk;\"");
    EXPECT_EQ(shown(cookie_pair(second, "cart")), "\"tea;milk;\"");
    EXPECT_TRUE(text(get("/", cookie_pair(second, "cart"))).contains("<p>tea;milk;</p>"));
    EXPECT_EQ(shown(""), "\"\"");
}

TEST_F(use_session_test, the_cookie_is_for_us_alone) {  // V36, V34
    auto reply = call("/_server?id=cart.add", "[\"tea\"]");
    auto cookie = header(reply, "Set-Cookie");
    EXPECT_EQ(cookie.substr(cookie.find(';')), "; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure");
    EXPECT_FALSE(cookie.contains("tea"));
    for (auto* host : {"localhost", "localhost:8080", "LOCALHOST", "app.localhost:1", "127.0.0.1:8080", "[::1]:8080"}) {
        auto request = post_request("/_server?id=cart.add", "application/json", "[\"tea\"]");
        request.headers.set("Host", host);
        request.headers.set("Origin", std::string("http://") + host);
        auto local = header(ask(request), "Set-Cookie");
        EXPECT_EQ(local.substr(local.find(';')), "; Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax") << host;
        request.secure = true;
        request.headers.set("Origin", std::string("https://") + host);
        EXPECT_TRUE(header(ask(request), "Set-Cookie").ends_with("; Secure")) << host;
    }
}

TEST_F(use_session_test, a_tampered_or_foreign_cookie_is_an_empty_session_and_is_forgotten) {  // V36
    auto good = with_item("tea");
    auto changed = good;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    auto of_other_name = "cart=" + cookie_pair(call("/_server?id=flash.leave", "[\"a\",\"b\"]"), "flashes").substr(8);
    for (const auto& bad : {changed, std::string("cart="), std::string("cart=%7B%7D"), std::string("cart=\"\""),
                            of_other_name, "cart=" + std::string(5000, 'A'), good + "%"}) {
        auto reply = get("/_server?id=cart.show", bad);
        EXPECT_EQ(text(reply), "\"\"") << bad;
        EXPECT_EQ(headers(reply, "Set-Cookie"), "cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure") << bad;
        EXPECT_EQ(text(get("/_server?id=cart.empty", bad)), "true");
    }
    EXPECT_EQ(text(get("/_server?id=cart.empty", good)), "false");
    EXPECT_EQ(header(get("/_server?id=cart.show", good), "Set-Cookie"), "(none)");
    EXPECT_EQ(header(get("/_server?id=cart.show"), "Set-Cookie"), "(none)");
}

TEST_F(use_session_test, an_expired_cookie_is_an_empty_session_whatever_the_browser_says) {
    auto kept = with_item("tea");
    time_of_day += std::chrono::days(14) - 1s;
    EXPECT_EQ(shown(kept), "\"tea;\"");
    time_of_day += 1s;
    auto reply = get("/_server?id=cart.show", kept);
    EXPECT_EQ(text(reply), "\"\"");
    EXPECT_TRUE(header(reply, "Set-Cookie").starts_with("cart=; "));
}

TEST_F(use_session_test, a_cookie_of_another_shape_is_an_empty_session) {  // V36: undecodable
    auto older = cookie_pair(call("/_server?id=cart.older"), "cart");
    auto reply = get("/_server?id=cart.show", older);
    EXPECT_EQ(text(reply), "\"\"");
    EXPECT_TRUE(header(reply, "Set-Cookie").starts_with("cart=; "));
}

TEST_F(use_session_test, ours_is_found_beside_one_that_another_host_has_set) {
    auto ours = with_item("tea");
    auto reply = get("/_server?id=cart.show", "cart=planted; " + ours);
    EXPECT_EQ(text(reply), "\"tea;\"");
    EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
}

TEST_F(use_session_test, handles_of_one_request_see_each_other_and_one_cookie_is_set) {
    auto reply = call("/_server?id=cart.twice");
    EXPECT_EQ(text(reply), "\"first;second;\"");
    EXPECT_EQ(reply.headers.all("Set-Cookie").size(), 1u);
    EXPECT_EQ(shown(cookie_pair(reply, "cart")), "\"first;second;\"");
}

TEST_F(use_session_test, is_kept_as_long_as_the_handle_says_that_writes_it) {
    EXPECT_TRUE(header(call("/_server?id=cart.stay", "[90]"), "Set-Cookie").contains("Max-Age=7776000;"));
    const auto for_ever = call("/_server?id=cart.stay", "[100000000]");
    EXPECT_TRUE(header(for_ever, "Set-Cookie").contains("Max-Age=34560000;"));  // 400 days
    EXPECT_EQ(text(get("/_server?id=cart.empty", cookie_pair(for_ever, "cart"))), "false");
}

TEST_F(use_session_test, a_cookie_that_moves_to_another_path_is_found) {
    EXPECT_EQ(text(call("/_server?id=cart.move")), "\"newnew\"");
}

TEST_F(use_session_test, clear_makes_the_browser_forget) {
    auto reply = call("/_server?id=cart.clear", "[]", with_item("tea"));
    EXPECT_EQ(headers(reply, "Set-Cookie"), "cart=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
}

TEST_F(use_session_test, what_does_not_fit_a_cookie_is_refused_and_the_rest_stays) {
    auto kept = with_item("tea");
    ::testing::internal::CaptureStderr();
    auto reply = call("/_server?id=cart.add", "[\"" + std::string(3000, 'x') + "\"]", kept);
    EXPECT_TRUE(::testing::internal::GetCapturedStderr().contains("The session \"cart\" was not changed"));
    EXPECT_EQ(text(reply), R"({"kind":"invalid","message":"The session \"cart\" was not changed: its cookie would )"
                           R"(have 4112 bytes, and 3800 are allowed."})");
    EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
    EXPECT_EQ(shown(kept), "\"tea;\"");
}

TEST_F(use_session_test, the_largest_session_that_is_written_is_read) {
    std::size_t largest = 0;
    for (std::size_t bytes = 2700; bytes < 2800; ++bytes) {
        auto reply = call("/_server?id=cart.add", "[\"" + std::string(bytes, 'x') + "\"]");
        auto pair = cookie_pair(reply, "cart");
        if (pair.empty()) break;
        largest = pair.size();
        EXPECT_EQ(shown(pair).size(), bytes + 3);
    }
    EXPECT_LE(largest, 3800u);
    EXPECT_GT(largest, 3796u);
}

TEST_F(use_session_test, a_name_that_is_no_token_is_refused) {
    for (auto* name : {"", "a b", "a;b", "a=b", "a\\r\\nSet-Cookie: x=y"}) {
        auto reply = call("/_server?id=cart.rename", "[\"" + std::string(name) + "\"]");
        EXPECT_TRUE(text(reply).contains("its name is not a token")) << text(reply);
        EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
    }
}

TEST_F(use_session_test, a_name_of_ours_is_refused) {
    auto reply = call("/_server?id=cart.rename", "[\"solder-flash\"]", "solder-flash=x");
    EXPECT_TRUE(text(reply).contains("names that begin with solder- are its own")) << text(reply);
    EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
}

TEST_F(use_session_test, two_visitors_at_once_never_see_each_other) {
    const auto ann = with_item("tea"), ben = with_item("milk");
    // The body waits twice: the second request begins before, between, at and after those places of the first.
    for (auto delay = 0ms; delay <= 11ms; ++delay) {
        std::map<std::string, http_response> seen;
        std::vector<std::unique_ptr<pending_reply>> work;
        auto begin_with = [&](const std::string& cookies, const std::string& item) {
            auto request = post_request("/_server?id=cart.slow", "application/json", "[\"" + item + "\"]");
            request.headers.set("Cookie", cookies);
            work.push_back(begin(std::move(request),
                                 [&seen, item](http_response reply) { seen.emplace(item, std::move(reply)); }));
        };
        begin_with(ann, "sugar");
        time_.advance(delay);
        begin_with(ben, "honey");
        time_.advance(20ms);
        ASSERT_EQ(seen.size(), 2u);
        EXPECT_EQ(text(seen["sugar"]), "\"tea;sugar;\"");
        EXPECT_EQ(shown(cookie_pair(seen["sugar"], "cart")), "\"tea;sugar;\"");
        EXPECT_EQ(text(seen["honey"]), "\"milk;honey;\"");
        EXPECT_EQ(shown(cookie_pair(seen["honey"], "cart")), "\"milk;honey;\"");
    }
}

TEST_F(use_session_test, outside_of_a_request_and_after_the_reply_it_cannot_be_written) {
    auto outside = use_session<cart>("cart");
    EXPECT_TRUE(outside.is_empty());
    EXPECT_FALSE(outside.update([](cart& c) { c.visits = 1; }));
    EXPECT_EQ(outside.data().visits, 0);
    (void)call("/_server?id=cart.late", "[]", with_item("tea"));
    auto late = *std::exchange(kept_handle, std::nullopt);
    EXPECT_EQ(joined(late.data()), "tea;");
    auto outcome = late.update([](cart& c) { c.visits = 1; });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().message,
              "The session \"cart\" was not changed: no request is running, or its reply is on its way.");
    late.clear();
}

TEST_F(use_session_test, a_flash_is_read_once) {  // V36: legacy flash
    auto left = call("/_server?id=flash.leave", R"(["note","saved"])");
    auto cookies = cookie_pair(left, "flashes");
    auto two = cookie_pair(call("/_server?id=flash.leave", R"(["other","kept"])", cookies), "flashes");
    auto first = call("/_server?id=flash.take", "[\"note\"]", two);
    EXPECT_EQ(text(first), "\"saved\"");
    auto rest = cookie_pair(first, "flashes");
    EXPECT_EQ(text(call("/_server?id=flash.take", "[\"note\"]", rest)), "null");
    auto last = call("/_server?id=flash.take", "[\"other\"]", rest);
    EXPECT_EQ(text(last), "\"kept\"");
    EXPECT_EQ(cookie_pair(last, "flashes"), "flashes=");
    EXPECT_EQ(text(call("/_server?id=flash.take", "[\"note\"]")), "null");
}

TEST_F(use_session_test, programs_with_sessions_are_known_before_they_start) { EXPECT_TRUE(detail::uses_sessions()); }

}  // namespace
}  // namespace solder::test

#include "../../src/server/cookie_text.hpp"
#include "web_fixture.hpp"

namespace solder::test {
namespace {

std::string made(std::string_view name, std::string_view value, const cookie_options& options = {},
                 const http_request& request = {.secure = true}) {
    auto text = detail::set_cookie_text(name, value, options, request);
    return text ? *text : "refused: " + text.error().message;
}

TEST(set_cookie_text, says_what_the_options_say) {
    EXPECT_EQ(made("a", "1"), "a=1; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(made("a", ""), "a=; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(made("a", "1",
                   {.keep_for = 90s,
                    .path = "/x y",
                    .domain = "example.com",
                    .http_only = false,
                    .same_site = same_site::strict,
                    .secure = false}),
              "a=1; Path=/x y; Domain=example.com; Max-Age=90; SameSite=Strict");
    EXPECT_EQ(made("a", "1", {.keep_for = -5s}), "a=1; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
}

TEST(set_cookie_text, is_secure_wherever_browsers_keep_it) {  // V34
    http_request local;
    local.headers.set("Host", "localhost:8080");
    EXPECT_EQ(made("a", "1", {}, local), "a=1; Path=/; HttpOnly; SameSite=Lax");
    EXPECT_EQ(made("a", "1", {.same_site = same_site::none}, local), "a=1; Path=/; HttpOnly; SameSite=None; Secure");
    EXPECT_EQ(made("__Host-a", "1", {}, local), "__Host-a=1; Path=/; HttpOnly; SameSite=Lax; Secure");
    for (auto* host : {"example.com", "localhost.example.com", "127.example.com.", "[::2]", ""}) {
        http_request request;
        request.headers.set("Host", host);
        EXPECT_EQ(made("a", "1", {}, request), "a=1; Path=/; HttpOnly; SameSite=Lax; Secure") << host;
    }
    EXPECT_EQ(made("a", "1", {}, {}), "a=1; Path=/; HttpOnly; SameSite=Lax; Secure");
}

TEST(set_cookie_text, refuses_what_would_break_out_of_its_place) {  // RFC 6265, 4.1.1
    const std::string start = "refused: A cookie cannot be set: ";
    for (auto* name : {"", "a b", "a=b", "a;b", "a,b", "a\r\nSet-Cookie:b", "\xC3\xA9", "\"a\""})
        EXPECT_EQ(made(name, "1"), start + "its name is not a token.") << name;
    for (const std::string value : {"a b", "a;b", "a,b", "\"a\"", "a\\b", "a\r\nb", "a\nb", "a\rb", "\xC3\xA9", "\x7F"})
        EXPECT_EQ(made("a", value), start + "its value holds a character that cookies cannot carry.") << value;
    EXPECT_EQ(made("a", std::string("a\0b", 3)), start + "its value holds a character that cookies cannot carry.");
    for (auto* path : {"", "x", "/;x", "/\r\nx", "/\xC3\xA9"})
        EXPECT_EQ(made("a", "1", {.path = path}), start + "its path is not one.") << path;
    for (auto* domain : {"a b", "a;b", "a.b\r\n", "*.a"})
        EXPECT_EQ(made("a", "1", {.domain = domain}), start + "its domain is not one.") << domain;
    EXPECT_EQ(made("a", std::string(4095, 'x')).size(),
              4097 + std::string_view("; Path=/; HttpOnly; SameSite=Lax; Secure").size());
    EXPECT_EQ(made("a", std::string(4096, 'x')), start + "it is larger than 4096 bytes.");
    EXPECT_EQ(made("__Host-a", "1", {.path = "/x"}),
              start + "a name that begins with __Host- excludes another path and any domain.");
    EXPECT_EQ(made("__Secure-a", "1", {.secure = false}),
              start + "it must be Secure, by its name or by SameSite=None.");
    EXPECT_EQ(made("a", "1", {.same_site = same_site::none, .secure = false}),
              start + "it must be Secure, by its name or by SameSite=None.");
}

TEST(put_set_cookie, keeps_one_for_a_name_path_and_domain) {  // RFC 6265, 4.1.1
    http_headers headers;
    headers.append("X-Other", "1");
    for (auto* each : {"a=1; Path=/; HttpOnly", "b=1; Path=/", "a=2; Path=/x", "a=3; Path=/; Domain=x", "a=4; Path=/"})
        detail::put_set_cookie(headers, each);
    EXPECT_EQ(headers.all("set-cookie"),
              (std::vector<std::string_view>{"b=1; Path=/", "a=2; Path=/x", "a=3; Path=/; Domain=x", "a=4; Path=/"}));
    EXPECT_EQ(headers.find("x-other"), "1");
}

TEST(put_set_cookie, takes_a_name_for_no_attribute) {
    http_headers headers;
    for (const char* each : {"path=a; Path=/", "Path=b; Path=/", "path=c; Path=/", "path=d; Path=/x"})
        detail::put_set_cookie(headers, each);
    EXPECT_EQ(headers.all("set-cookie"),
              (std::vector<std::string_view>{"Path=b; Path=/", "path=c; Path=/", "path=d; Path=/x"}));
    const auto after = detail::cookies_after({}, {"max-age=0; Path=/", "expires=x; Path=/"}, {});
    EXPECT_EQ(after, "max-age=0; expires=x");
}

TEST(find_cookies, gives_all_of_a_name_in_order) {
    http_request request;
    request.headers.append("Cookie", "a=1; b=2; a=\"3\"; a; aa=4");
    request.headers.append("cookie", "a=5");
    EXPECT_EQ(detail::find_cookies(request, "a"), (std::vector<std::string_view>{"1", "3", "5"}));
    EXPECT_EQ(find_cookie(request, "a"), "1");
    EXPECT_EQ(detail::find_cookies(request, "c"), std::vector<std::string_view>{});
}

}  // namespace
}  // namespace solder::test

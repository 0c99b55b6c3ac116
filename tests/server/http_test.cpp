#include "../../src/server/request_parser.hpp"
#include "../../src/server/response_head.hpp"
#include <gtest/gtest.h>
#include <solder/server/http.hpp>
#include <vector>

namespace solder {
namespace {

using detail::request_parser;
using fields = std::vector<std::pair<std::string, std::string>>;

fields all_of(const http_headers& headers) {
    fields out;
    for (const auto [name, value] : headers) out.emplace_back(name, value);
    return out;
}

TEST(http_headers, keep_order_and_compare_names_without_case) {
    http_headers h;
    h.append("Set-Cookie", "a=1");
    h.append("ETag", "\"x\"");
    h.append("set-cookie", "b=2");
    EXPECT_EQ(h.find("etag"), "\"x\"");
    EXPECT_EQ(h.all("SET-COOKIE"), (std::vector<std::string_view>{"a=1", "b=2"}));
    EXPECT_TRUE(h.set("set-cookie", "c=3"));
    EXPECT_EQ(all_of(h), (fields{{"ETag", "\"x\""}, {"set-cookie", "c=3"}}));
    h.remove("etag");
    EXPECT_EQ(all_of(h), (fields{{"set-cookie", "c=3"}}));
}

TEST(http_headers, refuse_what_would_begin_another_header) {
    http_headers h;
    h.append("location", "/a");
    for (const std::string_view value : {std::string_view("/b\r\nset-cookie: x=1"), std::string_view("a\nb"),
                                         std::string_view("a\rb"), std::string_view("a\0b", 3)}) {
        EXPECT_FALSE(h.set("location", value));
        EXPECT_FALSE(h.append("x", value));
    }
    for (const std::string_view name : {"", "a b", "a:", "a\r\n", "\xc3\xa9"}) EXPECT_FALSE(h.append(name, "v"));
    EXPECT_EQ(all_of(h), (fields{{"location", "/a"}}));
}

TEST(http_headers, may_take_their_own_values_while_they_grow) {
    http_headers h;
    h.append("n", std::string(100, 'v'));
    for (int i = 0; i < 50; ++i) h.append("n", *h.find("n"));
    for (const auto [name, value] : h) EXPECT_EQ(value, std::string(100, 'v'));
}

TEST(http_cookies, are_found_by_whole_name_and_the_first_wins) {
    constexpr std::string_view line = "xid=no; id = \"yes\" ; id=later; flag; empty=";
    EXPECT_EQ(find_cookie(line, "id"), "yes");
    EXPECT_EQ(find_cookie(line, "empty"), "");
    EXPECT_EQ(find_cookie(line, "flag"), std::nullopt);
    EXPECT_EQ(find_cookie(line, "none"), std::nullopt);
    http_request r;
    r.headers.append("Cookie", "a=1");
    r.headers.append("cookie", "b=2");
    EXPECT_EQ(find_cookie(r, "b"), "2");
}

TEST(http_headers, give_each_field_as_it_is_sent) {
    http_headers h;
    h.append("a", "1");
    h.append({"Vary", "Accept"});
    h.append("b", "");
    h.set("A", "2");
    std::string sent;
    for (std::size_t i = 0; i < h.size(); ++i) sent += h.line(i);
    EXPECT_EQ(sent, "Vary: Accept\r\nb: \r\nA: 2\r\n");
    EXPECT_EQ(all_of(h), (fields{{"Vary", "Accept"}, {"b", ""}, {"A", "2"}}));
}

TEST(http_headers, are_a_list_over_all_fields_of_a_name) {
    http_headers h;
    EXPECT_EQ(h.list("accept"), std::nullopt);
    h.append("Accept", "a");
    h.append("x", "y");
    EXPECT_EQ(h.list("accept"), "a");
    h.append("accept", "b, c");
    EXPECT_EQ(h.list("ACCEPT"), "a, b, c");
}

TEST(security_headers, fill_in_what_is_not_set) {
    http_headers h;
    h.append("X-Frame-Options", "DENY");
    add_security_headers(h);
    EXPECT_EQ(all_of(h), (fields{{"X-Frame-Options", "DENY"},
                                 {"x-content-type-options", "nosniff"},
                                 {"referrer-policy", "strict-origin-when-cross-origin"},
                                 {"cross-origin-opener-policy", "same-origin"}}));
}

TEST(http_method_names, are_those_of_the_wire) {
    for (const auto word : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        EXPECT_EQ(to_string(http_method_from(word)), word);
    }
    EXPECT_EQ(http_method_from("get"), http_method::other);
    EXPECT_EQ(http_method_from("OTHER"), http_method::other);
}

TEST(response_head, leaves_framing_to_the_listener) {
    http_headers h;
    h.append("content-length", "1");
    h.append("Transfer-Encoding", "chunked");
    for (const auto* ours : {"Date", "connection", "Keep-Alive", "trailer", "Upgrade"}) h.append(ours, "x");
    h.append("x-a", "b");
    std::string out;
    detail::write_head(out, 404, h, {.length = 5, .close = true, .date = "now"});
    EXPECT_EQ(out, "HTTP/1.1 404 Not Found\r\ndate: now\r\nx-a: b\r\ncontent-length: 5\r\nconnection: close\r\n\r\n");
    EXPECT_EQ(detail::http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

/// Feeds `text` in pieces of `step` bytes, as a connection does.
request_parser::state feed(request_parser& p, std::string_view text, std::size_t step) {
    std::string held;
    while (!text.empty() && p.now() < request_parser::state::done) {
        held += text.substr(0, step);
        text.remove_prefix(std::min(step, text.size()));
        for (std::size_t taken = 1; taken > 0 && !held.empty() && p.now() < request_parser::state::done;) {
            taken = p.feed(held);
            held.erase(0, taken);
        }
    }
    return p.now();
}

unsigned refusal_of(std::string_view text) {
    request_parser p(1000, 100);
    return feed(p, text, text.size()) == request_parser::state::refused ? p.refusal() : 0;
}

TEST(request_parser, reads_a_request_that_comes_in_any_pieces) {
    constexpr std::string_view text =
        "\r\nPOST /a%zz?b=%c HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX-A: trailer\r\n\r\n";
    for (std::size_t step = 1; step <= text.size(); ++step) {
        request_parser p(1000, 100);
        ASSERT_EQ(feed(p, text, step), request_parser::state::done) << step;
        EXPECT_TRUE(p.keep_alive());
        const http_request r = p.take();
        EXPECT_EQ(r.method, http_method::post);
        EXPECT_EQ(r.target, "/a%zz?b=%c");
        EXPECT_EQ(r.path, "/a%zz");
        EXPECT_EQ(r.query, "b=%c");
        EXPECT_EQ(r.body, "abcde");
        EXPECT_EQ(all_of(r.headers), (fields{{"Host", "h"}, {"X-A", "1"}, {"Transfer-Encoding", "chunked"}}));
    }
}

TEST(request_parser, survives_an_empty_chunked_body_byte_by_byte) {
    request_parser p(1000, 100);
    EXPECT_EQ(feed(p, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 1),
              request_parser::state::done);
    EXPECT_EQ(p.take().body, "");
}

TEST(request_parser, refuses_two_opinions_on_where_a_request_ends) {
    const auto post = [](std::string_view headers) {
        return refusal_of("POST / HTTP/1.1\r\nHost: h\r\n" + std::string(headers) + "\r\n\r\n0\r\n\r\n");
    };
    EXPECT_EQ(post("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400u);
    EXPECT_EQ(post("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400u);
    EXPECT_EQ(post("Content-Length: 5\r\nContent-Length: 6"), 400u);
    EXPECT_EQ(post("Content-Length: 5\r\nContent-Length: 5"), 400u);
    EXPECT_EQ(post("Content-Length: 5, 5"), 400u);
    EXPECT_EQ(post("Content-Length: +5"), 400u);
    EXPECT_EQ(post("Content-Length: 99999999999999999999"), 400u);
    EXPECT_EQ(post("Content-Length : 5"), 400u);
    EXPECT_EQ(post("Transfer-Encoding: gzip"), 501u);
    EXPECT_EQ(post("Transfer-Encoding: gzip, chunked"), 501u);
    EXPECT_EQ(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400u);
    EXPECT_EQ(refusal_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET / HTTP/1.1\nHost: h\n\n"), 505u);  // bare line feeds
}

TEST(request_parser, wants_one_host_and_a_path) {
    EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET / HTTP/1.0\r\n\r\n"), 0u);
    EXPECT_EQ(refusal_of("GET a HTTP/1.1\r\nHost: h\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET /#a HTTP/1.1\r\nHost: h\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET * HTTP/1.1\r\nHost: h\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n"), 0u);
    EXPECT_EQ(refusal_of("CONNECT h:1 HTTP/1.1\r\nHost: h\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n"), 400u);
    EXPECT_EQ(refusal_of("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), 505u);
    EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nHost: h\r\nExpect: magic\r\n\r\n"), 417u);
}

TEST(request_parser, takes_the_host_of_a_full_url) {
    request_parser p(1000, 100);
    ASSERT_EQ(feed(p, "GET http://real?q HTTP/1.1\r\nHost: other\r\n\r\n", 100), request_parser::state::done);
    const http_request r = p.take();
    EXPECT_EQ(r.headers.all("host"), (std::vector<std::string_view>{"real"}));
    EXPECT_EQ(r.target, "/?q");
    EXPECT_EQ(r.path, "/");
    EXPECT_EQ(r.query, "q");
}

TEST(request_parser, counts_headers_that_come_line_by_line) {
    request_parser p(1000, 100);
    std::string text = "GET / HTTP/1.1\r\nHost:h\r\n";
    for (int i = 0; i < 200; ++i) text += "X-Header: value is long\r\n";
    feed(p, text, std::string_view("X-Header: value is long\r\n").size());
    EXPECT_EQ(p.now(), request_parser::state::refused);
    EXPECT_EQ(p.refusal(), 431u);
}

TEST(request_parser, refuses_bodies_past_the_limit) {
    EXPECT_EQ(refusal_of("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n"), 413u);
    EXPECT_EQ(refusal_of("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n60\r\n" +
                         std::string(0x60, 'a') + "\r\n5\r\n"),
              413u);
}

}  // namespace
}  // namespace solder

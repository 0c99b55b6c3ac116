#ifndef SOLDER_TESTS_SERVER_WEB_FIXTURE_HPP
#define SOLDER_TESTS_SERVER_WEB_FIXTURE_HPP
#include <gtest/gtest.h>
#include <solder/core/environment.hpp>
#include <solder/html.hpp>
#include <solder/query.hpp>
#include <solder/server.hpp>

namespace solder::test {

using namespace std::chrono_literals;

/// One application, asked without sockets, at a time of day that tests set; and a browser that keeps its cookies.
class web_fixture : public ::testing::Test {
protected:
    explicit web_fixture(view (*root)(), web_application_options options = {}, static_files bundle = {})
        : app_({.root = root, .title = "App"}, std::move(bundle), with_time(std::move(options))) {
        time_of_day = std::chrono::sys_seconds(std::chrono::seconds(1'800'000'000));
    }
    ~web_fixture() override { detail::graph::current().renders_once = false; }

    /// The answer, after everything slow has had its time. Status 0: there was none.
    http_response ask(http_request request) {
        std::optional<http_response> seen;
        auto work = begin(std::move(request), [&](http_response reply) { seen = std::move(reply); });
        time_.advance(50ms);
        return seen ? std::move(*seen) : http_response{.status = 0};
    }
    std::unique_ptr<pending_reply> begin(http_request request, http_reply reply) {
        auto [path, query] = split_target(request.target);
        request.path = path;
        request.query = query;
        return app_.handle(std::move(request), std::move(reply));
    }
    http_response get(std::string target, std::string cookies = {}) {
        http_request request{.target = std::move(target)};
        request.headers.set("Host", "here");
        if (!cookies.empty()) request.headers.set("Cookie", cookies);
        return ask(std::move(request));
    }
    /// From a page of ours.
    static http_request post_request(std::string target, std::string type, std::string body) {
        http_request request{.method = http_method::post, .target = std::move(target), .body = std::move(body)};
        request.headers.set("Host", "here");
        request.headers.set("Origin", "http://here");
        request.headers.set("Referer", "http://here/page?a=b");
        request.headers.set("Content-Type", type);
        return request;
    }
    http_response call(std::string target, std::string arguments = "[]", std::string cookies = {}) {
        auto request = post_request(std::move(target), "application/json", std::move(arguments));
        if (!cookies.empty()) request.headers.set("Cookie", cookies);
        return ask(std::move(request));
    }
    http_response post_form(std::string target, std::string fields = {}, std::string cookies = {}) {
        auto request = post_request(std::move(target), "application/x-www-form-urlencoded", std::move(fields));
        if (!cookies.empty()) request.headers.set("Cookie", cookies);
        return ask(std::move(request));
    }

    static std::string text(const http_response& reply) { return std::get<std::string>(reply.body); }
    static std::string header(const http_response& reply, std::string_view name) {
        return std::string(reply.headers.find(name).value_or("(none)"));
    }
    /// All values, joined by " | ".
    static std::string headers(const http_response& reply, std::string_view name) {
        std::string all;
        for (auto each : reply.headers.all(name)) all += (all.empty() ? "" : " | ") + std::string(each);
        return all;
    }
    /// `name=value` of the cookie that a reply sets under `name`; empty when it sets none.
    static std::string cookie_pair(const http_response& reply, std::string_view name) {
        for (auto each : reply.headers.all("Set-Cookie"))
            if (each.starts_with(std::string(name) + "=")) return std::string(each.substr(0, each.find(';')));
        return {};
    }

    static inline std::chrono::sys_seconds time_of_day;
    manual_environment time_;
    web_application app_;

private:
    static web_application_options with_time(web_application_options options) {
        options.wall_time = [] { return time_of_day; };
        return options;
    }
};

}  // namespace solder::test
#endif

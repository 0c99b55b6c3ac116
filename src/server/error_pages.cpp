#include "error_pages.hpp"
#include "html_response.hpp"
#include "log.hpp"
#include <solder/html/escape.hpp>
#include <solder/html/routes.hpp>
#include <solder/wire/reply.hpp>

namespace solder::detail {

rendered_page built_in_error_page(unsigned status, std::string_view message) {
    rendered_page page;
    page.title = status < 500 ? "That did not work" : "Something went wrong";
    page.html = "<main lang=\"en\"><h1>" + page.title + "</h1><p>";
    append_escaped_text(page.html, message);
    page.html += "</p></main>";
    return page;
}

bool is_navigation(const http_request& request) {
    return request.headers.find("accept").value_or("").contains("text/html") && !request.headers.contains(build_header);
}

rendered_page error_pages::content(const page_failure& of, request_scope& scope) const {
    if (!own_) return built_in_error_page(of.status, of.what.message);
    const auto said = scope.event.status;
    // Links (`A`) and what tells the place need a router; this one has no routes, and goes nowhere.
    auto page = render_to_string([&] {
        static const route_table none(std::vector<route_definition>{});
        return StaticRouter({.root = [&] { return own_(of); }, .routes = none}, scope.request.path);
    });
    scope.event.status = said;
    if (page) return std::move(*page);
    log_error(scope.request.path + ": error_page", page.error());
    return built_in_error_page(of.status, of.what.message);
}

http_response error_pages::page(unsigned status, const error& why, request_scope& scope) const {
    scope.state.tells_what_passes = true;
    const auto said = scope.event.status;
    if (said >= 400 && said < 600) status = said;  // the reply will have it
    auto reply = html_response(status, {});
    const auto nonce = add_policy(reply.headers, policy_);
    reply.body = shell_.without_program(content({status, why, scope.request}, scope), nonce);
    return reply;
}

http_response error_pages::reply(unsigned status, const error& why, request_scope& scope) const {
    if (is_navigation(scope.request)) return page(status, why, scope);
    scope.state.tells_what_passes = true;
    return text_response(status, why.message + "\n");
}

}  // namespace solder::detail

#include "function_calls.hpp"
#include "flash.hpp"
#include "log.hpp"
#include <solder/core/url.hpp>
#include <solder/query/action.hpp>
#include <solder/wire/reply.hpp>

namespace solder::detail {
namespace {

/// The address of a call: the function and the arguments in the query.
struct call_address {
    std::string function;
    std::string arguments = "[]";
};

call_address read_address(const http_request& request) {
    call_address address;
    for (auto& [name, value] : parse_query(request.query)) {
        if (name == "id") address.function = value;
        if (name == "args") address.arguments = value;
    }
    return address;
}

http_response marked_reply(unsigned status, std::string_view outcome, std::string body, std::string_view build_id) {
    http_response reply{status, {}, {}};
    reply.headers.set("Content-Type", "application/json");
    reply.headers.set("Cache-Control", "no-store");
    reply.headers.set(build_header, build_id);
    reply.headers.set(outcome_header, outcome);
    reply.headers.set(reply_bytes_header, std::to_string(body.size()));
    reply.body = std::move(body);
    return reply;
}

http_response error_reply(const error& e, std::string_view function, std::string_view build_id) {
    auto shown = public_error(e);
    if (!e.is_public) shown.message += " (" + log_error(function, e) + ")";
    return marked_reply(status_of(e.kind), outcome_error,
                        to_json(reply_error{std::string(to_string(shown.kind)), shown.message}), build_id);
}

http_response answer_reply(const response& answer, std::string_view build_id) {
    auto reply = marked_reply(200, outcome_answer, "", build_id);
    if (!answer.location().empty()) reply.headers.set(location_header, answer.location());
    if (auto* keys = answer.header(revalidate_header)) reply.headers.set(revalidate_header, *keys);
    return reply;
}

http_response reply_to_script(result<std::string> outcome, std::string_view function, std::string_view build_id) {
    if (outcome) return marked_reply(200, outcome_value, std::move(*outcome), build_id);
    if (outcome.error().response) return answer_reply(*outcome.error().response, build_id);
    return error_reply(outcome.error(), function, build_id);
}

/// The path of the page that a form was on, when it is one of ours; else the root.
std::string page_of_form(const http_request& request) {
    auto referer = request.headers.find("Referer");
    auto host = request.headers.find("Host");
    if (!referer || !host) return "/";
    auto start = referer->find("://");
    if (start == std::string_view::npos) return "/";
    auto rest = referer->substr(start + 3);
    if (!rest.starts_with(*host) || !rest.substr(host->size()).starts_with('/')) return "/";
    auto path = std::string(rest.substr(host->size()));
    return path.starts_with("//") ? "/" : path;
}

http_response reply_to_form(const result<std::string>& outcome, const call_address& address, const form_fields& fields,
                            const http_request& request) {
    http_response reply{302, {}, {}};
    reply.headers.set("Cache-Control", "no-store");
    auto* answer = outcome ? nullptr : outcome.error().response.get();
    bool leads_on = answer && !answer->location().empty();
    if (leads_on) reply.status = answer->status;
    reply.headers.set("Location", leads_on ? std::string(answer->location()) : page_of_form(request));
    if (outcome || answer) return reply;
    auto failed = outcome.error();
    if (!failed.is_public) log_error(address.function, failed);
    reply.headers.append("Set-Cookie", flash_cookie({function_url(address.function), address.arguments, fields, failed},
                                                    request.secure));
    return reply;
}

http_response refusal(unsigned status, std::string text, error_kind kind, std::string_view build_id) {
    return marked_reply(status, outcome_error, to_json(reply_error{std::string(to_string(kind)), std::move(text)}),
                        build_id);
}

bool has_type(const http_request& request, std::string_view type) {
    auto given = request.headers.find("Content-Type");
    return given && given->starts_with(type);
}

}  // namespace

bool is_foreign(const http_request& request) {
    if (auto site = request.headers.find("Sec-Fetch-Site")) return *site != "same-origin" && *site != "none";
    auto from = request.headers.find("Origin");
    if (!from) from = request.headers.find("Referer");
    if (!from) return false;  // no browser sends a form without any of these
    auto start = from->find("://");
    auto host = request.headers.find("Host");
    if (start == std::string_view::npos || !host) return true;
    auto rest = from->substr(start + 3);
    return rest.substr(0, rest.find('/')) != *host;
}

task<http_response> answer_call(request_scope& scope, std::string_view build_id) {
    const auto& request = scope.request;
    auto address = read_address(request);
    const auto* function = find_function(address.function);
    if (!function) co_return refusal(404, "There is no such function.", error_kind::not_found, build_id);
    bool is_post = request.method == http_method::post;
    if (is_post != (function->kind == access::writes)) {
        auto reply = refusal(405, "This function is called with another method.", error_kind::invalid, build_id);
        reply.headers.set("Allow", function->kind == access::writes ? "POST" : "GET, HEAD");
        co_return reply;
    }
    if (is_post && is_foreign(request))
        co_return refusal(403, "Calls from other sites are refused.", error_kind::forbidden, build_id);
    if (auto build = request.headers.find(build_header); build && *build != build_id)
        co_return refusal(409, "The page is of another build: load it again.", error_kind::foreign_build, build_id);

    if (is_post && has_type(request, "application/x-www-form-urlencoded")) {
        auto fields = parse_form(request.body);
        if (!fields) co_return text_response(400, "The form cannot be read: " + fields.error().message + "\n");
        auto outcome = co_await as_result(function->call_with_form(address.arguments, *fields));
        co_return reply_to_form(outcome, address, *fields, request);
    }
    if (is_post && !has_type(request, "application/json"))
        co_return refusal(415, "A call carries JSON or a form.", error_kind::invalid, build_id);
    // No conditional inside `co_await`: g++ 12 destroys its temporaries twice.
    const auto& arguments = is_post ? request.body : address.arguments;
    auto outcome = co_await as_result(function->call(arguments));
    co_return reply_to_script(std::move(outcome), address.function, build_id);
}

}  // namespace solder::detail

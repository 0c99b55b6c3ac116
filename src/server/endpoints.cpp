#include "endpoints.hpp"
#include "call_replies.hpp"
#include "log.hpp"
#include <algorithm>

namespace solder::detail {
namespace {

bool answers(const endpoint& each, http_method asked) {
    return each.method() == asked || (each.method() == http_method::get && asked == http_method::head);
}

/// Errors: the path is no pattern, or does not begin with a slash.
result<path_matcher> matcher_of(const endpoint& each) {
    if (!each.path().starts_with('/')) return fail("it does not begin with a slash");
    return create_matcher(each.path());
}

http_response failed_endpoint(const error& e, const error_pages& pages, request_scope& scope) {
    if (e.response && !e.response->location().empty()) {
        auto led = redirect_reply(*e.response);
        return led ? std::move(*led) : failed_endpoint(led.error(), pages, scope);
    }
    const auto shown = e.is_public ? e : error_to_show(scope.request.path, e);
    return pages.reply(status_of(shown.kind), shown, scope);
}

}  // namespace

endpoint_table::endpoint_table(const std::vector<endpoint>& all) {
    for (const auto& each : all)
        if (auto matches = matcher_of(each)) entries_.push_back({each, std::move(*matches)});
}

std::optional<met_endpoint> endpoint_table::find(const http_request& request) const {
    for (const auto& each : entries_) {
        if (!answers(each.of, request.method)) continue;
        if (auto found = each.matches(request.path)) return met_endpoint{&each.of, std::move(found->params)};
    }
    return std::nullopt;
}

std::string endpoint_table::methods_at(const http_request& request) const {
    std::string methods;
    for (const auto& each : entries_) {
        if (!each.matches(request.path)) continue;
        methods.append(methods.empty() ? "" : ", ").append(to_string(each.of.method()));
        if (each.of.method() == http_method::get) methods += ", HEAD";
    }
    return methods;
}

std::string endpoint_fault(const std::vector<endpoint>& all) {
    for (const auto& each : all)
        if (auto matches = matcher_of(each); !matches)
            return "endpoints: \"" + each.path() + "\": " + matches.error().message;
    return {};
}

bool is_foreign_write(const http_request& request, const endpoint& met, std::span<const web_origin> allowed) {
    using enum http_method;
    const bool reads = request.method == get || request.method == head || request.method == options;
    return !reads && !met.takes_any_site() && is_foreign(request, allowed);
}

task<http_response> answer_endpoint(request_scope& scope, const error_pages& pages, met_endpoint met) {
    const endpoint_call call{scope.request, std::move(met.params)};
    auto answering = met.of->answer()(call);
    auto answer = co_await as_result(std::move(answering));
    co_return answer ? std::move(*answer) : failed_endpoint(answer.error(), pages, scope);
}

}  // namespace solder::detail

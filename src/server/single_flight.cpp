#include "single_flight.hpp"
#include "cookie_text.hpp"
#include "middleware.hpp"
#include "request_target.hpp"
#include <solder/core/ascii.hpp>
#include <solder/core/cut_short.hpp>
#include <solder/html/page_router.hpp>
#include <solder/html/render.hpp>
#include <solder/query/action_base.hpp>
#include <solder/wire/reply.hpp>

namespace solder::detail {
namespace {

/// Path and query of the page that the caller shows; empty when it asks for no answers.
std::string page_of(const http_request& call) {
    auto path = call.headers.find(single_flight_header).value_or("");
    return path.starts_with('/') && !path.starts_with("//") ? std::string(path) : std::string();
}

/// The page that the caller shows after this answer; empty: none of ours.
std::string page_after(const http_request& call, const response* answer, const std::string& page) {
    const auto origin = (call.secure ? "https://" : "http://") + std::string(call.headers.find("host").value_or(""));
    const auto target = answer ? read_target(answer->location(), origin) : answer_target{};
    if (target.leads == answer_target::kind::nowhere) return page;
    if (target.leads != answer_target::kind::inside) return {};
    return target.location.substr(0, target.location.find('#'));
}

bool belongs_to_the_call(std::string_view header) {
    auto begins = [&](std::string_view with) { return same_ignoring_case(header.substr(0, with.size()), with); };
    return begins("content-") || begins("x-solder-") || begins("if-") || same_ignoring_case(header, "range") ||
           same_ignoring_case(header, "cookie") || same_ignoring_case(header, "transfer-encoding");
}

http_request request_for(const std::string& page, const request_scope& call, const response* answer) {
    http_request request{.target = page, .peer = call.request.peer, .secure = call.request.secure};
    auto [path, query] = split_target(page);
    request.path = path;
    request.query = query;
    for (const auto& [name, value] : call.request.headers)
        if (!belongs_to_the_call(name)) request.headers.append(name, value);
    auto set_cookies = call.event.headers.all("set-cookie");
    if (answer)
        for (const auto& [name, value] : answer->headers)
            if (same_ignoring_case(name, "set-cookie")) set_cookies.push_back(value);
    auto cookies = cookies_after(call.request, set_cookies, call.state.now);
    if (!cookies.empty()) request.headers.set("Cookie", cookies);
    return request;
}

/// Keys that an answer names; null: all queries.
std::unique_ptr<std::vector<query_key>> keys_of(const response* answer) {
    const auto* names = answer ? answer->header(revalidate_header) : nullptr;
    auto keys = names ? read_key_list(*names) : result<std::vector<query_key>>(fail(""));
    return keys ? std::make_unique<std::vector<query_key>>(std::move(*keys)) : nullptr;
}

/// Runs the page in a scope of its own. The cookies that it sets belong to what it read, and go with the reply.
task<std::string> run_page(std::unique_ptr<request_scope> scope, request_scope& call, const application& app) {
    provide_context(*scope->root.get(), shipped_data_context(), &scope->shipped);
    auto work = scope->root.run(
        [&] { return with_timeout(render_to_string_async([&app] { return app.root(); }), longest_collection); });
    (void)co_await as_result(std::move(work));  // whatever came of the page: what was answered is right
    scope->state.close();
    for (const auto cookie : scope->event.headers.all("set-cookie")) put_set_cookie(call.event.headers, cookie);
    co_return scope->shipped.values_json(most_answer_bytes);
}

}  // namespace

task<std::string> collect_answers(request_scope& call, const result<std::string>& outcome, const call_rules& rules,
                                  const application& app) {
    const auto* answer = outcome ? nullptr : outcome.error().response.get();
    const auto before = page_of(call.request);
    const auto page = outcome || answer ? page_after(call.request, answer, before) : std::string();
    if (before.empty() || page.empty()) co_return "";
    auto keys = keys_of(answer);
    if (keys && keys->empty() && page == before) co_return "";
    auto request = request_for(page, call, answer);
    if (!address_fault(request).empty()) co_return "";  // no page of ours
    if (rules.options && answer_first(*rules.options, request)) co_return "";
    auto scope =
        std::make_unique<request_scope>(std::move(request), call.state.keys, call.state.now, call.state.on_error);
    if (keys) {
        scope->shipped.keep_only(std::move(*keys));
        provide_context(*scope->root.get(), page_before_context(), before);
    }
    co_return co_await run_page(std::move(scope), call, app);
}

}  // namespace solder::detail

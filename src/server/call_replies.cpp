#include "call_replies.hpp"
#include "cross_site.hpp"
#include "flash.hpp"
#include "log.hpp"
#include "request_state.hpp"
#include <algorithm>
#include <array>
#include <solder/core/url.hpp>
#include <solder/query/action_base.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/wire/error_json.hpp>
#include <solder/wire/reply.hpp>

namespace solder::detail {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [name](std::string_view each) { return same_ignoring_case(name, each); });
}

/// Whether a header is made by what a reply is, and by nobody else.
bool is_ours_alone(std::string_view name) {
    constexpr std::string_view mark = "x-solder-";
    return is_one_of(name, {"content-type", "content-length", "content-encoding", "transfer-encoding", "connection",
                            "date", "location"}) ||
           (name.size() >= mark.size() && same_ignoring_case(name.substr(0, mark.size()), mark));
}

/// Whether values stand side by side, each from its author.
bool is_added(std::string_view name) { return is_one_of(name, {"set-cookie", "vary", "link"}); }

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

void add_headers(http_headers& to, const response& answer) {
    for (const auto& [name, value] : answer.headers) {
        if (is_ours_alone(name)) continue;
        if (is_added(name))
            to.append(name, value);
        else
            to.set(name, value);
    }
}

/// Statuses that a reply with a body may have and that say nothing of their own about where to go.
bool is_plain_success(unsigned status) { return status >= 200 && status < 300 && status != 204 && status != 205; }
bool is_failure(unsigned status) { return status >= 400 && status < 600; }

/// A location as a header carries it: ASCII without blanks. They are encoded, or dropped in front, as browsers do.
std::string header_text(std::string_view location) {
    location.remove_prefix(std::min(location.find_first_not_of(' '), location.size()));
    std::string text;
    for (const char c : location)
        c > ' ' && c <= '~' ? void(text += c) : void(text += percent_encode_component({&c, 1}));
    return text;
}

http_response answer_reply(const response& answer, std::string_view build_id) {
    const bool has_status = is_plain_success(answer.status) || is_failure(answer.status);
    auto reply = marked_reply(has_status ? answer.status : 200, outcome_answer, answer.body, build_id);
    if (!answer.location().empty()) reply.headers.set(location_header, header_text(answer.location()));
    add_headers(reply.headers, answer);
    return reply;
}

/// The same reply with answers to queries.
http_response bring_along(std::string_view answers, http_response reply) {
    auto& body = std::get<std::string>(reply.body);
    if (answers.empty()) return reply;
    body = (body.empty() ? "{" : "{\"value\":" + body + ",") + "\"answers\":" + std::string(answers) + "}";
    reply.headers.set(single_flight_header, "true");
    reply.headers.set(reply_bytes_header, std::to_string(body.size()));
    return reply;
}

/// What a function answers with `json(...)` is text of the program's own making as well.
result<std::string> checked(result<std::string> outcome) {
    const auto answer = outcome ? nullptr : outcome.error().response;
    if (!answer || answer->body.empty()) return outcome;
    auto whole = check_json(answer->body);
    return whole ? std::move(outcome) : std::unexpected(std::move(whole.error()));
}

}  // namespace

http_response refusal(unsigned status, const error& why, std::string_view build_id) {
    return marked_reply(status, outcome_error, to_json(why), build_id);
}

http_response reply_to_script(result<std::string> outcome, std::string_view function, std::string_view build_id,
                              std::string_view answers) {
    outcome = checked(std::move(outcome));
    if (outcome) return bring_along(answers, marked_reply(200, outcome_value, std::move(*outcome), build_id));
    if (outcome.error().response) return bring_along(answers, answer_reply(*outcome.error().response, build_id));
    auto shown = error_to_show(function, outcome.error());
    return refusal(status_of(shown.kind), shown, build_id);
}

http_response redirect_to(std::string_view place, unsigned status) {
    http_response reply{status, {}, {}};
    reply.headers.set("Location", header_text(place));
    reply.headers.set("Cache-Control", "no-store");
    return reply;
}

result<http_response> redirect_reply(const response& answer) {
    // A location without a leading slash starts at the root of the application, not at the address of calls (V31).
    const auto target = read_target(answer.location(), {});
    if (target.leads == answer_target::kind::refused)
        return fail(error{"an answer may lead to http: and https: addresses only"});
    constexpr std::array<unsigned, 5> leading_on{301, 302, 303, 307, 308};
    const bool is_legal = std::ranges::find(leading_on, answer.status) != leading_on.end();
    auto reply = redirect_to(target.location.empty() ? "/" : target.location, is_legal ? answer.status : 302u);
    add_headers(reply.headers, answer);
    reply.headers.remove(revalidate_header);
    return reply;
}

http_response reply_to_form(result<std::string> outcome, const posted_form& form, request_scope& scope) {
    outcome = checked(std::move(outcome));
    const auto answer = outcome ? nullptr : outcome.error().response;
    post_flash flash{function_url(form.function), std::string(form.bound_json), form.fields, {}, {}};
    if (!outcome && !answer) flash.failed = error_to_show(form.function, outcome.error());
    auto led = redirect_reply(answer ? *answer : response());
    if (!led) flash.failed = error_to_show(form.function, led.error());
    const bool leads_on = led && answer && !answer->location().empty();
    auto reply = leads_on ? std::move(*led) : redirect_to(page_before(scope.request));
    if (answer && !leads_on) add_headers(reply.headers, *answer);
    reply.headers.remove(revalidate_header);  // there is no page to read anything again

    auto value = answer ? answer->body : std::move(outcome).value_or("");
    if (!value.empty() && value != "null") flash.result = raw_json(std::move(value));
    if (flash.failed || flash.result) leave_flash(scope, std::move(flash));
    return reply;
}

namespace {

/// Who may keep a reply, whatever the code behind it says.
enum class keepers : std::uint8_t { caches, visitor, nobody };

bool is_refusal(const http_response& reply) {
    return reply.status >= 500 || reply.headers.find(outcome_header) == outcome_error;
}

keepers keepers_of(const http_response& reply, const request_event& event) {
    const bool is_in_pieces = std::holds_alternative<std::unique_ptr<body_stream>>(reply.body);
    // A failure is over soon. What comes in pieces may yet be made of a cookie, and its head leaves now.
    if (is_refusal(reply) || is_in_pieces || (event.state && event.state->tells_what_passes)) return keepers::nobody;
    const bool is_personal = reply.headers.contains("set-cookie") || (event.state && event.state->reads_cookies) ||
                             event.request.headers.contains("authorization");
    return is_personal ? keepers::visitor : keepers::caches;
}

/// Headers that some caches obey instead of `Cache-Control` (RFC 9213).
bool is_for_some_caches(std::string_view name) {
    constexpr std::string_view ending = "-cache-control";
    return is_one_of(name, {"surrogate-control"}) ||
           (name.size() > ending.size() && same_ignoring_case(name.substr(name.size() - ending.size()), ending));
}

void remove_headers_for_some_caches(http_headers& headers) {
    std::vector<std::string> names;
    for (const auto& [name, value] : headers)
        if (is_for_some_caches(name)) names.emplace_back(name);
    for (const auto& name : names) headers.remove(name);
}

/// @param own  what the reply was made with; empty: what it says now
void limit_caches(http_headers& headers, keepers to, const std::optional<std::string>& own) {
    if (to == keepers::caches) return;
    remove_headers_for_some_caches(headers);
    const auto said = headers.list("cache-control").value_or("");
    if (to == keepers::visitor && keeps_to_one_visitor(said)) return;
    const bool is_kept = keeps_to_one_visitor(own.value_or(said)) && !has_directive(said, "no-store");
    std::string text(is_kept ? own.value_or(said) : "no-store");
    if (has_directive(said, "no-transform") && !has_directive(text, "no-transform")) text += ", no-transform";
    headers.set("Cache-Control", text);
}

void add_status(http_response& reply, unsigned status) {
    const bool says_failure = is_failure(status);
    const bool is_open = reply.status < 300 || (reply.status >= 400 && says_failure);
    if (is_open && (says_failure || is_plain_success(status))) reply.status = status;
}

}  // namespace

void add_event(http_response& reply, const request_event& event) {
    std::optional<std::string> own;
    if (!event.headers.empty()) own = reply.headers.list("cache-control").value_or("");
    for (const auto& [name, value] : event.headers)
        if (!is_ours_alone(name) && !is_added(name)) reply.headers.remove(name);
    for (const auto& [name, value] : event.headers)
        if (!is_ours_alone(name)) reply.headers.append(name, value);
    add_status(reply, event.status);
    limit_caches(reply.headers, keepers_of(reply, event), own);
    if (reply.headers.contains(build_header) && reply.headers.find("cache-control") != "no-store")
        reply.headers.append("Vary", build_header);  // other builds read it otherwise
}

}  // namespace solder::detail

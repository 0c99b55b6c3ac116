#include "function_calls.hpp"
#include "call_replies.hpp"
#include "log.hpp"
#include "single_flight.hpp"
#include "upload_sink.hpp"
#include <algorithm>
#include <solder/core/url.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/wire/reply.hpp>

namespace solder::detail {
namespace {

/// The address of a call: the function and the arguments in the query.
struct call_address {
    std::string function;
    std::optional<std::string> arguments = "[]";  ///< empty: not UTF-8, or an escape is malformed
};

/// As a form encodes it, but strictly: to replace what does not decode would change what a caller said.
std::optional<std::string> decode_strictly(std::string_view text) {
    std::string spaced(text);
    std::ranges::replace(spaced, '+', ' ');
    return percent_decode(spaced);
}

call_address read_address(std::string_view query) {
    call_address address;
    while (!query.empty()) {
        const auto piece = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), piece.size() + 1));
        if (piece.starts_with("id=")) address.function = decode_strictly(piece.substr(3)).value_or("");
        if (piece.starts_with("args=")) address.arguments = decode_strictly(piece.substr(5));
    }
    return address;
}

bool has_type(const http_request& request, std::string_view type) {
    const auto given = request.headers.find("Content-Type").value_or("");
    auto name = given.substr(0, given.find(';'));
    while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
    return same_ignoring_case(name, type);
}

bool has_method_for(const registered_function& function, http_method method) {
    if (function.kind == access::writes) return method == http_method::post;
    return method == http_method::get || method == http_method::head;
}

/// Why a call is not made, whatever its arguments are; empty when it may be.
std::optional<http_response> refuse_call(const http_request& request, const registered_function* function,
                                         const call_rules& rules) {
    // First: a function that is gone is no news for a page of another build.
    if (const auto build = request.headers.find(build_header); build && *build != rules.build_id)
        return refusal(409, {"The page is of another build: load it again.", error_kind::foreign_build, true},
                       rules.build_id);
    if (!function) return refusal(404, not_found("There is no such function."), rules.build_id);
    if (!has_method_for(*function, request.method)) {
        auto reply = refusal(405, invalid("This function is called with another method."), rules.build_id);
        reply.headers.set("Allow", function->kind == access::writes ? "POST" : "GET, HEAD");
        return reply;
    }
    if (function->kind == access::writes && is_foreign(request, rules.allowed_origins))
        return refusal(403, forbidden("Calls from other sites are refused."), rules.build_id);
    return std::nullopt;
}

http_response too_large(const call_rules& rules) {
    return refusal(413, invalid("arguments: larger than 1048576 bytes"), rules.build_id);
}
http_response bad_arguments(const error& why, const call_rules& rules) { return refusal(400, why, rules.build_id); }

constexpr std::size_t most_argument_bytes = json_limits{}.max_bytes;
static_assert(most_argument_bytes == 1048576 && form_limits{}.max_bytes == most_argument_bytes);

constexpr std::string_view multipart_type = "multipart/form-data";

/// A form that is posted without files is as large as other arguments, whatever its encoding.
std::unique_ptr<upload_sink> make_sink(const http_request& request, const registered_function& function,
                                       const call_rules& rules) {
    static const upload_options without_files{{.request_bytes = most_argument_bytes}, {}};
    const auto boundary = boundary_of(request.headers.find("Content-Type").value_or(""));
    if (!boundary) return nullptr;
    const auto& options = function.file_fields.empty() ? without_files : rules.uploads;
    return std::make_unique<upload_sink>(*boundary, options, function.file_fields);
}

form_refusal no_boundary() { return {400, bad_request("form: its type names no boundary")}; }

/// For bodies that came as text: of tests, and of listeners that know nothing of sinks.
void read_multipart_body(http_request& request, const registered_function& function, const call_rules& rules) {
    auto sink = make_sink(request, function, rules);
    if (!sink) return void(request.form = std::unexpected(no_boundary()));
    sink->write(request.body);
    sink->finish(request);
}

/// The fields that were posted; why there are none otherwise.
std::expected<form_fields, form_refusal> posted_fields(request_scope& scope, const registered_function& function,
                                                       const call_rules& rules) {
    auto& request = scope.request;
    if (has_type(request, multipart_type)) {
        if (!request.form) read_multipart_body(request, function, rules);
        return *request.form;
    }
    auto fields = parse_form(request.body);
    if (!fields) return std::unexpected(form_refusal{400, bad_request("form: " + fields.error().message)});
    return std::move(*fields);
}

/// Script posts forms with files too; it says of which build it is, which no browser does by itself.
bool is_from_script(const http_request& request) { return request.headers.contains(build_header); }

http_response refuse_form(form_refusal refused, const posted_form& form, request_scope& scope,
                          const call_rules& rules) {
    auto shown = error_to_show(form.function, refused.why);
    if (shown.kind != error_kind::bad_request && is_navigation(scope.request))
        return reply_to_form(std::unexpected(std::move(shown)), form, scope);
    return refusal(refused.status, shown, rules.build_id);
}

/// What page script gets, with the answers to queries that it asks to come along.
task<http_response> answer_script(request_scope& scope, const call_rules& rules, const registered_function& function,
                                  result<std::string> outcome, const application& app) {
    result<std::string> along = std::string();
    if (function.kind == access::writes) along = co_await as_result(collect_answers(scope, outcome, rules, app));
    co_return reply_to_script(std::move(outcome), function.name, rules.build_id, along.value_or(""));
}

task<http_response> answer_form(request_scope& scope, const call_rules& rules, const registered_function& function,
                                std::string bound_json, const application& app) {
    auto fields = posted_fields(scope, function, rules);
    const form_fields none;
    const posted_form form{function.name, bound_json, fields ? *fields : none};
    if (!fields) co_return refuse_form(std::move(fields.error()), form, scope, rules);
    auto outcome = co_await as_result(function.call_with_form(bound_json, *fields));
    if (is_from_script(scope.request))
        co_return co_await answer_script(scope, rules, function, std::move(outcome), app);
    if (!outcome && outcome.error().kind == error_kind::bad_request && outcome.error().is_public)
        co_return bad_arguments(outcome.error(), rules);
    co_return reply_to_form(std::move(outcome), form, scope);
}

}  // namespace

body_choice choose_call_body(http_request& head, const call_rules& rules) {
    if (head.path != function_path || head.method != http_method::post || !has_type(head, multipart_type)) return {};
    const auto* function = find_function(read_address(head.query).function);
    if (refuse_call(head, function, rules)) return {.is_wanted = false};
    auto sink = make_sink(head, *function, rules);
    const auto length = read_whole_number(head.headers.find("Content-Length").value_or(""));
    if (sink && (!length || sink->expect(length->magnitude))) return {.sink = std::move(sink)};
    if (sink) sink->finish(head);
    return {.is_wanted = false};
}

namespace {

task<http_response> answer_in_json(request_scope& scope, const call_rules& rules, const application& app) {
    const auto& request = scope.request;
    auto address = read_address(request.query);
    const auto* function = find_function(address.function);
    if (auto refused = refuse_call(request, function, rules)) co_return std::move(*refused);
    if (!address.arguments) co_return bad_arguments(bad_request("arguments: not UTF-8, or a malformed escape"), rules);

    const bool is_post = request.method == http_method::post;
    const bool is_multipart = is_post && has_type(request, multipart_type);
    const bool is_form = is_multipart || (is_post && has_type(request, "application/x-www-form-urlencoded"));
    if (is_post && !is_form && !has_type(request, "application/json"))
        co_return refusal(415, invalid("A call carries JSON or a form."), rules.build_id);
    const auto body_bytes = is_multipart ? 0 : request.body.size();  // that of a multipart form has its own limits
    if (std::max(body_bytes, address.arguments->size()) > most_argument_bytes) co_return too_large(rules);
    if (is_form) co_return co_await answer_form(scope, rules, *function, std::move(*address.arguments), app);

    // No conditional inside `co_await`: g++ 12 destroys its temporaries twice.
    const auto& arguments = is_post ? request.body : *address.arguments;
    auto outcome = co_await as_result(function->call(arguments));
    co_return co_await answer_script(scope, rules, *function, std::move(outcome), app);
}

}  // namespace

task<http_response> answer_call(request_scope& scope, const call_rules& rules, const error_pages& pages,
                                const application& app) {
    auto reply = co_await answer_in_json(scope, rules, app);
    if (reply.headers.find(outcome_header) != outcome_error || !is_navigation(scope.request)) co_return reply;
    const auto told = from_json<error>(std::get<std::string>(reply.body)).value_or(error());
    auto page = pages.page(reply.status, told, scope);
    if (const auto allowed = reply.headers.find("allow")) page.headers.set("Allow", *allowed);
    co_return page;
}

}  // namespace solder::detail

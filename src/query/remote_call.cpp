#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/core/on_demand.hpp>
#include <solder/core/url.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/query/value_operations.hpp>
#include <vector>

namespace solder {
namespace {

constinit SOLDER_PER_THREAD detail::on_demand<call_transport> current_transport;
constinit thread_local detail::single_flight* flight_now = nullptr;
constinit const detail::function_mention* last_mention = nullptr;

std::vector<registered_function>& functions() {
    static auto* all = new std::vector<registered_function>;
    return *all;
}

}  // namespace

void set_call_transport(call_transport* transport) { current_transport.set(transport); }
void detail::make_call_transport_by(call_transport* (*make)()) { current_transport.make = make; }

const registered_function* find_function(std::string_view name) {
    for (const auto& function : functions())
        if (function.name == name) return &function;
    return nullptr;
}

bool has_functions(access kind) {
    return std::ranges::any_of(functions(), [kind](const auto& function) { return function.kind == kind; });
}

bool has_file_functions() {
    return std::ranges::any_of(functions(), [](const auto& function) { return !function.file_fields.empty(); });
}

std::string function_url(std::string_view name) {
    return std::string(function_path) + "?id=" + percent_encode_component(name);
}

void detail::register_function(registered_function function) {
    SOLDER_ASSERT(!find_function(function.name), "two server functions have one name, or one was defined twice");
    functions().push_back(function);
}

detail::function_mention::function_mention(std::string_view n) : name(n), before(std::exchange(last_mention, this)) {}

std::vector<std::string_view> functions_without_body() {
    std::vector<std::string_view> names;
    for (const auto* each = last_mention; each; each = each->before)
        if (!find_function(each->name)) names.push_back(each->name);
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

result<detail::erased_value> detail::decode_into(std::shared_ptr<void> made, std::string_view json, json_read read) {
    auto outcome = read_json_text(json, own_server_limits, read, made.get());
    if (!outcome) return std::unexpected(std::move(outcome.error()));
    return made;
}

detail::single_flight::single_flight(std::string page)
    : page_(std::move(page)), around_(std::exchange(flight_now, this)) {}
detail::single_flight::~single_flight() { flight_now = around_; }

const std::string& detail::single_flight::page() {
    static const std::string none;
    return flight_now ? flight_now->page_ : none;
}

error unknown_outcome(std::string_view detail) {
    std::string message = "The answer was lost: it is not known whether the change was made.";
    if (!detail.empty()) message.append(" (").append(detail) += ')';
    return {std::move(message), error_kind::unknown_outcome, true};
}

namespace {

/// A write without a proper reply may have been done: that is told apart from a failure, which says that it was not.
error outcome_of_call(access kind, error failed) {
    bool reply_is_lost = failed.kind == error_kind::timed_out || failed.kind == error_kind::bad_reply;
    if (kind == access::writes && reply_is_lost) failed = unknown_outcome(failed.message);
    return failed;
}

task<std::string> answer_of(remote_call call) {
    auto key = call.function + "()" + call.arguments;
    auto* page = detail::current_shipped_data();
    call.is_repeated =
        use_context(detail::query_run_context()) == detail::query_run::again || (page && page->has_brought(key));
    auto shipped = co_await detail::take_shipped_call(std::move(key));
    if (shipped && !*shipped) co_return fail(std::move(shipped->error()));
    if (shipped) co_return std::move(**shipped);
    auto* transport = current_transport.get();
    if (!transport) co_return fail(error{"no body is defined for " + call.function + " and no transport is set"});
    co_return co_await transport->send(std::move(call));
}

}  // namespace

task<detail::erased_value> detail::request(remote_call call, reply_decoder decode) {
    auto kind = call.kind;
    auto reply = co_await as_result(answer_of(std::move(call)));
    if (!reply) co_return fail(outcome_of_call(kind, std::move(reply.error())));
    if (!decode) co_return nullptr;
    auto value = decode(*reply);
    if (!value) {
        error unreadable{"The reply does not decode: " + value.error().message, error_kind::bad_reply};
        co_return fail(outcome_of_call(kind, std::move(unreadable)));
    }
    co_return std::move(value);
}

}  // namespace solder

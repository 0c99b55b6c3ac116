#include "request_scope.hpp"
#include "log.hpp"
#include "temporary_file.hpp"
#include <algorithm>
#include <solder/html/page_router.hpp>
#include <solder/html/part_loader.hpp>
#include <solder/reactive/context.hpp>

namespace solder {
namespace detail {
namespace {

void tell_of_late(const request_scope& scope, std::string_view what) {
    log_error(scope.request.path, error{"The " + std::string(what) + " was not sent: the reply was on its way."});
}

void tell_of_late_status(const request_scope& scope) {
    const auto status = scope.event.status;
    if (status && status != scope.sent->said_status && status != scope.sent->status)
        tell_of_late(scope, "status " + std::to_string(status));
}

/// What came after the head had left, each name once.
void tell_of_late_headers(const request_scope& scope) {
    http_headers told = scope.sent->said_headers;
    for (const auto [name, value] : scope.event.headers) {
        const auto known = told.all(name);
        if (std::ranges::find(known, value) != known.end()) continue;
        tell_of_late(scope, "header \"" + std::string(name) + "\"");
        for (const auto of_name : scope.event.headers.all(name)) told.append(name, of_name);
    }
}

}  // namespace

request_scope::request_scope(http_request&& r, const sealing_keys& keys, std::chrono::sys_seconds now,
                             const error_hook* on_error)
    : request(std::move(r)), state(keys, now, on_error), places({request.target, {}}) {
    shipped.show_error = [this](std::string_view where, const error& e) {
        if (e.is_public && e.response) return e;  // an answer
        state.tells_what_passes = true;
        return error_to_show(request.path + ": " + std::string(where), e, state.on_error);
    };
    auto& scope = *root.get();
    provide_context(scope, request_event_context(), &event);
    provide_context(scope, query_cache_context(), &cache);
    provide_context(scope, submission_list_context(), &submissions);
    provide_context(scope, shown_parts_context(), &parts);
    provide_context(scope, history_context(), &places);
}

request_scope::~request_scope() {
    if (sent) tell_of_late_status(*this), tell_of_late_headers(*this);
    if (request.form && *request.form) discard_files(**request.form);
}

}  // namespace detail

const context<request_event*>& request_event_context() {
    static const auto* made = new context<request_event*>(nullptr);
    return *made;
}

request_event* use_request() { return use_context(request_event_context()); }

}  // namespace solder

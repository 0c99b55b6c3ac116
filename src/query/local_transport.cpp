#include <solder/core/assert.hpp>
#include <solder/core/timer.hpp>
#include <solder/query/local_transport.hpp>

namespace solder {
namespace {

error as_told(const std::string& function, error why) {
    if (why.is_public) return why;
    detail::report_to_log((function + ": " + why.message).c_str());
    return {"Something went wrong.", error_kind::internal, true};
}

}  // namespace

task<std::string> local_transport::send(remote_call call) {
    // Whoever calls sees that something is on its way, as over a network.
    co_await sleep_for(std::chrono::milliseconds(0));
    const auto* function = find_function(call.function);
    if (!function) co_return fail(not_found("There is no such function."));
    auto work = call.form ? function->call_with_form(call.arguments, *call.form) : function->call(call.arguments);
    auto reply = co_await as_result(std::move(work));
    if (!reply) reply = std::unexpected(as_told(call.function, std::move(reply.error())));
    co_return std::move(reply);
}

}  // namespace solder

#ifndef SOLDER_SERVER_FUNCTION_CALLS_HPP
#define SOLDER_SERVER_FUNCTION_CALLS_HPP
#include "request_scope.hpp"
#include <solder/core/task.hpp>

namespace solder::detail {

/// The path that server functions are called at.
inline constexpr std::string_view function_path = "/_server";

/// Answers a call of a server function or a form posted to one. Runs in the owner of `scope`, which outlives the task.
/// @param build_id  of this server: calls from pages of another build are refused by name
task<http_response> answer_call(request_scope& scope, std::string_view build_id);

/// Whether a request that changes something may come from another site's page (Fetch metadata; Origin; Referer).
[[nodiscard]] bool is_foreign(const http_request& request);

}  // namespace solder::detail
#endif

#ifndef SOLDER_SRC_SERVER_FUNCTION_CALLS_HPP
#define SOLDER_SRC_SERVER_FUNCTION_CALLS_HPP
#include "cross_site.hpp"
#include "error_pages.hpp"
#include "request_scope.hpp"
#include <solder/core/task.hpp>
#include <solder/html/application.hpp>
#include <solder/query/remote_call.hpp>
#include <solder/server/uploads.hpp>
#include <solder/server/web_application.hpp>
#include <vector>

namespace solder::detail {

/// What calls are judged by; the same for all requests.
struct call_rules {
    std::string build_id;                     ///< of this server: calls from pages of another build are refused by name
    std::vector<web_origin> allowed_origins;  ///< whose pages may call functions that write
    upload_options uploads = {};
    /// What the application's own code answers first; null: nothing. A page that it does not let be read is not read
    /// by a call either.
    const web_application_options* options = nullptr;
};

/// What becomes of the body of a request: a multipart form that is posted to a function is read as it arrives, if it
/// has a chance. The rules must outlive the choice.
body_choice choose_call_body(http_request& head, const call_rules& rules);

/// Answers a call of a server function or a form posted to one; a refusal that a visitor would see is a page. Runs in
/// the owner of `scope`; all four outlive the task.
task<http_response> answer_call(request_scope& scope, const call_rules& rules, const error_pages& pages,
                                const application& app);

}  // namespace solder::detail
#endif

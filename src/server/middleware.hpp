#ifndef SOLDER_SRC_SERVER_MIDDLEWARE_HPP
#define SOLDER_SRC_SERVER_MIDDLEWARE_HPP
#include <solder/server/web_application.hpp>

namespace solder::detail {

/// What the application's own code answers before anything is looked at. When it fails: 500, and the log has why.
[[nodiscard]] std::optional<http_response> answer_first(const web_application_options& options,
                                                        const http_request& request);
/// What is done to each response at last: headers for security, and what the application's own code does. When that
/// fails the log has why, and the response goes as that left it.
void finish_response(const web_application_options& options, const http_request& request, http_response& response,
                     std::chrono::milliseconds since);

}  // namespace solder::detail
#endif

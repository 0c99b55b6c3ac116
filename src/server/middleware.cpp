#include "middleware.hpp"
#include "../core/caught_error.hpp"
#include "log.hpp"
#include <solder/core/environment.hpp>

namespace solder::detail {

std::optional<http_response> answer_first(const web_application_options& options, const http_request& request) {
    if (!options.on_request) return std::nullopt;
    try {
        return options.on_request(request);
    } catch (...) {
        return text_response(500, error_to_show("on_request", caught_error(), &options.on_error).message + "\n");
    }
}

void finish_response(const web_application_options& options, const http_request& request, http_response& response,
                     std::chrono::milliseconds since) {
    add_security_headers(response.headers);
    if (!options.on_response) return;
    try {
        options.on_response({request, response, current_clock().now() - since});
    } catch (...) {
        log_error("on_response", caught_error());
    }
}

}  // namespace solder::detail

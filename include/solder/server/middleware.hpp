#ifndef SOLDER_SERVER_MIDDLEWARE_HPP
#define SOLDER_SERVER_MIDDLEWARE_HPP
#include <chrono>
#include <functional>
#include <optional>
#include <solder/server/http.hpp>

namespace solder {

/// Looks at a request before anything else does, and answers it when it gives a response. Its body has come by then,
/// files of a form are on disk until the request ends. It has no request event:
/// what needs a session, a database or `co_await` is for an endpoint, a query or the guard of a route.
using request_middleware = std::function<std::optional<http_response>(const http_request&)>;

/// A response that is about to be sent.
struct outgoing_response {
    const http_request& request;
    http_response& response;         ///< as it is sent, but for compression and framing
    std::chrono::milliseconds took;  ///< since the request had come; of a body in pieces until its head
};
/// Looks at each response, whoever made it, and may change its status and headers.
using response_middleware = std::function<void(const outgoing_response&)>;

}  // namespace solder
#endif

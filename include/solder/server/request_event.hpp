#ifndef SOLDER_SERVER_REQUEST_EVENT_HPP
#define SOLDER_SERVER_REQUEST_EVENT_HPP
#include <solder/reactive/context.hpp>
#include <solder/server/http.hpp>

namespace solder {

/// One request and what its response will have, for code that runs because of it: server functions, queries, pages.
struct request_event {
    const http_request& request;
    http_headers headers;  ///< added to the response
};

/// The request that the running code works for, also after `co_await`; null outside of any. Only while it is handled.
[[nodiscard]] request_event* use_request();

/// Where `use_request` finds it.
[[nodiscard]] const context<request_event*>& request_event_context();

}  // namespace solder
#endif

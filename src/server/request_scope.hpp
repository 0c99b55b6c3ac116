#ifndef SOLDER_SRC_SERVER_REQUEST_SCOPE_HPP
#define SOLDER_SRC_SERVER_REQUEST_SCOPE_HPP
#include "request_state.hpp"
#include <memory>
#include <solder/query/query_cache.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/query/submission.hpp>
#include <solder/reactive/owner.hpp>
#include <solder/router/history.hpp>
#include <solder/server/request_event.hpp>

namespace solder::detail {

/// The head of a reply that has left, and what of it `event` had said.
struct sent_head {
    unsigned status;
    unsigned said_status;
    http_headers said_headers;
};

/// Everything that exists for one request, apart from all others.
struct request_scope {
    request_scope(http_request&& r, const sealing_keys& keys, std::chrono::sys_seconds now,
                  const error_hook* on_error = nullptr);
    request_scope(const request_scope&) = delete;
    /// Removes the uploaded files that nobody kept.
    ~request_scope();

    http_request request;
    request_state state;
    request_event event{.request = request, .state = &state};
    std::optional<sent_head> sent;  ///< of a reply in pieces
    query_cache cache{query_cache::use::request};
    shipped_data shipped;
    submission_list submissions;
    memory_history places;
    std::vector<std::string_view> parts;  ///< lazy ones that the page shows
    scoped_root root;
};

}  // namespace solder::detail
#endif

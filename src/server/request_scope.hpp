#ifndef SOLDER_SERVER_REQUEST_SCOPE_HPP
#define SOLDER_SERVER_REQUEST_SCOPE_HPP
#include <solder/query/query_cache.hpp>
#include <solder/query/submission.hpp>
#include <solder/router/history.hpp>
#include <solder/server/request_event.hpp>

namespace solder::detail {

/// Everything that exists for one request, apart from all others.
struct request_scope {
    explicit request_scope(http_request r);
    request_scope(const request_scope&) = delete;

    http_request request;
    request_event event{request, {}};
    query_cache cache{query_cache::use::request};
    shipped_data shipped;
    submission_list submissions;
    memory_history places;
    scoped_root root;
};

}  // namespace solder::detail
#endif

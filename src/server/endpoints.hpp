#ifndef SOLDER_SRC_SERVER_ENDPOINTS_HPP
#define SOLDER_SRC_SERVER_ENDPOINTS_HPP
#include "cross_site.hpp"
#include "error_pages.hpp"
#include "request_scope.hpp"
#include <optional>
#include <solder/server/endpoint.hpp>
#include <span>
#include <string>
#include <vector>

namespace solder::detail {

/// An endpoint that a request met.
struct met_endpoint {
    const endpoint* of;
    route_params params;
};

/// The endpoints of an application, ready to be looked up. Constant once made.
class endpoint_table {
public:
    /// Those whose path is no pattern are left out; see `endpoint_fault`.
    explicit endpoint_table(const std::vector<endpoint>& all);

    /// What answers `request`: HEAD is answered by what GET is.
    [[nodiscard]] std::optional<met_endpoint> find(const http_request& request) const;
    /// The methods of those at the path of `request`, for an `Allow` header; empty: there are none.
    [[nodiscard]] std::string methods_at(const http_request& request) const;

private:
    struct entry {
        endpoint of;
        path_matcher matches;
    };
    std::vector<entry> entries_;
};

/// Why a server cannot start with `all`; empty: it can.
[[nodiscard]] std::string endpoint_fault(const std::vector<endpoint>& all);

/// Whether a page of another site asks for what it may not.
[[nodiscard]] bool is_foreign_write(const http_request& request, const endpoint& met,
                                    std::span<const web_origin> allowed);

/// Runs in the owner of `scope`, which outlives the task.
[[nodiscard]] task<http_response> answer_endpoint(request_scope& scope, const error_pages& pages, met_endpoint met);

}  // namespace solder::detail
#endif

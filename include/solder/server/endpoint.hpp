#ifndef SOLDER_SERVER_ENDPOINT_HPP
#define SOLDER_SERVER_ENDPOINT_HPP
#include <functional>
#include <solder/core/co_invoke.hpp>
#include <solder/router/matcher.hpp>
#include <solder/server/http.hpp>
#include <string>
#include <utility>

namespace solder {

/// A request that met an endpoint. Lives until its task has ended.
struct endpoint_call {
    const http_request& request;
    route_params params;  ///< what the address has in place of the parameters of the path; raw, see `decoded`
};

/// What is answered at an address that shows no page: a file, a feed, what another server calls.
///
/// It runs as a server function does: `use_request()`, cookies and sessions are there, server functions may be awaited.
/// Its reply goes as it is. A task that fails answers with the status of its error and, when that is public, its
/// message; a redirect leads there. Several threads call it.
class endpoint {
public:
    using answer_type = std::function<task<http_response>(const endpoint_call&)>;

    /// @param method  `get` answers HEAD too
    /// @param path    a pattern as of a route: `/pictures/:id`, `/feed.xml`, `/files/*path`. Files of the bundle come
    ///                first, pages last; of endpoints with one path and method the first counts
    /// @param answer  takes a `const endpoint_call&`; gives a `http_response`, a `result` or a `task` of it
    template <class Answer>
    endpoint(http_method method, std::string path, Answer answer)
        : method_(method), path_(std::move(path)), answer_(as_task(std::move(answer))) {}

    /// Takes writes (what is not GET, HEAD or OPTIONS) from pages of other sites too. Without this they are refused
    /// unless `allowed_origins` names their site: a browser would send the cookies of its visitor along. Calls of
    /// other servers, which are no pages, are never refused so.
    [[nodiscard]] endpoint for_any_site() && {
        takes_any_site_ = true;
        return std::move(*this);
    }

    [[nodiscard]] http_method method() const { return method_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const answer_type& answer() const { return answer_; }
    [[nodiscard]] bool takes_any_site() const { return takes_any_site_; }

private:
    template <class Answer>
    static answer_type as_task(Answer answer) {
        static_assert(std::is_invocable_v<const Answer&, const endpoint_call&>,
                      "an endpoint takes a `const endpoint_call&`, and may be called on several threads at once");
        if constexpr (std::is_same_v<std::invoke_result_t<const Answer&, const endpoint_call&>, task<http_response>>)
            return answer;
        else
            return [answer = std::move(answer)](const endpoint_call& call) -> task<http_response> {
                co_return std::as_const(answer)(call);
            };
    }

    http_method method_;
    std::string path_;
    answer_type answer_;
    bool takes_any_site_ = false;
};

}  // namespace solder
#endif

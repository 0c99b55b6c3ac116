#ifndef SOLDER_SERVER_REQUEST_EVENT_HPP
#define SOLDER_SERVER_REQUEST_EVENT_HPP
#include <functional>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/reactive/context.hpp>
#include <solder/server/http.hpp>
#include <string_view>

namespace solder {
namespace detail {
struct request_state;  // src/server/request_state.hpp
}

/// One request and what its response will have, for code that runs because of it: server functions, queries, pages.
struct request_event {
    const http_request& request;
    /// On the reply, whichever way it is answered: call, redirect after a form, page. `Set-Cookie`, `Link` and `Vary`
    /// are added to those of the reply, others replace them. What the reply is made of stays ours: `Content-Type`,
    /// `Content-Encoding`, `Location`, framing and names that begin with `x-solder-`. A reply that a cookie was read or
    /// set for stays with its visitor, and a failure is not kept, whatever `Cache-Control` says.
    reply_headers headers = {};
    /// Of the reply, where its outcome does not decide: 200 to 299 or 400 to 599, but not 204 and 205, which have no
    /// body; anything else is passed over, as is one below 400 with an error. 0: what the outcome says. A redirect has
    /// the status given to `redirect`.
    unsigned status = 0;
    detail::request_state* state = nullptr;  ///< not for applications
};

/// A failure that a visitor is about to be told of.
struct reported_error {
    std::string_view where;  ///< the server function, the key of a query, the path of a page
    const error& what;       ///< with its own message, public or not
    std::string_view id;     ///< under which the log has it; empty when the message is public and not logged
};
/// What to tell instead; empty: what it is. Called on the thread of the request.
using error_hook = std::function<std::optional<error>(const reported_error&)>;

/// The request that the running code works for, also after `co_await`; null outside of any. Only while it is handled.
[[nodiscard]] request_event* use_request();

/// Where `use_request` finds it.
[[nodiscard]] const context<request_event*>& request_event_context();

}  // namespace solder
#endif

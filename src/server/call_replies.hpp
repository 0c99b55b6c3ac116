#ifndef SOLDER_SRC_SERVER_CALL_REPLIES_HPP
#define SOLDER_SRC_SERVER_CALL_REPLIES_HPP
#include "request_scope.hpp"
#include <solder/query/response.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// A reply to a call that was not made, or not to its end: JSON of the error, marked as ours.
[[nodiscard]] http_response refusal(unsigned status, const error& why, std::string_view build_id);

/// What page script gets: the value as JSON, an answer in headers, or an error.
/// @param answers  to queries, which the reply brings along (`single_flight_header`); empty: none
[[nodiscard]] http_response reply_to_script(result<std::string> outcome, std::string_view function,
                                            std::string_view build_id, std::string_view answers = {});

/// A form that was posted without script, to `function`.
struct posted_form {
    std::string_view function;
    std::string_view bound_json;
    const form_fields& fields;  ///< none when they could not be read
};
/// What a browser without script gets: a redirect to where the answer says, or back to the page of the form, with a
/// flash of what came of it. One that must not lead where it says is logged, and shown as a failure.
[[nodiscard]] http_response reply_to_form(result<std::string> outcome, const posted_form& form, request_scope& scope);

/// A redirect to `place`: a path from the root, or a URL.
[[nodiscard]] http_response redirect_to(std::string_view place, unsigned status = 302);
/// A redirect to where `answer` leads. Errors: it leads to no `http:` or `https:` address.
[[nodiscard]] result<http_response> redirect_reply(const response& answer);

/// Makes what the code behind a reply put into its request event part of it; see `request_event`.
void add_event(http_response& reply, const request_event& event);

}  // namespace solder::detail
#endif

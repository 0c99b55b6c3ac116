#ifndef SOLDER_SRC_SERVER_SINGLE_FLIGHT_HPP
#define SOLDER_SRC_SERVER_SINGLE_FLIGHT_HPP
#include "function_calls.hpp"
#include "request_scope.hpp"
#include <solder/core/task.hpp>
#include <solder/html/application.hpp>

namespace solder::detail {

/// The longest that a reply waits for the answers it brings along, and the most bytes of them. What is late or too
/// large stays out; the page fetches it.
inline constexpr std::chrono::milliseconds longest_collection{5'000};
inline constexpr std::size_t most_answer_bytes = 524'288;

/// What the page that is shown after a call reads: a JSON object, values by the text of their key; empty when the call
/// does not ask for any, or failed, or when there are none.
///
/// The page is run as for a GET of it with the cookies that the call leaves behind, and its markup dropped. That is the
/// place where the answer leads, else the one that the call came from. Of queries, those are kept that the answer makes
/// wrong, and all of the levels of routes that are new to the page. One that fails is left out.
/// Cookies that it sets are set by the reply to the call. What `on_request` would answer in its place is no such page.
/// @param outcome  of the function that was called
task<std::string> collect_answers(request_scope& call, const result<std::string>& outcome, const call_rules& rules,
                                  const application& app);

}  // namespace solder::detail
#endif

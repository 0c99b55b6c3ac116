#ifndef SOLDER_WIRE_REPLY_HPP
#define SOLDER_WIRE_REPLY_HPP
#include <string_view>

/// How a reply to a call of a server function is marked, so that a page knows it for ours and whole. Names in lower
/// case.
namespace solder {

/// On a request: the build of the page. On a reply: the build of the server; a reply without it is not ours.
inline constexpr std::string_view build_header = "x-solder-build";
/// Length of the body before any compression, in bytes: a reply that was cut short is noticed.
inline constexpr std::string_view reply_bytes_header = "x-solder-bytes";
/// What the body is.
inline constexpr std::string_view outcome_header = "x-solder-outcome";
inline constexpr std::string_view outcome_value = "value";    ///< JSON of the result
inline constexpr std::string_view outcome_error = "error";    ///< JSON of an `error`
inline constexpr std::string_view outcome_answer = "answer";  ///< none: headers say where to go and what to read again
inline constexpr std::string_view location_header = "x-solder-location";
inline constexpr std::string_view revalidate_header = "x-revalidate";
/// On a request: the page that is shown, path and query, for whose queries the reply may bring answers. On a reply that
/// does: `true`; its body is then `{"value": ..., "answers": {"projects[]": [...]}}`: what it would have been without,
/// if anything, and values of queries by the text of their key.
inline constexpr std::string_view single_flight_header = "x-solder-single-flight";

}  // namespace solder
#endif

#ifndef SOLDER_SRC_SERVER_LOG_HPP
#define SOLDER_SRC_SERVER_LOG_HPP
#include <solder/server/request_event.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// Writes an error that a visitor is not told about to stderr, and gives the id that both sides can name it by.
std::string log_error(std::string_view where, const error& e);

/// `e` as a visitor may see it: with its own message when that is public, else `internal` with neutral words and the id
/// under which the log now has it.
/// @param hook  told of it, and may give another in its place; null: there is none
error error_to_show(std::string_view where, const error& e, const error_hook* hook);
/// The same with the hook of the running request.
error error_to_show(std::string_view where, const error& e);

}  // namespace solder::detail
#endif

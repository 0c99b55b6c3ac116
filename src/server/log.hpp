#ifndef SOLDER_SERVER_LOG_HPP
#define SOLDER_SERVER_LOG_HPP
#include <solder/core/error.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// Writes an error that a visitor is not told about to stderr, and gives the id that both sides can name it by.
std::string log_error(std::string_view where, const error& e);

}  // namespace solder::detail
#endif

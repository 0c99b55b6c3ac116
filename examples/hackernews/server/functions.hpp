#ifndef HACKERNEWS_SERVER_FUNCTIONS_HPP
#define HACKERNEWS_SERVER_FUNCTIONS_HPP
#include <chrono>
#include <server/database.hpp>

namespace hackernews {

/// Gives every server function of app/api.hpp its body. Once; `db` must outlive the server.
/// @param slow  what comments, and what a user sent, take longer than they need; stories take up to a seventh of it
void define_functions(database& db, std::chrono::milliseconds slow);

}  // namespace hackernews
#endif

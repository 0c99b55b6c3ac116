#ifndef PROJECTS_SERVER_FUNCTIONS_HPP
#define PROJECTS_SERVER_FUNCTIONS_HPP
#include <server/database.hpp>

namespace projects {

/// Gives every server function of app/api.hpp its body. Once; `db` must outlive the server.
void define_functions(database& db);

}  // namespace projects
#endif

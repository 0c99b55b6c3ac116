#ifndef PROJECTS_APP_STUDENT_SEARCH_HPP
#define PROJECTS_APP_STUDENT_SEARCH_HPP
#include <solder/solder.hpp>

namespace projects {

/// A field to search students with, and who was found. What is searched for stands in the address of the page
/// (`/students?q=berg`): a form without script goes there, and with script the address follows what is typed, when
/// that pauses.
solder::view StudentSearch();

}  // namespace projects
#endif

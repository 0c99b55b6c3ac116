#ifndef PROJECTS_APP_PAGES_HPP
#define PROJECTS_APP_PAGES_HPP
#include <solder/solder.hpp>

namespace projects {

solder::view ProjectsPage();
solder::view ProjectPage();
solder::view StudentsPage();
solder::view NotFound();

}  // namespace projects
#endif

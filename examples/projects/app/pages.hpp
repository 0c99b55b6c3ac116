#ifndef PROJECTS_APP_PAGES_HPP
#define PROJECTS_APP_PAGES_HPP
#include <solder/solder.hpp>

namespace projects {

/// The whole application. `router` says where its places are: in the path of the address, or in its hash.
solder::view App(solder::view (*router)(solder::router_options));

solder::view ProjectsPage();
solder::view ProjectPage();
solder::view StudentsPage();
solder::view NotFound();

}  // namespace projects
#endif
